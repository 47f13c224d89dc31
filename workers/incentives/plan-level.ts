import { addDays, type Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { currencyScale } from "../lib/money.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { holds } from "./conditions.ts";
import { exactText, isZero, over, times, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import { payCurrency } from "./finish.ts";
import { conversion } from "./fx.ts";
import type { Participant } from "./input.ts";
import { earnedByOther } from "./other-plan.ts";
import type { Line } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";
import type { PlanLevel } from "./plan-rules.ts";
import type { Sum, TimeWindow } from "./plan-parts.ts";
import { activeDays } from "./quota.ts";
import { rounded } from "./round.ts";
import { periodOn, planOn, type Run, sceneOf } from "./run.ts";
import { sumFor } from "./sums.ts";
import { shareOf } from "../calendar/day-count.ts";
import { windowAt, windowKey } from "./time.ts";
import { traced, tracing, type Tracing } from "./world.ts";

/**
 * Steps 12 to 15, as lines of their own: component lines never change. Each is computed for the
 * statement period the pay belongs to (its origin), again with everything now known, and what was
 * posted before is taken off: a refund takes its gate's and multiplier's share with it.
 */
export function planLevelLines(run: Run, person: Participant, now: readonly Line[]): Line[] {
  if (run.world.plans.every(hasNoLevel)) return [];
  const sums = byOrigin(run, person, now);
  const lines: Line[] = [];
  const after = new Map<Day, bigint>();
  for (const [origin, earned] of sums) {
    const { scene, rules } = levelOf(run, origin);
    const gate = gateTarget(scene, rules, person.id, earned);
    const multiplied = multiplierTarget(scene, rules, person.id, earned + gate.target);
    lines.push(...lineOf(run, person, "gate", periodOn(run, origin), gate));
    lines.push(...lineOf(run, person, "multiplier", periodOn(run, origin), multiplied));
    after.set(origin, earned + gate.target + multiplied.target);
  }
  return [...lines, ...guaranteeAndCap(run, person, after)];
}

function hasNoLevel({ plan: { gate, multiplier, guarantee, cap } }: Plan): boolean {
  return !gate && !multiplier && !guarantee && !cap;
}

type Target = { readonly target: bigint; readonly trace: Tracing };

/** Component pay to date by origin, this period's included; the period itself always has a place. */
function byOrigin(
  { ledger, period }: Run,
  person: Participant,
  now: readonly Line[],
): Map<Day, bigint> {
  const sums = new Map<Day, bigint>();
  const own = ledger.linesOf(person.id).filter(({ opening }) => opening !== true);
  const lines = [...own, ...now];
  for (const { kind, origin, amount } of lines)
    if (kind === "component") sums.set(origin, (sums.get(origin) ?? 0n) + amount);
    else if (kind === "guarantee") sums.set(origin, sums.get(origin) ?? 0n);
  if (!sums.has(period.from)) sums.set(period.from, 0n);
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function levelOf(run: Run, origin: Day): { scene: Scene; rules: PlanLevel } {
  const period = periodOn(run, origin);
  const plan = planOn(run.world, addDays(period.until, -1));
  return { scene: sceneOf(run, plan, period.until), rules: plan.plan };
}

function gateTarget(scene: Scene, { gate }: PlanLevel, personId: string, earned: bigint): Target {
  const trace = tracing(scene.world);
  if (!gate || holds(scene, personId, gate.when, trace, 12)) return { target: 0n, trace };
  const kept = rounded(times(whole(earned), gate.closed), "half_away");
  traced(trace, 12, "plan.gate", () => ({
    condition: gate.when,
    earned: String(earned),
    factor: exactText(gate.closed),
    kept: String(kept),
  }));
  return { target: kept - earned, trace };
}

function multiplierTarget(
  scene: Scene,
  { multiplier }: PlanLevel,
  personId: string,
  sum: bigint,
): Target {
  const trace = tracing(scene.world);
  if (!multiplier) return { target: 0n, trace };
  const { when, factor, otherwise } = multiplier;
  const by = when === undefined || holds(scene, personId, when, trace, 13) ? factor : otherwise;
  const made = rounded(times(whole(sum), by), "half_away");
  traced(trace, 13, "plan.multiplier", () => ({
    sum: String(sum),
    factor: exactText(by),
    pay: String(made),
  }));
  return { target: made - sum, trace };
}

function guaranteeAndCap(run: Run, person: Participant, after: ReadonlyMap<Day, bigint>): Line[] {
  const lines: Line[] = [];
  const granted: { from: Day; target: bigint }[] = [];
  for (const window of windowsOf(run, after, "guarantee")) {
    const { rule, scene } = window;
    const sum = sumIn(after, window.days);
    const full = inMinor(scene, person, rule.sum, window.days, true);
    const own = rounded(full, "half_away");
    const other =
      rule.plan === undefined ? null : earnedByOther(run, person.id, rule.plan, window.days);
    const due = other !== null && other > own ? other : own;
    const target = due > sum ? due - sum : 0n;
    const trace = tracing(run.world);
    traced(trace, 14, "plan.guarantee", () => ({
      pay: String(sum),
      guarantee: String(due),
      ...(other === null ? {} : { other: String(other) }),
    }));
    granted.push({ from: window.days.from, target });
    lines.push(...lineOf(run, person, "guarantee", window.days, { target, trace }));
  }
  let carried = 0n;
  for (const window of windowsOf(run, after, "cap")) {
    const { rule, scene } = window;
    const extra = granted
      .filter(({ from }) => window.days.from <= from && from < window.days.until)
      .reduce((sum, { target }) => sum + target, 0n);
    const sum = sumIn(after, window.days) + extra;
    const most = rounded(inMinor(scene, person, rule.sum, window.days, false), "half_away");
    const offered = sum + carried;
    const paid = offered > most ? most : offered;
    const trace = tracing(run.world);
    if (rule.cutOff === "carried") {
      const figures = { pay: String(sum), carried: String(carried), cap: String(most) };
      traced(trace, 15, "plan.cap.carried", () => figures);
      carried = offered - paid;
    } else traced(trace, 15, "plan.cap", () => ({ pay: String(sum), cap: String(most) }));
    lines.push(...lineOf(run, person, "cap", window.days, { target: paid - sum, trace }));
  }
  return lines;
}

type LevelWindow = {
  readonly days: Interval;
  readonly scene: Scene;
  readonly rule: {
    readonly sum: Sum;
    readonly window: TimeWindow;
    readonly plan?: string | undefined;
    readonly cutOff?: "forfeited" | "carried";
  };
};

/** The windows of a rule that hold any period of the person, oldest first. */
function windowsOf(
  run: Run,
  after: ReadonlyMap<Day, bigint>,
  rule: "guarantee" | "cap",
): LevelWindow[] {
  const windows = new Map<string, LevelWindow>();
  for (const origin of after.keys()) {
    const { scene, rules } = levelOf(run, origin);
    const stated = rules[rule];
    if (!stated) continue;
    const period = periodOn(run, origin);
    const days =
      stated.window === "period"
        ? period
        : windowAt(run.world.time, stated.window, addDays(period.until, -1));
    if (days) windows.set(windowKey(days), { days, scene, rule: stated });
  }
  return [...windows.values()];
}

function sumIn(after: ReadonlyMap<Day, bigint>, { from, until }: Interval): bigint {
  let sum = 0n;
  for (const [origin, amount] of after) if (from <= origin && origin < until) sum += amount;
  return sum;
}

/**
 * A sum of the plan in minor units of the payee's currency; `elapsed`: only what has gone by of the days
 * of the window that the person is there for, so nothing is paid before they come, and all once they go.
 */
export function inMinor(
  scene: Scene,
  person: Participant,
  sum: Sum,
  within: Interval,
  elapsed: boolean,
): Rate {
  const { world, plan, moment } = scene;
  const currency = payCurrency(scene, person.id);
  const { rate: fx } = conversion(world, plan, plan.currency, currency, within.from);
  const full = times(sumFor(world, plan, person, sum, within), fx);
  const minorUnits = times(full, whole(10n ** BigInt(currencyScale(currency))));
  if (!elapsed || moment.asOf >= within.until) return minorUnits;
  const gone = intersection(within, { from: within.from, until: moment.asOf });
  if (!gone) return ZERO;
  const share = (days: readonly Interval[]) => shareOf(world.time, plan.dayCount, days, within);
  const own = share(activeDays(person, within));
  // A sum for somebody who is never there (it does not prorate) is spread over the window's days.
  if (isZero(own)) return times(minorUnits, share([gone]));
  return times(minorUnits, over(share(activeDays(person, gone)), own));
}

function lineOf(
  run: Run,
  person: Participant,
  kind: "gate" | "multiplier" | "guarantee" | "cap",
  days: Interval,
  { target, trace }: Target,
): Line[] {
  const window = windowKey(days);
  const before = run.ledger.sum(person.id, kind, null, window);
  const amount = target - before;
  if (amount === 0n) return [];
  const isRunning = days.until > run.period.from;
  return [
    {
      kind,
      component: null,
      window,
      origin: isRunning ? run.period.from : periodOn(run, addDays(days.until, -1)).from,
      amount,
      result: target,
      before,
      parts: [],
      steps: trace.steps,
      ...(isRunning ? {} : { trueUp: true }),
    },
  ];
}
