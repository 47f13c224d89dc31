import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import type { Price } from "./attribution.ts";
import { greatest, isAtLeast, isBelow, isZero, least, minus, over, plus, times } from "./exact.ts";

/**
 * Pricing of a base along a measure (step 6), exact. A price list says, for every point of the
 * measure, what a unit of base is paid there; each item walks its own stretch of the measure, so an
 * item that crosses a bound is divided in proportion to its measure.
 */

/** A tier in the measure's own units, with what it pays resolved. */
export type Tier = {
  readonly from: Rate;
  readonly rate: Rate | null;
  readonly amount: Rate | null;
  readonly boundary: "lower" | "upper" | "above";
  /** Where its rate begins to hold once it is reached. */
  readonly reach: Rate;
  /** False where its own condition does not hold. */
  readonly allowed: boolean;
};

/** One stretch of the price list, from `from` to the next one's. */
export type Stretch = {
  readonly from: Rate;
  readonly rate: Rate;
  readonly amount: Rate;
  /** Index of the tier that prices it; -1 before the first. */
  readonly tier: number;
};

/** Tiers that a measure has reached, by each bound's own rule; the first tier holds all below it. */
export function reached(tiers: readonly Tier[], at: Rate): number[] {
  return tiers.flatMap((tier, index) => {
    const order = compareRates(at, tier.from);
    const holdsBound = tier.boundary !== "above" && tiers[index - 1]?.boundary !== "upper";
    const isReached = order > 0 || (order === 0 && holdsBound);
    return tier.allowed && isReached ? [index] : [];
  });
}

/**
 * What the reached tiers say of the measure: a later tier replaces everything from its reach on. A
 * sum is for being in its own tier: it goes when a later tier takes over from that tier's bound.
 */
export function priceList(tiers: readonly Tier[], at: Rate): Stretch[] {
  let list: Stretch[] = [];
  for (const index of reached(tiers, at)) {
    const tier = tiers[index];
    if (!tier) continue;
    const from = least(tier.reach, tier.from);
    list = list
      .filter((stretch) => !isAtLeast(stretch.from, from))
      .map((stretch) =>
        isZero(stretch.amount) || !isAtLeast(tiers[stretch.tier]?.from ?? stretch.from, from)
          ? stretch
          : { ...stretch, amount: ZERO },
      );
    list.push({ from, rate: tier.rate ?? ZERO, amount: tier.amount ?? ZERO, tier: index });
  }
  return list;
}

/** What an item brings: its step along the measure, and the base that is paid. */
export type Step = { readonly measure: Rate; readonly base: Rate };

export type Slice = {
  readonly tier: number;
  readonly base: Rate;
  readonly rate: Rate;
  readonly pay: Rate;
};

export type Priced = {
  readonly pay: Rate;
  readonly parts: readonly Rate[];
  readonly slices: readonly Slice[];
  /** Amounts of tiers that pay a sum. */
  readonly amounts: Rate;
  /** The highest tier that was reached, -1 for none. */
  readonly top: number;
};

/**
 * Prices steps that follow one another along the measure. `deductible` is the first so much of the
 * base that is not paid; `end` is where the measure is capped: what lies beyond is not paid.
 * Below 0 the lowest tier's rate holds.
 */
export function priced(
  tiers: readonly Tier[],
  steps: readonly Step[],
  lookedUpAt: Rate,
  { deductible = ZERO, end = null }: { deductible?: Rate; end?: Rate | null } = {},
): Priced {
  const list = priceList(tiers, lookedUpAt);
  const prices = pricesOf(list, tiers[0]?.rate ?? ZERO, end);
  const tally = new Map<number, { -readonly [Name in keyof Slice]: Slice[Name] }>();
  const parts: Rate[] = [];
  const isWhole = isZero(deductible);
  let at = ZERO;
  let base = ZERO;
  for (const step of steps) {
    let part = ZERO;
    for (const leg of legs(prices, at, step)) {
      const next = plus(base, leg.base);
      const paid = isWhole ? leg.base : minus(beyond(next, deductible), beyond(base, deductible));
      const pay = times(paid, leg.rate);
      part = plus(part, pay);
      base = next;
      const known = tally.get(leg.tier);
      if (known) {
        known.base = plus(known.base, paid);
        known.rate = leg.rate;
        known.pay = plus(known.pay, pay);
      } else tally.set(leg.tier, { tier: leg.tier, base: paid, rate: leg.rate, pay });
    }
    parts.push(part);
    at = plus(at, step.measure);
  }
  const amounts = list.reduce((sum, stretch) => plus(sum, stretch.amount), ZERO);
  const whole = spread(parts, amounts, steps);
  return {
    pay: whole.reduce(plus, ZERO),
    parts: whole,
    slices: [...tally.values()].filter(({ base: of, pay }) => !isZero(of) || !isZero(pay)),
    amounts,
    top: list.at(-1)?.tier ?? -1,
  };
}

