import { without } from "../calendar/day-count.ts";
import type { Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type {
  BoardInput,
  CreditInput,
  DealInput,
  EvaluationInput,
  FigureInput,
  Participant,
  TargetInput,
} from "./input.ts";
import type { IncentiveFlaw, Statement, Step } from "./outcome.ts";
import type { Condition, Metric } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";
import type { Sums } from "./singles.ts";
import type { StepRule } from "./sentences/step-texts.ts";
import { timeOf, type Time, until } from "./time.ts";

/** The input, indexed once. What is wrong while evaluating is added to `flaws`, and nothing is answered. */
export type World = {
  readonly input: EvaluationInput;
  readonly plans: readonly Plan[];
  readonly time: Time;
  readonly people: ReadonlyMap<string, Participant>;
  readonly peopleAt: ReadonlyMap<string, number>;
  readonly targets: ReadonlyMap<string, readonly TargetInput[]>;
  readonly figures: ReadonlyMap<string, readonly FigureInput[]>;
  readonly deals: ReadonlyMap<string, DealInput>;
  readonly boards: ReadonlyMap<string, readonly BoardInput[]>;
  readonly unitsAbove: ReadonlyMap<string, EvaluationInput["units"][number]["above"]>;
  readonly credits: readonly CreditInput[];
  /** Whether steps are kept; amounts never depend on it. */
  readonly traced: boolean;
  /** Credits were added up first; null where each is on its own, or nobody asks which are in a sum. */
  readonly sums: Sums | null;
  readonly flaws: IncentiveFlaw[];
  /** What another plan would earn for everybody, from its begin on. */
  readonly other: (key: string) => readonly Statement[];
};

/** When a window is looked at: results up to `asOf`, from what was posted before `known`. */
export type Moment = { readonly asOf: Day; readonly known: Day };

/** Whose figures are meant. */
export type Subject = { readonly kind: "person" | "unit"; readonly id: string };

export function worldOf(
  input: EvaluationInput,
  traced: boolean,
  other: World["other"] = () => [],
): World {
  return {
    other,
    input,
    plans: input.plans,
    time: timeOf(input.calendar),
    people: new Map(input.participants.map((each) => [each.id, each])),
    peopleAt: new Map(input.participants.map(({ id }, at) => [id, at])),
    targets: groupBy(input.targets, targetKey),
    figures: groupBy(input.figures, ({ subject, metric }) => `${subject}\n${metric}`),
    deals: new Map(input.deals.map((deal) => [deal.id, deal])),
    boards: groupBy(input.boards, ({ key }) => key),
    unitsAbove: new Map(input.units.map(({ id, above }) => [id, above])),
    credits: input.credits,
    traced,
    sums: null,
    flaws: [],
  };
}

export function targetKey({
  subject,
  metric,
  level,
}: Omit<TargetInput, "from" | "until" | "amount">) {
  return `${subject}\n${metric}\n${level}`;
}

export function metricOf(plan: Plan, key: string): Metric | undefined {
  return plan.metrics.find((metric) => metric.key === key);
}

export function conditionOf(plan: Plan, key: string): Condition | undefined {
  return plan.conditions.find((condition) => condition.key === key);
}

/** The same flaw at the same place is told once, however many windows meet it. */
export function flaw(world: World, found: IncentiveFlaw): void {
  const same = world.flaws.some(
    ({ code, pointer }) => code === found.code && pointer === found.pointer,
  );
  if (!same && world.flaws.length < 100) world.flaws.push(found);
}

/** Collects steps; where no trace is wanted, it forgets them. */
export type Tracing = { readonly steps: Step[]; readonly on: boolean };

export function tracing(world: World): Tracing {
  return { steps: [], on: world.traced };
}

/** The same for the result of a window, whose steps may wait until they are asked for. */
export function tracingWindow(world: World): Tracing {
  return { steps: [], on: tracesWindows(world) };
}

export function tracesWindows({ traced, sums }: World): boolean {
  return traced && sums === null;
}

export function traced(
  trace: Tracing,
  step: number,
  rule: StepRule,
  figures: () => Record<string, string>,
): void {
  if (trace.on) trace.steps.push({ step, rule, figures: figures() });
}

/** The unit a person belongs to on a day, or null for an empty seat. */
export function unitOn({ memberships }: Participant, on: Day): string | null {
  return (
    memberships.find(({ from, until }) => from <= on && (until === null || on < until))?.unit ??
    null
  );
}

export function managerOn({ managers }: Participant, on: Day): string | null {
  return (
    managers.find(({ from, until }) => from <= on && (until === null || on < until))?.person ?? null
  );
}

/** First day no longer on the plan, or null. */
export function endOf({ until, leftOn }: Participant): Day | null {
  if (until === null) return leftOn;
  return leftOn === null || until < leftOn ? until : leftOn;
}

export function isActive(person: Participant, on: Day): boolean {
  const end = endOf(person);
  if (on < person.from || (end !== null && end <= on)) return false;
  return person.away === undefined || !person.away.some((each) => contains(each, on));
}

const stays = new WeakMap<Participant, readonly Interval[]>();

/** The days on the plan, one interval for each stay. */
export function daysOn(person: Participant): readonly Interval[] {
  const known =
    stays.get(person) ??
    without({ from: person.from, until: until(endOf(person)) }, person.away ?? []);
  stays.set(person, known);
  return known;
}

/** Whether a unit is this one or lay below it on a day. */
export function isWithin({ unitsAbove }: World, unit: string, above: string, on: Day): boolean {
  if (unit === above) return true;
  const places = unitsAbove.get(unit) ?? [];
  return places.some((each) =>
    typeof each === "string"
      ? each === above
      : each.unit === above && each.from <= on && (each.until === null || on < each.until),
  );
}
