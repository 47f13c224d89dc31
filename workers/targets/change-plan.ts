import { parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { rulesFrom, type NewPlan } from "./create-plan.ts";
import type { Deps } from "./deps.ts";
import { flawOfKind, flawOfRules, type RulesFlaw } from "./plan-rules.ts";
import type { Plan } from "./plan.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

export type Stale = {
  readonly code: "version/stale";
  readonly yours: number;
  readonly current: number;
  /** What stands there now, where that is small. */
  readonly row?: object;
};
type Asked = {
  readonly plan: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly amount?: string | undefined;
  readonly rules: NewPlan["rules"];
};
type ChangeError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: "/amount";
    }
  | RulesFlaw
  | RoundOpen
  | Stale;

/** Changes what is shared out and how. Numbers stay as they are until they are shared out again. */
export async function changePlan(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  asked: Asked,
): Promise<Result<Plan, ChangeError>> {
  const { plan, round } = await db.load({
    plan: targets.plan(asked.plan),
    round: open.open(asked.plan),
  });
  if (!plan) return err({ code: "plan/not_found", id: asked.plan });
  const stale = { code: "version/stale", yours: asked.version, current: plan.version } as const;
  if (plan.version !== asked.version) return err(stale);
  const { scale } = plan.metric;
  const amount = asked.amount === undefined ? ok(plan.amount) : parseMinor(asked.amount, scale);
  if (!amount.ok) {
    return err({ code: "target/amount", value: asked.amount ?? "", scale, pointer: "/amount" });
  }
  const touched = asked.amount !== undefined || Object.values(asked.rules).some(isGiven);
  const frozen = touched ? frozenBy(round) : null;
  if (frozen) return err(frozen);
  const rules = touched ? rulesFrom(asked.rules, plan.rules) : plan.rules;
  const flaw = flawOfRules(rules, scale) ?? flawOfKind(plan.rules, rules);
  if (flaw) return err(flaw);
  const to = { name: asked.name ?? plan.name, amount: amount.value, rules };
  const done = await commit(db, {
    event: "plan/changed",
    subject: plan.id,
    detail: { plan: plan.id, version: plan.version + 1 },
    expect: [
      targets.guards.plan(plan.id, plan.version),
      ...(touched ? [open.nothingOpen(plan.id)] : []),
    ],
    writes: [targets.changePlan(plan.id, to)],
  });
  return done.ok ? ok({ ...plan, ...to, version: plan.version + 1 }) : err(stale);
}

function isGiven(value: unknown): boolean {
  return value !== undefined;
}
