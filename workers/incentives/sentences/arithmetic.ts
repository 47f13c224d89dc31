import { compareRates, parseRate, type Rate, ZERO } from "../../lib/rate.ts";
import { greatest, isZero, least, minus, over, plus, times } from "../exact.ts";
import { type Formula, parseFormula } from "../formula.ts";
import { ROUNDING_MODES, rounded, type RoundingMode } from "../round.ts";
import type { RuleWords } from "./step-words.ts";

/**
 * A step's arithmetic, if it holds for its figures to the last digit. A figure that is absent and
 * multiplies counts 1 (no conversion). What is not stated by the rule, or does not hold (a leaver's
 * release), is not claimed.
 */
export function arithmeticOf(rule: RuleWords, figures: Readonly<Record<string, string>>) {
  const { result, formula } = rule;
  if (result === undefined || formula === undefined) return null;
  const stated = { result, formula: present(formula, figures), rounded: rule.rounded ?? null };
  if (result === "line") return stated;
  const wanted = parseRate(figures[result] ?? "");
  const value = valueOf(stated.formula, figures);
  if (!wanted || !value) return null;
  const made = roundedBy(rule, value, figures);
  return made && compareRates(made, wanted) === 0 ? stated : null;
}

/** Without a rate of conversion there is nothing to multiply with. */
function present(formula: string, figures: Readonly<Record<string, string>>): string {
  return figures["rate"] === undefined ? formula.replace(/ \* rate$/, "") : formula;
}

function roundedBy(
  { rounded: by }: RuleWords,
  value: Rate,
  figures: Readonly<Record<string, string>>,
): Rate | null {
  if (!by) return value;
  if (by === "minor") return { num: rounded(value, "half_away"), den: 1n };
  const granule = parseRate(figures["granule"] ?? "");
  const mode = ROUNDING_MODES.find((each: RoundingMode) => each === figures["mode"]);
  if (!granule || isZero(granule) || !mode) return null;
  return times(granule, { num: rounded(over(value, granule), mode), den: 1n });
}

/** A formula over a step's figures; null where a figure is missing or a divisor is 0. */
export function valueOf(formula: string, figures: Readonly<Record<string, string>>): Rate | null {
  const read = parseFormula(formula);
  return read.ok ? value(read.value, figures) : null;
}

function value(formula: Formula, figures: Readonly<Record<string, string>>): Rate | null {
  if (formula.kind === "number") return formula.value;
  if (formula.kind === "measure") return parseRate(figures[formula.key] ?? "");
  const parts: Rate[] = [];
  for (const each of formula.of) {
    const part = value(each, figures);
    if (!part) return null;
    parts.push(part);
  }
  const [first = ZERO, ...rest] = parts;
  switch (formula.kind) {
    case "sum":
      return rest.reduce(plus, first);
    case "difference":
      return rest.reduce(minus, first);
    case "product":
      return rest.reduce(times, first);
    case "min":
      return rest.reduce(least, first);
    case "max":
      return rest.reduce(greatest, first);
    case "quotient":
      return rest.some(isZero) ? null : rest.reduce(over, first);
  }
}
