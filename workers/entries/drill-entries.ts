import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { cursorText, parseCursor } from "./cursor.ts";
import {
  type Drill,
  type Drilled,
  type DrillMetric,
  type DrillSubject,
  type DrillSum,
  START,
} from "./drill-store.ts";
import type { EntryStore } from "./store.ts";

export type DrillEntries = Omit<Drill, "after"> & {
  readonly subject: DrillSubject;
  readonly cursor: string | null;
  /** The first day of the subject that the asker may see, known after a load; null for all. */
  readonly seenSince: () => Day | null;
};
export type DrillPage = DrillMetric & {
  readonly sum: DrillSum;
  readonly items: readonly Drilled[];
  readonly next: string | null;
};
export type DrillRefusal =
  | { readonly code: "metrics/not_found"; readonly id: string }
  | { readonly code: "entries/bad_cursor" };

/**
 * One page of what a figure is made of, in one round trip: first the people's own entries, then
 * those they share. Of a person who came under the asker within the days asked for, those since
 * then, asked again. Refuses an unknown metric, and a cursor that is not ours.
 */
export async function drillEntries(
  db: TenantDb,
  store: EntryStore,
  asked: DrillEntries,
): Promise<Result<DrillPage, DrillRefusal>> {
  const page = await drillPage(db, store, asked);
  if (!page.ok) return page;
  const since = asked.seenSince();
  if (since === null || since <= asked.from) return page;
  const from = since < asked.until ? since : asked.until;
  return await drillPage(db, store, { ...asked, from });
}

async function drillPage(
  db: TenantDb,
  store: EntryStore,
  { subject, cursor, ...asked }: DrillEntries,
): Promise<Result<DrillPage, DrillRefusal>> {
  const at = cursor === null ? ({ part: "own", place: START } as const) : parseCursor(cursor);
  if (!at) return err({ code: "entries/bad_cursor" });
  const wanted = { ...asked, limit: asked.limit + 1 };
  const own =
    at.part === "own" ? { ...wanted, after: at.place } : { ...wanted, after: START, limit: 0 };
  const shared = { ...wanted, after: at.part === "shared" ? at.place : START };
  const loaded = await db.load({
    metric: store.drillMetric(asked.metric, asked.currency),
    sum: store.drillSum(subject.id, own),
    own: store.drill("own", subject, own),
    shared: store.drill("shared", subject, shared),
  });
  if (!loaded.metric) return err({ code: "metrics/not_found", id: asked.metric });

  const rows = [
    ...loaded.own.map((row) => ({ ...row, part: "own" as const })),
    ...loaded.shared.map((row) => ({ ...row, part: "shared" as const })),
  ];
  const page = rows.slice(0, asked.limit);
  const next = rows.length > page.length ? cursorText(must(page.at(-1))) : null;
  return ok({ ...loaded.metric, sum: loaded.sum, items: page.map(({ drilled }) => drilled), next });
}
