import { wholeRoot } from "../lib/statistics.ts";
import { ONE, rate, type Rate } from "../lib/rate.ts";
import { growthAhead, worked, yearlyLevel } from "./level.ts";
import type { Past, Question } from "./past.ts";
import { segmentsAt, shareOf } from "./segment.ts";

const MILLION = 1_000_000n;
const YEAR = 12;
/** Errors that a unit must have before its own are the rule for its people. */
const ERRORS_MIN = 8;
/** The segment's errors count as so many of a person's own. */
const PRIOR = 3n;
/** A forecast missed by more than three times itself says that something else happened. */
const MISS_MAX = 3n * MILLION;
/** Where no whole plan can be tested, forecasts of a quarter are. */
const SHORT: readonly { readonly months: number; readonly part: Rate }[] = [0, 1, 2].map(
  (months) => ({ months, part: ONE }),
);

/** How far past forecasts of a person were off: relative, in millionths; null when none was made. */
export type Errors = (person: Past) => { readonly spread: bigint | null; readonly tests: number };

type Sum = { n: number; squares: bigint };
type Tried = {
  readonly person: Past;
  readonly actual: bigint;
  readonly forecast: Rate;
  /** False where season and growth could not be known at that moment. */
  readonly isGrown: boolean;
};

/**
 * The same forecast, made at earlier moments and held against what came: of intervals as long as
 * the plan while the past reaches, or else of quarters (whose errors are the larger ones). A
 * person's spread is the root of the mean square of their own errors and, as three more, of their
 * segment's: own errors are few.
 *
 * What all forecasts of a moment missed together is taken out where growth could not be known then.
 */
export function* testedErrors(
  people: readonly Past[],
  question: Question,
): Generator<number, Errors> {
  const months = people[0]?.months.length ?? 0;
  for (const ahead of [question.ahead, SHORT]) {
    const own = new Map<string, Sum>();
    const units = new Map<string, Sum>();
    for (const origin of originsOf(months, ahead)) {
      const tried = yield* triedAt(people, { ...question, ahead }, origin);
      const common = commonMiss(tried.filter(({ isGrown }) => !isGrown));
      for (const each of tried) note(own, units, each, each.isGrown ? ONE : common);
    }
    if (own.size > 0) return (person) => spreadOf(person, own, units);
  }
  return () => ({ spread: null, tests: 0 });
}

/** Moments whose whole interval lies in the past and that had a year before them: twelve at most. */
function originsOf(months: number, ahead: Question["ahead"]): number[] {
  const length = (ahead.at(-1)?.months ?? 0) + 1;
  const out = [];
  for (let at = months - length; at >= YEAR && out.length < YEAR; at -= length) out.push(at);
  return out;
}

function* triedAt(
  people: readonly Past[],
  question: Question,
  origin: number,
): Generator<number, Tried[]> {
  const segments = segmentsAt(people, question, origin);
  const tried: Tried[] = [];
  for (const [at, person] of people.entries()) {
    if (at % 500 === 0) yield 0;
    const actual = actualOf(person, question, origin);
    if (actual === null) continue;
    const segment = segments(person);
    const { level } = yearlyLevel(person, question, origin, segment);
    if (level === null || level.num <= 0n) continue;
    const season = shareOf(segment, worked(person, question, origin, null));
    const isGrown = segment.unit !== null;
    const grown = growthAhead(question, segment.growth);
    const forecast = {
      num: level.num * season.num * grown.num,
      den: level.den * season.den * grown.den,
    };
    if (forecast.num > 0n) tried.push({ person, actual, forecast, isGrown });
  }
  return tried;
}

/** What came in the interval; null where a month of it is unknown. */
function actualOf(person: Past, { ahead }: Question, origin: number): bigint | null {
  let all = 0n;
  for (const { months, part } of ahead) {
    const amount = person.months[origin + months] ?? null;
    if (amount === null) return null;
    all += (amount * part.num) / part.den;
  }
  return all;
}

function commonMiss(tried: readonly Tried[]): Rate {
  const actual = tried.reduce((all, each) => all + each.actual, 0n);
  const forecast = tried.reduce((all, { forecast: { num, den } }) => all + num / den, 0n);
  return actual > 0n && forecast > 0n ? rate(actual, forecast) : ONE;
}

function note(
  own: Map<string, Sum>,
  units: Map<string, Sum>,
  { person, actual, forecast }: Tried,
  common: Rate,
): void {
  const [num, den] = [forecast.num * common.num, forecast.den * common.den];
  const missed = ((actual * den - num) * MILLION) / num;
  const error = missed > MISS_MAX ? MISS_MAX : missed;
  add(own, person.id, error * error);
  for (const unit of person.above) add(units, unit, error * error);
}

function add(sums: Map<string, Sum>, key: string, square: bigint): void {
  const sum = sums.get(key) ?? { n: 0, squares: 0n };
  sums.set(key, { n: sum.n + 1, squares: sum.squares + square });
}

function spreadOf({ id, above }: Past, own: Map<string, Sum>, units: Map<string, Sum>) {
  const { n, squares } = own.get(id) ?? { n: 0, squares: 0n };
  const pool = above.map((unit) => units.get(unit)).find((each) => (each?.n ?? 0) >= ERRORS_MIN);
  if (!pool) return { spread: null, tests: n };
  const prior = pool.squares / BigInt(pool.n);
  return { spread: wholeRoot((squares + PRIOR * prior) / (BigInt(n) + PRIOR)), tests: n };
}
