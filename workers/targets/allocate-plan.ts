import { firstOfMonth, type Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { workingDaysOf } from "../calendar/calendar.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { placeOf } from "./create-plan.ts";
import type { Deps } from "./deps.ts";
import { draftRows } from "./draft-rows.ts";
import { numbered, type CannotShare } from "./numbered.ts";
import { presenceIn } from "./presence.ts";
import { planBasis, seasonBefore, treeDay, yearBefore, type MonthsError } from "./plan-basis.ts";
import type { Plan, PlanRules } from "./plan.ts";
import { DRAFT, type Recipient } from "./plan-reads.ts";
import { factsOf } from "./tool-refusal.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

export type AllocateError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | {
      readonly code: "plan/cannot_allocate";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | MonthsError
  | RoundOpen
  | { readonly code: "commit/busy" };

export type Allocated = { readonly draft: number; readonly recipients: number };

/**
 * Shares a plan out down the tree as it is: reads last year's totals and the calendar, keeps what is
 * locked, and writes all numbers or none.
 */
export async function allocatePlan(
  db: TenantDb,
  { targets, calendar: calendars, open = NOTHING_OPEN }: Deps,
  { plan: id }: { readonly plan: string },
  today: Day,
): Promise<Result<Allocated, AllocateError>> {
  const { plan, old, calendar, round } = await db.load({
    plan: targets.plan(id),
    old: targets.rows(id, DRAFT),
    calendar: calendars.calendar(),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const on = treeDay(plan, today);
  const { recipients, history, past, copied } = await db.load({
    recipients: targets.recipients(plan.unit, on, plan.until),
    history: targets.history(placeOf(plan), on, yearBefore(calendar.rule, plan)),
    past: targets.days(placeOf(plan), seasonBefore(plan, plan.rules.months)),
    copied: targets.amounts(copiedPlan(plan.rules)),
  });
  const time = { rule: calendar.rule, working: workingDaysOf(calendar) };
  const basis = planBasis(plan, time, plan.rules.months, {
    past,
    on,
    recipients: recipients.length,
    until: today < plan.from ? firstOfMonth(today) : plan.from,
  });
  if (!basis.ok) return basis;
  const rules: PlanRules = { ...plan.rules, current: true, basis: basis.value };
  const made = numbered(
    plan,
    rules,
    draftRows(plan, recipients, history, old, {
      presence: presenceIn(basis.value.periods, time.working),
      copied,
    }),
  );
  if (!made.ok) return err(cannotAllocate(made.error, recipients, plan, rules));

  const answer = { draft: plan.draft + 1, recipients: made.value.length };
  const done = await commit(db, {
    event: "plan/allocated",
    subject: id,
    detail: { plan: id, ...answer },
    expect: [
      targets.guards.plan(id, plan.version),
      targets.guards.draft(id, plan.draft),
      open.nothingOpen(id),
    ],
    writes: [...targets.replaceRows(id, made.value), targets.keepRules(id, rules)],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

function copiedPlan({ method }: PlanRules): string | null {
  return method?.kind === "copy" ? method.plan : null;
}

function cannotAllocate(
  { numbers, months }: CannotShare,
  recipients: readonly Recipient[],
  { metric: { scale } }: Plan,
  { basis }: PlanRules,
): AllocateError {
  const names = new Map(recipients.map(({ subject, name }) => [subject, name]));
  const name = (id: string) => names.get(id) ?? id;
  const errors = numbers.map(({ node, error }): Flaw => {
    const named =
      "recipients" in error ? { ...error, recipients: error.recipients.map(name) } : error;
    const one = "recipient" in named ? { ...named, recipient: name(named.recipient) } : named;
    const facts = factsOf(one, scale);
    return { ...facts, pointer: `/rows/${node}`, code: error.code, node, nodeName: name(node) };
  });
  const clashes = months.map((clash): Flaw => {
    const { node, short, people, missing } = clash;
    const keys = clash.months.map((at) => basis?.periods[at]?.key ?? "");
    return {
      pointer: `/rows/${node}`,
      code: short === "columns" ? "plan/months_full" : "plan/months_empty",
      node,
      nodeName: name(node),
      subjects: people.slice(0, NAMED_MAX),
      people: people.slice(0, NAMED_MAX).map(name).join(", "),
      more: Math.max(0, people.length - NAMED_MAX),
      months: keys.join(", "),
      missing: formatMinor(missing, scale),
    };
  });
  const all = [...errors, ...clashes];
  return { code: "plan/cannot_allocate", count: all.length, errors: all };
}

/** How many people a contradiction names. */
const NAMED_MAX = 20;
