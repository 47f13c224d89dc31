// Goal: the rounding of a table is right where ties are the rule: fractions of a few values only,
// against every table there is, and on tables so wide and so tied that granules move over many rows.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { makeExact, proportional } from "../../workers/targets/two-way-exact.ts";
import { exchanges } from "../../workers/targets/two-way-exchange.ts";
import { fitAndRound, type Table } from "../../workers/targets/two-way.ts";
import { roundTable } from "../../workers/targets/two-way-round.ts";
import { CASES } from "./arbitrary.ts";
import { bestRounding, columnOf } from "./two-way-oracle.ts";

const GRAIN = 1_000_000n;
type Swap = readonly [number, number, number, number];

/** The mean of several 0/1 tables with the same margins: whole margins, and few different fractions. */
const tied = (height: number, width: number): fc.Arbitrary<bigint[][]> =>
  fc
    .record({
      start: fc.array(fc.array(fc.nat(1), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      parts: fc.constantFrom(2, 4, 5),
      swaps: fc.array(
        fc.tuple(fc.nat(height - 1), fc.nat(height - 1), fc.nat(width - 1), fc.nat(width - 1)),
        { minLength: 4, maxLength: 24 },
      ),
    })
    .map(({ start, parts, swaps }) => {
      const now = start.map((row) => [...row]);
      const total = start.map((row) => row.map(() => 0n));
      for (let part = 0; part < parts; part += 1) {
        for (const [at, swap] of swaps.entries()) if (at % parts === part) swapped(now, swap);
        for (const [row, cells] of now.entries())
          for (const [column, cell] of cells.entries())
            must(total[row])[column] = must(must(total[row])[column]) + BigInt(cell);
      }
      return total.map((row) => row.map((cell) => (cell * GRAIN) / BigInt(parts)));
    });

/** Turns 10/01 into 01/10 and back; anything else has other margins, so it stays. */
function swapped(table: number[][], [top, bottom, left, right]: Swap): void {
  const [a, b] = [must(table[top]), must(table[bottom])];
  if (top === bottom || left === right || a[left] === a[right]) return;
  if (a[left] !== b[right] || a[right] !== b[left]) return;
  [a[left], a[right], b[left], b[right]] = [
    ...[must(a[right]), must(a[left])],
    ...[must(b[right]), must(b[left])],
  ] as [number, number, number, number];
}

describe("a table of few different fractions", () => {
  test.each([
    [2, 2],
    [3, 3],
    [2, 5],
    [5, 2],
    [4, 3],
  ])("of %i x %i is the best there is, ties in the given order", (height, width) => {
    fc.assert(
      fc.property(tied(height, width), (table) => {
        expect(roundTable(table.flat(), width)).toEqual(bestRounding(table));
      }),
      { ...CASES, numRuns: 300 },
    );
  });
  test("of 40 x 12 keeps both margins, and no exchange of two rows makes it better or earlier", () => {
    fc.assert(
      fc.property(tied(40, 12), (table) => {
        const cells = roundTable(table.flat(), 12);
        const rows = table.map((_, row) => cells.slice(row * 12, row * 12 + 12));
        expect(rows.map(sum)).toEqual(table.map((row) => sum(row) / GRAIN));
        const columns = Array.from({ length: 12 }, (_, at) => at);
        expect(columns.map((at) => columnOf(rows, at))).toEqual(
          columns.map((at) => columnOf(table, at) / GRAIN),
        );
        expect(betterSwap(table, rows)).toBeNull();
      }),
      { ...CASES, numRuns: 12 },
    );
  });
});

describe("a table whose people all want the same months", () => {
  /** Curves that are alike, small years, and a team that wants them elsewhere: much has to move. */
  const alike = fc
    .record({
      season: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 7, maxLength: 7 }),
      noise: fc.array(fc.array(fc.bigInt({ min: 0n, max: 30n }), { minLength: 7, maxLength: 7 }), {
        minLength: 24,
        maxLength: 24,
      }),
      years: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 24, maxLength: 24 }),
      team: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 7, maxLength: 7 }),
    })
    .map(({ season, noise, years, team }) => ({
      rows: years,
      columns: proportional(sum(years), team),
      weights: noise.map((row) => row.map((each, at) => must(season[at]) * 100n + each)),
    }));
  test("is optimal: no round of exchanges over the columns gains anything", () => {
    fc.assert(
      fc.property(alike, (of) => {
        const made = fitAndRound(of);
        if (made.ok) expect(gainingRound(made.value.fitted, made.value.rounded)).toBe(false);
      }),
      { ...CASES, numRuns: 120 },
    );
  });
});

