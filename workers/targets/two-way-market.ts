import { must } from "../lib/assert.ts";
import { heap } from "./heap.ts";

/** The price of one granule in a cell as a fraction: its signpost over its weight. */
export type Cell = { readonly num: bigint; readonly den: bigint };

/** What a cell's next granule costs and what giving its last one back brings; null is neither. */
export type Prices = {
  readonly next: (at: number) => Cell | null;
  readonly last: (at: number) => Cell | null;
};

/** A row that gives one granule up in a column and takes one in another. */
type Offer = Cell & { readonly row: number; readonly gives: bigint; readonly takes: bigint };

type Way = Cell & { readonly offer: Offer | null; readonly column: number };

/**
 * Moves one granule from a column to the cheapest other one that `wants` it, in `cells`: the way over
 * the columns with the least product of price ratios (Bellman-Ford), exact. Returns where it went.
 */
export function market(width: number, cells: bigint[], prices: Prices) {
  const cheaper = (a: Cell, b: Cell) => a.num * b.den < b.num * a.den;
  const queues = Array.from({ length: width * width }, () =>
    heap<Offer>((a, b) => (cheaper(a, b) ? -1 : cheaper(b, a) ? 1 : a.row - b.row)),
  );
  const queue = (from: number, to: number) => must(queues[from * width + to]);

  function offer(row: number, from: number, to: number): void {
    const [back, cost] = [prices.last(row * width + from), prices.next(row * width + to)];
    if (from === to || !back || !cost) return;
    const [gives, takes] = [must(cells[row * width + from]), must(cells[row * width + to])];
    queue(from, to).push({ num: cost.num * back.den, den: cost.den * back.num, row, gives, takes });
  }
  /** The first offer that still stands: a row whose cells have moved left old ones behind. */
  function best(from: number, to: number): Offer | undefined {
    const offers = queue(from, to);
    for (let top = offers.peek(); top; top = offers.peek()) {
      const first = top.row * width;
      if (cells[first + from] === top.gives && cells[first + to] === top.takes) return top;
      offers.pop();
    }
    return undefined;
  }
  function waysFrom(start: number): (Way | undefined)[] {
    const ways: (Way | undefined)[] = Array.from({ length: width });
    ways[start] = { num: 1n, den: 1n, offer: null, column: start };
    for (let changed = true; changed;) {
      changed = false;
      for (let from = 0; from < width; from += 1)
        for (let to = 0; to < width; to += 1) {
          const [here, now, by] = [ways[from], ways[to], best(from, to)];
          if (!here || !by || to === start) continue;
          const way = { num: here.num * by.num, den: here.den * by.den, offer: by, column: from };
          if (now && !cheaper(way, now)) continue;
          ways[to] = way;
          changed = true;
        }
    }
    return ways;
  }
  function take(by: Offer, from: number, to: number): void {
    const first = by.row * width;
    cells[first + from] = must(cells[first + from]) - 1n;
    cells[first + to] = must(cells[first + to]) + 1n;
    for (let other = 0; other < width; other += 1)
      for (const moved of [from, to]) {
        offer(by.row, moved, other);
        if (other !== from && other !== to) offer(by.row, other, moved);
      }
  }
  for (let row = 0; row * width < cells.length; row += 1)
    for (let from = 0; from < width; from += 1)
      for (let to = 0; to < width; to += 1) offer(row, from, to);

  return (start: number, wants: (column: number) => boolean): number => {
    const ways = waysFrom(start);
    let end = -1;
    for (const [column, way] of ways.entries())
      if (way && wants(column) && (end < 0 || cheaper(way, must(ways[end])))) end = column;
    for (let at = end; at !== start;) {
      const { offer: by, column } = must(ways[at], "every surplus has a way to a column in need");
      take(must(by), column, at);
      at = column;
    }
    return end;
  };
}
