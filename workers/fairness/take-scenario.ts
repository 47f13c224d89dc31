import { err, ok, type Result } from "../lib/result.ts";
import type { Stale } from "../targets/change-plan.ts";
import { DRAFT } from "../targets/plan-reads.ts";
import { frozenBy, type RoundOpen, type WhatIsOpen } from "../targets/what-is-open.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./save-scenario.ts";
import { asDraft } from "./scenario.ts";

type Asked = { readonly plan: string; readonly scenario: string; readonly version: number };
export type TakeError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "scenario/not_found"; readonly id: string }
  | RoundOpen
  | Stale;
export type Taken = { readonly draft: number; readonly version: number };

/**
 * A scenario becomes the draft: its amount, rules and numbers. Targets move only when the draft is
 * published. Refused while the draft's numbers are being agreed on.
 */
export async function takeScenario(
  db: TenantDb,
  { fairness, targets }: Pick<Deps, "fairness" | "targets">,
  open: WhatIsOpen,
  { plan: id, scenario: scenarioId, version }: Asked,
): Promise<Result<Taken, TakeError>> {
  const { plan, draft, scenario, rows, round } = await db.load({
    plan: targets.plan(id),
    draft: targets.rows(id, DRAFT),
    scenario: fairness.scenario(id, scenarioId),
    rows: fairness.scenarioRows(id, scenarioId),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  if (!scenario) return err({ code: "scenario/not_found", id: scenarioId });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const stale = { code: "version/stale", yours: version, current: plan.version } as const;
  if (plan.version !== version) return err(stale);
  const { amount, rules } = scenario;
  const answer = { draft: plan.draft + 1, version: version + 1 };
  const done = await commit(db, {
    event: "scenario/taken",
    subject: scenarioId,
    detail: { plan: id, scenario: scenarioId, ...answer },
    expect: [
      targets.guards.plan(id, version),
      targets.guards.draft(id, plan.draft),
      open.nothingOpen(id),
    ],
    writes: [
      ...targets.replaceRows(id, asDraft(rows, draft, plan.metric.scale)),
      targets.changePlan(id, { name: plan.name, amount, rules }),
      targets.keepRules(id, rules),
    ],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err(stale);
}
