import type { Day } from "../lib/day.ts";
import { formatMinor, parseMinor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Metric } from "../metrics/metric.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { draftRows } from "./draft-rows.ts";
import type { Deps } from "./deps.ts";
import { treeDay, yearBefore } from "./plan-basis.ts";
import { flawOfRules, type RulesFlaw } from "./plan-rules.ts";
import { usualRules, valueRules, type Plan, type PlanRules } from "./plan.ts";
import { planWire } from "./plan-wire.ts";

export type NewPlan = {
  readonly id: string;
  readonly name: string;
  /** Code or id. */
  readonly metric: string;
  readonly unit: string;
  readonly from: Day;
  readonly until: Day;
  readonly amount: string;
  readonly rules: { readonly [Rule in keyof PlanRules]?: PlanRules[Rule] | undefined };
  readonly sample?: boolean;
};

export type CreateError =
  | { readonly code: "plan/exists"; readonly id: string }
  | { readonly code: "target/unknown_metric"; readonly value: string; readonly pointer: "/metric" }
  | { readonly code: "target/unknown_subject"; readonly value: string; readonly pointer: "/unit" }
  | { readonly code: "target/interval"; readonly from: Day; readonly until: Day }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: "/amount";
    }
  | { readonly code: "target/not_additive"; readonly metric: string; readonly pointer: "/metric" }
  | RulesFlaw
  | { readonly code: "commit/busy" };

/** Begins a plan: its rules, and a row for everyone it will run down to, still without numbers. */
export async function createPlan(
  db: TenantDb,
  deps: Deps,
  asked: NewPlan,
  today: Day,
): Promise<Result<Plan, CreateError>> {
  const { known, metrics, units, currency, calendar } = await db.load({
    known: deps.targets.plan(asked.id),
    metrics: deps.metrics.byRef([asked.metric]),
    units: deps.org.resolveUnits([asked.unit]),
    currency: deps.targets.currency(),
    calendar: deps.calendar.calendar(),
  });
  if (known) return err({ code: "plan/exists", id: asked.id });
  const [metric, unit] = [metrics[0], units[0]];
  if (!metric) {
    return err({ code: "target/unknown_metric", value: asked.metric, pointer: "/metric" });
  }
  if (!unit) return err({ code: "target/unknown_subject", value: asked.unit, pointer: "/unit" });
  const plan = newPlan(asked, metric, unit.id, currency);
  if (!plan.ok) return plan;
  const on = treeDay(asked, today);
  const { recipients, history } = await db.load({
    recipients: deps.targets.recipients(unit.id, on, asked.until),
    history: deps.targets.history(placeOf(plan.value), on, yearBefore(calendar.rule, asked)),
  });
  const rows = draftRows(plan.value, recipients, history, []);
  const made = { ...plan.value, rules: { ...plan.value.rules, size: rows.length } };
  const done = await commit(db, {
    event: "plan/created",
    subject: plan.value.id,
    detail: { plan: plan.value.id, recipients: rows.length },
    writes: [
      deps.targets.createPlan(made, db.now),
      ...deps.targets.replaceRows(plan.value.id, rows),
    ],
    answer: { status: 201, body: planWire(made) as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok(made);
  return err(
    done.error.code === "commit/unique"
      ? { code: "plan/exists", id: asked.id }
      : { code: "commit/busy" },
  );
}

/** Where a plan's history stands in the totals. */
export function placeOf({ unit, metric, currency }: Plan) {
  return { unit, metric: metric.id, currency };
}

function newPlan(
  asked: NewPlan,
  metric: Metric,
  unit: string,
  currency: string,
): Result<Plan, CreateError> {
  const { from, until } = asked;
  if (from >= until) return err({ code: "target/interval", from, until });
  const isSum = metric.overPeople === "sum";
  const asksValues = (asked.rules.method ?? null)?.kind === "value";
  // What adds up over people but not over time has neither months that sum nor values to pass on.
  if (isSum ? metric.overTime !== "sum" : asked.rules.method && !asksValues) {
    return err({ code: "target/not_additive", metric: metric.code, pointer: "/metric" });
  }
  if (isSum && asksValues) return err({ code: "plan/method", value: "value", pointer: "/method" });
  const amount = parseMinor(asked.amount, metric.scale);
  if (!amount.ok) {
    const { scale } = metric;
    return err({ code: "target/amount", value: asked.amount, scale, pointer: "/amount" });
  }
  const rules = rulesFrom(
    asked.rules,
    isSum
      ? usualRules(usualGranularity(amount.value, metric.scale))
      : valueRules(formatMinor(1n, metric.scale)),
  );
  // A value holds in every month: there is no year to spread.
  const timed = isSum ? rules : { ...rules, months: valueRules(rules.granularity).months };
  const flaw = flawOfRules(timed, metric.scale);
  if (flaw) return err(flaw);
  return ok({
    id: asked.id,
    name: asked.name,
    metric,
    currency: metric.unit === "money" ? (metric.currency ?? currency) : "",
    unit,
    from,
    until,
    amount: amount.value,
    rules: timed,
    published: 0,
    sample: asked.sample ?? false,
    draft: 1,
    version: 1,
  });
}

export function rulesFrom(given: NewPlan["rules"], usual: PlanRules): PlanRules {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    ...usual,
    ...Object.fromEntries(present),
    current: false,
    basis: usual.basis,
    size: usual.size,
  };
}

/** Thousands where the amount is large, else whole units: what people would round to themselves. */
function usualGranularity(amount: Minor, scale: number): string {
  const unit = 10n ** BigInt(scale);
  return formatMinor(amount >= 1_000_000n * unit ? 1_000n * unit : unit, scale);
}
