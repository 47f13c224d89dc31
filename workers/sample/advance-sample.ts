import { yunfan } from "../../db/sample/yunfan.ts";
import type { Deps as AdjustmentDeps } from "../adjustments/deps.ts";
import type { BoardStore } from "../boards/store.ts";
import type { EntryStore } from "../entries/store.ts";
import { must } from "../lib/assert.ts";
import { businessDay, instant } from "../lib/instant.ts";
import type { OrgTools } from "../org/save.ts";
import type { ActionDeps } from "../strategy/save-action.ts";
import type { NegotiationStore } from "../negotiations/store.ts";
import type { Deps } from "../targets/deps.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { loadAdjustments } from "./load-adjustments.ts";
import { loadAwards } from "./load-awards.ts";
import { loadBoards } from "./load-boards.ts";
import { loadCrediting } from "./load-crediting.ts";
import { type DisputeSampleTools, loadDispute } from "./load-dispute.ts";
import { loadIncentives, type PaySampleTools } from "./load-incentives.ts";
import { loadPayRuns, type RunSampleTools } from "./load-pay-runs.ts";
import { loadEntries, loadOrganisation } from "./load-sample.ts";
import { loadNegotiation } from "./load-negotiation.ts";
import { loadPlan } from "./load-plan.ts";
import { loadScenario } from "./load-scenario.ts";
import { loadStrategy } from "./load-strategy.ts";
import { sampleStore } from "./store.ts";
import { whileLoading } from "./while-loading.ts";

export type SampleTools = PaySampleTools &
  RunSampleTools &
  DisputeSampleTools & {
    readonly org: OrgTools;
    readonly entries: EntryStore;
    readonly targets: Deps;
    readonly boards: BoardStore;
    readonly adjustments: AdjustmentDeps;
    readonly strategy: ActionDeps;
    readonly negotiations: NegotiationStore;
  };

/**
 * The job: loads what of the sample is not there yet, in the order in which rows need each other,
 * some thirty D1 calls in all. Safe to repeat and to cut anywhere: every row has a derived id or an
 * external id. Returns whether there was anything to do.
 */
export async function advanceSample(given: TenantDb, tools: SampleTools): Promise<boolean> {
  const { here } = await given.load({ here: sampleStore.here() });
  if (here.state !== "loading") return false;
  const db = whileLoading(given, here.newest);
  const today = businessDay(instant(db.now), here.timeZone, here.dayOffset);
  const of = yunfan(today);
  const at = { db, ...tools, today, currency: here.currency, locale: here.locale };
  if (!(await loadOrganisation(at, of))) return true;
  if (!(await loadEntries(at, of))) return true;
  if (!(await loadCrediting(at, of))) return true;
  if (!(await loadPlan(at, of))) return true;
  if (!(await loadScenario(at))) return true;
  if (!(await loadAdjustments(at, of))) return true;
  if (!(await loadIncentives(at, of))) return true;
  if (!(await loadPayRuns(at, of))) return true;
  if (!(await loadDispute(at, of))) return true;
  if (!(await loadAwards(at, of))) return true;
  if (!(await loadStrategy(at, of))) return true;
  if (!(await loadNegotiation(at, of))) return true;
  const { metrics } = await db.load({ metrics: tools.targets.metrics.byRef([of.plan.metric]) });
  const metric = must(metrics[0], "a tenant has the metric of the plan").id;
  if (!(await loadBoards({ db, boards: tools.boards, today, metric }, of))) return true;
  await commit(db, {
    event: "sample/loaded",
    subject: null,
    detail: { people: of.people.length, entries: of.entries.length },
    writes: [sampleStore.become("ready")],
  });
  return true;
}
