import { must } from "../lib/assert.ts";
import type { Rate } from "../lib/rate.ts";
import { baseColumn } from "./base-column.ts";
import type { Columns } from "./columns.ts";
import type { Formula } from "./formula.ts";
import type { CreditInput } from "./input.ts";
import type { Item } from "./items.ts";

/** Credits that were added up, and which of them each sum is made of. */
export type Sums = {
  readonly credits: CreditInput[];
  /** The single credits. */
  readonly of: readonly CreditInput[];
  readonly columns: Columns;
  /** The sum that each row is in; -1 for none. */
  readonly sumOf: Int32Array;
};

/** A window's single credits by column, where a plan asks of them nothing but sums. */
export type Singles = {
  /** How many credits are in the window, and of these what the component looks at. */
  readonly credits: number;
  readonly kept: number;
  /** How many have a base. */
  readonly based: number;
  /** Rows of the list of credits that are looked at, in their places. */
  readonly rows: Int32Array;
  /** What each has of the base, after everything that was taken back: at least 0, whole 1 / `unit`. */
  readonly base: Float64Array;
  readonly unit: bigint;
};

/**
 * The credits behind the sums of a window, of which the component looks at `kept`. Null where bases do
 * not fit whole numbers below 2^53, or one is below 0: then each credit is looked at on its own.
 */
export function singlesOf(
  sums: Sums,
  formula: Formula,
  items: readonly Item[],
  kept: readonly Item[],
): Singles | null {
  const { columns } = sums;
  const column = baseColumn(columns, formula);
  if (!column) return null;
  const factors = sharesOf(kept);
  if (!factors) return null;
  const members = membersOf(sums);
  const places = placesIn(members, kept);
  const rows = new Int32Array(places.length);
  const base = new Float64Array(places.length);
  const slots = columns.anyReversal ? new Map<number, number>() : null;
  let count = 0;
  for (let at = 0; at < places.length; at += 1) {
    const row = must(members.rows[must(places[at])]);
    if (slots && must(columns.reverses[row]) >= 0) continue;
    slots?.set(row, count);
    rows[count] = row;
    base[count] = must(column.units[row]);
    count += 1;
  }
  if (slots)
    for (let at = 0; at < places.length; at += 1) {
      const row = must(members.rows[must(places[at])]);
      const original = must(columns.reverses[row]);
      if (original < 0) continue;
      const slot = slots.get(original);
      if (slot === undefined) return null;
      const left = must(base[slot]) + must(column.units[row]);
      if (!Number.isSafeInteger(left)) return null;
      base[slot] = left;
    }
  let [all, based] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const by = factors.each
      ? must(factors.each.get(must(sums.sumOf[must(rows[at])])))
      : factors.all;
    const value = must(base[at]) * by;
    if (value < 0) return null;
    base[at] = value;
    all += value;
    if (value > 0) based += 1;
  }
  if (all > Number.MAX_SAFE_INTEGER) return null;
  return {
    credits: items.length === kept.length ? count : creditsOf(members, items),
    ...{ kept: count, based },
    rows: rows.subarray(0, count),
    base: base.subarray(0, count),
    unit: column.unit * BigInt(factors.unit),
  };
}

type Members = {
  /** Rows in their places: by day, then source, external id and id. */
  readonly rows: Int32Array;
  /** Places of each sum's rows, ascending: those of sum `n` begin at `from[n]`. */
  readonly places: Int32Array;
  readonly from: Int32Array;
  /** Credits of each sum that take nothing back. */
  readonly originals: Int32Array;
};

const made = new WeakMap<Sums, Members>();

function membersOf(sums: Sums): Members {
  const known = made.get(sums) ?? build(sums);
  made.set(sums, known);
  return known;
}

function build({ credits, columns, sumOf }: Sums): Members {
  const rows = columns.inPlace();
  const from = new Int32Array(credits.length + 1);
  const originals = new Int32Array(credits.length);
  for (let row = 0; row < sumOf.length; row += 1) {
    const sum = must(sumOf[row]);
    if (sum < 0) continue;
    from[sum + 1] = must(from[sum + 1]) + 1;
    if (!columns.anyReversal || must(columns.reverses[row]) < 0)
      originals[sum] = must(originals[sum]) + 1;
  }
  for (let sum = 0; sum < credits.length; sum += 1)
    from[sum + 1] = must(from[sum + 1]) + must(from[sum]);
  const next = from.slice();
  const places = new Int32Array(must(from[credits.length]));
  for (let place = 0; place < rows.length; place += 1) {
    const sum = must(sumOf[must(rows[place])]);
    if (sum < 0) continue;
    const at = must(next[sum]);
    places[at] = place;
    next[sum] = at + 1;
  }
  return { rows, places, from, originals };
}

/** Places of all rows of some sums, ascending. */
function placesIn({ places, from }: Members, items: readonly Item[]): Int32Array {
  const parts = items.map(({ at }) => places.subarray(must(from[at]), must(from[at + 1])));
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}

function creditsOf({ originals }: Members, items: readonly Item[]): number {
  return items.reduce((sum, { at }) => sum + must(originals[at]), 0);
}

/** Finer shares would leave whole numbers below 2^53. */
const FINEST = 1_000_000;

/** What a whole number of each sum's column is multiplied with, so that all are of one unit. */
function sharesOf(
  items: readonly Item[],
): { unit: number; all: number; each: ReadonlyMap<number, number> | null } | null {
  const [first] = items;
  if (!first) return { unit: 1, all: 1, each: null };
  const isSame = ({ share }: Item) =>
    share.num === first.share.num && share.den === first.share.den;
  const unit = items.reduce((so, { share }) => leastCommon(so, share), 1);
  if (unit > FINEST) return null;
  const factor = ({ share }: Item) => Number(share.num) * (unit / Number(share.den));
  if (items.every(isSame)) return { unit, all: factor(first), each: null };
  return { unit, all: 1, each: new Map(items.map((item) => [item.at, factor(item)])) };
}

function leastCommon(a: number, { den }: Rate): number {
  const other = Number(den);
  let [x, y] = [a, other];
  while (y !== 0) [x, y] = [y, x % y];
  return a * (other / x);
}
