import { formatMinor, parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { changedBy, newRow } from "./agreed-change.ts";
import { changedCells, type CellsAsked } from "./change-cells.ts";
import type { Deps } from "./deps.ts";
import { valuesOnly, type ValuesOnly } from "./plan-rules.ts";
import type { Plan } from "./plan.ts";
import type { StoredRow } from "./plan-row.ts";
import type { NewRow } from "./plan-writes.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

type CellsRow = {
  readonly subject: string;
  readonly version: number;
  readonly cells: CellsAsked;
  readonly amount?: string | undefined;
};
type Asked = {
  readonly plan: string;
  readonly reason: string;
  readonly rows: readonly CellsRow[];
};
type SetCellsError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/reason_missing"; readonly pointer: "/reason" }
  | { readonly code: "target/rows"; readonly count: number; readonly errors: readonly Flaw[] }
  | RoundOpen
  | ValuesOnly
  | { readonly code: "commit/busy" };
type CellsSet = {
  readonly draft: number;
  readonly rows: { readonly subject: string; readonly version: number }[];
};

/**
 * Years and months of many recipients by hand, as a file or a pasted block brings them: every row by
 * the version it was based on, all of them or none, each flaw named.
 */
export async function setCells(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  { plan: id, reason, rows }: Asked,
): Promise<Result<CellsSet, SetCellsError>> {
  const { plan, stored, round } = await db.load({
    plan: targets.plan(id),
    stored: targets.rowsOf(
      id,
      rows.map(({ subject }) => subject),
    ),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const refused = frozenBy(round) ?? valuesOnly(plan);
  if (refused) return err(refused);
  if (reason === "") return err({ code: "plan/reason_missing", pointer: "/reason" });
  const known = new Map(stored.map((row) => [row.subject, row]));
  const made = { by: db.actor(), at: db.now, reason };
  const each = rows.map((row, at) => changedRow(plan, known.get(row.subject), row, at, made));
  const errors = each.flatMap((one) => (one.ok ? [] : [one.error]));
  if (errors.length > 0) return err({ code: "target/rows", count: errors.length, errors });
  const saved = each.flatMap((one) => (one.ok ? [one.value] : []));
  const versions = saved.map(({ subject, version }) => ({ subject, version }));
  const answer = { draft: plan.draft + 1, rows: versions };
  const done = await commit(db, {
    event: "plan/cells_set",
    subject: id,
    detail: { plan: id, rows: saved.length, draft: answer.draft },
    expect: [targets.guards.draft(id, plan.draft), open.nothingOpen(id)],
    writes: [targets.saveRows(id, saved), targets.moveDraft(id, true)],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

type Made = { readonly by: string; readonly at: number; readonly reason: string };

function changedRow(
  plan: Plan,
  row: StoredRow | undefined,
  { subject, version, cells, amount }: CellsRow,
  at: number,
  made: Made,
): Result<NewRow, Flaw> {
  const pointer = `/rows/${at}`;
  const flaw = (code: string, facts: object = {}) => err({ pointer, code, ...facts });
  if (!row) return flaw("target/unknown_subject", { value: subject });
  if (row.version !== version)
    return flaw("version/stale", { yours: version, current: row.version, subject });
  const { scale } = plan.metric;
  const year = withYear(plan, row, amount, made);
  if (!year) {
    const top = row.parent === null;
    return top ? flaw("plan/top") : flaw("target/amount", { value: amount ?? "", scale });
  }
  const next = changedCells(plan, { inputs: year.inputs, months: year.months }, cells, made);
  if (!next.ok) return err({ ...next.error, pointer: `${pointer}${next.error.pointer}` });
  const { inputs, months } = next.value;
  const text = year.units === null ? null : formatMinor(year.units, scale);
  return ok({
    ...newRow(plan, { ...row, months }, { inputs, amount: text }),
    version: row.version + 1,
  });
}

/** The row with another year, where one is asked for; null: it cannot have that. */
function withYear(
  plan: Plan,
  row: StoredRow,
  amount: string | undefined,
  made: Made,
): Pick<NewRow, "inputs" | "months" | "units"> | null {
  const { scale } = plan.metric;
  const before = row.amount === null ? null : parseMinor(row.amount, scale);
  const units = before?.ok ? before.value : null;
  if (amount === undefined) return { inputs: row.inputs, months: row.months, units };
  const to = parseMinor(amount, scale);
  if (!to.ok) return null;
  if (to.value === units) return { inputs: row.inputs, months: row.months, units };
  if (row.parent === null) return null;
  const text = formatMinor(to.value, scale);
  return newRow(plan, row, { inputs: changedBy(row, text, scale, made), amount: text });
}
