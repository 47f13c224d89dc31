// Goal: a table of people and months agrees in both directions, or says who contradicts whom. Cases a
// customer asks about first, then every promise against an oracle that tries all tables.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { fitAndRound, twoWay, type TwoWay } from "../../workers/targets/two-way.ts";
import { PASSES, scale } from "../../workers/targets/two-way-fit.ts";
import { scaleFast, upward } from "../../workers/targets/two-way-fit-fast.ts";
import { CASES } from "./arbitrary.ts";
import {
  bestRounding,
  columnOf,
  isLocked,
  isTrue,
  mostPlaced,
  restOf,
  tables,
} from "./two-way-oracle.ts";

const fitTwoWay = (of: TwoWay) => {
  const both = fitAndRound(of);
  return both.ok ? { ok: true as const, value: both.value.fitted } : both;
};
const made = (of: TwoWay) => {
  const table = twoWay(of);
  return table.ok ? table.value.map((row) => row.map(Number)) : table.error;
};
const ones = (height: number, width: number) =>
  Array.from({ length: height }, () => Array<bigint>(width).fill(1n));

describe("what a planner asks", () => {
  test("a table that divides evenly is shared out evenly", () => {
    const of = { rows: [12n, 24n], columns: [9n, 9n, 9n, 9n], weights: ones(2, 4) };
    expect(made(of)).toEqual([
      [3, 3, 3, 3],
      [6, 6, 6, 6],
    ]);
  });
  test("who is away in a month has 0 there, and the others carry it", () => {
    const weights = [
      [1n, 0n, 1n],
      [1n, 1n, 1n],
    ];
    expect(made({ rows: [20n, 40n], columns: [20n, 20n, 20n], weights })).toEqual([
      [10, 0, 10],
      [10, 20, 10],
    ]);
  });
  test("a locked cell keeps its number", () => {
    const of = { rows: [10n, 10n], columns: [10n, 10n], weights: ones(2, 2) };
    expect(made({ ...of, locked: new Map([["0:0", 7n]]) })).toEqual([
      [7, 3],
      [3, 7],
    ]);
  });
  test("one person has the columns, whatever the curve", () => {
    expect(made({ rows: [10n], columns: [7n, 3n], weights: [[1n, 99n]] })).toEqual([[7, 3]]);
  });
  test("ties go to the earlier cell, row by row", () => {
    const of = { rows: [1n, 2n, 1n, 2n], columns: [3n, 3n], weights: ones(4, 2) };
    expect(made(of)).toEqual([
      [1, 0],
      [1, 1],
      [0, 1],
      [1, 1],
    ]);
  });
  test("nothing to share, or nobody, is an empty table", () => {
    expect(made({ rows: [0n], columns: [0n, 0n], weights: [[0n, 0n]] })).toEqual([[0, 0]]);
    expect(made({ rows: [], columns: [], weights: [] })).toEqual([]);
  });
  test("the curves that people have are changed in proportion, not thrown away", () => {
    // 2 : 1 against 1 : 2 is an odds ratio of 4, and it is still 4 when the months have moved.
    const weights = [
      [2n, 1n],
      [1n, 2n],
    ];
    const fitted = fitTwoWay({ rows: [300n, 300n], columns: [400n, 200n], weights });
    const [[a = 0n, b = 0n] = [], [c = 0n, d = 0n] = []] = fitted.ok ? fitted.value : [];
    expect(Number(a * d) / Number(b * c)).toBeCloseTo(4, 5);
    expect([a + b, a + c]).toEqual([300_000_000n, 400_000_000n]);
  });
  test("a negative table is the mirror of the positive", () => {
    const of = {
      rows: [5n, 6n],
      columns: [4n, 7n],
      weights: [
        [3n, 1n],
        [1n, 1n],
      ],
    };
    const minus = { ...of, rows: [-5n, -6n], columns: [-4n, -7n] };
    const [up, down] = [twoWay(of), twoWay(minus)];
    expect(up.ok && up.value).toEqual(
      down.ok && down.value.map((row) => row.map((units) => -units)),
    );
  });
  test("10^15 smallest steps are exact", () => {
    const rows = [10n ** 15n - 3n, 2n];
    const table = twoWay({ rows, columns: [10n ** 15n - 2n, 1n], weights: ones(2, 2) });
    expect(table.ok && table.value.map(sum)).toEqual(rows);
  });
});

