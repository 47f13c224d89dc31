import { formatMinor, parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { changedBy, newRow } from "./agreed-change.ts";
import type { Stale } from "./change-plan.ts";
import type { Deps } from "./deps.ts";
import { changedCells, type CellsAsked, type CellsError } from "./change-cells.ts";
import {
  flawOfOver,
  flawOfWeights,
  isFactorValue,
  isGrowth,
  type RulesFlaw,
  valuesOnly,
  type ValuesOnly,
} from "./plan-rules.ts";
import { LEVEL_NAMES, type Plan, type RowInputs } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import type { NewRow } from "./plan-writes.ts";
import { rateOf } from "./rules.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

type Given<T> = { readonly [Field in keyof T]?: T[Field] | undefined };
export type RowChange = Given<
  Pick<
    RowInputs,
    "locked" | "min" | "max" | "over" | "weights" | "values" | "curve" | "levels" | "slices"
  > & {
    readonly cells: CellsAsked;
    readonly amount: string;
    readonly reason: string;
  }
>;
type Asked = {
  readonly plan: string;
  readonly subject: string;
  readonly version: number;
  readonly change: RowChange;
};
export type RowError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/no_row"; readonly subject: string }
  | { readonly code: "plan/top" }
  | { readonly code: "plan/reason_missing"; readonly pointer: "/reason" }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    }
  | { readonly code: "target/rows"; readonly count: number; readonly errors: readonly Flaw[] }
  | CellsError
  | {
      readonly code: "plan/curve";
      readonly given: number;
      readonly wanted: number;
      readonly pointer: "/curve";
    }
  | RulesFlaw
  | ValuesOnly
  | RoundOpen
  | Stale;
type Changed = { readonly row: StoredRow; readonly draft: number };

/**
 * Changes one recipient of the draft. A number changed by hand keeps who, when and why, and is
 * locked unless the caller says otherwise: sharing out again would take it away.
 */
