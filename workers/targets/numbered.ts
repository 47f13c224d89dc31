import { must } from "../lib/assert.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Refused } from "./cascade.ts";
import { allocatedRows, amountOf, shareDraft, type Draft } from "./draft.ts";
import { levelMonths } from "./level-months.ts";
import { monthTree, type MonthsRefused } from "./month-tree.ts";
import type { Plan, PlanRow, PlanRules } from "./plan.ts";
import type { NewRow } from "./plan-writes.ts";
import { runText } from "./run-text.ts";
import { sliceMonths } from "./slice-months.ts";

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
  const { months, refused } = monthTree(made, rules, scale);
  if (refused.length > 0) return err({ numbers: [], months: refused });
  const levels = levelMonths(made, months, rules, scale);
  const slices = sliceMonths(made, months, rules, scale);
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
