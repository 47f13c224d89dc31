// Goal: a driver tree can be edited from any of its numbers and stays a product, exactly; what "+10"
// means on a ratio is said; growth and health are watched together; a team's ratio is that of its sums.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import {
  compareRates,
  formatRate,
  multiplyRates,
  ONE,
  parseRate,
  rate,
  type Rate,
} from "../../workers/lib/rate.ts";
import {
  divergence,
  partsOf,
  ratioOfSums,
  resultsOnly,
  together,
} from "../../workers/metrics/balance.ts";
import { changedBy } from "../../workers/metrics/change.ts";
import {
  driverCodes,
  driverTree,
  everyDriver,
  setDriver,
  type Driver,
} from "../../workers/metrics/drivers.ts";

const of = (text: string): Rate => must(parseRate(text));
const METRICS = [
  { code: "revenue", formula: "new_customers * average_order * repurchase" },
  { code: "new_customers", formula: "leads × win_rate" },
  { code: "average_order", formula: null },
  { code: "repurchase", formula: "what customers come back for" },
  { code: "leads", formula: null },
  { code: "win_rate", formula: "new_customers / leads" },
];
const VALUES: Readonly<Record<string, string>> = {
  ...{ leads: "500", win_rate: "0.2", average_order: "12000", repurchase: "1.5" },
};
const tree = driverTree(driverCodes("revenue", METRICS), (code) => of(VALUES[code] ?? "0"));
const values = (at: Driver) =>
  Object.fromEntries(everyDriver(at).map(({ code, value }) => [code, formatRate(value, 6)]));
const set = (code: string, value: string, gives?: string) =>
  setDriver(tree, { code, value: of(value), ...(gives === undefined ? {} : { gives }) });
const shown = (code: string, value: string, gives?: string) => {
  const made = set(code, value, gives);
  return made.ok ? values(made.value) : made.error;
};

