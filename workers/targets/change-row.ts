import { formatMinor, parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { changedBy, newRow } from "./agreed-change.ts";
import type { Stale } from "./change-plan.ts";
import type { Deps } from "./deps.ts";
import {
  flawOfOver,
  flawOfWeights,
  isFactorValue,
  isGrowth,
  type RulesFlaw,
} from "./plan-rules.ts";
import type { Plan, RowInputs } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

type Given<T> = { readonly [Field in keyof T]?: T[Field] | undefined };
export type RowChange = Given<
  Pick<RowInputs, "locked" | "min" | "max" | "over" | "weights" | "values"> & {
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
  | RulesFlaw
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
  const stale = { code: "version/stale", yours: version, current: row.version } as const;
  if (row.version !== version) return err(stale);
  const next = changed(plan, row, change, { by: db.actor(), at: db.now });
  if (!next.ok) return next;

  const { inputs, amount } = next.value;
  const saved = newRow(plan, row, next.value);
  const done = await commit(db, {
    event: "plan/row_changed",
    subject,
    detail: { plan: id, subject, version: version + 1, fields: Object.keys(change) },
    expect: [targets.guards.row(id, subject, version), open.nothingOpen(id)],
    writes: [targets.saveRows(id, [saved]), targets.moveDraft(id, !movesOthers(change))],
  });
  if (!done.ok) return err(stale);
  return ok({ row: { ...row, inputs, amount, version: version + 1 }, draft: plan.draft + 1 });
}

/** A number by hand opens a gap and is seen at once; inputs and bounds need sharing out again. */
function movesOthers({ min, max, over, weights, values }: RowChange): boolean {
  return [min, max, over, weights, values].some((each) => each !== undefined);
}

function changed(
  plan: Plan,
  row: StoredRow,
  change: RowChange,
  made: { readonly by: string; readonly at: number },
): Result<Pick<StoredRow, "inputs" | "amount">, RowError> {
  const { scale } = plan.metric;
  const flaw = flawOf(plan, change);
  if (flaw) return err(flaw);
  const { amount: asked, reason = "", ...given } = change;
  const kept = {
    ...row.inputs,
    ...defined(given),
    values: { ...row.inputs.values, ...change.values },
  };
  if (asked === undefined) return ok({ inputs: kept, amount: row.amount });

  if (row.parent === null) return err({ code: "plan/top" });
  const to = parseMinor(asked, scale);
  if (!to.ok) return err({ code: "target/amount", value: asked, scale, pointer: "/amount" });
  if (reason === "") return err({ code: "plan/reason_missing", pointer: "/reason" });
  const amount = formatMinor(to.value, scale);
  const inputs = changedBy({ ...row, inputs: kept }, amount, scale, { ...made, reason });
  return ok({ inputs: { ...inputs, locked: change.locked ?? true }, amount });
}

function flawOf({ rules, metric: { scale } }: Plan, change: RowChange): RowError | null {
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
