import { must } from "../lib/assert.ts";
import { gcd, ONE, type Rate, ZERO } from "../lib/rate.ts";
import type { Columns, MeasureColumn } from "./columns.ts";
import { over, plus, times } from "./exact.ts";
import { type Formula, formulaText } from "./formula.ts";

/** A formula's value of every credit, before shares: whole numbers of 1 / `unit`. */
export type BaseColumn = { readonly units: Float64Array; readonly unit: bigint };

const made = new WeakMap<Columns, Map<string, BaseColumn | null>>();

/**
 * A sum of measures times numbers, credit by credit. Exact, or null: where the formula is no such sum,
 * or a value might not be a whole number below 2^53. Made once for a list of credits.
 */
export function baseColumn(columns: Columns, formula: Formula): BaseColumn | null {
  const all = made.get(columns) ?? new Map<string, BaseColumn | null>();
  made.set(columns, all);
  const text = formulaText(formula);
  const known = all.get(text);
  if (known !== undefined) return known;
  const terms = termsOf(formula);
  const column = terms && sumOf(columns, terms);
  all.set(text, column);
  return column;
}

type Terms = ReadonlyMap<string, Rate>;

/** The number that each measure is multiplied with; null where a formula is more than such a sum. */
function termsOf(formula: Formula): Terms | null {
  switch (formula.kind) {
    case "number":
      return formula.value.num === 0n ? new Map() : null;
    case "measure":
      return formula.of === "credit" ? new Map([[formula.key, ONE]]) : null;
    case "sum":
      return added(formula.of, ONE);
    case "difference":
      return added(formula.of, { num: -1n, den: 1n });
    case "product": {
      const rest = formula.of.filter(({ kind }) => kind !== "number");
      const by = formula.of.reduce((so, each) => times(so, numberOf(each) ?? ONE), ONE);
      return rest.length === 1 ? scaled(termsOf(must(rest[0])), by) : null;
    }
    case "quotient": {
      const [top, ...under] = formula.of;
      let by = ONE;
      for (const each of under) {
        const number = numberOf(each);
        if (!number || number.num === 0n) return null;
        by = over(by, number);
      }
      return top ? scaled(termsOf(top), by) : null;
    }
    case "min":
    case "max":
      return null;
  }
}

function numberOf(formula: Formula): Rate | null {
  return formula.kind === "number" ? formula.value : null;
}

function scaled(terms: Terms | null, by: Rate): Terms | null {
  return terms && new Map([...terms].map(([key, value]) => [key, times(value, by)]));
}

/** The first as it is, the others times `by`. */
function added(of: readonly Formula[], by: Rate): Terms | null {
  const sum = new Map<string, Rate>();
  for (const [at, each] of of.entries()) {
    const terms = scaled(termsOf(each), at === 0 ? ONE : by);
    if (!terms) return null;
    for (const [key, value] of terms) sum.set(key, plus(sum.get(key) ?? ZERO, value));
  }
  return sum;
}

function sumOf(columns: Columns, terms: Terms): BaseColumn | null {
  const parts: { column: MeasureColumn; by: Rate }[] = [];
  let unit = 1n;
  for (const [key, value] of terms) {
    const column = columns.measure(key);
    if (!column || column.missing) return null;
    const by = over(value, { num: BigInt(column.scale), den: 1n });
    unit = (unit / gcd(unit, by.den)) * by.den;
    parts.push({ column, by });
  }
  const [only] = parts;
  if (only && parts.length === 1 && only.by.num === 1n) return { units: only.column.units, unit };
  const units = new Float64Array(columns.size);
  for (const { column, by } of parts) {
    const whole = by.num * (unit / by.den);
    const factor = Number(whole);
    if (!Number.isSafeInteger(factor)) return null;
    for (let at = 0; at < units.length; at += 1) {
      const term = must(column.units[at]) * factor;
      const value = must(units[at]) + term;
      if (!Number.isSafeInteger(term) || !Number.isSafeInteger(value)) return null;
      units[at] = value;
    }
  }
  return { units, unit };
}
