import { addDays, addMonths, daysBetween, type Day } from "../lib/day.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { rate, type Rate, ZERO } from "../lib/rate.ts";
import { checkSafe } from "./check-amounts.ts";
import { countedItems } from "./counted.ts";
import { conversion, type Conversion } from "./fx.ts";
import { exactText, greatest, isZero, minus, plus, times, whole } from "./exact.ts";
import type { CreditInput, DealInput, Participant } from "./input.ts";
import { isOpened } from "./opened.ts";
import type { Plan } from "./plan-document.ts";
import { daysOn, flaw, isActive, unitOn, type World } from "./world.ts";

/**
 * A credit as components see it: with what was taken back of it, in the plan's currency, on the day
 * it counts. Items stand in their place: by local date, then source, external id and id.
 */
export type Item = {
  readonly id: string;
  readonly entry: string;
  readonly person: string;
  readonly role: CreditInput["role"];
  readonly share: Rate;
  readonly lead: boolean;
  readonly day: Day;
  /** The day it became known. */
  readonly posting: Day;
  readonly unit: string | null;
  readonly deal: DealInput | null;
  readonly dimensions: CreditInput["dimensions"];
  readonly measures: Readonly<Record<string, Rate>>;
  /** What is left after everything that was taken back; the same object where nothing was. */
  readonly left: Readonly<Record<string, Rate>>;
  /** How its money became the plan's: the rate and the day it is of; null where it needed none. */
  readonly fx: (Conversion & { readonly from: string }) | null;
  /** It is itself a refund that joined the open window. */
  readonly refund: boolean;
  /** What part of the credit counts here, where it counts in parts. */
  readonly part?: Rate;
  /** The day whose rate of conversion its pay has. */
  readonly rateDay: Day;
  /** Index of the credit in the input, for flaws. */
  readonly at: number;
};

const ONE = whole(1);

/** Items with what is left of them after everything that was posted before `known`. */
export function leftOf(
  world: World,
  plan: Plan,
  items: readonly Item[],
  known: Day,
): readonly Item[] {
  const { backs } = everything(world, plan);
  if (backs.size === 0) return items;
  return items.map((item) => {
    const now = backs.get(item.at)?.filter(({ credit }) => postingOf(credit) < known) ?? [];
    const credit = world.credits[item.at];
    if (!credit || now.length === 0) return item;
    return { ...item, left: remaining(world, plan, credit, item, now) };
  });
}

/** The day a credit became known. */
export function postingOf({ posting, on }: CreditInput): Day {
  return posting ?? on;
}

type Everything = {
  readonly items: readonly Item[];
  /** What takes an item back, by the item's place in the input. */
  readonly backs: ReadonlyMap<number, readonly Back[]>;
};
const made = new WeakMap<World, Map<Plan, Everything>>();

/** All items as if nothing was taken back, in their places, and what takes them back: once a plan. */
export function everything(world: World, plan: Plan): Everything {
  const plans = made.get(world) ?? new Map<Plan, Everything>();
  made.set(world, plans);
  const known = plans.get(plan);
  if (known) return known;
  const isJoining = plan.late === "current_base";
  const items: Item[] = [];
  const taking: Back[] = [];
  for (const [at, credit] of world.credits.entries()) {
    const isBack = credit.reverses !== undefined && !isJoining;
    const item = isBack ? null : itemOf(world, plan, credit, at);
    if (isBack) taking.push({ credit });
    else if (item) items.push(...countedItems(world, plan, item));
  }
  items.sort((a, b) => inPlace(world, a, b));
  const everyone = { items, backs: backsOf(world, items, taking) };
  plans.set(plan, everyone);
  return everyone;
}

function backsOf(
  { credits }: World,
  items: readonly Item[],
  taking: readonly Back[],
): Map<number, readonly Back[]> {
  const backs = new Map<number, readonly Back[]>();
  if (taking.length === 0) return backs;
  const byKey = groupBy(taking, ({ credit }) => reversalKey(credit.reverses ?? "", credit));
  for (const { at } of items) {
    const credit = credits[at];
    const own = credit && byKey.get(keyOf(credit));
    if (own) backs.set(at, own);
  }
  return backs;
}

