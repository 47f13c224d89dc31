// Goal: what is computed by column is the plain sum of a child's arithmetic, and whatever does not fit
// whole numbers is left to fractions.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { paidEach, sharedOut } from "../../workers/incentives/attribution.ts";
import { baseColumn } from "../../workers/incentives/base-column.ts";
import { columnsOf } from "../../workers/incentives/columns.ts";
import { parseFormula } from "../../workers/incentives/formula.ts";
import { CreditInput } from "../../workers/incentives/input.ts";
import { parseRate } from "../../workers/lib/rate.ts";

const exact = (text: string) => parseRate(text) ?? { num: 0n, den: 1n };
const price = (from: string, rate: string) => ({ from: exact(from), rate: exact(rate) });

describe("pay of each along prices", () => {
  const paid = (base: readonly number[], unit: bigint, ...prices: readonly [string, string][]) => {
    const made = paidEach(
      Float64Array.from(base),
      unit,
      prices.map(([from, rate]) => price(from, rate)),
    );
    return made && { pay: Array.from(made.pay), unit: made.unit, all: made.all };
  };
  const EIGHT_TEN = [
    ["0", "8%"],
    ["1000", "10%"],
  ] as [string, string][];
  test.each<[string, ReturnType<typeof paid>, ReturnType<typeof paid>]>([
    ["one price", paid([600, 0, 5], 1n, ["0", "8%"]), { pay: [1200, 0, 10], unit: 25n, all: 1210 }],
    [
      "a credit is divided where it crosses",
      paid([600, 600, 0, 1], 1n, ...EIGHT_TEN),
      { pay: [2400, 2600, 0, 5], unit: 50n, all: 5005 },
    ],
    [
      "up to the point itself",
      paid([1000, 1], 1n, ...EIGHT_TEN),
      { pay: [4000, 5], unit: 50n, all: 4005 },
    ],
    [
      "a point that is not reached takes no part",
      paid([1000], 1n, ["0", "8%"], ["1000", "1/7"]),
      { pay: [2000], unit: 25n, all: 2000 },
    ],
    [
      "two points in one credit",
      paid([10], 1n, ["0", "1"], ["2", "2"], ["5", "3"]),
      { pay: [23], unit: 1n, all: 23 },
    ],
    [
      "hundredths",
      paid([150_000], 100n, ...EIGHT_TEN),
      { pay: [650_000], unit: 5000n, all: 650_000 },
    ],
    [
      "a point between whole numbers",
      paid([1, 1], 1n, ["0", "1/2"], ["4/3", "1"]),
      { pay: [3, 5], unit: 6n, all: 8 },
    ],
    [
      "two points between whole numbers",
      paid([1, 1], 1n, ["0", "1"], ["1/4", "2"], ["7/6", "3"]),
      { pay: [21, 34], unit: 12n, all: 55 },
    ],
    ["nothing", paid([], 1n, ["0", "1"]), { pay: [], unit: 1n, all: 0 }],
    ["no price", paid([1], 1n), null],
    ["a price below 0", paid([1], 1n, ["0", "-1"]), null],
    [
      "a point that hundredths make whole",
      paid([50], 100n, ["0", "1"], ["1/4", "2"]),
      { pay: [75], unit: 100n, all: 75 },
    ],
    [
      "points and prices that make it more than fits",
      paid([2 ** 50], 1n, ["0", "3"], ["1/3", "3"]),
      null,
    ],
    ["more than fits", paid([2 ** 52, 1], 1n, ["0", "1"]), null],
    [
      "as much as fits",
      paid([2 ** 52], 1n, ["0", "1"]),
      { pay: [2 ** 52], unit: 1n, all: 2 ** 52 },
    ],
    ["prices that make it more than fits", paid([2 ** 51], 1n, ["0", "3"]), null],
    [
      "points that make it more than fits",
      paid([2 ** 51, 1], 1n, ["0", "1/4"], ["1/3", "1/4"]),
      null,
    ],
  ])("%s", (_, made, wanted) => expect(made).toEqual(wanted));
});

describe("shares of a whole", () => {
  test.each<[string, bigint, readonly number[], readonly number[], boolean]>([
    ["thirds", 100n, [1, 1, 1], [34, 33, 33], true],
    ["two left over, ties to the earlier", 11n, [1, 1, 1], [4, 4, 3], true],
    ["the larger rest first", 10n, [12, 17, 1], [4, 6, 0], true],
    ["a larger rest before ties", 7n, [3, 3, 6, 3], [2, 1, 3, 1], true],
    ["one with nothing", 5n, [0, 2], [0, 5], true],
    ["nothing to share", 0n, [1, 2], [0, 0], true],
    ["as much as fits", 2n ** 52n, [1, 0], [2 ** 52, 0], true],
    ["below 0", -100n, [1, 1, 1], [-34, -33, -33], false],
    ["all of nothing", 3n, [0, 0], [2, 1], false],
    ["a product that does not fit", 2n ** 52n, [2, 0], [2 ** 52, 0], false],
  ])("%s", (_, sum, weights, wanted, isFast) => {
    const all = weights.reduce((so, each) => so + each, 0);
    const made = sharedOut(sum, Float64Array.from(weights), all);
    expect([...made].map(Number)).toEqual(wanted);
    expect(made instanceof Float64Array).toBe(isFast);
  });
  test("more people than there were before", () => {
    const many = new Float64Array(3_000).fill(1);
    expect([...sharedOut(3_001n, many, 3_000)].slice(0, 3).map(Number)).toEqual([2, 1, 1]);
  });
});

