import { addDays, type Day } from "../lib/day.ts";
import { shareOf } from "../calendar/day-count.ts";
import type { Interval } from "../lib/interval.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { currencyScale } from "../lib/money.ts";
import { rate, type Rate, ZERO } from "../lib/rate.ts";
import { exactText, greatest, isZero, over, plus, times, total, whole } from "./exact.ts";
import { amountOf, type Scene, toDate } from "./figures.ts";
import { finished, granuleOf, minorToPlan } from "./finish.ts";
import type { Participant } from "./input.ts";
import type { Step } from "./outcome.ts";
import type { ComponentOf, PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { following, rounded } from "./round.ts";
import { restarted } from "./restarted.ts";
import { periodOn, planOn, reign, type Run, sceneOf } from "./run.ts";
import type { PersonResult } from "./results.ts";
import { originOf, timeSpans, type Span } from "./spans.ts";
import { windowKey } from "./time.ts";
import { saysOf } from "./version-windows.ts";
import { componentOf } from "./window-result.ts";
import { isActive, managerOn, metricOf, traced, tracing, tracingWindow, unitOn } from "./world.ts";

/** Components that share a sum out over people, or take a share of other people's pay. */

/**
 * A team's sum, rounded once, then shared so that the shares re-add to it. A sum of 0 or less pays
 * nobody. The pool of each unit has one currency, the plan's. Versions inside a window follow one
 * another as the later one says, as they do for other components (window-result.ts).
 */
export function poolResults(run: Run, { key }: ComponentOf<"pool">): PersonResult[] {
  return timeSpans(run, key).flatMap((span) => {
    const asOf = run.period.until < span.days.until ? run.period.until : span.days.until;
    const of = (plan: Plan, current: PayComponent | null, days: Interval, until: Day) =>
      current?.kind === "pool" ? poolsOf(run, plan, current, { ...span, days }, until) : [];
    const [only, next] = run.world.plans;
    if (only && !next) return of(only, componentOf(only, key), span.days, asOf);
    let sofar: PersonResult[] = [];
    for (const { plan, component, from, end, isWhole } of saysOf(run, key, span, asOf)) {
      const all = of(plan, component, span.days, end);
      if (isWhole || (plan.change === "reprice" && sofar.length === 0)) sofar = all;
      else if (plan.change === "reprice") {
        const [old, again] = [amounts(sofar), amounts(of(plan, component, span.days, from))];
        sofar = all.map((each) => {
          const difference = (again.get(named(each)) ?? 0n) - (old.get(named(each)) ?? 0n);
          return { ...each, repriced: { from: plan.from, difference } };
        });
      } else if (plan.change === "continue") {
        const before = of(plan, component, span.days, from);
        sofar = addedUp([...sofar, ...all, ...takenOff(before, amounts(all))]);
      } else {
        const { until } = reign(run.world, plan);
        const days = { from, until: until < span.days.until ? until : span.days.until };
        const part = shareOf(run.world.time, plan.dayCount, [days], span.days);
        sofar = addedUp([...sofar, ...of(plan, restarted(component, part), days, end)]);
      }
    }
    return sofar;
  });
}

const named = ({ participant, window }: PersonResult) => `${participant}\n${window}`;

function amounts(of: readonly PersonResult[]): ReadonlyMap<string, bigint> {
  return new Map(of.map((each) => [named(each), each.amount]));
}

function takenOff(
  before: readonly PersonResult[],
  all: ReadonlyMap<string, bigint>,
): PersonResult[] {
  return before.map((each) => {
    const figures = { before: String(each.amount), all: String(all.get(named(each)) ?? 0n) };
    const step: Step = { step: 11, rule: "continue.before", figures };
    const steps = each.steps.length > 0 ? [...each.steps, step] : each.steps;
    return { ...each, amount: -each.amount, steps };
  });
}

/** Each person's results of a unit's window as one. */
function addedUp(results: readonly PersonResult[]): PersonResult[] {
  const by = groupBy(results, named);
  return [...by.values()].flatMap((all) => {
    const last = all.at(-1);
    const amount = all.reduce((sum, each) => sum + each.amount, 0n);
    return last ? [{ ...last, amount, steps: all.flatMap(({ steps }) => steps) }] : [];
  });
}

/** The pools of all units over days, by who is there on the last of them. */
function poolsOf(
  run: Run,
  plan: Plan,
  component: ComponentOf<"pool">,
  span: Span,
  asOf: Day,
): PersonResult[] {
  const scene = sceneOf(run, plan, asOf);
  const lastDay = addDays(asOf, -1);
  const members = run.world.input.participants.filter(
    (each) =>
      isActive(each, lastDay) &&
      (!component.positions || component.positions.includes(each.position ?? "")) &&
      unitOn(each, lastDay) !== null,
  );
  const { unit } = component;
  const inPool =
    unit === "own_unit"
      ? groupBy(members, (each) => unitOn(each, lastDay) ?? "")
      : new Map([[unit.unit, members.filter((each) => unitOn(each, lastDay) === unit.unit)]]);
  return [...inPool].flatMap(([id, people]) => onePool(run, scene, component, span, id, people));
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
    (each) => windowKey(each) === span.key && each.voter !== each.person,
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
