// Goal: a key result is measured on its own scale, where 70 % is success.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRates, formatRate, ONE, parseRate, rate, ZERO } from "../../workers/lib/rate.ts";
import { okrStanding, progressOf, scoreOf } from "../../workers/strategy/okr.ts";

const values = (start: string, target: string, current: string | null) => ({
  start: parseRate(start) ?? ZERO,
  target: parseRate(target) ?? ONE,
  current: current === null ? null : parseRate(current),
});
const progress = (start: string, target: string, current: string | null) => {
  const at = progressOf(values(start, target, current));
  return at === null ? "none" : formatRate(at, 4);
};

describe("a key result", () => {
  // prettier-ignore
  test.each([
    ["half way up",             "0",   "100", "50",  "0.5"],
    ["half way down",           "12",  "6",   "9",   "0.5"],
    ["from a start above 0",    "20",  "60",  "48",  "0.7"],
    ["beyond its target",       "0",   "100", "130", "1"],
    ["the wrong way",           "12",  "6",   "15",  "0"],
    ["on decimals, exactly",    "0.1", "0.4", "0.2", "0.3333"],
    ["below 0",                 "-10", "10",  "4",   "0.7"],
    ["nobody has looked at yet","0",   "100", null,  "none"],
  ])("%s", (_, start, target, current, expected) => {
    expect(progress(start, target, current)).toBe(expected);
  });

  test("is as far from both sides: turning the scale round changes nothing", () => {
    const number = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    fc.assert(
      fc.property(number, number, number, (start, target, current) => {
        fc.pre(start !== target);
        const of = (sign: bigint) => ({
          start: rate(sign * start, 1n),
          target: rate(sign * target, 1n),
          current: rate(sign * current, 1n),
        });
        const at = progressOf(of(1n)) ?? ZERO;
        expect(progressOf(of(-1n))).toEqual(at);
        expect(compareRates(at, ZERO)).toBeGreaterThanOrEqual(0);
        expect(compareRates(at, ONE)).toBeLessThanOrEqual(0);
      }),
      { seed: 76, numRuns: 1000 },
    );
  });
});

describe("an objective", () => {
  const done = values("0", "10", "10");
  const half = values("0", "10", "5");
  const silent = values("0", "10", null);
  // prettier-ignore
  test.each([
    ["is the mean of its key results",      [done, half],         "0.75", "landed"],
    ["counts silence as nothing done",      [done, half, silent], "0.5",  "moving"],
    ["is silent before any check-in",       [silent, silent],     "none", "silent"],
    ["has landed at exactly 70 %",          [values("0", "10", "7"), values("0", "10", "7")], "0.7", "landed"],
    ["has not landed a hair below",         [values("0", "1000", "699"), values("0", "1000", "700")], "0.6995", "moving"],
    ["is early below 40 %",                 [values("0", "1000", "399"), values("0", "1000", "400")], "0.3995", "early"],
  ])("%s", (_, keyResults, expected, standing) => {
    const score = scoreOf(keyResults);
    expect([score === null ? "none" : formatRate(score, 4), okrStanding(score)]).toEqual([expected, standing]);
  });
});
