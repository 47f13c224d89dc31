import { parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { valueFlaws } from "./change-row.ts";
import type { Deps } from "./deps.ts";
import { amountOf } from "./draft.ts";
import type { Plan, RowInputs } from "./plan.ts";
import { DRAFT, type Named } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

export type InputRow = {
  /** Code or id. */
  readonly subject: string;
  readonly values: RowInputs["values"];
  readonly min?: string | null | undefined;
  readonly max?: string | null | undefined;
};
type InputsError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "target/rows"; readonly count: number; readonly errors: readonly Flaw[] }
  | RoundOpen
  | { readonly code: "commit/busy" };

/** Enters factor values and bounds of many recipients: all rows, or none with every flaw named. */
export async function setInputs(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  { plan: id, rows }: { readonly plan: string; readonly rows: readonly InputRow[] },
): Promise<Result<{ readonly rows: number; readonly draft: number }, InputsError>> {
  const { plan, stored, named, round } = await db.load({
    plan: targets.plan(id),
    stored: targets.rows(id, DRAFT),
    named: targets.named(rows.map(({ subject }) => subject)),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const found = merged(plan, rows, stored, named);
  if (found.errors.length > 0) {
    return err({ code: "target/rows", count: found.errors.length, errors: found.errors });
  }
  const { scale } = plan.metric;
  const saved = found.rows.map((row) => {
    const units = row.amount === null ? null : amountOf(row.amount, scale);
    return { ...row, units, version: row.version + 1 };
  });
  const answer = { rows: saved.length, draft: plan.draft + 1 };
  const done = await commit(db, {
    event: "plan/inputs_entered",
    subject: id,
    detail: { plan: id, ...answer },
    expect: [targets.guards.draft(id, plan.draft), open.nothingOpen(id)],
    writes: [targets.saveRows(id, saved), targets.moveDraft(id, false)],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

function merged(
  { metric: { scale } }: Plan,
  rows: readonly InputRow[],
  stored: readonly StoredRow[],
  named: readonly Named[],
) {
  const ids = new Map(named.map(({ ref, id }) => [ref, id]));
  const known = new Map(stored.map((row) => [row.subject, row]));
  const errors: Flaw[] = [];
  for (const [at, row] of rows.entries()) {
    const old = known.get(ids.get(row.subject) ?? "");
    const pointer = `/rows/${at}`;
    if (!old) {
      const value = row.subject;
      errors.push({ pointer: `${pointer}/subject`, code: "target/unknown_subject", value });
      continue;
    }
    errors.push(...valueFlaws(row.values, `${pointer}/values`), ...boundFlaws(row, scale, pointer));
    const values = { ...old.inputs.values, ...row.values };
    const { min = old.inputs.min, max = old.inputs.max } = row;
    known.set(old.subject, { ...old, inputs: { ...old.inputs, values, min, max } });
  }
  const touched = new Set(rows.map(({ subject }) => ids.get(subject)));
  return { errors, rows: [...known.values()].filter(({ subject }) => touched.has(subject)) };
}

function boundFlaws({ min, max }: InputRow, scale: number, pointer: string): Flaw[] {
  return Object.entries({ min, max }).flatMap(([name, text]) =>
    typeof text === "string" && !parseMinor(text, scale).ok
      ? [{ pointer: `${pointer}/${name}`, code: "target/amount", value: text, scale }]
      : [],
  );
}
