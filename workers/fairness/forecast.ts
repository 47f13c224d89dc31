import { median, wholeRoot } from "../lib/statistics.ts";
import { divide } from "../lib/money.ts";
import { compareRates, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";
import { type Errors, testedErrors } from "./errors.ts";
import { growthAhead, worked, yearlyLevel } from "./level.ts";
import type { Past, Question } from "./past.ts";
import { segmentsAt, shareOf, type Segment, type Segments } from "./segment.ts";

/** So many comparable territories make a median. */
const COMPARABLE_MIN = 3;
const MILLION = 1_000_000n;

/** How an expectation was made, so that it can be read out. */
export type Expected = {
  readonly id: string;
  /** own: from the person's result. comparable: a newcomer's, from others'. none: nothing to go by. */
  readonly basis: "own" | "comparable" | "none";
  /** Smallest steps over the plan's interval; null without a basis. */
  readonly amount: bigint | null;
  /** Standard deviation of the actual over its expectation, in millionths; null when untested. */
  readonly spread: bigint | null;
  /** Own result in the last twelve months, and how many of them are known. */
  readonly trailing: bigint;
  readonly known: number;
  readonly segment: Segment;
  /** What part of a year the plan is, by the segment's season. */
  readonly season: Rate;
  /** The segment's growth, carried as far as the plan's middle lies from the last year's. */
  readonly factor: Rate;
  /** How many territories the median is of, and what part of a full result the ramp lets through. */
  readonly comparable: number;
  readonly ramp: Rate;
  /** Own forecasts of the past that the spread rests on, beside those of the segment. */
  readonly tests: number;
};

/**
 * What everybody may be expected to bring, by a forecast that does not know the plan's weights:
 * the last twelve months, spread by the season and carried on by the growth of the person's
 * segment; for who has less than six of them the median of comparable territories times the ramp.
 * Exact until the last step, which rounds half away from zero. The same rows in any order give the
 * same answer; so do browser and server.
 *
 * Yields how many people are done, so that a page with ten thousand stays alive.
 */
export function* forecastInSteps(
  people: readonly Past[],
  question: Question,
): Generator<number, ReadonlyMap<string, Expected>> {
  const origin = people[0]?.months.length ?? 0;
  const segments = segmentsAt(people, question, origin);
  const errors = yield* testedErrors(people, question);
  const out = new Map<string, Expected>();
  const newcomers: Past[] = [];
  for (const person of people) {
    const own = ownExpectation(person, question, origin, segments, errors);
    if (own) out.set(person.id, own);
    else newcomers.push(person);
    if (out.size % STEP === 0) yield out.size;
  }
  const seasoned = people.flatMap((person) => {
    const own = out.get(person.id);
    return own?.amount ? [{ person, amount: own.amount }] : [];
  });
  for (const person of newcomers) {
    out.set(person.id, newcomer(person, question, origin, { segments, errors, seasoned }));
    if (out.size % STEP === 0) yield out.size;
  }
  return out;
}

const STEP = 500;

/** As `forecastInSteps`, at one go. */
export function forecast(people: readonly Past[], question: Question) {
  const steps = forecastInSteps(people, question);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

function ownExpectation(
  person: Past,
  question: Question,
  origin: number,
  segments: Segments,
  errors: Errors,
): Expected | null {
  const segment = segments(person);
  const { known, trailing, level } = yearlyLevel(person, question, origin, segment);
  if (level === null) return null;
  const season = shareOf(segment, worked(person, question, origin, null));
  const factor = growthAhead(question, segment.growth);
  const amount = divide(
    level.num * season.num * factor.num,
    level.den * season.den * factor.den,
    "half_away",
  );
  const { spread, tests } = errors(person);
  const made = { id: person.id, basis: "own", amount, spread, tests } as const;
  return { ...made, trailing, known, segment, season, factor, comparable: 0, ramp: ONE };
}

type Around = {
  readonly segments: Segments;
  readonly errors: Errors;
  readonly seasoned: readonly { readonly person: Past; readonly amount: bigint }[];
};

function newcomer(person: Past, question: Question, origin: number, around: Around): Expected {
  const segment = around.segments(person);
  const { known, trailing } = yearlyLevel(person, question, origin, segment);
  const season = shareOf(segment, worked(person, question, origin, null));
  const slow = shareOf(segment, worked(person, question, origin, question.ramp));
  const everyone = shareOf(
    segment,
    question.ahead.map(({ months, part }) => ({
      month: question.first + origin + months,
      part,
    })),
  );
  // The comparable ones are expected to bring theirs in all of the plan's months.
  const ramp = everyone.num === 0n ? ZERO : rate(slow.num * everyone.den, slow.den * everyone.num);
  const amounts = comparable(person, around.seasoned);
  const middle = median(amounts);
  const made = { id: person.id, trailing, known, segment, season, factor: ONE, ramp, tests: 0 };
  if (middle === null) {
    return { ...made, basis: "none", amount: null, spread: null, comparable: 0 };
  }
  const amount = divide(middle * ramp.num, ramp.den, "half_away");
  const spread = widened(around.errors(person).spread, amounts, middle);
  return { ...made, basis: "comparable", amount, spread, comparable: amounts.length };
}

/**
 * Territories to compare a newcomer's with: of the nearest unit that has three, those between half
 * and twice its size where sizes are known, or else all of them.
 */
function comparable({ above, size }: Past, seasoned: Around["seasoned"]): bigint[] {
  for (const unit of above) {
    const here = seasoned.filter(({ person }) => person.above.includes(unit));
    const alike = size === null ? here : here.filter(({ person }) => isAlike(size, person.size));
    const chosen = alike.length >= COMPARABLE_MIN ? alike : here;
    if (chosen.length >= COMPARABLE_MIN) return chosen.map(({ amount }) => amount);
  }
  return seasoned.map(({ amount }) => amount);
}

function isAlike(own: Rate, other: Rate | null): boolean {
  if (other === null || own.num <= 0n) return false;
  const twice = (a: Rate, b: Rate) => compareRates(a, { num: 2n * b.num, den: b.den }) <= 0;
  return twice(own, other) && twice(other, own);
}

/** A newcomer may turn out like any of the comparable ones: their own spread comes on top. */
function widened(tested: bigint | null, amounts: readonly bigint[], middle: bigint): bigint | null {
  if (tested === null || middle <= 0n) return null;
  const squares = amounts.reduce((all, each) => all + (each - middle) ** 2n, 0n);
  const among = (squares * MILLION * MILLION) / (BigInt(amounts.length) * middle * middle);
  return wholeRoot(tested * tested + among);
}
