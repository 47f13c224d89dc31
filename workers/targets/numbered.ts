import { must } from "../lib/assert.ts";
import { formatMinor, minor, type Minor } from "../lib/money.ts";
import { apply } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Refused } from "./cascade.ts";
import { allocatedRows, amountOf, everyMonth, shareDraft, type Draft } from "./draft.ts";
import { levelMonths } from "./level-months.ts";
import { monthTree, type MonthsRefused } from "./month-tree.ts";
import { LEVEL_NAMES, type Plan, type PlanRow, type PlanRules } from "./plan.ts";
import type { Months, NewRow } from "./plan-writes.ts";
import { rateOf } from "./rules.ts";
import { runText } from "./run-text.ts";
import { sliceMonths } from "./slice-months.ts";
import { valueMethod } from "./value-tree.ts";

/** Nodes that could not be shared out, or whose people and months contradict each other. */
export type CannotShare = {
  readonly numbers: readonly Refused[];
  readonly months: readonly MonthsRefused[];
};

/**
 * Every row with its number, its months (of every level and slice) and how it shared the number out:
 * the whole of an allocation, from rows that carry what was entered. Locked rows keep their number.
 * Asserts that the rules have a basis: the periods are known.
 */
export function numbered(
  { amount, metric: { scale } }: Pick<Plan, "amount" | "metric">,
  rules: PlanRules,
  rows: readonly NewRow[],
): Result<NewRow[], CannotShare> {
  const asRow = (row: NewRow): NewRow & PlanRow => ({
    ...row,
    amount: row.units === null ? null : formatMinor(row.units, scale),
  });
  const whole = rows.map(asRow);
  const draft: Draft = { amount: formatMinor(amount, scale), scale, rules, rows: whole };
  const shared = shareDraft(draft);
  if (shared.refused.length > 0) return err({ numbers: shared.refused, months: [] });
  const made = allocatedRows(draft, whole, shared).map((row) => ({
    ...row,
    amount: must(row.amount, "nothing was refused"),
  }));
  const timed = valueMethod(rules)
    ? valueMonths(made, rules, scale)
    : sumMonths(made, rules, scale);
  if (!timed.ok) return err({ numbers: [], months: timed.error });
  const { months, levels, slices } = timed.value;
  return ok(
    made.map(({ amount: own, ...row }) => {
      const run = shared.shares.get(row.subject)?.run ?? null;
      return {
        ...row,
        units: amountOf(own, scale),
        months: must(months.get(row.subject)),
        levels: levels.get(row.subject) ?? null,
        slices: slices.get(row.subject) ?? null,
        run: run && runText(run),
      };
    }),
  );
}

type Numbered = NewRow & PlanRow & { readonly amount: string };
type Timed = {
  readonly months: ReadonlyMap<string, readonly Minor[]>;
  readonly levels: ReadonlyMap<string, Months>;
  readonly slices: ReadonlyMap<string, Months>;
};

/** Months, other levels and slices of a metric that adds up. */
function sumMonths(
  made: readonly Numbered[],
  rules: PlanRules,
  scale: number,
): Result<Timed, readonly MonthsRefused[]> {
  const { months, refused } = monthTree(made, rules, scale);
  if (refused.length > 0) return err(refused);
  const levels = levelMonths(made, months, rules, scale);
  return ok({ months, levels, slices: sliceMonths(made, months, rules, scale) });
}

/** A value that does not add up holds in every month; its other levels are factors of it. */
function valueMonths(
  made: readonly Numbered[],
  rules: PlanRules,
  scale: number,
): Result<Timed, never> {
  const each = made.map((row) => [row.subject, amountOf(row.amount, scale), row] as const);
  const levels = each.map(([subject, units, { inputs }]) => {
    const named = LEVEL_NAMES.flatMap((level) => {
      const [own, by] = [inputs.levels?.[level], rules.levels?.[level]];
      if (!by) return [];
      const value = own ? amountOf(own, scale) : minor(apply(units, rateOf(by), "half_away"));
      return [[level, everyMonth(rules, value)] as const];
    });
    return [subject, Object.fromEntries(named)] as const;
  });
  return ok({
    months: new Map(each.map(([subject, units]) => [subject, everyMonth(rules, units)])),
    levels: new Map(levels.filter(([, named]) => Object.keys(named).length > 0)),
    slices: new Map(),
  });
}
