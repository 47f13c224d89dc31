import { firstOfMonth, type Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { workingDaysOf } from "../calendar/calendar.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { placeOf } from "./create-plan.ts";
import type { Deps } from "./deps.ts";
import { draftRows } from "./draft-rows.ts";
import { numbered, type CannotShare } from "./numbered.ts";
import { planBasis, seasonBefore, treeDay, yearBefore, type MonthsError } from "./plan-basis.ts";
import type { Plan, PlanRules } from "./plan.ts";
import { DRAFT, type Recipient } from "./plan-reads.ts";
import type { NewRow } from "./plan-writes.ts";
import { presenceIn } from "./presence.ts";
import { factsOf } from "./tool-refusal.ts";

export type CannotAllocate =
  | {
      readonly code: "plan/cannot_allocate";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | MonthsError;

export type Made = { readonly rules: PlanRules; readonly rows: readonly NewRow[] };

/**
 * All numbers of a plan by its rules and the tree as it is, still unwritten: reads the draft, last
 * year's totals and the calendar.
 */
export async function makeAllocation(
  db: TenantDb,
  { targets, calendar: calendars }: Pick<Deps, "targets" | "calendar">,
  plan: Plan,
  today: Day,
): Promise<Result<Made, CannotAllocate>> {
  const on = treeDay(plan, today);
  const { old, calendar, recipients, copied } = await db.load({
    old: targets.rows(plan.id, DRAFT),
    calendar: calendars.calendar(),
    recipients: targets.recipients(plan.unit, on, plan.until),
    copied: targets.amounts(copiedPlan(plan.rules)),
  });
  const { history, past } = await db.load({
    history: targets.history(placeOf(plan), on, yearBefore(calendar.rule, plan)),
    past: targets.days(placeOf(plan), seasonBefore(plan, plan.rules.months)),
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
  const presence = presenceIn(basis.value.periods, time.working);
  const rows = draftRows(plan, recipients, history, old, { presence, copied });
  const made = numbered(plan, rules, rows);
  if (!made.ok) return err(cannotAllocate(made.error, recipients, plan, rules));
  return ok({ rules: { ...rules, size: rows.length }, rows: made.value });
}

function copiedPlan({ method }: PlanRules): string | null {
  return method?.kind === "copy" ? method.plan : null;
}

function cannotAllocate(
  { numbers, months }: CannotShare,
  recipients: readonly Recipient[],
  { metric: { scale } }: Plan,
  { basis }: PlanRules,
): CannotAllocate {
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