const credit = (id: string, measures: object, change: object = {}) =>
  v.parse(CreditInput, { id, person: "lin", on: "2026-01-10", measures, ...change });
const CREDITS = [
  credit("a", { amount: "100.50", cost: "40", quantity: "3" }, { source: "z", deal: "d1" }),
  credit(
    "b",
    { amount: "7", cost: "9.125", quantity: "0" },
    { on: "2026-01-09", unit: "u", dimensions: { p: "x" } },
  ),
  credit(
    "c",
    { amount: "-1", cost: "0" },
    { reverses: "a", posting: "2026-02-01", currency: "USD" },
  ),
  credit(
    "d",
    { amount: "2", cost: "1", quantity: "1" },
    { person: "bo", share: "1/2", source: "a" },
  ),
  credit("e", { amount: "2", cost: "1", quantity: "1" }, { reverses: "nothing", role: "overlay" }),
];

describe("credits by column", () => {
  const columns = columnsOf(CREDITS);
  test("hold what the credits hold", () => {
    expect([columns.size, columns.ids, columns.people, columns.days]).toEqual([
      5,
      ["a", "b", "c", "d", "e"],
      ["lin", "bo"],
      ["2026-01-10", "2026-01-09", "2026-02-01"],
    ]);
    expect(
      [columns.person, columns.on, columns.posting, columns.reverses].map((of) => Array.from(of)),
    ).toEqual([
      [0, 0, 0, 1, 0],
      [0, 1, 0, 0, 0],
      [0, 1, 2, 0, 0],
      [-1, -1, 0, -1, -1],
    ]);
    expect(columns.anyReversal).toBe(true);
    expect(Array.from(columns.inPlace())).toEqual([1, 2, 4, 3, 0]);
    const text = (of: "role" | "share" | "currency" | "unit" | "deal") => {
      const { texts, code } = columns.text(of);
      return Array.from(code, (at) => texts[at]);
    };
    expect(text("role")).toEqual(["direct", "direct", "direct", "direct", "overlay"]);
    expect(text("share")).toEqual(["1/1", "1/1", "1/1", "1/2", "1/1"]);
    expect(text("currency")).toEqual(["", "", "USD", "", ""]);
    expect(text("unit")).toEqual(["", "u", "", "", ""]);
    expect(text("deal")).toEqual(["d1", "", "", "", ""]);
    expect(columns.dimension("p").texts).toEqual(["", "x"]);
  });
  test("in whole numbers, as fine as the finest", () => {
    const measure = (key: string) => {
      const made = columns.measure(key);
      return made && { ...made, units: Array.from(made.units) };
    };
    expect(measure("amount")).toEqual({
      units: [1005, 70, -10, 20, 20],
      scale: 10,
      missing: false,
      negative: false,
    });
    expect(measure("cost")).toEqual({
      units: [40_000, 9_125, 0, 1_000, 1_000],
      scale: 1_000,
      missing: false,
      negative: false,
    });
    expect(measure("quantity")).toEqual({
      units: [3, 0, 0, 1, 1],
      scale: 1,
      missing: false,
      negative: false,
    });
    expect(measure("price")?.missing).toBe(true);
    const below = columnsOf([credit("a", { amount: "-0.000001" })]).measure("amount");
    expect([below?.negative, below?.scale, columnsOf([]).anyReversal]).toEqual([
      true,
      1_000_000,
      false,
    ]);
    expect(columnsOf([credit("a", { amount: "0.0000001" })]).measure("amount")).toBeNull();
    expect(columnsOf([credit("a", { amount: "9007199254740992" })]).measure("amount")).toBeNull();
  });
  test.each<[string, readonly number[] | null, bigint]>([
    ["amount", [1005, 70, -10, 20, 20], 10n],
    ["amount - cost", [60_500, -2_125, -1_000, 1_000, 1_000], 1_000n],
    ["-amount", [-1005, -70, 10, -20, -20], 10n],
    ["amount + cost - quantity", [137_500, 16_125, -1_000, 2_000, 2_000], 1_000n],
    ["amount * 0.5 * 4", [1005, 70, -10, 20, 20], 5n],
    ["amount / 2 / 5", [1005, 70, -10, 20, 20], 100n],
    ["amount / 0.1", [1005, 70, -10, 20, 20], 1n],
    ["quantity * 2 + quantity", [9, 0, 0, 3, 3], 1n],
    ["0 + quantity", [3, 0, 0, 1, 1], 1n],
    ["quantity - quantity", [0, 0, 0, 0, 0], 1n],
    ["amount + 1", null, 0n],
    ["amount * cost", null, 0n],
    ["amount / 0", null, 0n],
    ["amount / cost", null, 0n],
    ["2 * 3", null, 0n],
    ["min(amount, cost)", null, 0n],
    ["deal.freight", null, 0n],
    ["price", null, 0n],
    ["amount * 9007199254740993", null, 0n],
    ["amount * 900719925474099", null, 0n],
  ])("%s", (text, units, unit) => {
    const formula = parseFormula(text);
    if (!formula.ok) throw new Error(text);
    const made = baseColumn(columns, formula.value);
    expect(made && { units: Array.from(made.units, (each) => each + 0), unit: made.unit }).toEqual(
      units && { units, unit },
    );
    expect(baseColumn(columns, formula.value)).toBe(made);
  });
});