describe("a table that cannot be", () => {
  test("names the month that nobody can fill", () => {
    const weights = [
      [1n, 0n, 1n],
      [1n, 0n, 1n],
    ];
    expect(made({ rows: [20n, 40n], columns: [20n, 20n, 20n], weights })).toEqual({
      code: "allocation/contradiction",
      short: "rows",
      rows: [],
      columns: [1],
      missing: 20n,
    });
  });
  test("names the person who has more than the months that are open can take", () => {
    const weights = [[1n, 1n, 0n, 0n], ...ones(2, 4)];
    expect(made({ rows: [50n, 10n, 20n], columns: [20n, 20n, 20n, 20n], weights })).toEqual({
      code: "allocation/contradiction",
      short: "columns",
      rows: [0],
      columns: [0, 1],
      missing: 10n,
    });
  });
  test("names the person whose locked cells are more than the year", () => {
    const of = { rows: [5n, 15n], columns: [10n, 10n], weights: ones(2, 2) };
    expect(made({ ...of, locked: new Map([["0:1", 8n]]) })).toEqual({
      code: "allocation/contradiction",
      short: "rows",
      rows: [0],
      columns: [1],
      missing: 3n,
    });
  });
  test("names the month whose locked cells are more than the month", () => {
    const of = { rows: [15n, 15n], columns: [10n, 20n], weights: ones(2, 2) };
    const locked = new Map([
      ["0:0", 6n],
      ["1:0", 7n],
    ]);
    expect(made({ ...of, locked })).toEqual({
      code: "allocation/contradiction",
      short: "columns",
      rows: [0, 1],
      columns: [0],
      missing: 3n,
    });
  });
});

describe("against every table there is", () => {
  test("it is refused exactly when none meets both margins, and what is told is true", () => {
    fc.assert(
      fc.property(tables({ rows: 3, columns: 3, most: 3 }), (of) => {
        const table = twoWay(of);
        const rest = restOf(of);
        const most = mostPlaced(of);
        const margins = [...rest.rows, ...rest.columns];
        const possible = margins.every((units) => units >= 0n) && most === sum(rest.rows);
        expect(table.ok).toBe(possible);
        if (table.ok) return;
        if (margins.some((units) => units < 0n)) expect(margins).toContain(-table.error.missing);
        else {
          expect(isTrue(of, table.error)).toBe(true);
          expect(table.error.missing).toBe(sum(rest.rows) - most);
        }
      }),
      CASES,
    );
  });
  test("it is the one with the least sum of changes, ties in the given order", () => {
    fc.assert(
      fc.property(tables({ rows: 4, columns: 4, most: 6 }), (of) => {
        const [table, fitted] = [
          twoWay({ ...of, locked: new Map() }),
          fitTwoWay({ ...of, locked: new Map() }),
        ];
        if (table.ok && fitted.ok) expect(table.value.flat()).toEqual(bestRounding(fitted.value));
      }),
      CASES,
    );
  });
});

describe("every table", () => {
  test("is exact on both margins, each cell a neighbouring granule, zeros and locks kept", () => {
    fc.assert(
      fc.property(tables({ rows: 12, columns: 12, most: 1_000_000 }), (of) => {
        const [table, fitted] = [twoWay(of), fitTwoWay(of)];
        expect(table.ok).toBe(fitted.ok);
        if (!table.ok || !fitted.ok) return;
        expect(table.value.map(sum)).toEqual(of.rows);
        expect(of.columns.map((_, at) => columnOf(table.value, at))).toEqual(of.columns);
        for (const [row, cells] of table.value.entries())
          for (const [column, cell] of cells.entries()) {
            const off = cell * 1_000_000n - must(must(fitted.value[row])[column]);
            if (isLocked(of, row, column)) expect(cell).toBe(of.locked?.get(`${row}:${column}`));
            else if (must(of.weights[row])[column] === 0n) expect(cell).toBe(0n);
            else expect(off > -1_000_000n && off < 1_000_000n).toBe(true);
          }
      }),
      CASES,
    );
  });
});

describe("the fast fit", () => {
  const whole = (max: number) => fc.integer({ min: 0, max });
  test("rounds every quotient up exactly", () => {
    fc.assert(
      fc.property(
        whole(2 ** 50 - 1),
        whole(2 ** 50 - 1),
        fc.integer({ min: 1, max: 2 ** 50 - 1 }),
        (a, units, b) => {
          const [cell, now] = [Math.min(a, b), Math.max(a, b)];
          const exact = (BigInt(cell) * BigInt(units) + BigInt(now) - 1n) / BigInt(now);
          expect(upward(cell, units, now)).toBe(Number(exact));
        },
      ),
      { ...CASES, numRuns: 20_000 },
    );
  });
  test("is the exact fit", () => {
    fc.assert(
      fc.property(
        tables({ rows: 6, columns: 6, most: 1_000_000 }),
        ({ rows, columns, weights }) => {
          const of = { rows, columns, cells: weights.flat() };
          expect(scaleFast(of, PASSES)).toEqual(scale(of, PASSES));
        },
      ),
      CASES,
    );
  });
  test("stands back where a number could leave the safe integers", () => {
    expect(scaleFast({ rows: [2n ** 50n], columns: [2n ** 50n], cells: [1n] }, 1)).toBeNull();
  });
});