function itemOf(world: World, plan: Plan, credit: CreditInput, at: number): Item | null {
  const person = world.people.get(credit.person);
  const sold = originalDay(world, credit);
  const isBack = credit.reverses !== undefined;
  if (person && !isActive(person, sold) && !(isBack && isOpened(world, person, sold))) return null;
  const fx = fxOf(world, plan, credit);
  const measures = reached(plan, credit, sold, converted(plan, credit, fx));
  const day = plan.late === "current_base" ? joins(person, credit) : credit.on;
  return {
    id: credit.id,
    entry: credit.entry ?? credit.id,
    person: credit.person,
    role: credit.role,
    share: credit.share,
    lead: credit.lead,
    day,
    // Whatever reverses an entry converts at that entry's rate.
    rateDay: credit.reverses === undefined ? day : sold,
    posting: postingOf(credit),
    unit: credit.unit ?? (person ? unitOn(person, credit.on) : null),
    deal:
      credit.deal === undefined ? null : (world.deals.get(credit.deal) ?? bareDeal(credit.deal)),
    dimensions: credit.dimensions,
    measures,
    left: measures,
    fx,
    refund: credit.reverses !== undefined,
    at,
  };
}

/**
 * The day of the window that a late entry or a refund joins: the one in which it became known, or the
 * last one of the person's own, where they are not on the plan by then.
 */
function joins(person: Participant | undefined, { on, posting }: CreditInput): Day {
  const day = latest(on, posting);
  if (!person || isActive(person, day)) return day;
  const stay = daysOn(person).findLast(({ from }) => from <= day);
  return stay ? addDays(stay.until, -1) : day;
}

/** A refund that joins the open window takes back what the plan still takes back. */
function reached(plan: Plan, credit: CreditInput, sold: Day, measures: Item["measures"]) {
  if (credit.reverses === undefined || plan.clawback.kind === "always") return measures;
  const taken = reachOfClawback(plan, sold, credit.on);
  return Object.fromEntries(
    Object.entries(measures).map(([key, value]) => [key, times(value, taken)]),
  );
}

function inPlace({ credits }: World, a: Item, b: Item): number {
  const [one, other] = [credits[a.at], credits[b.at]];
  return (
    ascending(a.day, b.day) ||
    ascending(one?.source ?? "", other?.source ?? "") ||
    ascending(one?.externalId ?? "", other?.externalId ?? "") ||
    ascending(a.id, b.id)
  );
}

function latest(a: Day, b: Day | undefined): Day {
  return b !== undefined && b > a ? b : a;
}

function bareDeal(id: string): DealInput {
  return { id, measures: {}, dimensions: {}, events: [] };
}

/** A reversal's credit takes back the credit of the same person and role of the entry it names. */
function reversalKey(entry: string, { person, role }: CreditInput): string {
  return `${entry}\n${person}\n${role}`;
}

function keyOf(credit: CreditInput): string {
  return reversalKey(credit.entry ?? credit.id, credit);
}

/** The plan's rate rule on a credit's day; a reversal converts at the day of what it reverses. */
function fxOf(world: World, plan: Plan, credit: CreditInput): Item["fx"] {
  if (credit.currency === undefined || credit.currency === plan.currency) return null;
  const on = originalDay(world, credit);
  const made = conversion(world, plan, credit.currency, plan.currency, on);
  return { ...made, from: credit.currency };
}

/** Money measures times the rate; counts and days stay. */
function converted(plan: Plan, credit: CreditInput, fx: Item["fx"]): Record<string, Rate> {
  if (!fx || fx.rate.num === fx.rate.den) return credit.measures;
  const { rate: by } = fx;
  return Object.fromEntries(
    Object.entries(credit.measures).map(([key, value]) => [
      key,
      plan.plainMeasures.includes(key) ? value : times(value, by),
    ]),
  );
}

const originals = new WeakMap<World, ReadonlyMap<string, CreditInput>>();