export async function changeRow(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  { plan: id, subject, version, change }: Asked,
): Promise<Result<Changed, RowError>> {
  const { plan, rows, round } = await db.load({
    plan: targets.plan(id),
    rows: targets.rowAndParent(id, DRAFT, subject),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const row = rows.find((each) => each.subject === subject);
  if (!row) return err({ code: "plan/no_row", subject });
  const stale = (now: StoredRow) =>
    err({
      code: "version/stale",
      yours: version,
      current: now.version,
      row: seen(plan, now),
    } as const);
  const { cells, curve, slices } = change;
  const refused = (cells ?? curve ?? slices) ? valuesOnly(plan) : null;
  if (refused) return err(refused);
  if (row.version !== version) return stale(row);
  const next = changed(plan, row, change, { by: db.actor(), at: db.now });
  if (!next.ok) return next;
  const saved = next.value;
  const done = await commit(db, {
    event: "plan/row_changed",
    subject,
    detail: { plan: id, subject, version: version + 1, fields: Object.keys(change) },
    expect: [targets.guards.row(id, subject, version), open.nothingOpen(id)],
    writes: [targets.saveRows(id, [saved]), targets.moveDraft(id, !movesOthers(change))],
  });
  if (!done.ok) {
    const after = await db.load({ now: targets.rowsOf(id, [subject]) });
    return stale(after.now[0] ?? row);
  }
  const { inputs, units } = saved;
  const amount = units === null ? null : formatMinor(units, plan.metric.scale);
  return ok({ row: { ...row, inputs, amount, version: version + 1 }, draft: plan.draft + 1 });
}

/** What stands there now, beside what was sent: both are shown to whoever was second. */
function seen({ metric: { scale } }: Plan, { amount, months, inputs, version }: StoredRow) {
  const cells = inputs.cells ?? {};
  return {
    amount,
    months: months?.map((units) => formatMinor(units, scale)) ?? null,
    cells,
    version,
  };
}

/** A number by hand opens a gap and is seen at once; inputs and bounds need sharing out again. */
function movesOthers({
  min,
  max,
  over,
  weights,
  values,
  curve,
  levels,
  slices,
}: RowChange): boolean {
  const inputs = [min, max, over, weights, values, curve, levels, slices];
  return inputs.some((each) => each !== undefined);
}

function changed(
  plan: Plan,
  row: StoredRow,
  change: RowChange,
  made: Made,
): Result<NewRow, RowError> {
  const flaw = flawOf(plan, change);
  if (flaw) return err(flaw);
  const year = withYear(plan, row, change, made);
  if (!year.ok) return year;
  const saved = newRow(plan, row, year.value);
  const { cells, reason = "" } = change;
  if (!cells) return ok(saved);
  if (reason === "") return err({ code: "plan/reason_missing", pointer: "/reason" });
  const set = changedCells(plan, saved, cells, { ...made, reason });
  if (!set.ok) return set;
  const { inputs, months } = set.value;
  return ok(newRow(plan, { ...row, months }, { inputs, amount: year.value.amount }));
}

type Made = { readonly by: string; readonly at: number };

/** The row's inputs and its number, before any month is set. */
function withYear(
  plan: Plan,
  row: StoredRow,
  change: RowChange,
  made: Made,
): Result<Pick<StoredRow, "inputs" | "amount">, RowError> {
  const { scale } = plan.metric;
  const { amount: asked, reason = "", ...entered } = change;
  const given = { ...entered, cells: undefined };
  const kept = {
    ...row.inputs,
    ...defined(given),
    values: { ...row.inputs.values, ...given.values },
  };
  if (asked === undefined) return ok({ inputs: kept, amount: row.amount });

  if (row.parent === null) return err({ code: "plan/top" });
  const to = parseMinor(asked, scale);
  if (!to.ok) return err({ code: "target/amount", value: asked, scale, pointer: "/amount" });
  if (reason === "") return err({ code: "plan/reason_missing", pointer: "/reason" });
  const amount = formatMinor(to.value, scale);
  const inputs = changedBy({ ...row, inputs: kept }, amount, scale, { ...made, reason });
  return ok({ inputs: { ...inputs, locked: given.locked ?? true }, amount });
}

function flawOf({ rules, metric: { scale } }: Plan, change: RowChange): RowError | null {
  const { curve } = change;
  const wanted = rules.basis?.periods.length ?? 0;
  if (curve && (curve.length !== wanted || curve.some((weight) => rateOf(weight).num < 0n)))
    return { code: "plan/curve", given: curve.length, wanted, pointer: "/curve" };
  for (const level of LEVEL_NAMES) {
    const text = change.levels?.[level];
    if (text !== undefined && !parseMinor(text, scale).ok)
      return { code: "target/amount", value: text, scale, pointer: `/levels/${level}` };
  }
  for (const [key, weight] of Object.entries(change.slices ?? {}))
    if (rateOf(weight).num < 0n)
      return { code: "plan/method", value: weight, pointer: `/slices/${key}` };
  for (const bound of ["min", "max"] as const) {
    const text = change[bound] ?? null;
    if (text !== null && !parseMinor(text, scale).ok) {
      return { code: "target/amount", value: text, scale, pointer: `/${bound}` };
    }
  }
  const over = change.over ? flawOfOver(change.over) : null;
  if (over) return over;
  const { weights } = change;
  if (weights) {
    const all = rules.factors.map(({ key }) => ({ key, weight: weights[key] ?? "0" }));
    const flaw = flawOfWeights(all, "/weights");
    if (flaw) return flaw;
  }
  const errors = valueFlaws(change.values ?? {}, "/values");
  return errors.length > 0 ? { code: "target/rows", count: errors.length, errors } : null;
}

/** Values that are no plain decimals from 0 up. */
export function valueFlaws(values: RowInputs["values"], pointer: string): Flaw[] {
  return Object.entries(values).flatMap(([factor, value]) =>
    value === null || isFactorValue(value) || (factor === "growth" && isGrowth(value))
      ? []
      : [{ pointer: `${pointer}/${factor}`, code: "target/value", value, factor }],
  );
}

function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  // Only the undefined ones are gone; the names and types of the others stand in T.
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
