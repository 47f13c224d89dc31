import { workingDaysOf, type Calendar } from "../calendar/calendar.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { must } from "../lib/assert.ts";
import { firstOfMonth, type Day } from "../lib/day.ts";
import { parseMinor, type Minor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { placeOf, rulesFrom, type NewPlan } from "../targets/create-plan.ts";
import { numbered, type CannotShare } from "../targets/numbered.ts";
import { planBasis, seasonBefore, type MonthsError } from "../targets/plan-basis.ts";
import {
  flawOfKind,
  flawOfRules,
  type RulesFlaw,
  valuesOnly,
  type ValuesOnly,
} from "../targets/plan-rules.ts";
import type { Plan, PlanBasis, PlanRules } from "../targets/plan.ts";
import { DRAFT } from "../targets/plan-reads.ts";
import type { StoredRow } from "../targets/plan-row.ts";
import type { NewRow } from "../targets/plan-writes.ts";
import type { TargetStore } from "../targets/store.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { asNewRow, type Scenario } from "./scenario.ts";
import type { FairnessStore } from "./store.ts";

export type Deps = {
  readonly fairness: FairnessStore;
  readonly targets: TargetStore;
  readonly calendar: CalendarStore;
};
export type SaveScenario = {
  readonly id: string;
  readonly plan: string;
  readonly name: string;
  readonly amount?: string | undefined;
  readonly rules: NewPlan["rules"];
  readonly sample?: boolean;
};
export type SaveError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "scenario/exists"; readonly id: string }
  | { readonly code: "scenario/no_numbers" }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: "/amount";
    }
  | RulesFlaw
  | MonthsError
  | ValuesOnly
  | {
      readonly code: "plan/cannot_allocate";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | { readonly code: "commit/busy" };

type Saved = { readonly scenario: Scenario; readonly plan: Plan };

/**
 * Keeps a way of sharing a plan out under a name: the draft as it stands, or what it would be under
 * another amount and other rules. The draft itself does not move. Locked numbers stay as in a draft.
 */
export async function saveScenario(
  db: TenantDb,
  { fairness, targets, calendar: calendars }: Deps,
  asked: SaveScenario,
  today: Day,
): Promise<Result<Saved, SaveError>> {
  const { plan, rows, calendar } = await db.load({
    plan: targets.plan(asked.plan),
    rows: targets.rows(asked.plan, DRAFT),
    calendar: calendars.calendar(),
  });
  if (!plan) return err({ code: "plan/not_found", id: asked.plan });
  const values = valuesOnly(plan);
  if (values) return err(values);
  if (plan.rules.basis === null || !rows.some(({ amount }) => amount !== null)) {
    return err({ code: "scenario/no_numbers" });
  }
  const wanted = wantedOf(plan, asked);
  if (!wanted.ok) return wanted;
  const isDraft = wanted.value === null;
  const { amount, rules } = wanted.value ?? plan;
  const basis = await basisOf(db, { targets, plan, rules, calendar }, today);
  if (!basis.ok) return basis;
  const by = isDraft ? rules : { ...rules, current: true, basis: basis.value };
  const made = isDraft ? ok([]) : sharedOut({ ...plan, amount }, by, rows);
  if (!made.ok) return made;
  const { id, name, sample = false } = asked;
  const kept: Scenario = {
    ...{ id, name, sample, amount, rules: by },
    ...{ plan: plan.id, recipients: rows.length, by: db.actor(), at: db.now },
  };
  const done = await commit(db, {
    event: "scenario/saved",
    subject: id,
    detail: { plan: plan.id, scenario: id, recipients: rows.length, draft: plan.draft },
    // A draft that moved in between is not the one whose rules stand here.
    expect: [targets.guards.draft(plan.id, plan.draft), targets.guards.plan(plan.id, plan.version)],
    writes: [
      fairness.keepScenario(kept),
      ...(isDraft ? [fairness.keepDraft(plan.id, id)] : fairness.keepRows(plan.id, id, made.value)),
    ],
  });
  if (done.ok) return ok({ scenario: kept, plan });
  return err(
    done.error.code === "commit/unique" ? { code: "scenario/exists", id } : { code: "commit/busy" },
  );
}

type Time = {
  readonly targets: TargetStore;
  readonly plan: Plan;
  readonly rules: PlanRules;
  readonly calendar: Calendar;
};

/** The draft's own months; other ones where a scenario spreads its year differently. */
async function basisOf(
  db: TenantDb,
  { targets, plan, rules, calendar }: Time,
  today: Day,
): Promise<Result<PlanBasis, MonthsError>> {
  const kept = must(plan.rules.basis, "a plan that was shared out has a basis");
  if (JSON.stringify(rules.months) === JSON.stringify(plan.rules.months)) return ok(kept);
  const { past } = await db.load({
    past: targets.days(placeOf(plan), seasonBefore(plan, rules.months)),
  });
  const time = { rule: calendar.rule, working: workingDaysOf(calendar) };
  const until = today < plan.from ? firstOfMonth(today) : plan.from;
  const { on, recipients } = kept;
  return planBasis(plan, time, rules.months, { past, on, recipients, until });
}

type Wanted = { readonly amount: Minor; readonly rules: PlanRules };

/** What differs from the draft; null when nothing does. */
function wantedOf(plan: Plan, { amount, rules }: SaveScenario): Result<Wanted | null, SaveError> {
  const isTouched =
    amount !== undefined || Object.values(rules).some((value) => value !== undefined);
  if (!isTouched) return ok(null);
  const { scale } = plan.metric;
  const parsed = amount === undefined ? ok(plan.amount) : parseMinor(amount, scale);
  if (!parsed.ok) {
    return err({ code: "target/amount", value: amount ?? "", scale, pointer: "/amount" });
  }
  const wanted = rulesFrom(rules, plan.rules);
  const flaw = flawOfRules(wanted, scale) ?? flawOfKind(plan.rules, wanted);
  return flaw ? err(flaw) : ok({ amount: parsed.value, rules: wanted });
}

function sharedOut(
  plan: Plan,
  rules: PlanRules,
  rows: readonly StoredRow[],
): Result<NewRow[], SaveError> {
  const { scale } = plan.metric;
  const made = numbered(
    plan,
    rules,
    rows.map((row) => asNewRow(row, scale, row.version)),
  );
  return made.ok ? made : err(refusalOf(made.error));
}

function refusalOf({ numbers, months }: CannotShare): SaveError {
  const errors: Flaw[] = [
    ...numbers.map(({ node, error }) => ({ pointer: `/rows/${node}`, code: error.code, node })),
    ...months.map(({ node }) => ({ pointer: `/rows/${node}`, code: "plan/months_full", node })),
  ];
  return { code: "plan/cannot_allocate", count: errors.length, errors };
}
