import { formatMinor, parseMinor } from "../lib/money.ts";
import { assert } from "../lib/assert.ts";
import { amountOf, movedMonths } from "./draft.ts";
import type { ChangeText, Plan, RowInputs } from "./plan.ts";
import type { StoredRow } from "./plan-row.ts";
import type { NewRow } from "./plan-writes.ts";

/** A number by hand: a decimal at the metric's scale, an account, an instant in ms, and why. */
export type ByHand = Omit<ChangeText, "from" | "to"> & { readonly amount: string };

/**
 * The draft's row with another number, changed by hand: locked, with its months in the proportions
 * they had and its reason on the card. Cells that were locked give way when nothing else can.
 * Asserts that the amount is one of this metric.
 */
export function agreedChange(plan: Plan, row: StoredRow, { amount, ...made }: ByHand): NewRow {
  const { scale } = plan.metric;
  const parsed = parseMinor(amount, scale);
  assert(parsed.ok, "an agreed amount is one of the metric");
  return newRow(plan, row, {
    inputs: changedBy(row, formatMinor(parsed.value, scale), scale, made),
    amount: formatMinor(parsed.value, scale),
  });
}

/** The inputs after a number was changed by hand. */
export function changedBy(
  row: Pick<StoredRow, "amount" | "inputs">,
  to: string,
  scale: number,
  made: Omit<ByHand, "amount">,
): RowInputs {
  const from = row.amount ?? formatMinor(0n, scale);
  const { by, at, reason } = made;
  const changes = [...row.inputs.changes, { from, to, by, at, reason }];
  return { ...row.inputs, changes, locked: true };
}

/** A stored row as it is written after a change: its months follow its number. */
export function newRow(
  plan: Plan,
  row: StoredRow,
  { inputs, amount }: Pick<StoredRow, "inputs" | "amount">,
): NewRow {
  const units = amount === null ? null : amountOf(amount, plan.metric.scale);
  const { months, levels, slices, run, subject, parent, kind, version } = row;
  const moved =
    units === null || !plan.rules.basis ? null : movedMonths(plan, months, units, inputs);
  return {
    ...{ subject, parent, kind, run, units, levels, slices },
    inputs: moved?.locksGaveWay ? { ...inputs, cells: {} } : inputs,
    months: moved?.months ?? null,
    version: version + 1,
  };
}