/** What `priced` pays at each point of a base that is its own measure and rises from 0. */
export function pricesAlong(
  tiers: readonly Tier[],
  lookedUpAt: Rate,
  { deductible, end }: { readonly deductible: Rate; readonly end: Rate | null },
): Price[] {
  const list = priceList(tiers, lookedUpAt);
  const { lowest, bounds } = pricesOf(list, tiers[0]?.rate ?? ZERO, end);
  return [...bounds, deductible].sort(compareRates).flatMap((from, at, all) => {
    const before = all[at - 1];
    if (from.num < 0n || (before && compareRates(before, from) === 0)) return [];
    const rate = isBelow(from, deductible) ? ZERO : priceAt(list, from, lowest, end).rate;
    return [{ from, rate }];
  });
}

/** How much of a base lies beyond the deductible; below 0 there is nothing to deduct from. */
function beyond(base: Rate, deductible: Rate): Rate {
  return base.num <= 0n ? base : greatest(ZERO, minus(base, deductible));
}

type Leg = { readonly base: Rate; readonly rate: Rate; readonly tier: number };

/** A price list, with every point at which the price may change, in order. */
type Prices = {
  readonly list: readonly Stretch[];
  readonly lowest: Rate;
  readonly end: Rate | null;
  readonly bounds: readonly Rate[];
};

function pricesOf(list: readonly Stretch[], lowest: Rate, end: Rate | null): Prices {
  const bounds = [...list.map(({ from }) => from), ZERO, ...(end ? [end] : [])].sort(compareRates);
  return { list, lowest, end, bounds };
}

/** One step cut where the price changes; the base follows the measure. */
function legs({ list, lowest, end, bounds }: Prices, at: Rate, { measure, base }: Step): Leg[] {
  if (isZero(measure)) return isZero(base) ? [] : [{ base, ...priceAt(list, at, lowest, end) }];
  const to = plus(at, measure);
  const rising = measure.num > 0n;
  const [low, high] = rising ? [at, to] : [to, at];
  const isInside = (bound: Rate) => compareRates(bound, low) > 0 && compareRates(bound, high) < 0;
  // Most steps stay between two bounds.
  if (!bounds.some(isInside)) return [{ base, ...priceAt(list, low, lowest, end) }];
  const inside = bounds.filter(isInside);
  const edges = [low, ...inside, high];
  const legs = edges.slice(1).flatMap((upper, index) => {
    const lower = edges[index] ?? low;
    const length = minus(upper, lower);
    if (isZero(length)) return [];
    // Divided by the measure's size, so that a step back takes base back from the same stretch.
    const share = over(length, rising ? measure : minus(ZERO, measure));
    return [{ base: times(base, share), ...priceAt(list, lower, lowest, end) }];
  });
  return rising ? legs : legs.reverse();
}

/** The price of the measure just above a point. */
function priceAt(list: readonly Stretch[], at: Rate, lowest: Rate, end: Rate | null) {
  if (end && isAtLeast(at, end)) return { rate: ZERO, tier: -2 };
  if (at.num < 0n) return { rate: lowest, tier: 0 };
  const found = list.findLast(({ from }) => isAtLeast(at, from));
  return found ? { rate: found.rate, tier: found.tier } : { rate: ZERO, tier: -1 };
}

/** A sum for being in a tier belongs to the items by their measure. */
function spread(parts: readonly Rate[], amounts: Rate, steps: readonly Step[]): readonly Rate[] {
  if (isZero(amounts)) return parts;
  const all = steps.reduce((sum, { measure }) => plus(sum, measure), ZERO);
  if (isZero(all)) return parts.map((part, at) => (at === 0 ? plus(part, amounts) : part));
  return parts.map((part, at) => plus(part, over(times(amounts, steps[at]?.measure ?? ZERO), all)));
}

/** The mean price over [0, at): what a base is paid whose measure is a ratio and has no steps. */
export function meanPrice(
  tiers: readonly Tier[],
  at: Rate,
  lookedUpAt: Rate,
): { rate: Rate; amounts: Rate } {
  const step = { measure: at, base: at };
  const made = priced(
    tiers.map((tier) => ({ ...tier, amount: null })),
    [step],
    lookedUpAt,
  );
  const amounts = priceList(tiers, lookedUpAt).reduce((sum, each) => plus(sum, each.amount), ZERO);
  if (isZero(at))
    return {
      rate: priceAt(priceList(tiers, lookedUpAt), at, tiers[0]?.rate ?? ZERO, null).rate,
      amounts,
    };
  return { rate: over(made.pay, at), amounts };
}
