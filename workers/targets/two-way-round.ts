import { assert, must } from "../lib/assert.ts";
import { exchanges, type Exchanges } from "./two-way-exchange.ts";
import { GRAIN } from "./two-way-fit.ts";
import { settleTies } from "./two-way-ties.ts";

/**
 * Controlled rounding (Cox and Ernst 1982): every cell goes to the granule below or above its fitted
 * value, both margins stay exact, and of all such tables it is one with the least sum of changes.
 * Among several such tables the earlier cell, row by row, is the one that is rounded up.
 *
 * `cells` are millionths of a granule, row by row, with margins of whole granules; the answer is in
 * granules. Never by cumulative floor: what is too much in one column is moved, one granule a time,
 * along the cheapest exchanges to a column that has too little (minimum-cost flow by successive
 * shortest paths; the graph is as small as the columns are few).
 */
export function roundTable(cells: readonly bigint[], width: number): bigint[] {
  const fractions = Float64Array.from(cells, (cell) => Number(cell % GRAIN));
  const lifted = lift(fractions, width);
  return cells.map((cell, at) => cell / GRAIN + BigInt(must(lifted.up[at])));
}

/** What is being rounded: fractions in millionths, and which cells are rounded up (1). */
export type Lifted = {
  readonly width: number;
  readonly fractions: Float64Array;
  readonly up: Uint8Array;
  /** What a granule in each column is worth on top of its fraction, at the optimum. */
  readonly prices: Float64Array;
};

export function lift(fractions: Float64Array, width: number): Lifted {
  const up = new Uint8Array(fractions.length);
  const over = new Float64Array(width);
  for (let first = 0; first < fractions.length; first += width)
    liftRow(first, width, fractions, up);
  const sums = new Float64Array(width);
  for (const [at, fraction] of fractions.entries()) {
    const column = at % width;
    sums[column] = (sums[column] ?? 0) + fraction;
    over[column] = (over[column] ?? 0) + (up[at] ?? 0);
  }
  for (const [column, units] of sums.entries()) {
    assert(units % Number(GRAIN) === 0, "a column is whole granules");
    over[column] = (over[column] ?? 0) - units / Number(GRAIN);
  }
  const state = { width, fractions, up, prices: new Float64Array(width) };
  balance(state, over);
  settleTies(state);
  return state;
}

/** The best of a row alone: its granules to its largest fractions. */
function liftRow(first: number, width: number, fractions: Float64Array, up: Uint8Array): void {
  const order = [];
  let sum = 0;
  for (let at = first; at < first + width; at += 1) {
    const fraction = fractions[at] ?? 0;
    sum += fraction;
    if (fraction > 0) order.push(at);
  }
  assert(sum % Number(GRAIN) === 0, "a row is whole granules");
  order.sort((a, b) => (fractions[b] ?? 0) - (fractions[a] ?? 0) || a - b);
  for (const at of order.slice(0, sum / Number(GRAIN))) up[at] = 1;
}

/** Moves granules from columns that have too many to such that have too few, the cheapest first. */
function balance(state: Lifted, over: Float64Array): void {
  if (over.every((units) => units === 0)) return;
  const { width, up, fractions } = state;
  const offers = exchanges(width, (from, to, row) => {
    return up[row * width + from] === 1 && up[row * width + to] === 0;
  });
  for (let first = 0; first < fractions.length; first += width)
    for (let column = 0; column < width; column += 1)
      if (up[first + column] === 1) offerAll(state, offers, first, column);
  for (let from = over.findIndex(above); from >= 0; from = over.findIndex(above)) {
    const { to, cameBy } = cheapest(state, offers, over, from);
    for (let at = to; at !== from;) {
      const { row, column } = must(cameBy[at], "every surplus has a way to a column in need");
      exchange(state, offers, row, column, at);
      at = column;
    }
    over[from] = (over[from] ?? 0) - 1;
    over[to] = (over[to] ?? 0) + 1;
  }
}

function above(units: number): boolean {
  return units > 0;
}

/** Every exchange in which the row gives up `from`, which is rounded up. */
function offerAll(
  { width, fractions, up }: Lifted,
  offers: Exchanges,
  first: number,
  from: number,
) {
  for (let to = 0; to < width; to += 1) {
    const fraction = fractions[first + to] ?? 0;
    if (fraction === 0 || up[first + to] === 1) continue;
    offers.offer(from, to, first / width, (fractions[first + from] ?? 0) - fraction);
  }
}

function exchange(state: Lifted, offers: Exchanges, row: number, from: number, to: number): void {
  const { width, fractions, up } = state;
  const first = row * width;
  up[first + from] = 0;
  up[first + to] = 1;
  offerAll(state, offers, first, to);
  for (let other = 0; other < width; other += 1) {
    if (other === to || up[first + other] === 0) continue;
    const cost = (fractions[first + other] ?? 0) - (fractions[first + from] ?? 0);
    offers.offer(other, from, row, cost);
  }
}

type CameBy = ({ readonly row: number; readonly column: number } | undefined)[];

/** Dijkstra over the columns, with prices that keep every exchange at or above 0 (Johnson 1977). */
function cheapest({ width, prices }: Lifted, offers: Exchanges, over: Float64Array, from: number) {
  const distance = new Float64Array(width).fill(Infinity);
  const done = new Uint8Array(width);
  const cameBy: CameBy = Array.from({ length: width });
  distance[from] = 0;
  let at = from;
  while ((over[at] ?? 0) >= 0) {
    done[at] = 1;
    const reached = distance[at] ?? 0;
    for (let to = 0; to < width; to += 1) {
      if (done[to] === 1) continue;
      const offer = offers.best(at, to);
      if (!offer) continue;
      const far = reached + offer.cost + (prices[at] ?? 0) - (prices[to] ?? 0);
      if (far >= (distance[to] ?? 0)) continue;
      distance[to] = far;
      cameBy[to] = { row: offer.row, column: at };
    }
    at = nearest(distance, done);
  }
  const most = distance[at] ?? 0;
  for (const [column, far] of distance.entries())
    prices[column] = (prices[column] ?? 0) + Math.min(far, most);
  return { to: at, cameBy };
}

function nearest(distance: Float64Array, done: Uint8Array): number {
  let best = -1;
  for (const [column, far] of distance.entries())
    if (done[column] === 0 && far < (best < 0 ? Infinity : (distance[best] ?? 0))) best = column;
  assert(best >= 0, "every surplus has a way to a column in need");
  return best;
}
