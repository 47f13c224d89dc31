// Goal: a definition agrees with itself, and the ones a tenant begins with do.
import { describe, expect, test } from "vitest";
import { id } from "../../workers/lib/id.ts";
import {
  ALONE,
  DEFAULT_METRICS,
  defaultMetricId,
  defaultMetricRows,
} from "../../workers/metrics/defaults.ts";
import { flawOf, ratioOf } from "../../workers/metrics/metric.ts";

const other = (code: string, change: object = {}) =>
  ({ id: id<"metric">(code), code, class: "result", formula: null, ...change }) as const;
const others = [
  other("margin"),
  other("revenue"),
  other("product", { formula: "margin * revenue" }),
  other("rate", { formula: "margin / revenue", class: "health" }),
];
const alone = { ...ALONE, unit: "money", currency: null, formula: null, overTime: "sum" } as const;

describe("a definition", () => {
  // prettier-ignore
  test.each([
    ["money may have a currency",        { unit: "money", currency: "CNY", formula: null },  null],
    ["a count has none",                 { unit: "count", currency: "CNY", formula: null },  "metrics/currency_of_money_only"],
    ["a ratio names its parts",          { unit: "ratio", currency: null, formula: null },   "metrics/ratio_needs_formula"],
    ["and names two",                    { unit: "ratio", currency: null, formula: "margin" }, "metrics/ratio_needs_formula"],
    ["that exist",                       { unit: "ratio", currency: null, formula: "margin / cost" }, "metrics/unknown_formula"],
    ["as the default does",              { unit: "ratio", currency: null, formula: "margin / revenue" }, null],
  ] as const)("%s", (_, metric, expected) => {
    expect(flawOf({ ...alone, ...metric }, others)?.code ?? null).toBe(expected);
  });

  // prettier-ignore
  test.each([
    ["a product of metrics that exist",   { formula: "margin * revenue" },                      null],
    ["or else the missing one is named",  { formula: "margin × visits" },                       "metrics/unknown_formula"],
    ["a note is no formula",              { formula: "net of returns" },                        null],
    ["a circle is refused",               { code: "margin", formula: "product * revenue" },     "metrics/circular_formula"],
    ["a ratio only measures",             { code: "margin", formula: "rate * revenue" },        null],
    ["but it needs its two sums",         { overTime: "ratio", formula: "net of returns" },     "metrics/ratio_needs_formula"],
    ["even a short one",                  { code: "margin", formula: "margin * revenue" },      "metrics/circular_formula"],
    ["a health metric beside growth",     { health: "rate" },                                   null],
    ["is one of class health",            { health: "revenue" },                                "metrics/not_health"],
    ["that exists",                       { health: "nobody" },                                 "metrics/unknown_metric"],
    ["as a weight does",                  { weighedBy: "nobody" },                              "metrics/unknown_metric"],
    ["a maximum lies above 0",            { downMax: "0" },                                     "metrics/down_max"],
    ["and is a number",                   { downMax: "much" },                                  "metrics/down_max"],
    ["or a percentage",                   { downMax: "150%" },                                  null],
  ] as const)("%s", (_, metric, expected) => {
    expect(flawOf({ ...alone, ...metric }, others)?.code ?? null).toBe(expected);
  });

  test("a ratio is read as one metric over another", () => {
    expect(ratioOf("margin / revenue")).toEqual({ over: "margin", under: "revenue" });
    expect(ratioOf("margin/revenue")).toBeNull();
  });
});

describe("the metrics of a new tenant", () => {
  const all = new Set(DEFAULT_METRICS.map(({ code }) => code));
  const known = DEFAULT_METRICS.map((metric) => other(metric.code, metric));
  test("have their own codes, both names, and no flaw", () => {
    expect(all.size).toBe(DEFAULT_METRICS.length);
    for (const metric of DEFAULT_METRICS) {
      expect(flawOf({ ...alone, ...metric }, known)).toBeNull();
      expect(metric.nameZh).toMatch(/\p{Script=Han}/u);
      expect(metric.nameEn).toMatch(/^[A-Z]/);
    }
  });

  test("show a result, the process behind it and a health metric", () => {
    expect(new Set(DEFAULT_METRICS.map((metric) => metric.class))).toEqual(
      new Set(["result", "process", "health"]),
    );
  });

  test("watch revenue's growth beside the margin rate", async () => {
    const rows = await defaultMetricRows("a", 1_000);
    const idOf = (code: string) => rows.find((row) => row.code === code)?.id;
    expect(rows.find(({ code }) => code === "revenue")?.health).toBe(idOf("margin_rate"));
  });

  test("have the same ids at every run, and others in another tenant", async () => {
    const first = await defaultMetricRows("a", 1_000);
    expect(await defaultMetricRows("a", 1_000)).toEqual(first);
    expect(first[0]?.id).toBe(await defaultMetricId("a", "revenue", 1_000));
    expect((await defaultMetricRows("b", 1_000))[0]?.id).not.toBe(first[0]?.id);
  });
});
