import { addDays, type Day } from "../lib/day.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { currencyScale } from "../lib/money.ts";
import { rate, type Rate, ZERO } from "../lib/rate.ts";
import { exactText, greatest, isZero, over, plus, times, total, whole } from "./exact.ts";
import { amountOf, type Scene, toDate } from "./figures.ts";
import { finished, granuleOf, minorToPlan } from "./finish.ts";
import type { Participant } from "./input.ts";
import type { Step } from "./outcome.ts";
import type { ComponentOf } from "./plan-components.ts";
import { following, rounded } from "./round.ts";
import { periodOn, planOn, type Run, sceneOf } from "./run.ts";
import type { PersonResult } from "./results.ts";
import { originOf, timeSpans, type Span } from "./spans.ts";
import { componentOf } from "./window-result.ts";
import { isActive, managerOn, metricOf, traced, tracing, tracingWindow, unitOn } from "./world.ts";

/** Components that share a sum out over people, or take a share of other people's pay. */

/**
 * A team's sum, rounded once, then shared so that the shares re-add to it. A sum of 0 or less pays
 * nobody. The pool of each unit has one currency, the plan's.
 */
export function poolResults(run: Run, component: ComponentOf<"pool">): PersonResult[] {
  return timeSpans(run, component.key).flatMap((span) => {
    const plan = planOn(run.world, span.days.from);
    const asOf = run.period.until < span.days.until ? run.period.until : span.days.until;
    const scene = sceneOf(run, plan, asOf);
    const current = componentOf(plan, component.key);
    if (current?.kind !== "pool") return [];
    const lastDay = addDays(asOf, -1);
    const members = run.world.input.participants.filter(
      (each) =>
        isActive(each, lastDay) &&
        (!current.positions || current.positions.includes(each.position ?? "")) &&
        unitOn(each, lastDay) !== null,
    );
    const { unit } = current;
    const inPool =
      unit === "own_unit"
        ? groupBy(members, (each) => unitOn(each, lastDay) ?? "")
        : new Map([[unit.unit, members.filter((each) => unitOn(each, lastDay) === unit.unit)]]);
    return [...inPool].flatMap(([id, people]) => onePool(run, scene, current, span, id, people));
  });
}

function onePool(
  run: Run,
  scene: Scene,
  component: ComponentOf<"pool">,
  span: Span,
  unit: string,
  people: readonly Participant[],
): PersonResult[] {
  const { plan } = scene;
  const sum = poolSum(scene, component, span, unit);
  const scale = 10n ** BigInt(currencyScale(plan.currency));
  const granule = granuleOf(component.rounding.granule, currencyScale(plan.currency));
  const units = over(times(sum, whole(scale)), whole(granule));
  const pot = sum.num <= 0n ? 0n : rounded(units, component.rounding.mode);
  const { weights, silent } = weightsOf(scene, component, span, people);
  // In granules, so that each person's rounded part still re-adds to the pot.
  const parts = following(pot, weights).map((part) => part * granule);
  return people.map((person, at) => {
    const trace = tracingWindow(run.world);
    traced(trace, 6, "pool", () => ({
      unit,
      sum: exactText(sum),
      people: String(people.length),
      weight: exactText(weights[at] ?? ZERO),
      weights: exactText(total(weights)),
      part: String(parts[at] ?? 0n),
      ...(silent.length > 0 ? { without_vote: silent.join(", ") } : {}),
    }));
    const pay = rate(parts[at] ?? 0n, scale);
    const { amount } = finished(scene, component, person.id, span.days, { pay }, trace);
    return {
      participant: person.id,
      window: `${span.key}@${unit}`,
      origin: originOf(run, span),
      amount,
      parts: [],
      steps: trace.steps,
      repriced: null,
      single: null,
    };
  });
}

function poolSum(scene: Scene, { sum }: ComponentOf<"pool">, span: Span, unit: string): Rate {
  if ("amount" in sum) return sum.amount;
  const metric = metricOf(scene.plan, sum.metric);
  if (!metric) return ZERO;
  const result = amountOf(
    scene,
    { kind: "unit", id: unit },
    metric,
    toDate(span.days, scene.moment),
  );
  return times(result ?? ZERO, sum.rate);
}

