import { addMonths, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { divide } from "../lib/money.ts";
import { formatRate, rate, type Rate } from "../lib/rate.ts";
import { type MonthAmount, monthsIn } from "./past-windows.ts";
import { type InBoth, inBoth } from "./said.ts";
import { readable } from "./smart.ts";

export const PROPOSAL_REASONS = ["history", "growth", "season", "pipeline", "potential"] as const;
export type ProposalReason = (typeof PROPOSAL_REASONS)[number];

const WORDS: Readonly<Record<ProposalReason, InBoth>> = {
  history: {
    zh: "上年同期（{from} 起 {months} 个月）实绩 {base}，原样重复。",
    en: "The same months a year before ({months} from {from}) brought {base}; the same again.",
  },
  growth: {
    zh: "上年同期 {base}，再按最近 {pairs} 个月比上年同月的 {growth} 增长延续。",
    en: "The same months a year before brought {base}; the growth of the last {pairs} months over the same a year before, {growth}, goes on.",
  },
  season: {
    zh: "最近 12 个月实绩 {base}，这些月份在已知年度中平均占全年 {share}。",
    en: "The last 12 months brought {base}; these months were {share} of a year in the years known.",
  },
  pipeline: {
    zh: "在手商机按赢率加权为 {base}。",
    en: "The open pipeline, weighted by its chances, is {base}.",
  },
  potential: {
    zh: "市场潜力为 {base}，上年同期已做到其中 {share}；再拿下余下的四分之一。",
    en: "The market potential is {base}, of which the same months a year before reached {share}; a quarter of the rest is within reach.",
  },
};

export type Candidate = {
  readonly reason: ProposalReason;
  /** Smallest steps. */
  readonly amount: bigint;
  readonly messages: InBoth;
};

export type Proposal = {
  /** The candidate in the middle, and the smallest and largest; null when nothing is known. */
  readonly value: bigint | null;
  readonly low: bigint | null;
  readonly high: bigint | null;
  readonly candidates: readonly Candidate[];
};

export type ProposalInput = {
  /** What a proposal is for. */
  readonly interval: Interval;
  /** Known months of the subject, any order; a month that is missing is unknown, not 0. */
  readonly months: readonly MonthAmount[];
  /** The month of this day is not over and is not read. */
  readonly today: Day;
  readonly scale: number;
  /** Open deals weighted by their chances, and what the market could give in the interval. */
  readonly pipeline?: bigint | null;
  readonly potential?: bigint | null;
};

/** A year of months; growth and season are told by whole years. */
const YEAR = 12;

/**
 * What a target could be, with the reason of each number: last year again, last year with its growth
 * going on, the running year times the season, and, where somebody states them, pipeline and
 * potential. The value is the middle one, the range from the smallest to the largest, each rounded
 * to three significant digits, as a person would say it. It is a suggestion: nothing is written, and
 * a person always sets the number.
 *
 * Units: smallest steps of the metric. Promises: low <= value <= high; the same input gives the
 * same proposal; what is unknown is left out, never taken for 0.
 */
export function propose(input: ProposalInput): Proposal {
  const candidates = [...fromHistory(input), ...stated(input)].map((each) => ({
    ...each,
    amount: rounded(each.amount),
  }));
  const sorted = candidates.map(({ amount }) => amount).toSorted(ascending);
  if (sorted.length === 0) return { value: null, low: null, high: null, candidates };
  const [low = null, high = null] = [sorted[0], sorted.at(-1)];
  return { value: middle(sorted), low, high, candidates };
}

function candidate(
  reason: ProposalReason,
  amount: bigint,
  facts: Readonly<Record<string, string>>,
): Candidate {
  return { reason, amount, messages: inBoth(WORDS[reason], facts) };
}

function fromHistory({ interval, months, today, scale }: ProposalInput): Candidate[] {
  const known = new Map(months.map(({ on, amount }) => [on, amount]));
  const length = monthsIn(interval);
  const firstOf = (on: Day) => `${on.slice(0, 7)}-01` as Day; // The first of a month that exists.
  const now = firstOf(today);
  const start = firstOf(interval.from);
  const from = lastKnownYear(start, length, now);
  const before = sumFrom(known, from, length);
  const running = sumFrom(known, addMonths(now, -YEAR), YEAR);
  const grown = growthOver(known, now);
  const out: Candidate[] = [];
  const facts = { from, months: String(length), base: readable(before ?? 0n, scale) };
  if (before !== null) out.push(candidate("history", before, facts));
  if (before !== null && grown !== null) {
    const amount = before + divide(before * grown.rate.num, grown.rate.den, "half_away");
    const told = { pairs: String(grown.pairs), growth: percent(grown.rate) };
    out.push(candidate("growth", amount, { ...facts, ...told }));
  }
  const share = seasonShare(known, start, length, now);
  if (running !== null && share !== null && length < YEAR) {
    const amount = divide(running * share.num, share.den, "half_away");
    out.push(
      candidate("season", amount, { base: readable(running, scale), share: percent(share) }),
    );
  }
  return out;
}

/** A growth of fewer months is an accident. */
const PAIRS_MIN = 3;

/**
 * The last months, up to twelve, over the same months a year before: as far back as both are known
 * without a hole. Null below three such pairs, or where there was nothing before.
 */
function growthOver(known: ReadonlyMap<Day, bigint>, now: Day) {
  let [recent, earlier, pairs] = [0n, 0n, 0];
  for (; pairs < YEAR; pairs += 1) {
    const late = known.get(addMonths(now, -pairs - 1));
    const early = known.get(addMonths(now, -pairs - 1 - YEAR));
    if (late === undefined || early === undefined) break;
    [recent, earlier] = [recent + late, earlier + early];
  }
  if (pairs < PAIRS_MIN || earlier <= 0n) return null;
  return { rate: rate(recent - earlier, earlier), pairs };
}

/** The same months of the newest year in which all of them are over. */
function lastKnownYear(start: Day, length: number, now: Day): Day {
  let from = addMonths(start, -YEAR);
  while (addMonths(from, length) > now) from = addMonths(from, -YEAR);
  return from;
}

function sumFrom(known: ReadonlyMap<Day, bigint>, from: Day, length: number): bigint | null {
  let sum = 0n;
  for (let at = 0; at < length; at += 1) {
    const amount = known.get(addMonths(from, at));
    if (amount === undefined) return null;
    sum += amount;
  }
  return sum;
}

/** What part of a year these months were, over all whole known years; null when there is none. */
function seasonShare(
  known: ReadonlyMap<Day, bigint>,
  start: Day,
  length: number,
  now: Day,
): Rate | null {
  let [part, whole] = [0n, 0n];
  const first = lastKnownYear(start, length, now);
  for (let from = first, years = 0; years < 4; years += 1, from = addMonths(from, -YEAR)) {
    const own = sumFrom(known, from, length);
    const year = sumFrom(known, addMonths(from, length - YEAR), YEAR);
    if (own === null || year === null) break;
    [part, whole] = [part + own, whole + year];
  }
  return whole > 0n && part >= 0n ? rate(part, whole) : null;
}

function stated({
  interval,
  months,
  today,
  scale,
  pipeline,
  potential,
}: ProposalInput): Candidate[] {
  const out: Candidate[] = [];
  if (pipeline !== undefined && pipeline !== null)
    out.push(candidate("pipeline", pipeline, { base: readable(pipeline, scale) }));
  if (potential === undefined || potential === null || potential <= 0n) return out;
  const [history] = fromHistory({ interval, months, today, scale });
  if (!history || history.amount > potential) return out;
  const amount = history.amount + (potential - history.amount) / 4n;
  const share = percent(rate(history.amount, potential));
  out.push(candidate("potential", amount, { base: readable(potential, scale), share }));
  return out;
}

/** Three significant digits, half away from zero: 12,346,789 is 12,300,000. */
function rounded(amount: bigint): bigint {
  const size = amount < 0n ? -amount : amount;
  const digits = size.toString().length;
  if (digits <= 3) return amount;
  const step = 10n ** BigInt(digits - 3);
  return divide(amount, step, "half_away") * step;
}

/** Of an even number the lower of the two in the middle: caution costs less than ambition. */
function middle(sorted: readonly bigint[]): bigint | null {
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

function percent({ num, den }: Rate): string {
  return `${formatRate({ num: num * 100n, den }, 1)}%`;
}
