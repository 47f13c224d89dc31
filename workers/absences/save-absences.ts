import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type AbsenceRow, flawsOf } from "./absence.ts";
import { absenceStore, type NewAbsence } from "./store.ts";

type SaveError =
  | {
      readonly code: "absence/rejected";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | { readonly code: "commit/busy" };

/**
 * Says who is on leave or carries a part of the target only. A record that is known by its id is closed
 * and said anew. All rows or none; locked pay periods are not touched: what changes them is a true-up
 * line of the first open one.
 */
export async function saveAbsences(
  db: TenantDb,
  rows: readonly AbsenceRow[],
): Promise<Result<{ readonly saved: number }, SaveError>> {
  const { people, metrics } = await db.load({
    people: absenceStore.known(rows.map(({ person }) => person)),
    metrics: absenceStore.metrics(rows.flatMap(({ metric }) => metric ?? [])),
  });
  const errors = flawsOf(rows, new Set(people), new Set(metrics.keys()));
  if (errors.length > 0) return err({ code: "absence/rejected", count: errors.length, errors });
  const said = rows.flatMap(({ days, metric, ...row }): NewAbsence[] =>
    days
      ? [{ ...row, ...days, metric: metric === null ? null : (metrics.get(metric) ?? null) }]
      : [],
  );
  const ended = rows.flatMap(({ days, id }) => (days ? [] : [id]));
  const done = await commit(db, {
    event: "absence/saved",
    subject: null,
    detail: { rows: said.length, ended: ended.length },
    writes: absenceStore.save(said, ended),
    answer: { status: 200, body: { saved: rows.length } },
  });
  return done.ok ? ok({ saved: rows.length }) : err({ code: "commit/busy" });
}
