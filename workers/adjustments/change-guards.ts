import { err, ok, type Result } from "../lib/result.ts";
import { compareRates, ONE, parseRate, ZERO } from "../lib/rate.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Guards } from "./guards.ts";
import type { AdjustmentStore, KeptGuards } from "./store.ts";
import type { Stale } from "./take-step.ts";

type Change = { readonly [Field in keyof Guards]?: Guards[Field] | undefined };
type GuardsError =
  Stale | { readonly code: "adjustment/percent"; readonly value: string; readonly pointer: string };

/** Says what the company allows from now on. Requests that were decided stay as they were decided. */
export async function changeGuards(
  db: TenantDb,
  adjustments: AdjustmentStore,
  { change, version }: { readonly change: Change; readonly version: number },
): Promise<Result<KeptGuards, GuardsError>> {
  const { kept } = await db.load({ kept: adjustments.guards() });
  const stale = (current: number) =>
    err({ code: "version/stale", yours: version, current } as const);
  if (kept.version !== version) return stale(kept.version);
  const guards: Guards = {
    monthPercentMax: change.monthPercentMax ?? kept.guards.monthPercentMax,
    monthCountMax: change.monthCountMax ?? kept.guards.monthCountMax,
    countPer: change.countPer ?? kept.guards.countPer,
    closedUntil: change.closedUntil === undefined ? kept.guards.closedUntil : change.closedUntil,
  };
  const most = parseRate(guards.monthPercentMax);
  if (!most || compareRates(most, ZERO) < 0 || compareRates(most, ONE) > 0) {
    const value = guards.monthPercentMax;
    return err({ code: "adjustment/percent", value, pointer: "/monthPercentMax" });
  }
  const next = version + 1;
  const done = await commit(db, {
    event: "adjustment/guards_changed",
    subject: null,
    detail: { version: next, ...guards },
    expect: [adjustments.expect.settings(version)],
    writes: [adjustments.addGuards(next, guards, db.actor(), db.now)],
  });
  return done.ok ? ok({ guards, version: next }) : stale(next);
}