/** Every original credit by entry, person and role. */
export function originalsOf(world: World): ReadonlyMap<string, CreditInput> {
  const known = originals.get(world);
  if (known) return known;
  const made = new Map(
    world.credits
      .filter(({ reverses }) => reverses === undefined)
      .map((each) => [keyOf(each), each]),
  );
  originals.set(world, made);
  return made;
}

function originalDay(world: World, credit: CreditInput): Day {
  if (credit.reverses === undefined) return credit.on;
  return originalsOf(world).get(reversalKey(credit.reverses, credit))?.on ?? credit.on;
}

type Back = { readonly credit: CreditInput };

function remaining(
  world: World,
  plan: Plan,
  credit: CreditInput,
  { measures, part = ONE }: Pick<Item, "measures" | "part">,
  backs: readonly Back[],
): Readonly<Record<string, Rate>> {
  if (backs.length === 0) return measures;
  const left: Record<string, Rate> = { ...measures };
  for (const { credit: back } of backs) {
    const taken = reachOfClawback(plan, credit.on, back.on);
    for (const [key, value] of Object.entries(converted(plan, back, fxOf(world, plan, back))))
      left[key] = plus(left[key] ?? ZERO, times(times(value, taken), part));
  }
  return left;
}

/** What part of a refund takes pay back, 0 to 1, by the time between the sale and the refund. */
export function reachOfClawback({ clawback }: Plan, sold: Day, refunded: Day): Rate {
  if (clawback.kind === "always") return ONE;
  const end = addMonths(sold, clawback.months);
  if (clawback.kind === "within") return refunded < end ? ONE : ZERO;
  const served = rate(BigInt(daysBetween(sold, refunded)), BigInt(daysBetween(sold, end)));
  return greatest(ZERO, minus(ONE, served));
}

/** Whether everything of an item has been taken back: it then counts for nothing in any formula. */
export function isGone({ measures, left }: Item): boolean {
  if (left === measures) return false;
  return Object.values(left).every(isZero);
}

const checked = new WeakSet<readonly CreditInput[]>();

/**
 * Credits that name an entry, person or deal that does not exist, or shares that are no whole. A list
 * that has passed is not looked at again.
 */
export function checkCredits(world: World): void {
  if (checked.has(world.credits)) return;
  const before = world.flaws.length;
  checkEach(world);
  if (world.flaws.length === before) checked.add(world.credits);
}

function checkEach(world: World): void {
  const seen = new Set<string>();
  const shares = new Map<string, { readonly sum: Rate; readonly at: number }>();
  for (const [at, credit] of world.credits.entries()) {
    if (seen.has(credit.id))
      flaw(world, {
        code: "incentives/repeated_credit",
        pointer: `/credits/${at}/id`,
        credit: credit.id,
      });
    seen.add(credit.id);
    if (
      credit.reverses !== undefined &&
      !originalsOf(world).has(reversalKey(credit.reverses, credit))
    )
      flaw(world, {
        code: "incentives/reverses_unknown",
        pointer: `/credits/${at}/reverses`,
        credit: credit.id,
        reverses: credit.reverses,
      });
    for (const key in credit.measures) {
      const value = credit.measures[key];
      if (value) checkSize(world, () => `/credits/${at}/measures/${key}`, value);
    }
    if (credit.role !== "direct") continue;
    const entry = credit.entry ?? credit.id;
    const of = shares.get(entry);
    if (of) shares.set(entry, { at: of.at, sum: plus(of.sum, credit.share) });
    else shares.set(entry, { at, sum: credit.share });
  }
  for (const [entry, { sum, at }] of shares)
    if (sum.num !== sum.den)
      flaw(world, {
        code: "incentives/shares_sum",
        pointer: `/credits/${at}/share`,
        entry,
        sum: exactText(sum),
      });
}

const STEPS = 1_000_000n; // Six decimals, the finest scale of a metric.

/** Inputs are safe integers of at most six decimals. */
function checkSize(world: World, place: () => string, value: Rate): void {
  const { num, den } = value;
  checkSafe(world, place, value);
  if (STEPS % den !== 0n)
    flaw(world, { code: "incentives/too_fine", pointer: place(), value: `${num}/${den}` });
}
