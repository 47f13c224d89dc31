// Goal: a definition agrees with itself, and the ones a tenant begins with do.
import { describe, expect, test } from "vitest";
import {
  DEFAULT_METRICS,
  defaultMetricId,
  defaultMetricRows,
} from "../../workers/metrics/defaults.ts";
import { flawOf, ratioOf } from "../../workers/metrics/metric.ts";

const codes = new Set(["margin", "revenue"]);

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
    expect(flawOf(metric, codes)?.code ?? null).toBe(expected);
  });

  test("a ratio is read as one metric over another", () => {
    expect(ratioOf("margin / revenue")).toEqual({ over: "margin", under: "revenue" });
    expect(ratioOf("margin/revenue")).toBeNull();
  });
});

describe("the metrics of a new tenant", () => {
  const all = new Set(DEFAULT_METRICS.map(({ code }) => code));
  test("have their own codes, both names, and no flaw", () => {
    expect(all.size).toBe(DEFAULT_METRICS.length);
    for (const metric of DEFAULT_METRICS) {
      expect(flawOf({ ...metric, currency: null }, all)).toBeNull();
      expect(metric.nameZh).toMatch(/\p{Script=Han}/u);
      expect(metric.nameEn).toMatch(/^[A-Z]/);
    }
  });

  test("show a result, the process behind it and a health metric", () => {
    expect(new Set(DEFAULT_METRICS.map((metric) => metric.class))).toEqual(
      new Set(["result", "process", "health"]),
    );
  });

  test("have the same ids at every run, and others in another tenant", async () => {
    const first = await defaultMetricRows("a", 1_000);
    expect(await defaultMetricRows("a", 1_000)).toEqual(first);
    expect(first[0]?.id).toBe(await defaultMetricId("a", "revenue", 1_000));
    expect((await defaultMetricRows("b", 1_000))[0]?.id).not.toBe(first[0]?.id);
  });
});
