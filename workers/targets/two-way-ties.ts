import { exchanges, type Exchanges } from "./two-way-exchange.ts";
import type { Lifted } from "./two-way-round.ts";

/**
 * Among tables with the same sum of changes, the one whose rounded-up cells stand earliest, row by
 * row. `lifted` holds some table of least changes and is changed in place.
 *
 * At the optimum's prices only cells at the edge of their row can change places without cost
 * (complementary slackness). Cell by cell in the given order: what is rounded down at an edge is
 * rounded up when later cells can make good for it.
 */
export function settleTies(lifted: Lifted): void {
  const { width, fractions, up } = lifted;
  const edge = edgesOf(lifted);
  if (!edge.includes(1)) return;
  let row = -1;
  const loose = (at: number, is: 0 | 1) => edge[at] === 1 && up[at] === is;
  const offers = exchanges(width, (from, to, other) => {
    return other > row && loose(other * width + from, 1) && loose(other * width + to, 0);
  });
  for (let at = 0; at < fractions.length; at += 1) {
    if (!loose(at, 1)) continue;
    const first = at - (at % width);
    for (let to = 0; to < width; to += 1)
      if (loose(first + to, 0)) offers.offer(at % width, to, first / width, 0);
  }
  const flip = (other: number, from: number, to: number) => {
    const first = other * width;
    up[first + from] = 0;
    up[first + to] = 1;
    for (let column = 0; column < width; column += 1) {
      if (loose(first + column, 0)) offers.offer(to, column, other, 0);
      if (column !== to && loose(first + column, 1)) offers.offer(column, from, other, 0);
    }
  };
  for (row = 0; row * width < fractions.length; row += 1) {
    const first = row * width;
    for (let column = 0; column < width; column += 1) {
      if (!loose(first + column, 0)) continue;
      const way = wayBack(column, width, offers, (to) => to > column && loose(first + to, 1));
      if (!way) continue;
      for (const step of way.steps) flip(step.row, step.from, step.to);
      up[first + column] = 1;
      up[first + way.end] = 0;
    }
  }
}

/** 1 where a cell could change places with another of its row at no cost. */
function edgesOf({ width, fractions, up, prices }: Lifted): Uint8Array {
  const edge = new Uint8Array(fractions.length);
  for (let first = 0; first < fractions.length; first += width) {
    let least = Infinity;
    let most = -Infinity;
    const worth = (at: number) => (fractions[at] ?? 0) + (prices[at - first] ?? 0);
    for (let at = first; at < first + width; at += 1) {
      if (fractions[at] === 0) continue;
      if (up[at] === 1) least = Math.min(least, worth(at));
      else most = Math.max(most, worth(at));
    }
    if (least !== most) continue;
    for (let at = first; at < first + width; at += 1)
      if (fractions[at] !== 0 && worth(at) === least) edge[at] = 1;
  }
  return edge;
}

type Step = { readonly row: number; readonly from: number; readonly to: number };

/** Exchanges in later rows that take one granule out of `start` and put it into an `end`. */
function wayBack(
  start: number,
  width: number,
  offers: Exchanges,
  isEnd: (column: number) => boolean,
): { readonly end: number; readonly steps: readonly Step[] } | null {
  const cameBy = new Map<number, Step | null>([[start, null]]);
  for (const from of cameBy.keys()) {
    if (isEnd(from)) {
      const steps: Step[] = [];
      for (let step = cameBy.get(from); step; step = cameBy.get(step.from)) steps.push(step);
      return { end: from, steps };
    }
    for (let to = 0; to < width; to += 1) {
      if (cameBy.has(to)) continue;
      const offer = offers.best(from, to);
      if (offer) cameBy.set(to, { row: offer.row, from, to });
    }
  }
  return null;
}
