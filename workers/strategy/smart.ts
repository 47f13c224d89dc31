import { addDays, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { formatRate, type Rate } from "../lib/rate.ts";
import { disagreement } from "./growth-claim.ts";
import { KNOWN_MIN, plausibility, slipOf } from "./plausible.ts";
import { type Fact, type InBoth, inBoth } from "./said.ts";
import { SMART_WORDS, type SmartCode } from "./smart-words.ts";

/** Specific, measurable, attainable, relevant, time-bound. */
export const LETTERS = ["S", "M", "A", "R", "T"] as const;
export type Letter = (typeof LETTERS)[number];
export const PLACES = ["growth", "base", "owner", "source", "amount", "theme", "interval"] as const;
export type Place = (typeof PLACES)[number];

/** One thing to mend: where, what stands there, and what to do, in both languages. */
export type Finding = {
  readonly code: SmartCode;
  readonly letter: Letter;
  readonly place: Place;
  readonly value: string;
  readonly messages: InBoth;
};

/** `unknown` where the past is too short, or was not looked at. */
export type Mark = "holds" | "open" | "unknown";
export type SmartCheck = {
  readonly marks: Readonly<Record<Letter, Mark>>;
  readonly findings: readonly Finding[];
};

/** A target as it is drafted. Amounts are smallest steps of the metric. */
export type Draft = {
  readonly metric: { readonly name: Fact; readonly scale: number };
  readonly amount: bigint;
  readonly base: bigint | null;
  /** As typed, such as "20%". */
  readonly growth: string | null;
  readonly interval: Interval | null;
  readonly owner: string | null;
  /** The target's own, or the metric's. */
  readonly source: string | null;
  readonly theme: (Partial<Interval> & { readonly name: Fact }) | null;
  /** What stretches of the same length brought before; null when nobody looked. */
  readonly past: readonly bigint[] | null;
};

/**
 * What keeps a target from being SMART, in the order of the letters. It is advice: nothing is
 * refused, and a person sets the number.
 *
 * Specific: base x (1 + growth) agrees with the value at the digits given, and somebody owns it.
 * Measurable: it says where its data comes from. Attainable: plausible against the past, with the
 * percentile, too high and too low alike (plausible.ts). Relevant: it serves a theme of its time.
 * Time-bound: it has an interval that is not over.
 * Promises: every finding names place, value and remedy in both languages; the same draft always
 * gives the same findings; a letter holds exactly when it has no finding and could be judged.
 */
export function smartCheck(draft: Draft, today: Day): SmartCheck {
  const findings = [
    ...specific(draft),
    ...measurable(draft),
    ...attainable(draft),
    ...relevant(draft),
    ...timeBound(draft, today),
  ];
  const marks = Object.fromEntries(
    LETTERS.map((letter) => [letter, markOf(letter, findings, draft)]),
  ) as Record<Letter, Mark>; // Every letter is in the list.
  return { marks, findings };
}

function markOf(letter: Letter, findings: readonly Finding[], { past }: Draft): Mark {
  const own = findings.filter((finding) => finding.letter === letter);
  if (letter === "A" && (past === null || own.some(({ code }) => code === "smart/no_history")))
    return "unknown";
  return own.length > 0 ? "open" : "holds";
}

function finding(
  code: SmartCode,
  at: { readonly letter: Letter; readonly place: Place; readonly value?: Fact },
  facts: Readonly<Record<string, Fact>> = {},
): Finding {
  const { letter, place, value = "" } = at;
  const messages = inBoth(SMART_WORDS[code], { ...facts, value });
  return { code, letter, place, value: typeof value === "string" ? value : value.en, messages };
}

function specific({ amount, base, growth, owner, metric: { scale } }: Draft): Finding[] {
  const nobody = owner === null ? [finding("smart/no_owner", { letter: "S", place: "owner" })] : [];
  if (growth === null || base === null) return nobody;
  const show = (units: bigint) => readable(units, scale);
  if (base === 0n) {
    const at = { letter: "S", place: "base", value: show(0n) } as const;
    return [finding("smart/no_growth_of_zero", at, { growth }), ...nobody];
  }
  const off = disagreement({ amount, base, growth }, scale);
  if (off === null) return nobody;
  const facts = {
    base: show(base),
    amount: show(amount),
    implied: percent(off.growth),
    amountFor: show(off.amount),
    baseFor: off.base === null ? "–" : show(off.base),
  };
  const at = { letter: "S", place: "growth", value: growth } as const;
  return [finding("smart/growth_differs", at, facts), ...nobody];
}

function measurable({ source, metric }: Draft): Finding[] {
  if (source !== null && source.trim() !== "") return [];
  return [finding("smart/no_source", { letter: "M", place: "source", value: metric.name })];
}

function attainable({ past, amount, metric: { scale } }: Draft): Finding[] {
  if (past === null) return [];
  const at = { letter: "A", place: "amount", value: readable(amount, scale) } as const;
  const slip = slipOf(amount, past);
  if (slip !== null) {
    return [finding("smart/slipped_zero", at, { likely: readable(slip.likely, scale) })];
  }
  const { verdict, count, known, percentile, median, low, high } = plausibility(past, amount);
  if (verdict === "plausible") return [];
  if (verdict === "unknown") {
    const value = String(known);
    return [finding("smart/no_history", { ...at, value }, { wanted: String(KNOWN_MIN) })];
  }
  const show = (units: Rate | null) =>
    units === null ? "–" : readable(divide(units.num, units.den, "half_away"), scale);
  const facts = {
    count: String(count),
    percentile: percentile === null ? "–" : percent(percentile),
    median: show(median),
    low: show(low),
    high: show(high),
  };
  return [finding(verdict === "too_high" ? "smart/too_high" : "smart/too_low", at, facts)];
}

function relevant({ theme, interval }: Draft): Finding[] {
  if (theme === null) return [finding("smart/no_theme", { letter: "R", place: "theme" })];
  const { from, until, name } = theme;
  if (interval === null || from === undefined || until === undefined) return [];
  if (from <= interval.from && interval.until <= until) return [];
  const at = { letter: "R", place: "theme", value: days(interval) } as const;
  return [
    finding("smart/outside_theme", at, { theme: name, themeInterval: days({ from, until }) }),
  ];
}

function timeBound({ interval }: Draft, today: Day): Finding[] {
  const at = { letter: "T", place: "interval" } as const;
  if (interval === null) return [finding("smart/no_interval", at)];
  if (interval.until > today) return [];
  return [finding("smart/over", { ...at, value: addDays(interval.until, -1) })];
}

/** First and last day, as people say it. */
function days({ from, until }: Interval): string {
  return `${from}–${addDays(until, -1)}`;
}

/** Every digit, grouped, without empty decimals: 4,347,826.09 and 12,000,000. */
export function readable(units: bigint, scale: number): string {
  const [whole = "", part = ""] = formatMinor(units, scale).split(".");
  const places = part.replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (places === "" ? "" : `.${places}`);
}

/** One decimal is enough to mend a growth by: "18.5%". */
function percent(value: Rate): string {
  return `${formatRate({ num: value.num * 100n, den: value.den }, 1)}%`;
}
