import { type Day, firstOfMonth } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import type { Interval } from "../lib/interval.ts";

/** By how much one credited person's day moved. Amounts are smallest steps at the metric's scale. */
export type PersonDelta = {
  readonly person: string;
  readonly metric: string;
  /** "" where the metric is not money. */
  readonly currency: string;
  readonly on: Day;
  readonly amount: bigint;
  /** Credits recorded less credits taken back. */
  readonly n: number;
  /** Overlay or override: it counts for the person and for no unit. */
  readonly beside: boolean;
};

/** One credit of one entry, as the log holds it. */
export type Credit = Omit<PersonDelta, "n"> & { readonly seq: number; readonly sign: 1 | -1 };

export type Grain = "d" | "m";
export type Total = {
  readonly subject: string;
  readonly metric: string;
  readonly currency: string;
  readonly grain: Grain;
  /** Of a month its first day. */
  readonly on: Day;
  readonly amount: bigint;
  readonly n: number;
  readonly lastSeq: number;
};

/** A person sits directly in a unit, and a unit stands beneath another, for some days. */
export type Seated = Interval & { readonly person: string; readonly unit: string };
export type Beneath = Interval & { readonly unit: string; readonly above: string };
export type Chart = { readonly seats: readonly Seated[]; readonly paths: readonly Beneath[] };

/**
 * The credits of one commit, one row per person, metric, currency and day, those beside apart. Zero
 * sums stay: `n` moved.
 */
export function personDeltas(credits: Iterable<Omit<Credit, "seq">>): PersonDelta[] {
  // Added up in place: a batch has a thousand credits and few distinct days.
  const deltas = new Map<string, { -readonly [Name in keyof PersonDelta]: PersonDelta[Name] }>();
  for (const { person, metric, currency, on, amount, sign, beside } of credits) {
    const key = `${person} ${metric} ${currency} ${on} ${beside}`;
    const delta = deltas.get(key);
    if (delta) {
      delta.amount += amount;
      delta.n += sign;
    } else deltas.set(key, { person, metric, currency, on, amount, n: sign, beside });
  }
  return [...deltas.values()].filter(({ amount, n }) => amount !== 0n || n !== 0);
}

/** Every unit that counts a person's entry of a day: the one they sat in and all above it. */
export function unitsOf({ seats, paths }: Chart, person: string, on: Day): string[] {
  const holds = ({ from, until }: Interval) => from <= on && on < until;
  const direct = seats.filter((seat) => seat.person === person && holds(seat));
  return direct.flatMap(({ unit }) =>
    paths.filter((path) => path.unit === unit && holds(path)).map(({ above }) => above),
  );
}

/**
 * Totals from the log alone: the definition that the table of totals is held against.
 *
 * Promises: the order of credits does not matter; a day and its month move together; rows whose
 * credits have all been taken back stay, with 0.
 */
export function foldTotals(credits: Iterable<Credit>, chart: Chart): Total[] {
  const totals = new Map<string, Total>();
  for (const credit of credits) {
    const units = credit.beside ? [] : unitsOf(chart, credit.person, credit.on);
    const subjects = [credit.person, ...units];
    for (const subject of subjects) {
      add(totals, subject, "d", credit);
      add(totals, subject, "m", credit);
    }
  }
  return [...totals.values()].sort((a, b) => ascending(keyOf(a), keyOf(b)));
}

function add(totals: Map<string, Total>, subject: string, grain: Grain, credit: Credit): void {
  const { metric, currency } = credit;
  const on = grain === "d" ? credit.on : firstOfMonth(credit.on);
  const empty: Total = { subject, metric, currency, grain, on, amount: 0n, n: 0, lastSeq: 0 };
  const before = totals.get(keyOf(empty)) ?? empty;
  totals.set(keyOf(empty), {
    ...before,
    amount: before.amount + credit.amount,
    n: before.n + credit.sign,
    lastSeq: Math.max(before.lastSeq, credit.seq),
  });
}

export function keyOf(total: Omit<Total, "amount" | "n" | "lastSeq">): string {
  const { subject, metric, currency, grain, on } = total;
  return `${subject} ${metric} ${currency} ${grain} ${on}`;
}
