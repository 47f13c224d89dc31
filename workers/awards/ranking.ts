import { placePrizes } from "../incentives/prizes.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { compareRates, parseRate, rate, type Rate, ZERO } from "../lib/rate.ts";
import type { AwardDocument } from "./rule.ts";

/** What the log says of one who may be given an award. */
export type Candidate = {
  readonly subject: string;
  /** Smallest steps of the metric over the period, and of how many entries. */
  readonly amount: bigint;
  readonly count: number;
  /** The last commit that moved it: who got there first stands before, where ties are ordinal. */
  readonly last: number;
};
export type Vote = { readonly voter: string; readonly person: string; readonly score: string };
export type Member = { readonly person: string; readonly cooperation: string | null };
export type Standing = {
  readonly subject: string;
  /** A plain decimal: at the metric's scale, or at four places of a mean. */
  readonly score: string;
  readonly place: number;
  readonly given: boolean;
  /** Of a team: who is in it, with what colleagues gave them. */
  readonly members?: readonly Member[];
};

/** Places of a mean: two means that are equal to here are a tie. */
export const MEAN_PLACES = 4;

/** The mean at four places, half away from zero; null of nothing. */
export function mean(sum: bigint, count: number, scale: number): string | null {
  if (count <= 0) return null;
  const units = divide(sum * 10n ** BigInt(MEAN_PLACES), BigInt(count), "half_away");
  const shown = divide(units, 10n ** BigInt(scale), "half_away");
  return formatMinor(shown, MEAN_PLACES);
}

type Scored = { readonly subject: string; readonly score: string; readonly last: number };

/** By a metric: everybody with a figure, best first. */
export function byMetric(
  candidates: readonly Candidate[],
  read: "sum" | "mean",
  scale: number,
): Scored[] {
  return candidates.flatMap(({ subject, amount, count, last }) => {
    const score = read === "sum" ? formatMinor(amount, scale) : mean(amount, count, scale);
    return score === null ? [] : [{ subject, score, last }];
  });
}

/** By colleagues: the mean of what others gave; what somebody gave themselves counts for nothing. */
export function byPeers(votes: readonly Vote[], people: readonly string[]): Scored[] {
  const got = groupBy(
    votes.filter(({ voter, person }) => voter !== person),
    ({ person }) => person,
  );
  return people.flatMap((subject) => {
    const scores = got.get(subject) ?? [];
    const sum = scores.reduce((all, { score }) => all + BigInt(score), 0n);
    const score = mean(sum, scores.length, 0);
    return score === null ? [] : [{ subject, score, last: 0 }];
  });
}

/** Those who could have judged somebody and did not, in the order given. */
export function silentOf(votes: readonly Vote[], people: readonly string[]): string[] {
  const spoke = new Set(
    votes.filter(({ voter, person }) => voter !== person).map(({ voter }) => voter),
  );
  return people.filter((person) => !spoke.has(person));
}

/**
 * Best first, with places and who is given the award.
 *
 * Promises: the order of the rows given never matters; equal scores hold one place and use up those
 * they span (ordinal: who reached it first, then the smaller id); nobody is given anything for 0 or
 * less, or for less than the rule asks.
 */
export function ranked(
  rows: readonly Scored[],
  { places, ties, atLeast }: Pick<AwardDocument, "places" | "ties" | "atLeast">,
): Standing[] {
  const least = atLeast === null ? ZERO : (parseRate(atLeast) ?? ZERO);
  const standings = rows
    .map((row) => ({ ...row, person: row.subject, exact: exact(row.score) }))
    .toSorted(
      (a, b) =>
        compareRates(b.exact, a.exact) ||
        ascending(a.last, b.last) ||
        ascending(a.subject, b.subject),
    );
  const placed = placePrizes(
    standings.map(({ person, exact: score }) => ({ person, score })),
    [],
    ties,
  );
  return standings.map(({ subject, score, exact: value }) => {
    const place = placed.get(subject)?.place ?? 0;
    const reached = compareRates(value, ZERO) > 0 && compareRates(value, least) >= 0;
    return { subject, score, place, given: place <= places && reached };
  });
}

function exact(score: string): Rate {
  return parseRate(score) ?? rate(0n, 1n); // Written by formatMinor a moment ago.
}

/** Of a shown ranking what everybody may read: who was given it, oneself and two neighbours. */
export function seenBy<Row extends { readonly subject: string; readonly given: boolean }>(
  standings: readonly Row[],
  subjects: readonly string[],
): Row[] {
  const own = standings.flatMap(({ subject }, at) => (subjects.includes(subject) ? [at] : []));
  return standings.filter(
    ({ given }, at) => given || own.some((mine) => at >= mine - 1 && at <= mine + 1),
  );
}
