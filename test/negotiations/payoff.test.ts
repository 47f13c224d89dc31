// Goal: the two payoffs pay what was published and make honesty the best answer. Method: the figures
// of the published grid, then for random spreads the best statement by trying all of them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../../workers/lib/money.ts";
import {
  addRates,
  compareRates,
  formatRate,
  ONE,
  parseRate,
  rate,
  ZERO,
  type Rate,
} from "../../workers/lib/rate.ts";
import {
  gonikFactor,
  jointBase,
  jointPay,
  jointQuantile,
  jointTerms,
  valueWithAbove,
  type JointTerms,
} from "../../workers/negotiations/payoff.ts";

const percent = (of: Rate) => formatRate(rate(of.num * 100n, of.den), 4);
const read = (text: string): Rate => parseRate(text) ?? ZERO;

describe("Gonik", () => {
  // Columns are the forecast, rows what was reached, both in per cent of the objective (HBR 1978).
  test.each([
    [50, 50, "60"],
    [50, 100, "90"],
    [100, 100, "120"],
    [100, 50, "30"],
    [150, 100, "90"],
    [150, 150, "180"],
    [0, 100, "60"],
    [200, 200, "240"],
    [200, 100, "60"],
  ])("a forecast of %i %% and %i %% reached earn %s %%", (forecast, actual, paid) => {
    expect(percent(gonikFactor(100n, BigInt(forecast), BigInt(actual)))).toBe(paid);
  });

  test("half the objective forecast and all of it sold leaves money on the table", () => {
    const [low, honest] = [25n, 50n].map((forecast) => gonikFactor(50n, forecast, 50n));
    expect([percent(low ?? ZERO), percent(honest ?? ZERO)]).toEqual(["90", "120"]);
  });

  test("no forecast pays more than one that turns out true", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10_000n }),
        fc.bigInt({ min: 0n, max: 20_000n }),
        fc.bigInt({ min: 0n, max: 20_000n }),
        (objective, forecast, actual) => {
          const honest = gonikFactor(objective, actual, actual);
          expect(
            compareRates(gonikFactor(objective, forecast, actual), honest),
          ).toBeLessThanOrEqual(0);
          // More sold never pays less, whatever was forecast.
          const more = gonikFactor(objective, forecast, actual + 1n);
          expect(compareRates(more, gonikFactor(objective, forecast, actual))).toBe(1);
        },
      ),
      { seed: 20261121, numRuns: 2_000 },
    );
  });

  test("the best forecast of any spread is its median", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 60n }), { minLength: 1, maxLength: 9 }),
        (spread) => {
          const best = bestOf(spread, (stated, actual) => gonikFactor(50n, stated, actual));
          const median = valueWithAbove(spread.map(minor), { num: 1n, den: 2n });
          expect(
            compareRates(
              expected(spread, (actual) => gonikFactor(50n, median, actual)),
              best,
            ),
          ).toBe(0);
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });
});

const TERMS: JointTerms = {
  weight: read("0.5"),
  reward: read("0.7"),
  penalty: read("0.5"),
  floor: false,
};

describe("联合基数", () => {
  test("mixes what is demanded and what is stated", () => {
    expect(jointBase(TERMS, 120n, 100n)).toEqual({ num: 110n, den: 1n });
  });

  test.each([
    // Demand 100, 120 reached: the true statement pays 0.7 x (120 - 110).
    [120n, "7"],
    // Stated too low: the base falls by 10, and 20 above the statement cost 0.5 each.
    [100n, "4"],
    // Stated too high: the base rises by 10.
    [140n, "0"],
  ])("with %s stated it pays %s", (stated, paid) => {
    expect(formatRate(jointPay(TERMS, { stated, demand: 100n, actual: 120n }), 4)).toBe(paid);
  });

  test("under certainty the true statement pays best, and more sold always pays more", () => {
    const terms = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 99 }))
      .map(([weight, reward]) => ({ weight: `0.${weight}`, reward: `${reward}` }))
      .chain(({ weight, reward }) =>
        fc.integer({ min: 1, max: 100 * Number(reward) }).map((hundredths) => ({
          ...{ weight, reward, penalty: (hundredths / 100).toFixed(2) },
        })),
      )
      .map((given) => jointTerms({ kind: "joint", floor: false, ...given }, parseRate))
      .filter((made) => made.ok)
      .map((made) => (made.ok ? made.value : TERMS));
    const amount = fc.bigInt({ min: 0n, max: 500n });
    fc.assert(
      fc.property(terms, amount, amount, amount, (of, demand, actual, stated) => {
        const pay = (said: bigint, sold = actual) =>
          jointPay(of, { stated: said, demand, actual: sold });
        expect(compareRates(pay(stated), pay(actual))).toBeLessThanOrEqual(0);
        expect(compareRates(pay(stated, actual + 1n), pay(stated))).toBe(1);
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
  });

  test("under uncertainty the best statement is the quantile with Pr(A > S) = wP/Q", () => {
    expect(formatRate(jointQuantile(TERMS), 4)).toBe("0.7");
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 40n }), { minLength: 1, maxLength: 9 }),
        (spread) => {
          const pay = (stated: bigint, actual: bigint) =>
            jointPay(TERMS, { stated, demand: 20n, actual });
          const said = valueWithAbove(spread.map(minor), jointQuantile(TERMS));
          expect(
            compareRates(
              expected(spread, (actual) => pay(said, actual)),
              bestOf(spread, pay),
            ),
          ).toBe(0);
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test("a floor at 0 makes overstating free, so it weakens honesty", () => {
    const floored = { ...TERMS, floor: true };
    const bad = { demand: 100n, actual: 40n };
    expect(jointPay(floored, { ...bad, stated: 200n })).toEqual(ZERO);
    expect(
      compareRates(
        jointPay(TERMS, { ...bad, stated: 200n }),
        jointPay(TERMS, { ...bad, stated: 40n }),
      ),
    ).toBe(-1);
  });

  test.each([
    [{ weight: "0" }, "/payoff/weight"],
    [{ weight: "1" }, "/payoff/weight"],
    [{ reward: "0" }, "/payoff/reward"],
    [{ penalty: "0" }, "/payoff/penalty"],
    [{ penalty: "0.35" }, "/payoff/penalty"],
    [{ penalty: "0.7" }, "/payoff/penalty"],
    [{ reward: "much" }, "/payoff/reward"],
  ])("terms %j that would not be honest are refused at %s", (change, pointer) => {
    const terms = {
      kind: "joint",
      weight: "0.5",
      reward: "0.7",
      penalty: "0.5",
      floor: false,
      ...change,
    } as const;
    expect(jointTerms(terms, parseRate)).toMatchObject({ ok: false, error: { pointer } });
  });
});

/** The mean over equally likely outcomes. */
function expected(spread: readonly bigint[], pay: (actual: bigint) => Rate): Rate {
  const sum = spread.map(pay).reduce(addRates, ZERO);
  return rate(sum.num, sum.den * BigInt(spread.length));
}

/** The best mean over all statements in and around the spread. */
function bestOf(spread: readonly bigint[], pay: (stated: bigint, actual: bigint) => Rate): Rate {
  let best: Rate | null = null;
  for (let stated = 0n; stated <= 70n; stated += 1n) {
    const mean = expected(spread, (actual) => pay(stated, actual));
    if (best === null || compareRates(mean, best) > 0) best = mean;
  }
  return best ?? ONE;
}
