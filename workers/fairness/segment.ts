import { compareRates, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";
import type { Past, Question } from "./past.ts";

const YEAR = 12;
/** Below this a team's own growth is one person's luck: the unit above is asked. */
const PEOPLE_MIN = 5;
/** A segment that halved or doubled has been rebuilt, not grown. */
const [GROWTH_MIN, GROWTH_MAX] = [rate(1n, 2n), rate(2n, 1n)];

/** What the people of a unit did together in two whole years: those alone who were there for both. */
type Pool = { people: number; now: bigint; before: bigint; readonly weights: bigint[] };

/** Season and growth at a moment; `unit` is whose they are, null where nothing is known. */
export type Segment = {
  readonly unit: string | null;
  readonly people: number;
  /** The last twelve months over the twelve before. */
  readonly growth: Rate;
  /** Weight of each month of the year, and their sum; never negative. */
  readonly weights: readonly bigint[];
  readonly whole: bigint;
};

const FLAT: Segment = {
  unit: null,
  people: 0,
  growth: ONE,
  weights: Array.from({ length: YEAR }, () => 1n),
  whole: BigInt(YEAR),
};

/** Who a person's season and growth come from, as known at `origin` (an index of the months). */
export type Segments = (person: Past) => Segment;

/**
 * Season and growth of every unit from the two years before `origin`, like for like: only people
 * with all 24 months known count, so a hire is no growth. A person's segment is the nearest unit
 * above with five such people, or else the plan's own. Flat and without growth where less than two
 * years are known: a month without data is unknown, never 0.
 */
export function segmentsAt(people: readonly Past[], { first }: Question, origin: number): Segments {
  if (origin < 2 * YEAR) return () => FLAT;
  const pools = new Map<string, Pool>();
  for (const person of people) addTo(pools, person, origin, first);
  const made = new Map<string, Segment | null>();
  const segmentOf = (unit: string, isTop: boolean) => {
    const known = made.get(unit);
    if (known !== undefined) return known;
    const segment = usable(unit, pools.get(unit), isTop ? 1 : PEOPLE_MIN);
    made.set(unit, segment);
    return segment;
  };
  return ({ above }) => {
    for (const [at, unit] of above.entries()) {
      const segment = segmentOf(unit, at === above.length - 1);
      if (segment) return segment;
    }
    return FLAT;
  };
}

function addTo(pools: Map<string, Pool>, person: Past, origin: number, first: number): void {
  const months = person.months.slice(origin - 2 * YEAR, origin);
  if (months.includes(null)) return;
  for (const unit of person.above) {
    const pool = pools.get(unit) ?? emptyPool();
    pools.set(unit, pool);
    pool.people += 1;
    for (const [at, amount] of months.entries()) {
      if (at < YEAR) pool.before += amount ?? 0n;
      else pool.now += amount ?? 0n;
      const month = (first + origin + at) % YEAR;
      pool.weights[month] = (pool.weights[month] ?? 0n) + (amount ?? 0n);
    }
  }
}

const emptyPool = (): Pool => ({
  people: 0,
  now: 0n,
  before: 0n,
  weights: Array.from({ length: YEAR }, () => 0n),
});

function usable(unit: string, pool: Pool | undefined, least: number): Segment | null {
  if (!pool || pool.people < least || pool.now <= 0n || pool.before <= 0n) return null;
  if (pool.weights.some((weight) => weight < 0n)) return null;
  const { people, weights, now, before } = pool;
  return { unit, people, growth: within(rate(now, before)), weights, whole: now + before };
}

function within(growth: Rate): Rate {
  if (compareRates(growth, GROWTH_MIN) < 0) return GROWTH_MIN;
  return compareRates(growth, GROWTH_MAX) > 0 ? GROWTH_MAX : growth;
}

/** What part of a year lies in these months, by the segment's season. Exact. */
export function shareOf(
  { weights, whole }: Segment,
  months: Iterable<{ readonly month: number; readonly part: Rate }>,
): Rate {
  let [num, den] = [0n, 1n];
  for (const { month, part } of months) {
    const weight = weights[month % YEAR] ?? 0n;
    // Nearly every month is whole: one addition, no common denominator to find.
    if (part.den === den) num += weight * part.num;
    else [num, den] = [num * part.den + weight * part.num * den, den * part.den];
  }
  return num === 0n ? ZERO : { num, den: den * whole };
}
