import { assert, must, unreachable } from "../lib/assert.ts";
import { lengthDays, type Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";
import { addRates, gcd, rate, ZERO, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { learnSeason as learnDays, seasonIndexes, type DayTotal } from "./season.ts";
import { countWorkingDays, type WorkingDays } from "./working-days.ts";

/**
 * A piece of time an amount is shared over. `position` says which pieces of other years it is like:
 * 1 to 12 for fiscal months. A first or last month may be cut short.
 */
export type Slot = Interval & { readonly key: string; readonly position: number };

/** What one past month brought, in smallest steps. Null: there is no data, which is not zero. */
export type PastMonth = Slot & { readonly amount: bigint | null };

export type SpreadRule =
  | { readonly mode: "equal" }
  | { readonly mode: "calendar_days" }
  | { readonly mode: "working_days" }
  | {
      readonly mode: "history";
      /** Consecutive months, oldest first. */
      readonly past: readonly PastMonth[];
      /** How many whole years must be known. Two tell a season from an accident. */
      readonly yearsMin: number;
    }
  | {
      readonly mode: "season";
      /** Days with data in `known`, which ends where the past does. */
      readonly past: readonly DayTotal[];
      readonly known: Interval;
      readonly yearsMin?: number;
    }
  | { readonly mode: "curve"; readonly shares: readonly Rate[] };

export type SpreadError =
  | { readonly code: "spread/no_slots" }
  | { readonly code: "spread/no_weight" }
  | { readonly code: "spread/curve_length"; readonly given: number; readonly wanted: number }
  | { readonly code: "spread/curve_negative"; readonly key: string }
  | { readonly code: "spread/history_short"; readonly years: number; readonly wanted: number }
  | { readonly code: "spread/history_unknown"; readonly months: readonly string[] }
  | { readonly code: "spread/history_negative"; readonly month: string }
  | { readonly code: "spread/history_no_position"; readonly key: string };

type Weights = readonly bigint[];

/**
 * The exact weight of each slot, in the order given: a slot's share is its weight over their sum.
 *
 * Units: weights have none and are reduced, so equal parts are 1, 1, 1.
 * Promises: no weight is negative, at least one is above 0; nothing is rounded here.
 * Refuses no slots, no weight at all (no working day anywhere), a curve of another length or below
 * 0, and a history that is shorter than asked, has months without data, or sums to less than 0.
 */
export function spread(
  rule: SpreadRule,
  slots: readonly Slot[],
  calendar: WorkingDays,
): Result<Weights, SpreadError> {
  if (slots.length === 0) return err({ code: "spread/no_slots" });
  switch (rule.mode) {
    case "equal":
      return weighed(slots.map(() => 1n));
    case "calendar_days":
      return weighed(slots.map((slot) => BigInt(lengthDays(slot))));
    case "working_days":
      return weighed(slots.map((slot) => BigInt(countWorkingDays(calendar, slot))));
    case "curve":
      return byCurve(rule.shares, slots);
    case "history":
      return byHistory(rule, slots, calendar);
    case "season":
      return bySeason(rule, slots, calendar);
    default:
      return unreachable(rule);
  }
}

function byCurve(shares: readonly Rate[], slots: readonly Slot[]): Result<Weights, SpreadError> {
  if (shares.length !== slots.length)
    return err({ code: "spread/curve_length", given: shares.length, wanted: slots.length });
  const negative = shares.findIndex(({ num }) => num < 0n);
  if (negative >= 0) return err({ code: "spread/curve_negative", key: must(slots[negative]).key });
  return weighed(overCommonDenominator(shares));
}

/** By days: each slot gets what its own days promise, however they lie to the feasts. */
function bySeason(
  { past, known, yearsMin }: Extract<SpreadRule, { mode: "season" }>,
  slots: readonly Slot[],
  calendar: WorkingDays,
): Result<Weights, SpreadError> {
  const season = learnDays(past, known, calendar, yearsMin);
  if (!season.ok) return season;
  const indexes = seasonIndexes(season.value, slots, calendar);
  return indexes.ok ? weighed(overCommonDenominator(indexes.value)) : indexes;
}

function byHistory(
  { past, yearsMin }: { past: readonly PastMonth[]; yearsMin: number },
  slots: readonly Slot[],
  calendar: WorkingDays,
): Result<Weights, SpreadError> {
  const learned = learnSeason(past, yearsMin, calendar);
  if (!learned.ok) return learned;
  const weights: Rate[] = [];
  for (const slot of slots) {
    const index = learned.value.get(slot.position);
    if (index === undefined) return err({ code: "spread/history_no_position", key: slot.key });
    weights.push(rate(index.num * BigInt(countWorkingDays(calendar, slot)), index.den));
  }
  return weighed(overCommonDenominator(weights));
}

/**
 * How strong each position's working day is, as a share of its year's, averaged over the known
 * years. Years are the trailing runs of twelve months, each with every position once, and each
 * counts the same: growth from year to year is not mistaken for season.
 * A month without data makes its year unknown; it never counts as 0.
 */
export function learnSeason(
  past: readonly PastMonth[],
  yearsMin: number,
  calendar: WorkingDays,
): Result<ReadonlyMap<number, Rate>, SpreadError> {
  assert(yearsMin >= 1, "a season is learned from at least one year");
  const years = trailingYears(past);
  const known = years.filter((months) => months.every(({ amount }) => amount !== null));
  if (known.length < yearsMin) {
    const unknown = years.flat().filter(({ amount }) => amount === null);
    if (years.length < yearsMin || unknown.length === 0)
      return err({ code: "spread/history_short", years: known.length, wanted: yearsMin });
    return err({ code: "spread/history_unknown", months: unknown.map(({ key }) => key) });
  }
  return averaged(known, calendar);
}

function trailingYears(past: readonly PastMonth[]): PastMonth[][] {
  const years: PastMonth[][] = [];
  for (let end = past.length; end >= 12; end -= 12) years.unshift(past.slice(end - 12, end));
  return years;
}

function averaged(
  years: readonly (readonly PastMonth[])[],
  calendar: WorkingDays,
): Result<ReadonlyMap<number, Rate>, SpreadError> {
  const learned = new Map<number, Rate>();
  for (const months of years) {
    const total = sum(months.map(({ amount }) => amount ?? 0n));
    const negative = months.find(({ amount }) => (amount ?? 0n) < 0n);
    if (negative) return err({ code: "spread/history_negative", month: negative.key });
    if (total === 0n) return err({ code: "spread/no_weight" });
    for (const month of months) {
      const days = BigInt(countWorkingDays(calendar, month));
      // A month nobody works in teaches nothing; what it brought stays in the year's total.
      const strength = days === 0n ? ZERO : rate(month.amount ?? 0n, total * days);
      learned.set(month.position, addRates(learned.get(month.position) ?? ZERO, strength));
    }
  }
  return ok(learned);
}

function overCommonDenominator(shares: readonly Rate[]): bigint[] {
  const common = shares.reduce((all, { den }) => (all / gcd(all, den)) * den, 1n);
  return shares.map(({ num, den }) => num * (common / den));
}

function weighed(weights: readonly bigint[]): Result<Weights, SpreadError> {
  const divisor = weights.reduce((all, weight) => gcd(all, weight), 0n);
  if (divisor === 0n) return err({ code: "spread/no_weight" });
  return ok(weights.map((weight) => weight / divisor));
}
