import { assert } from "../lib/assert.ts";
import { addMonths, firstOfMonth, monthOf, type Day } from "../lib/day.ts";
import { eachDay, intersection, overlaps, type Interval } from "../lib/interval.ts";
import { addRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { positionOf, type Position } from "./feasts.ts";
import { works, type WorkingDays } from "./working-days.ts";

/** What one day brought, in smallest steps; days of a known month that are not listed brought 0. */
export type DayTotal = { readonly on: Day; readonly amount: bigint };

export type SeasonError =
  | { readonly code: "spread/history_short"; readonly years: number; readonly wanted: number }
  | { readonly code: "spread/history_unknown"; readonly months: readonly string[] }
  | { readonly code: "spread/history_negative"; readonly month: string }
  | { readonly code: "spread/history_no_position"; readonly key: string }
  | { readonly code: "spread/no_weight" };

/** A day as the season sees it: its position, and whether it is worked. */
type Kind = `${Position} ${"worked" | "off"}`;

/** How strong a day of each kind is; 1 is the average working day of its year, days off spread on them. */
export type Season = {
  readonly years: number;
  readonly strengths: ReadonlyMap<Kind, Rate>;
};

const kindOf = (position: Position, worked: boolean): Kind =>
  `${position} ${worked ? "worked" : "off"}`;

/** Two years tell a season from an accident. */
export const SEASON_YEARS_MIN = 2;

/**
 * Learns the season from daily totals: for each position of the year (an ordinary day of a month, a
 * stretch before, in or after a feast) how much a working day brings against the average working
 * day of its year, and beside it what a day off brings there. Feasts move through the months, and
 * their stretches move with them.
 *
 * `known` is the time for which data is expected; it is read in years back from its end. A month of
 * it without any row is unknown, never 0, and is named in the refusal.
 * Promises: every year counts the same, so growth between years is no season; all fractions exact.
 * Refuses fewer than `yearsMin` whole years, unknown months, and stretches that sum to less than 0.
 */
export function learnSeason(
  past: readonly DayTotal[],
  known: Interval,
  calendar: WorkingDays,
  yearsMin: number = SEASON_YEARS_MIN,
): Result<Season, SeasonError> {
  assert(yearsMin >= 1, "a season is learned from at least one year");
  const years = trailingYears(known);
  if (years.length < yearsMin)
    return err({ code: "spread/history_short", years: years.length, wanted: yearsMin });
  const amounts = new Map<Day, bigint>();
  for (const { on, amount } of past) amounts.set(on, (amounts.get(on) ?? 0n) + amount);
  const unknown = unknownMonths([...amounts.keys()], years);
  const whole = years.filter((year) => !unknown.some((month) => overlaps(year, month)));
  if (whole.length < yearsMin)
    return err({
      code: "spread/history_unknown",
      months: unknown.map(({ from }) => from.slice(0, 7)),
    });
  return averaged(whole.map((year) => sumsOf(year, amounts, calendar)));
}

/** Whole years back from the end, the oldest first. */
function trailingYears({ from, until }: Interval): Interval[] {
  const years: Interval[] = [];
  for (let end = until; addMonths(end, -12) >= from; end = addMonths(end, -12))
    years.unshift({ from: addMonths(end, -12), until: end });
  return years;
}

/** The months of the years in which not one day has a row, as far as they lie in the years. */
function unknownMonths(days: readonly Day[], years: readonly Interval[]): Interval[] {
  const seen = new Set(days.map(firstOfMonth));
  const out: Interval[] = [];
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last) return out;
  const all = { from: first.from, until: last.until };
  for (let month = firstOfMonth(all.from); month < all.until; month = addMonths(month, 1)) {
    const part = intersection({ from: month, until: addMonths(month, 1) }, all);
    if (part && !seen.has(month)) out.push(part);
  }
  return out;
}

type Sums = {
  readonly total: bigint;
  readonly worked: bigint;
  readonly at: ReadonlyMap<Kind, { amount: bigint; days: bigint }>;
};

function sumsOf(year: Interval, amounts: ReadonlyMap<Day, bigint>, calendar: WorkingDays): Sums {
  const at = new Map<Kind, { amount: bigint; days: bigint }>();
  let [total, worked] = [0n, 0n];
  for (const on of eachDay(year)) {
    const isWorked = works(calendar, on);
    const kind = kindOf(positionOf(on), isWorked);
    const sums = at.get(kind) ?? { amount: 0n, days: 0n };
    at.set(kind, sums);
    sums.amount += amounts.get(on) ?? 0n;
    sums.days += 1n;
    total += amounts.get(on) ?? 0n;
    if (isWorked) worked += 1n;
  }
  return { at, total, worked };
}

function averaged(years: readonly Sums[]): Result<Season, SeasonError> {
  if (years.some(({ total, worked }) => total <= 0n || worked === 0n))
    return err({ code: "spread/no_weight" });
  const strengths = new Map<Kind, Rate>();
  for (const kind of new Set(years.flatMap(({ at }) => [...at.keys()]))) {
    const seen = years.flatMap(({ total, worked, at }) => {
      const sums = at.get(kind);
      return sums ? [{ ...sums, total, worked }] : [];
    });
    if (seen.some(({ amount }) => amount < 0n))
      return err({ code: "spread/history_negative", month: kind.split(" ")[0] ?? kind });
    const all = seen.reduce(
      (so, { amount, days, total, worked }) => addRates(so, rate(amount * worked, total * days)),
      ZERO,
    );
    strengths.set(kind, rate(all.num, all.den * BigInt(seen.length)));
  }
  return ok({ years: years.length, strengths });
}

/**
 * How much the season expects of an interval, in average working days: the sum of its days'
 * strengths. An actual of one interval, times the index of another over its own, is what the other
 * would bring without growth. A position that was never worked before counts as an ordinary day of
 * its month; refuses when that was never worked either.
 */
export function seasonIndex(
  { strengths }: Season,
  within: Interval,
  calendar: WorkingDays,
): Result<Rate, SeasonError> {
  const counts = new Map<Kind, bigint>();
  for (const on of eachDay(within)) {
    const worked = works(calendar, on);
    const position = positionOf(on);
    const known = [kindOf(position, worked), kindOf(`month:${monthOf(on)}`, worked)].find((kind) =>
      strengths.has(kind),
    );
    if (known) counts.set(known, (counts.get(known) ?? 0n) + 1n);
    else if (worked) return err({ code: "spread/history_no_position", key: position });
  }
  let index = ZERO;
  for (const [kind, count] of counts) {
    const { num, den } = strengths.get(kind) ?? ZERO;
    index = addRates(index, rate(num * count, den));
  }
  return ok(index);
}

/** The season's index of each interval, in their order. */
export function seasonIndexes(
  season: Season,
  slots: readonly Interval[],
  calendar: WorkingDays,
): Result<readonly Rate[], SeasonError> {
  const out: Rate[] = [];
  for (const slot of slots) {
    const index = seasonIndex(season, slot, calendar);
    if (!index.ok) return index;
    out.push(index.value);
  }
  return ok(out);
}
