import { addMonths, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import type { Climb } from "./climb.ts";
import { climbed } from "./commission.ts";
import { exactText, isZero, times, whole } from "./exact.ts";
import { figurePay, type ResultOf } from "./figure-pay.ts";
import { finished, payCurrency } from "./finish.ts";
import { isPaidFor } from "./filters.ts";
import { isGone, type Item } from "./items.ts";
import { between } from "./known-items.ts";
import { earnedByOther } from "./other-plan.ts";
import type { Part, Step } from "./outcome.ts";
import { isPaidByDay, weightsOf } from "./pay-rate.ts";
import type { Component, CreditComponent, PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { movesIn } from "./progress.ts";
import { restarted } from "./restarted.ts";
import { rounded } from "./round.ts";
import { once, planOn, reign, type Run, sceneOf } from "./run.ts";
import { type Span, timeSpans, windowOf } from "./spans.ts";
import { shareOf, windowKey } from "./time.ts";
import { saysOf } from "./version-windows.ts";
import { attributed, partsByColumn, singlesIn } from "./window-parts.ts";
import { traced, tracesWindows, type Tracing, tracingWindow } from "./world.ts";

/** The result of one component in one window, to date, in minor units of the payee's currency. */
export type WindowResult = {
  readonly amount: bigint;
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  /** Credits were added up, and steps and parts say all the same what each of them has. */
  readonly opened?: boolean;
  readonly leftOut: boolean;
  /** What goes on to the next window: a base below 0, and what a cap cut off. */
  readonly carry: { readonly base: Rate; readonly cut: Rate };
  /** A version that reprices the past has a say. */
  readonly repriced: { readonly from: Day; readonly difference: bigint } | null;
};

/** Whose tiers are climbed, and by which items (all of theirs; the window is cut here). */
export type Owner = {
  readonly id: string;
  /** Whose quota, gates, variables and currency count. */
  readonly person: string;
  readonly itemsOf: (plan: Plan) => readonly Item[];
  readonly entire: boolean;
};

const ONE = whole(1);
const NOTHING: WindowResult = {
  amount: 0n,
  parts: [],
  steps: [],
  leftOut: false,
  carry: { base: ZERO, cut: ZERO },
  repriced: null,
};

/**
 * Steps 1 to 11 over a window, with everything that is known now. Several plan versions inside it
 * follow one another as the later one says: restart, continue or reprice.
 */
export function windowResult(run: Run, key: string, owner: Owner, span: Span): WindowResult {
  const name = `${key}\n${owner.id}\n${span.key}`;
  return once(run, name, () => {
    const known = span.ends <= run.period.from ? run.quietSince?.memo.get(name) : undefined;
    // An ended window that nothing has touched: under this name the period before made one like it.
    if (known) return known as WindowResult;
    if (span.items) {
      const [first] = span.items;
      const plan = planOn(run.world, first?.day ?? span.days.from);
      const component = componentOf(plan, key);
      const items = itemsOfSpan(owner.itemsOf(plan), span);
      if (component && !items.some((item) => isCounted(plan, component, item)))
        return { ...NOTHING, steps: noneCounted(run, items) };
      return component
        ? segment(run, plan, component, owner, span, { items, asOf: span.days.until })
        : NOTHING;
    }
    return acrossVersions(run, key, owner, span);
  });
}

/** Whether a credit (or deal) of its own has a result at all: not one that is filtered out or taken back. */
function isCounted(plan: Plan, component: PayComponent, item: Item): boolean {
  if (!isOnCredits(component)) return true;
  return isPaidFor(component, item) && (plan.late === "as_paid" || !isGone(item));
}

function noneCounted({ world }: Run, items: readonly Item[]): readonly Step[] {
  const trace = tracingWindow(world);
  traced(trace, 1, "filter", () => ({ credits: String(items.length), kept: "0" }));
  return trace.steps;
}

/** The same items under the plan's own rules for refunds. */
function itemsOfSpan(items: readonly Item[], span: Span): readonly Item[] {
  const ids = new Set(span.items?.map(({ id }) => id));
  return items.filter(({ id }) => ids.has(id));
}

export function componentOf(plan: Plan, key: string): PayComponent | null {
  const found = plan.components.find((each) => each.key === key);
  return found && found.kind !== "award" ? found : null;
}

export function isOnCredits(component: Component): component is CreditComponent {
  return (
    component.kind === "flat" ||
    component.kind === "tiered" ||
    component.kind === "interpolated" ||
    component.kind === "unit_rate"
  );
}

function acrossVersions(run: Run, key: string, owner: Owner, span: Span): WindowResult {
  const { world, period } = run;
  const asOf = period.until < span.days.until ? period.until : span.days.until;
  let sofar: WindowResult | null = null;
  for (const { plan, component, from, end, isWhole } of saysOf(run, key, span, asOf)) {
    const known = owner.itemsOf(plan);
    // Whole entries stand where they begin, whatever their days.
    const items = owner.entire
      ? known.filter(({ day }) => span.days.from <= day && day < end)
      : between(known, span.days.from, end);
    const all = { items, asOf: end };
    if (isWhole || (!sofar && plan.change === "reprice")) {
      sofar = segment(run, plan, component, owner, span, all);
    } else if (plan.change === "reprice") {
      const past = { items: items.filter(({ day }) => day < from), asOf: from };
      const again = segment(run, plan, component, owner, span, past).amount;
      const old: bigint = sofar?.amount ?? 0n;
      const repriced = { from: plan.from, difference: again - old };
      sofar = { ...segment(run, plan, component, owner, span, all), repriced };
    } else if (plan.change === "continue") {
      const before = { items: items.filter(({ day }) => day < from), asOf: from };
      const past = segment(run, plan, component, owner, span, before);
      const since = subtracted(segment(run, plan, component, owner, span, all), past);
      sofar = sofar ? added(sofar, since) : since;
    } else {
      const days = reign(world, plan);
      const cut = { from, until: days.until < span.days.until ? days.until : span.days.until };
      const scale = shareOf(world.time, plan.dayCount, [cut], span.days);
      const own = { items: items.filter(({ day }) => day >= from), asOf: end, cut, scale };
      const since = segment(run, plan, component, owner, span, own);
      sofar = sofar ? added(sofar, since) : since;
    }
  }
  return sofar ?? NOTHING;
}

type Stretch = {
  readonly items: readonly Item[];
  readonly asOf: Day;
  readonly cut?: Interval;
  readonly scale?: Rate;
};

/** One version's own arithmetic over a stretch of the window. */
function segment(
  run: Run,
  plan: Plan,
  stated: PayComponent,
  owner: Owner,
  span: Span,
  stretch: Stretch,
): WindowResult {
  const { items, asOf, cut, scale = ONE } = stretch;
  const { world } = run;
  const component = restarted(stated, scale);
  const restart = cut ? { days: cut, of: span.days, part: scale } : null;
  const scene = { ...sceneOf(run, plan, asOf), restart };
  const singles = singlesIn(scene, component, owner.person, items);
  // Figures of sums are those of their credits.
  const isOpen = tracesWindows(world) || singles !== null || !isOnCredits(component);
  const trace: Tracing = { steps: [], on: world.traced && isOpen };
  const within = cut ?? span.days;
  const single = span.items !== null;
  traced(trace, 0, "window", () => ({
    window: single ? span.key : windowKey(within),
    as_of: asOf,
    plan: `${plan.key}@${plan.version}`,
    ...(scale.num === scale.den ? {} : { scale: exactText(scale) }),
  }));
  const carried = cut || single ? NOTHING.carry : carriedInto(run, component, owner, span);
  const climb: Climb = {
    person: owner.person,
    within,
    single,
    scale,
    items,
    entire: owner.entire,
    singles,
    byItem: needsItems(run, plan, component, owner),
    released: releasedIn(run, plan, component, owner, { from: within.from, until: asOf }),
    carriedBase: carried.base,
  };
  // Of the same days: several versions of "the greater of" would count the whole window each.
  const others: ResultOf = (of) => {
    if (typeof of !== "string")
      return earnedByOther(run, owner.person, of.plan, { from: within.from, until: asOf });
    const inner = componentOf(plan, of);
    return inner ? segment(run, plan, inner, owner, span, stretch).amount : 0n;
  };
  const raw = isOnCredits(component)
    ? climbed(scene, component, climb, trace)
    : figurePay(scene, component, owner.person, within, others, trace);
  if (raw.leftOut) return { ...NOTHING, leftOut: true, steps: trace.steps };
  const dated = raw.parts.map(({ item, pay }) => ({ day: item.rateDay, pay }));
  const { amount, cut: off } = finished(
    scene,
    component,
    owner.person,
    single ? null : within,
    { ...raw, carriedIn: carried.cut, dated },
    trace,
  );
  // Where nobody reads what single credits have of it, nothing is divided.
  const weights = () => weightsOf(scene, payCurrency(scene, owner.person), dated);
  const listed = singles && partsByColumn(world.sums, singles, amount, raw);
  const result = {
    amount,
    parts: climb.byItem ? attributed(amount, raw.parts, weights()) : NOTHING.parts,
    steps: trace.steps,
    opened: !isOnCredits(component),
    leftOut: false,
    carry: {
      base: raw.carryBase ?? ZERO,
      cut: component.cutOff === "carried" ? off : ZERO,
    },
    repriced: null,
  };
  if (listed) return withParts(result, listed);
  return raw.refunded && raw.refunded.size > 0 ? takenBack(result, raw.refunded) : result;
}

/** The same with parts that are made when they are read. */
function withParts(result: WindowResult, listed: () => readonly Part[]): WindowResult {
  return {
    ...result,
    opened: true,
    get parts() {
      return listed();
    },
  };
}

/** Traces, releases by deal, shared pay, overrides and refunds as paid look at single items. */
function needsItems({ world }: Run, plan: Plan, component: PayComponent, owner: Owner): boolean {
  const waits =
    plan.events.earned !== "counted" ||
    (component.release ?? plan.release).parts.some(({ on }) => on !== "earned");
  const isRead = plan.components.some(({ kind }) => kind === "override");
  const byDay = isPaidByDay(world, plan, owner.person);
  return (
    tracesWindows(world) || owner.entire || waits || isRead || byDay || plan.late === "as_paid"
  );
}

/** What of all credits is released in a stretch of days, where that is what prices it; null elsewhere. */
function releasedIn(
  run: Run,
  plan: Plan,
  component: PayComponent,
  owner: Owner,
  days: Interval,
): Climb["released"] {
  if (!("tiersOf" in component) || component.tiersOf === "counted") return null;
  const leftOn = run.world.people.get(owner.person)?.leftOn ?? null;
  const { leaver } = plan;
  const schedule = component.release ?? plan.release;
  return owner.itemsOf(plan).flatMap((item) =>
    movesIn(run, schedule, { of: item.deal, day: item.day, amount: 1n }, days).flatMap((move) => {
      const part =
        leftOn === null || move.day < leftOn ? move.part : leftPart(move, leftOn, leaver);
      return isZero(part) ? [] : [{ item, day: move.day, part }];
    }),
  );
}

/** What a leaver still gets of what is released after leaving. */
function leftPart(
  { day, part }: { readonly day: Day; readonly part: Rate },
  leftOn: Day,
  leaver: Plan["leaver"],
): Rate {
  switch (leaver?.unreleased) {
    case "months":
      return day < addMonths(leftOn, leaver.months) ? part : ZERO;
    case "fraction":
      return times(part, leaver.fraction);
    case "forfeited":
    case "successor":
      return ZERO;
    default:
      return part;
  }
}

/** As paid: what the trace attributes to a refunded credit, times the refunded share. */
function takenBack(result: WindowResult, refunded: ReadonlyMap<string, Rate>): WindowResult {
  const parts = result.parts.map((part) => {
    const share = refunded.get(part.credit);
    if (!share) return part;
    return {
      ...part,
      amount: part.amount - rounded(times(whole(part.amount), share), "half_away"),
    };
  });
  const back = parts.reduce(
    (sum, { amount }, at) => sum + amount - (result.parts[at]?.amount ?? 0n),
    0n,
  );
  const step: Step = { step: 11, rule: "as_paid", figures: { taken: String(back) } };
  return {
    ...result,
    amount: result.amount + back,
    parts,
    steps: result.steps.length > 0 ? [...result.steps, step] : result.steps,
  };
}

/** What the window before hands on, where the component carries anything. */
function carriedInto(
  run: Run,
  component: PayComponent,
  owner: Owner,
  span: Span,
): WindowResult["carry"] {
  const carriesBase = "negative" in component && component.negative.pays === "carried";
  if (!carriesBase && component.cutOff !== "carried") return NOTHING.carry;
  if (windowOf(component) === "credit") return NOTHING.carry;
  const spans = timeSpans(run, component.key);
  const at = spans.findIndex(({ key }) => key === span.key);
  const before = spans[at - 1];
  return before ? windowResult(run, component.key, owner, before).carry : NOTHING.carry;
}

function added(a: WindowResult, b: WindowResult): WindowResult {
  return {
    ...b,
    opened: a.opened === true && b.opened === true,
    amount: a.amount + b.amount,
    parts: merged(a.parts, b.parts, 1n),
    steps: [...a.steps, ...b.steps],
  };
}

function subtracted(a: WindowResult, b: WindowResult): WindowResult {
  const step: Step = {
    step: 11,
    rule: "continue.before",
    figures: { before: String(b.amount), all: String(a.amount) },
  };
  return {
    ...a,
    opened: a.opened === true && b.opened === true,
    amount: a.amount - b.amount,
    parts: merged(a.parts, b.parts, -1n),
    steps: a.steps.length > 0 ? [...a.steps, ...b.steps, step] : a.steps,
  };
}

function merged(a: readonly Part[], b: readonly Part[], sign: bigint): Part[] {
  const all = new Map<string, Part>();
  const add = (part: Part, by: bigint) => {
    const known = all.get(part.credit)?.amount ?? 0n;
    all.set(part.credit, { ...part, amount: known + by * part.amount });
  };
  for (const part of a) add(part, 1n);
  for (const part of b) add(part, sign);
  return [...all.values()];
}