function weightsOf(
  scene: Scene,
  { share }: ComponentOf<"pool">,
  span: Span,
  people: readonly Participant[],
): { weights: Rate[]; silent: string[] } {
  const equal = people.map(() => whole(1));
  if (share === "equal") return { weights: equal, silent: [] };
  if (share !== "peer") {
    const metric = metricOf(scene.plan, share.contribution);
    const weights = people.map(({ id }) => {
      const own =
        metric && amountOf(scene, { kind: "person", id }, metric, toDate(span.days, scene.moment));
      return greatest(ZERO, own ?? ZERO);
    });
    return { weights: isZero(total(weights)) ? equal : weights, silent: [] };
  }
  const scores = scene.world.input.peerScores.filter(
    (each) =>
      each.from === span.days.from && each.until === span.days.until && each.voter !== each.person,
  );
  const voters = new Set(scores.map(({ voter }) => voter));
  const weights = people.map(({ id }) => {
    const got = scores.filter(({ person }) => person === id).map(({ score }) => score);
    return got.length === 0 ? ZERO : over(total(got), whole(got.length));
  });
  const silent = people.filter(({ id }) => !voters.has(id)).map(({ id }) => id);
  return { weights: isZero(total(weights)) ? equal : weights, silent };
}

/**
 * A share of what other components earned to date, by the statement period each credit belongs to:
 * pay of a credit goes to who managed its person on its day.
 */
export function overrideResults(
  run: Run,
  component: ComponentOf<"override">,
  sources: readonly PersonResult[],
): PersonResult[] {
  const sums = new Map<string, { person: string; period: Day; sum: Rate }>();
  const add = (person: string | null, period: Day, amount: Rate) => {
    if (person === null || !run.world.people.has(person)) return;
    const key = `${person}\n${period}`;
    const known = sums.get(key);
    sums.set(key, { person, period, sum: plus(known?.sum ?? ZERO, amount) });
  };
  for (const source of sources) {
    const who = run.world.people.get(source.participant);
    if (!who) continue;
    const scene = sceneOf(run, planOn(run.world, source.origin), run.period.until);
    const pieces =
      source.parts.length > 0
        ? source.parts.map(({ on, amount }) => ({ on, period: periodOn(run, on).from, amount }))
        : [{ on: lastDayOf(run, source.origin), period: source.origin, amount: source.amount }];
    for (const { on, period, amount } of pieces) {
      const rateOf = source.parts.length > 0 ? on : source.origin;
      const money = minorToPlan(scene, source.participant, amount, rateOf);
      for (const payee of payees(run, component, who, on)) add(payee, period, money);
    }
  }
  const results = [...sums.values()].flatMap(({ person, period, sum }) =>
    one(run, component, person, period, sum),
  );
  return results.sort(
    (a, b) => ascending(a.participant, b.participant) || ascending(a.window, b.window),
  );
}

function lastDayOf(run: Run, origin: Day): Day {
  return addDays(periodOn(run, origin).until, -1);
}

/** Who has an override on what this person earned on a day. */
function payees(
  run: Run,
  { of, positions }: ComponentOf<"override">,
  who: Participant,
  on: Day,
): (string | null)[] {
  if (of.people === "self") return [who.id];
  if (of.people === "reports") {
    const manager = managerOn(who, on);
    return manager !== null && takesPart(run, manager, positions) ? [manager] : [];
  }
  const unit = unitOn(who, on);
  return run.world.input.participants
    .filter(
      (each) =>
        each.id !== who.id &&
        unit !== null &&
        unitOn(each, on) === unit &&
        takesPart(run, each.id, positions),
    )
    .map(({ id }) => id);
}

function takesPart({ world }: Run, id: string, positions: readonly string[] | undefined): boolean {
  return !positions || positions.includes(world.people.get(id)?.position ?? "");
}

function one(
  run: Run,
  component: ComponentOf<"override">,
  person: string,
  from: Day,
  sum: Rate,
): PersonResult[] {
  const period = periodOn(run, from);
  const plan = planOn(run.world, from);
  const current = componentOf(plan, component.key);
  if (current?.kind !== "override") return [];
  const asOf = run.period.until < period.until ? run.period.until : period.until;
  const scene = sceneOf(run, plan, asOf);
  const trace = tracing(run.world);
  const steps: Step[] = trace.steps;
  const pay = times(sum, current.share);
  traced(trace, 6, "override", () => ({
    sum: exactText(sum),
    share: exactText(current.share),
    pay: exactText(pay),
  }));
  const { amount } = finished(scene, current, person, period, { pay }, trace);
  const window = `${period.from}/${period.until}`;
  const none = { parts: [], repriced: null, single: null };
  return [{ participant: person, window, origin: from, amount, steps, ...none }];
}