describe("a driver tree", () => {
  test("is read from formulas, as deep as they are products", () => {
    expect(values(tree)).toEqual({ revenue: "1800000", new_customers: "100", ...VALUES });
  });

  test("follows a driver that is set: everything above moves, nothing beside it", () => {
    expect(shown("average_order", "15000")).toMatchObject({
      revenue: "2250000",
      new_customers: "100",
    });
    expect(shown("leads", "600")).toMatchObject({ new_customers: "120", revenue: "2160000" });
  });

  test("lets the named driver give way when the result is set", () => {
    expect(shown("revenue", "2700000", "average_order")).toMatchObject({
      average_order: "18000",
      leads: "500",
    });
    expect(shown("revenue", "2700000", "leads")).toMatchObject({
      leads: "750",
      new_customers: "150",
    });
    expect(shown("revenue", "2700000")).toMatchObject({ leads: "750" });
    expect(shown("new_customers", "130", "win_rate")).toMatchObject({
      win_rate: "0.26",
      revenue: "2340000",
    });
  });

  test("refuses what is not there, what stands not below, and what no value can reach", () => {
    expect(shown("profit", "1")).toEqual({ code: "drivers/unknown", driver: "profit" });
    expect(shown("new_customers", "1", "average_order")).toEqual({
      code: "drivers/gives_way",
      driver: "average_order",
    });
    expect(shown("revenue", "1", "new_customers")).toEqual({
      code: "drivers/gives_way",
      driver: "new_customers",
    });
    const none = driverTree(driverCodes("revenue", METRICS), (code) =>
      of(code === "leads" ? "0" : (VALUES[code] ?? "0")),
    );
    expect(setDriver(none, { code: "revenue", value: of("5"), gives: "repurchase" })).toEqual({
      ok: false,
      error: { code: "drivers/zero", driver: "repurchase" },
    });
  });

  test("is always exactly the product of its leaves, whatever is set", () => {
    const number = fc.tuple(
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fc.bigInt({ min: 1n, max: 10n ** 4n }),
    );
    const codes = everyDriver(tree).map(({ code }) => code);
    fc.assert(
      fc.property(fc.constantFrom(...codes), number, fc.nat(3), (code, [num, den], at) => {
        const below = everyDriver(
          must(everyDriver(tree).find((each) => each.code === code)),
        ).filter(({ drivers }) => drivers.length === 0);
        const gives = must(below[at % below.length]).code;
        const made = setDriver(tree, { code, value: rate(num, den), gives });
        if (!made.ok) throw new Error(made.error.code);
        for (const each of everyDriver(made.value)) {
          if (each.drivers.length === 0) continue;
          expect(
            compareRates(
              each.value,
              each.drivers.map(({ value }) => value).reduce(multiplyRates, ONE),
            ),
          ).toBe(0);
        }
        expect(must(everyDriver(made.value).find((each) => each.code === code)).value).toEqual(
          rate(num, den),
        );
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });
});

describe("a change as people write it", () => {
  // prettier-ignore
  test.each([
    ["0.3",  "+10pp",      "ratio", "0.4"],
    ["0.3",  "+10 个百分点", "ratio", "0.4"],
    ["0.3",  "-5 points",  "ratio", "0.25"],
    ["0.3",  "+10%",       "ratio", "0.33"],
    ["0.3",  "35%",        "ratio", "0.35"],
    ["0.3",  "0.35",       "ratio", "0.35"],
    ["0.3",  "+10",        "ratio", "change/points_or_relative"],
    ["0.3",  "－10",        "ratio", "change/points_or_relative"],
    ["200",  "+10",        "count", "210"],
    ["200",  "+10%",       "count", "220"],
    ["200",  "−10%",       "money", "180"],
    ["200",  "1,500.50",   "money", "1500.5"],
    ["200",  "+10pp",      "money", "change/malformed"],
    ["200",  "35%",        "money", "change/malformed"],
    ["200",  "ten",        "count", "change/malformed"],
    ["200",  "",           "count", "change/malformed"],
  ] as const)("%s changed by %s (%s) is %s", (value, text, unit, expected) => {
    const made = changedBy(of(value), text, unit);
    expect(made.ok ? formatRate(made.value, 6) : made.error.code).toBe(expected);
  });
});

describe("growth beside health", () => {
  // prettier-ignore
  test.each([
    ["15%", "-8%",   "up",   "diverges"],   // revenue grew, satisfaction fell: told although green
    ["15%", "-4.9%", "up",   "fine"],
    ["15%", "-5%",   "up",   "diverges"],
    ["15%", "8%",    "down", "diverges"],   // more complaints are worse
    ["15%", "-8%",   "down", "fine"],
    ["-2%", "-8%",   "up",   "fine"],       // both fell: no divergence, the result says so itself
    ["0",   "-8%",   "up",   "fine"],
    [null,  "-8%",   "up",   "unknown"],
    ["15%", null,    "up",   "unknown"],
  ] as const)("%s with %s (%s is better) is %s", (growth, change, direction, expected) => {
    const read = (text: string | null) => (text === null ? null : of(text));
    expect(divergence(read(growth), read(change), direction).state).toBe(expected);
  });

  test("results alone are a warning, nothing at all is none", () => {
    expect(resultsOnly([{ class: "result" }, { class: "result" }])).toBe(true);
    expect(resultsOnly([{ class: "result" }, { class: "process" }])).toBe(false);
    expect(resultsOnly([])).toBe(false);
  });
});

describe("figures of many", () => {
  test("a team's ratio is the ratio of its sums, never the mean of ratios", () => {
    const parts = [
      ["30", "100"],
      ["90", "100"],
      ["0", "400"],
    ].map(([over = "", under = ""]) => ({ over: of(over), under: of(under) }));
    expect(ratioOfSums(parts)).toEqual(rate(1n, 5n));
    expect(ratioOfSums([])).toBeNull();
  });

  test("a mean is weighted by what is named: 30 % is 0.6 x 36 % + 0.4 x 21 %", () => {
    const parts = [
      { value: of("36%"), weight: of("0.6") },
      { value: of("21%"), weight: of("0.4") },
    ];
    expect(together("mean", parts)).toEqual(rate(3n, 10n));
    expect(together("mean", [{ value: of("4") }, { value: of("5") }])).toEqual(rate(9n, 2n));
    expect(together("mean", [{ value: of("4"), weight: of("0") }])).toBeNull();
    expect(together("sum", [{ value: of("4") }, { value: of("5") }])).toEqual(rate(9n, 1n));
    expect(together("last", [{ value: of("4") }, { value: of("5") }])).toEqual(rate(5n, 1n));
    expect(together("last", [])).toBeNull();
  });

  test("a definition tells its parts", () => {
    expect(partsOf({ unit: "ratio", formula: "margin / revenue" })).toEqual(["margin", "revenue"]);
    expect(partsOf({ unit: "money", formula: "a * b" })).toEqual(["a", "b"]);
    expect(partsOf({ unit: "money", formula: "as invoiced" })).toEqual([]);
  });
});
