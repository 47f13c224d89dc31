import { formatMinor, type Minor } from "../lib/money.ts";
import { apply } from "../lib/rate.ts";
import { amountOf, monthGranule, movedMonths } from "./draft.ts";
import { scaleMonths } from "./months.ts";
import { monthTree } from "./month-tree.ts";
import { LEVEL_NAMES, type ChangeText, type Plan, type RowInputs } from "./plan.ts";
import type { StoredRow } from "./plan-row.ts";
import type { NewRow } from "./plan-writes.ts";
import { rateOf } from "./rules.ts";
import { sliceMonths } from "./slice-months.ts";

/** A number by hand: a decimal at the metric's scale, an account, an instant in ms, and why. */
export type ByHand = Omit<ChangeText, "from" | "to"> & { readonly amount: string };

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

/** A stored row as it is written after a change: its months, levels and slices follow its number. */
export function newRow(
  plan: Plan,
  row: StoredRow,
  { inputs, amount }: Pick<StoredRow, "inputs" | "amount">,
): NewRow {
  const { run, subject, parent, kind, version } = row;
  const kept = { subject, parent, kind, run, version: version + 1 };
  const { levels, slices } = row;
  if (amount === null || !plan.rules.basis)
    return { ...kept, inputs, units: null, months: null, levels, slices };
  const units = amountOf(amount, plan.metric.scale);
  const { months, locksGaveWay } = movedMonths(plan, row.months, units, inputs);
  return {
    ...kept,
    units,
    inputs: locksGaveWay ? { ...inputs, cells: {} } : inputs,
    months,
    ...besides(plan, { ...row, inputs }, amount, months),
  };
}

/** Other levels by their factor, in the proportions they had; a person's slices anew. */
function besides(
  { rules, metric: { scale } }: Plan,
  row: StoredRow,
  amount: string,
  months: readonly Minor[],
): Pick<NewRow, "levels" | "slices"> {
  const units = amountOf(amount, scale);
  const by = {
    locked: new Set<number>(),
    weights: months.map(size),
    granule: monthGranule(rules, scale),
  };
  const levels = LEVEL_NAMES.flatMap((level) => {
    const factor = rules.levels?.[level];
    const before = row.levels?.[level];
    if (!factor || !before) return [];
    const own = row.inputs.levels?.[level] ?? null;
    const to = own === null ? apply(units, rateOf(factor), "half_away") : amountOf(own, scale);
    return [[level, scaleMonths(before, to, by) ?? before] as const];
  });
  const alone = { ...row, amount, parent: null };
  const slices =
    row.kind === "person"
      ? sliceMonths([alone], new Map([[row.subject, months]]), rules, scale).get(row.subject)
      : row.slices;
  return { levels: levels.length > 0 ? Object.fromEntries(levels) : null, slices: slices ?? null };
}

function size(units: bigint): bigint {
  return units < 0n ? -units : units;
}

/** What was agreed for one recipient; the amount in smallest steps. */
export type Agreed = Omit<ChangeText, "from" | "to"> & {
  readonly subject: string;
  readonly amount: Minor;
};

/**
 * All rows of a draft after several numbers were agreed on at once: each is changed by hand and
 * locked, and the months of the whole tree are made anew, so that they agree in both directions
 * wherever the numbers do. Only rows that differ from before are returned.
 * Where new numbers and months contradict each other the gap between months is left to be seen.
 */
export function agreedRows(
  plan: Plan,
  rows: readonly StoredRow[],
  changes: readonly Agreed[],
): NewRow[] {
  const { scale } = plan.metric;
  const agreed = new Map(changes.map((change) => [change.subject, change]));
  const next = rows.map((row): StoredRow => {
    const change = agreed.get(row.subject);
    if (!change) return row;
    const { subject: _, amount: units, ...made } = change;
    const amount = formatMinor(units, scale);
    return { ...row, inputs: changedBy(row, amount, scale, made), amount };
  });
  const timed = next.flatMap((row) =>
    row.amount === null ? [] : [{ ...row, amount: row.amount }],
  );
  const { months } = monthTree(timed, { ...plan.rules, gaps: "accept" }, scale);
  return next.flatMap((row, at) => {
    const own = months.get(row.subject) ?? row.months;
    const isSame = !agreed.has(row.subject) && same(own, rows[at]?.months ?? null);
    return isSame ? [] : [newRow(plan, { ...row, months: own }, row)];
  });
}

function same(a: readonly bigint[] | null, b: readonly bigint[] | null): boolean {
  return a === b || (a?.length === b?.length && (a ?? []).every((units, at) => units === b?.[at]));
}
