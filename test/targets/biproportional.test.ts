// Goal: the biproportional table is the one of its definition: of all tables with these margins the
// one with the least product of signposts over weights (Gaffke and Pukelsheim 2008).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { signpost } from "../../workers/targets/signpost.ts";
import { twoWay, type TwoWay } from "../../workers/targets/two-way.ts";
import { biproportional, type DivisorRule } from "../../workers/targets/two-way-biproportional.ts";
import { CASES, rateOf } from "./arbitrary.ts";
import { allTables, columnOf, tables } from "./two-way-oracle.ts";

const webster: DivisorRule = { kind: "divisor", divisor: "webster" };
const RULES: readonly DivisorRule[] = [
  webster,
  { kind: "divisor", divisor: "webster", first: rateOf("1.4") },
  { kind: "divisor", divisor: "jefferson" },
  { kind: "divisor", divisor: "adams" },
  { kind: "divisor", divisor: "dean" },
  { kind: "divisor", divisor: "huntington_hill" },
];
const leastOf = (rule: DivisorRule) =>
  signpost(rule.divisor, 0n, rule.first).num === 0n ? 1n : 0n;

/** The product that the method makes least, as a fraction; squares where the signposts are roots. */
function productOf(of: TwoWay, rule: DivisorRule, cells: readonly bigint[]) {
  let [num, den] = [1n, 1n];
  for (const [at, weight] of of.weights.flat().entries())
    for (let count = leastOf(rule); count < must(cells[at]); count += 1n) {
      const post = signpost(rule.divisor, count, rule.first);
      num *= post.num;
      den *= post.den * (post.squared ? weight * weight : weight);
    }
  return { num, den };
}

describe("a biproportional table", () => {
  test("rounds a matrix that already has the margins to itself", () => {
    const weights = [
      [3n, 1n],
      [2n, 4n],
    ];
    const table = biproportional({ rows: [4n, 6n], columns: [5n, 5n], weights }, webster);
    expect(table.ok && table.value).toEqual(weights);
  });
  test("has the least product of signposts over weights among all tables with its margins", () => {
    fc.assert(
      fc.property(
        tables({ rows: 3, columns: 3, most: 3 }),
        fc.constantFrom(...RULES),
        (of, rule) => {
          const open = { ...of, locked: new Map() };
          const table = biproportional(open, rule);
          const every = allTables(open, leastOf(rule));
          expect(table.ok).toBe(every.length > 0);
          if (!table.ok) return;
          const own = productOf(open, rule, table.value.flat());
          for (const other of every) {
            const { num, den } = productOf(open, rule, other);
            expect(own.num * den <= num * own.den).toBe(true);
          }
        },
      ),
      { ...CASES, numRuns: 600 },
    );
  });
  test("is exact on both margins, keeps zeros and locked cells, and is refused when none exists", () => {
    fc.assert(
      fc.property(
        tables({ rows: 6, columns: 6, most: 1_000 }),
        fc.constantFrom(...RULES),
        (of, rule) => {
          const table = biproportional(of, rule);
          if (leastOf(rule) === 0n) expect(table.ok).toBe(twoWay(of).ok);
          if (!table.ok) return;
          expect(table.value.map(sum)).toEqual(of.rows);
          expect(of.columns.map((_, at) => columnOf(table.value, at))).toEqual(of.columns);
          for (const [key, units] of of.locked ?? []) {
            const [row = 0, column = 0] = key.split(":").map(Number);
            expect(must(table.value[row])[column]).toBe(units);
          }
        },
      ),
      { ...CASES, numRuns: 600 },
    );
  });
  test("names whom the method owes more granules than there are", () => {
    const weights = [
      [1n, 1n, 1n],
      [1n, 1n, 1n],
    ];
    const of = { rows: [2n, 7n], columns: [3n, 3n, 3n], weights };
    const table = biproportional(of, { kind: "divisor", divisor: "adams" });
    expect(!table.ok && table.error).toEqual({
      code: "allocation/contradiction",
      short: "rows",
      rows: [0],
      columns: [0, 1, 2],
      missing: 1n,
    });
  });
});
