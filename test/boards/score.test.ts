import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TIES } from "../../workers/boards/board.ts";
import { milestone, scoreOf, scoreText, standings } from "../../workers/boards/score.ts";
import { aBoard, aLine } from "./fixture.ts";

// Goal: ranks that hold up in an argument. Scores are compared as exact fractions, and every rule
// for equal scores is one a sales head can ask for by name.

const four = [
  aLine("li", { amount: 90n, lastSeq: 4 }),
  aLine("wang", { amount: 120n, lastSeq: 9 }),
  aLine("zhao", { amount: 90n, lastSeq: 2 }),
  aLine("chen", { amount: 30n, lastSeq: 1 }),
];

describe("standings", () => {
  // prettier-ignore
  test.each([
    ["standard",   [1, 2, 2, 4]],
    ["dense",      [1, 2, 2, 3]],
    ["modified",   [1, 3, 3, 4]],
    ["fractional", [1, 2.5, 2.5, 4]],
    ["ordinal",    [1, 2, 3, 4]],
  ] as const)("gives equal scores what the rule %s says", (ties, expected) => {
    const rows = standings(four, aBoard({ ties }));
    expect(rows.map(({ line }) => line.subject)).toEqual(["wang", "zhao", "li", "chen"]);
    expect(rows.map(({ rank }) => rank)).toEqual(expected);
  });

  test("tells apart scores that look the same at any number of shown digits", () => {
    const big = 9_007_199_254_740_991n;
    const rows = standings(
      [
        aLine("a", { amount: big - 1n, target: big }),
        aLine("b", { amount: big, target: big }),
        aLine("c", { amount: big - 2n, target: big - 1n }),
      ],
      aBoard(),
    );
    expect(rows.map(({ line, rank }) => [line.subject, rank])).toEqual([
      ["b", 1],
      ["a", 2],
      ["c", 3],
    ]);
  });

  test("gives 1/3 and 2/6 one rank", () => {
    const rows = standings(
      [aLine("a", { amount: 1n, target: 3n }), aLine("b", { amount: 2n, target: 6n })],
      aBoard(),
    );
    expect(rows.map(({ rank }) => rank)).toEqual([1, 1]);
  });

  test.each([
    ["no target", null],
    ["a target of 0", 0n],
    ["a target below 0", -5n],
  ])("lists a row with %s last and without a rank", (_, target) => {
    const rows = standings([aLine("a", { amount: 999n, target }), ...four], aBoard());
    expect(rows.at(-1)).toMatchObject({ line: { subject: "a" }, rank: null, score: null });
  });

  test("puts less first where less is better, and bounds an actual of 0", () => {
    const down = aBoard({ metric: { ...aBoard().metric, direction: "down" } });
    const rows = standings(
      [
        aLine("slow", { amount: 200n }),
        aLine("fast", { amount: 50n }),
        aLine("none", { amount: 0n }),
        aLine("absurd", { amount: 1n }),
      ],
      down,
    );
    expect(rows.map(({ line }) => line.subject)).toEqual(["absurd", "fast", "none", "slow"]);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 1, 1, 4]);
    const raw = standings([aLine("a", { amount: 5n }), aLine("b", { amount: 2n })], {
      ...down,
      score: "raw",
    });
    expect(raw.map(({ line }) => line.subject)).toEqual(["b", "a"]);
  });

  test("depends on neither the order of rows nor the rule for who stands where", () => {
    const amounts = fc.array(fc.tuple(fc.bigInt(-9n, 9n), fc.bigInt(0n, 4n)), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...TIES), fc.integer(), (pairs, ties, turn) => {
        const lines = pairs.map(([amount, target], at) => aLine(`p${at}`, { amount, target }));
        const cut = lines.length === 0 ? 0 : Math.abs(turn) % lines.length;
        const turned = [...lines.slice(cut), ...lines.slice(0, cut)];
        const board = aBoard({ ties });
        expect(standings(turned, board)).toEqual(standings(lines, board));
        const placed = standings(lines, board);
        for (const [at, a] of placed.entries()) {
          const b = placed[at + 1];
          if (!a.score || !b?.score) continue;
          expect(a.score.num * b.score.den >= b.score.num * a.score.den).toBe(true);
          const equal = a.score.num * b.score.den === b.score.num * a.score.den;
          if (ties !== "ordinal") expect(a.rank === b.rank).toBe(equal);
        }
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});

describe("what is shown of a score", () => {
  test.each([
    [99_999n, "0.9999"],
    [100_000n, "1.0000"],
    [100_009n, "1.0000"],
    [-1n, "-0.0001"],
  ])("of %s against 100,000 is cut off, never rounded up to a target: %s", (amount, text) => {
    const score = scoreOf(aLine("a", { amount, target: 100_000n }), aBoard());
    expect(score && scoreText(score)).toBe(text);
  });

  // prettier-ignore
  test.each([
    [49n, 50n, 50], [50n, 51n, null], [49n, 95n, 90], [10n, 100n, 100], [100n, 90n, null], [99n, 99n, null],
  ])("from %s to %s of 100 celebrates %s", (before, after, expected) => {
    const rate = (num: bigint) => ({ num, den: 100n });
    expect(milestone(rate(before), rate(after))).toBe(expected);
  });
});
