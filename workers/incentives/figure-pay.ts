import type { Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import type { Answer } from "./climb.ts";
import { curveNow, holds } from "./conditions.ts";
import { paysAt } from "./curve.ts";
import {
  exactText,
  greatest,
  isBelow,
  isZero,
  least,
  minus,
  over,
  plus,
  times,
  whole,
} from "./exact.ts";
import {
  amountOf,
  basisInterval,
  figureOf,
  type FigureValue,
  lookedUp,
  type Scene,
  toDate,
} from "./figures.ts";
import { minorToPlan } from "./finish.ts";
import { absentTarget, missingQuota } from "./no-target.ts";
import type { ComponentOf, PayComponent } from "./plan-components.ts";
import { prizeOf, raffleOf } from "./prizes.ts";
import { quotaOf } from "./quota.ts";
import { sumFor } from "./sums.ts";
import { flaw, metricOf, traced, type Tracing } from "./world.ts";

/** Steps 3 to 6 of components that look at figures, boards or other components instead of credits. */

const NONE: Answer = { pay: ZERO, parts: [] };

/** Exact pay of the window to date, before gate, multipliers, floor, cap and rounding. */
export function figurePay(
  scene: Scene,
  component: PayComponent,
  person: string,
  within: Interval,
  others: ResultOf,
  trace: Tracing,
): Answer {
  switch (component.kind) {
    case "curve":
      return curvePay(scene, component, person, within, trace);
    case "scorecard":
      return scorecardPay(scene, component, person, within, trace);
    case "bonus": {
      const met = holds(scene, person, component.when, trace, 6);
      const full = sumOf(scene, person, component.pays, within);
      const pay = met ? full : ZERO;
      traced(trace, 6, "bonus", () => ({
        full: exactText(full),
        met: met ? "1" : "0",
        pay: exactText(pay),
      }));
      return { ...NONE, pay };
    }
    case "gonik":
      return gonikPay(scene, component, person, within, trace);
    case "joint_base":
      return jointBasePay(scene, component, person, within, trace);
    case "greater_of":
      return greatestOf(scene, component, person, within, others, trace);
    case "prize":
      return { ...NONE, pay: prizeOf(scene, component, person, within, trace) };
    case "raffle":
      return { ...NONE, pay: raffleOf(scene, component, person, within, trace) };
    default:
      return NONE; // Pools and overrides are shared out over people in their own files.
  }
}

type SumIn = Parameters<typeof sumFor>[3];

function sumOf({ world, plan }: Scene, personId: string, sum: SumIn, within: Interval): Rate {
  return sumFor(world, plan, world.people.get(personId), sum, within);
}

function curvePay(
  scene: Scene,
  component: ComponentOf<"curve">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Answer {
  const { figure } = component;
  const found = figureOf(scene, personId, figure, true);
  const full = sumOf(scene, personId, component.pays, basisInterval(scene, figure.basis, within));
  traceFigure(found, trace);
  if (found.value === null)
    return absent(scene, personId, figure.metric, found, within, full, trace);
  const looked = lookedUp(found.value, component.figureRounding);
  const at = component.figureCap ? least(looked, component.figureCap) : looked;
  const factor = paysAt(curveNow(scene, personId, component.curve, trace, 6), at);
  const pay = times(full, factor);
  traced(trace, 6, "curve", () => ({
    at: exactText(at),
    factor: exactText(factor),
    full: exactText(full),
    pay: exactText(pay),
  }));
  return { ...NONE, pay };
}

/** No figure: nobody measured it, the target is missing (a flaw), or it was taken by ramp or leave. */
function absent(
  scene: Scene,
  personId: string,
  metric: string,
  found: FigureValue,
  within: Interval,
  full: Rate,
  trace: Tracing,
): Answer {
  if (found.noTarget) return absentTarget(scene, personId, within, { sum: full }, trace);
  if (found.quota && found.amount !== null) missingQuota(scene, personId, metric, within);
  return NONE;
}

export function traceFigure({ value, amount, quota }: FigureValue, trace: Tracing): void {
  traced(trace, 5, "figure", () => ({
    amount: amount === null ? "none" : exactText(amount),
    ...(quota
      ? {
          committed: exactText(quota.committed),
          prorated: exactText(quota.prorated),
          ramped: exactText(quota.ramped),
          target: exactText(quota.effective),
        }
      : {}),
    figure: value === null ? "none" : exactText(value),
  }));
}

/** The weighted score; what a KPI without measurement does is the plan's own word. */
function scorecardPay(
  scene: Scene,
  component: ComponentOf<"scorecard">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Answer {
  const scores = component.kpis.map((kpi) => {
    const found = figureOf(scene, personId, kpi.figure, true);
    const curve = curveNow(scene, personId, kpi.curve, trace, 6);
    const score = found.value === null ? null : paysAt(curve, found.value);
    return { kpi, found, score };
  });
  const counted = scores.filter(({ score }) => score !== null || component.missing !== "others");
  const weights = counted.reduce((sum, { kpi }) => plus(sum, kpi.weight), ZERO);
  let total = ZERO;
  for (const { kpi, found, score } of counted) {
    const weight = isZero(weights) ? ZERO : over(kpi.weight, weights);
    const value = score ?? (component.missing === "full" ? whole(1) : ZERO);
    total = plus(total, times(weight, value));
    traced(trace, 6, "scorecard.kpi", () => ({
      kpi: kpi.key,
      figure: found.value === null ? "none" : exactText(found.value),
      weight: exactText(weight),
      score: exactText(value),
      points: exactText(times(weight, value)),
    }));
  }
  const capped = component.scoreCap ? least(total, component.scoreCap) : total;
  const curve = component.curve && curveNow(scene, personId, component.curve, trace, 6);
  const factor = curve ? paysAt(curve, capped) : capped;
  const full = sumOf(scene, personId, component.pays, within);
  const pay = times(full, factor);
  traced(trace, 6, "scorecard", () => ({
    score: exactText(capped),
    factor: exactText(factor),
    full: exactText(full),
    pay: exactText(pay),
  }));
  return { ...NONE, pay };
}

type Truth = { readonly objective: Rate; readonly forecast: Rate; readonly actual: Rate };

/** Objective, frozen forecast and actual of a window that has ended; null before. */
function truthOf(
  scene: Scene,
  component: ComponentOf<"gonik" | "joint_base">,
  personId: string,
  within: Interval,
): Truth | null {
  const { world, plan, moment } = scene;
  const metric = metricOf(plan, component.metric);
  if (!metric || moment.asOf < within.until) return null;
  const subject = { kind: "person", id: personId } as const;
  const quota = quotaOf(world, plan, subject, metric.key, component.level, within);
  const actual = amountOf(scene, subject, metric, toDate(within, moment));
  const forecast = forecastOf(scene, personId, metric.key, within);
  if (quota.effective.num <= 0n) {
    if (isZero(quota.committed)) missingQuota(scene, personId, metric.key, within);
    return null;
  }
  if (forecast === null || actual === null) {
    flaw(world, {
      code: "incentives/forecast_missing",
      pointer: "/forecasts",
      person: personId,
      metric: metric.key,
      from: within.from,
    });
    return null;
  }
  return { objective: quota.effective, forecast, actual };
}

/** What was forecast for the window; of one that a new version restarted, the part of the days left. */
function forecastOf(
  { world, restart }: Scene,
  person: string,
  metric: string,
  within: Interval,
): Rate | null {
  const of = (days: Interval) =>
    world.input.forecasts.find(
      (each) =>
        each.person === person &&
        each.metric === metric &&
        each.from === days.from &&
        each.until === days.until,
    );
  const whole = restart && of(restart.of);
  return of(within)?.value ?? (whole && restart ? times(whole.value, restart.part) : null);
}

const GONIK = { num: 6n, den: 10n };

/** Gonik 1978 (HBR): rewards an honest forecast and effort beyond it. */
export function gonikFactor({ objective, forecast, actual }: Truth): Rate {
  const three = whole(3);
  const top = isBelow(actual, forecast)
    ? minus(times(three, actual), forecast)
    : plus(actual, forecast);
  return over(times(GONIK, top), objective);
}

function gonikPay(
  scene: Scene,
  component: ComponentOf<"gonik">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Answer {
  const truth = truthOf(scene, component, personId, within);
  if (!truth) return NONE;
  const raw = gonikFactor(truth);
  const factor = component.factorFloor ? greatest(raw, component.factorFloor) : raw;
  const full = sumOf(scene, personId, component.pays, within);
  const pay = times(full, factor);
  traced(trace, 6, "gonik", () => ({
    ...texts(truth),
    factor: exactText(factor),
    full: exactText(full),
    pay: exactText(pay),
  }));
  return { ...NONE, pay };
}

function texts({ objective, forecast, actual }: Truth) {
  return {
    objective: exactText(objective),
    forecast: exactText(forecast),
    actual: exactText(actual),
  };
}

function jointBasePay(
  scene: Scene,
  component: ComponentOf<"joint_base">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Answer {
  const truth = truthOf(scene, component, personId, within);
  if (!truth) return NONE;
  const { objective, forecast, actual } = truth;
  const { weight, p, q, payFloor } = component;
  const base = plus(times(weight, forecast), times(minus(whole(1), weight), objective));
  const penalty = times(q, greatest(ZERO, minus(actual, forecast)));
  const raw = minus(times(p, minus(actual, base)), penalty);
  const pay = payFloor ? greatest(raw, payFloor) : raw;
  traced(trace, 6, "joint_base", () => ({
    ...texts(truth),
    base: exactText(base),
    penalty: exactText(penalty),
    pay: exactText(pay),
  }));
  return { ...NONE, pay };
}

/** Another component's (or plan's) result in the same window, in minor units of the payee's currency. */
export type ResultOf = (of: ComponentOf<"greater_of">["of"][number]) => bigint;

/** The greatest of the listed results in the same window, to minor units. */
function greatestOf(
  scene: Scene,
  component: ComponentOf<"greater_of">,
  personId: string,
  within: Interval,
  others: ResultOf,
  trace: Tracing,
): Answer {
  const results = component.of.map((of) => ({ of, amount: others(of) }));
  const best = results.reduce((a, b) => (b.amount > a.amount ? b : a));
  for (const { of, amount } of results) {
    const told = { units: String(amount), taken: of === best.of ? "1" : "0" };
    if (typeof of === "string") traced(trace, 6, "greater_of", () => ({ component: of, ...told }));
    else traced(trace, 6, "greater_of.plan", () => ({ plan: of.plan, ...told }));
  }
  return { ...NONE, pay: minorToPlan(scene, personId, best.amount, within.from) };
}