/** Whether granules could go round the columns with less change (Floyd and Warshall on the offers). */
function gainingRound(fitted: Table, rounded: Table): boolean {
  const width = must(fitted[0]).length;
  const far = Array.from({ length: width }, () => Array<number>(width).fill(Infinity));
  const at = (from: number, to: number) => must(must(far[from])[to]);
  for (const [row, cells] of fitted.entries())
    for (let from = 0; from < width; from += 1)
      for (let to = 0; to < width; to += 1) {
        const [a, b] = [must(cells[from]), must(cells[to])];
        const isUp = must(must(rounded[row])[from]) > a / GRAIN;
        const isDown = must(must(rounded[row])[to]) === b / GRAIN && b % GRAIN > 0n;
        const cost = Number((a % GRAIN) - (b % GRAIN));
        if (isUp && isDown && cost < at(from, to)) must(far[from])[to] = cost;
      }
  for (let over = 0; over < width; over += 1)
    for (let from = 0; from < width; from += 1)
      for (let to = 0; to < width; to += 1)
        if (at(from, over) + at(over, to) < at(from, to))
          must(far[from])[to] = at(from, over) + at(over, to);
  return far.some((row, column) => must(row[column]) < 0);
}

/** Two rows that could exchange two granules for less change, or for the same and an earlier cell. */
function betterSwap(table: readonly bigint[][], rows: readonly bigint[][]): string | null {
  const fraction = (row: number, column: number) => must(must(table[row])[column]) % GRAIN;
  const up = (row: number, column: number) =>
    must(must(rows[row])[column]) > must(must(table[row])[column]) / GRAIN;
  const free = (row: number, column: number) => fraction(row, column) > 0n;
  for (let first = 0; first < rows.length; first += 1)
    for (let second = first + 1; second < rows.length; second += 1)
      for (let left = 0; left < 12; left += 1)
        for (let right = 0; right < 12; right += 1) {
          const places = [left, right].every((at) => free(first, at) && free(second, at));
          const fits =
            !up(first, left) && up(first, right) && up(second, left) && !up(second, right);
          if (left === right || !places || !fits) continue;
          const gain =
            fraction(first, left) -
            fraction(first, right) +
            fraction(second, right) -
            fraction(second, left);
          if (gain > 0n || (gain === 0n && left < right))
            return `${first} ${second} ${left} ${right}`;
        }
  return null;
}

describe("offers between columns", () => {
  test("come cheapest first, the earlier row among equals, and only while they hold", () => {
    const gone = new Set<number>();
    const offers = exchanges(2, (_, __, row) => !gone.has(row));
    for (const [row, cost] of [
      [4, 7],
      [9, -3],
      [2, 7],
      [5, -3],
      [1, 0],
    ] as const)
      offers.offer(0, 1, row, cost);
    const seen = [];
    for (let best = offers.best(0, 1); best; best = offers.best(0, 1)) {
      seen.push([best.row, best.cost]);
      gone.add(best.row);
    }
    expect(seen).toEqual([
      [5, -3],
      [9, -3],
      [1, 0],
      [2, 7],
      [4, 7],
    ]);
    expect(offers.best(1, 0)).toBeNull();
  });
});

describe("what is made exact", () => {
  test("is shared in proportion, the largest remainder first, then the earlier", () => {
    expect(proportional(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n]);
    expect(proportional(7n, [10n, 5n, 5n])).toEqual([3n, 2n, 2n]);
    expect(proportional(5n, [0n, 3n])).toEqual([0n, 5n]);
    expect(proportional(5n, [0n, 0n])).toEqual([0n, 0n]);
    expect(proportional(6n, [1n, 5n])).toEqual([1n, 5n]);
  });
  test("moves what a column has too much over another column, where the direct way is closed", () => {
    // Only row 0 is open to columns 0 and 1, only row 1 to columns 1 and 2.
    const weights = [1n, 1n, 0n, 0n, 1n, 1n];
    const of = { rows: [10n, 10n], columns: [4n, 10n, 6n], cells: [8n, 2n, 0n, 0n, 8n, 2n] };
    expect(makeExact(of, weights)).toEqual([4n, 6n, 0n, 0n, 4n, 6n]);
  });
});
