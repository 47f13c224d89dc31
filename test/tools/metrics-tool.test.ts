// Goal: the public figures are the product's own, exact, and a wrong number is named with its place.
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { problemOf } from "../../workers/http/problems.ts";
import { MetricsAnswer, MetricsRequest } from "../../workers/tools/contract.ts";
import { EXAMPLES } from "../../workers/tools/examples.ts";
import { metricsTool } from "../../workers/tools/metrics-tool.ts";

const ask = (request: unknown) => {
  const made = metricsTool(v.parse(MetricsRequest, request));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return v.parse(MetricsAnswer, made.value) as any; // oxlint-disable-line typescript/no-explicit-any -- a test reads what it expects
};
const refused = (request: unknown) => {
  const made = metricsTool(v.parse(MetricsRequest, request));
  return made.ok ? null : made.error;
};

describe("attainment", () => {
  const of = (target: string, actual: string, more: object = {}) =>
    ask({ calculate: "attainment", ...more, rows: [{ id: "a", target, actual }] }).rows[0];

  // prettier-ignore
  test.each([
    ["4000000", "3600000", {},                                                "0.9",      "-400000.00"],
    ["3",       "1",       {},                                                "0.333333", "-2.00"],
    ["100",     "250",     {},                                                "2.5",      "150.00"],
    ["100",     "-50",     {},                                                "-0.5",     "-150.00"],
    ["0",       "120000",  {},                                                null,       "120000.00"],
    ["-5",      "3",       {},                                                null,       "8.00"],
    ["45",      "38",      { direction: "down" },                             "1.184211", "-7.00"],
    ["45",      "90",      { direction: "down" },                             "0.5",      "45.00"],
    ["45",      "0",       { direction: "down" },                             "2",        "-45.00"],
    ["45",      "1",       { direction: "down", downMax: "150%" },            "1.5",      "-44.00"],
    ["40",      "30",      { direction: "down", downRule: "two_minus" },      "1.25",     "-10.00"],
    ["40",      "120",     { direction: "down", downRule: "two_minus" },      "-1",       "80.00"],
    ["0",       "3",       { direction: "down" },                             null,       "3.00"],
  ])("of target %s and actual %s, %j, is %s", (target, actual, more, attainment, variance) => {
    expect(of(target, actual, more)).toMatchObject({ attainment, variance });
  });

  test("of a team is the ratio of its sums, never the mean of ratios", () => {
    const rows = [
      { id: "a", target: "100", actual: "100" },
      { id: "b", target: "300", actual: "150" },
    ];
    expect(ask({ calculate: "attainment", rows }).total).toMatchObject({
      target: "400.00",
      actual: "250.00",
      attainment: "0.625",
    });
  });
});

describe("growth", () => {
  const of = (now: string, before: string) =>
    ask({ calculate: "growth", rows: [{ id: "a", now, before }] }).rows[0];
  // prettier-ignore
  test.each([
    ["12000000", "10000000", "0.2",  "2000000.00"],
    ["50",       "-100",     "1.5",  "150.00"],
    ["-150",     "-100",     "-0.5", "-50.00"],
    ["7",        "0",        null,   "7.00"],
  ])("from %s before to %s", (now, before, growth, change) => {
    expect(of(now, before)).toMatchObject({ growth, change });
  });
});

describe("pace", () => {
  const of = (more: object) =>
    ask({
      calculate: "pace",
      ...{ target: "3000", actual: "1200", from: "2026-04-01", until: "2026-05-01" },
      ...{ dataDay: "2026-04-10", basis: "calendar_days" },
      ...more,
    });

  test("is the actual over what the days that have gone should have brought", () => {
    expect(of({})).toMatchObject({
      ...{ attainment: "0.4", elapsed: "0.333333", expected: "1000.00", pace: "1.2" },
      ...{ runRate: "3600.00", required: "90.00", daysElapsed: 10, daysLeft: 20 },
    });
  });

  test("counts working days, with mainland China's holidays where asked", () => {
    const plain = of({ basis: "working_days" });
    expect([plain.daysElapsed, plain.daysLeft]).toEqual([8, 14]);
    const october = { from: "2026-10-01", until: "2026-11-01", dataDay: "2026-10-09" };
    const mainland = of({ ...october, basis: "working_days", holidays: "mainland" });
    expect([mainland.daysElapsed, mainland.daysLeft]).toEqual([2, 16]);
    expect(of({ ...october, basis: "working_days" }).daysElapsed).toBe(7);
  });

  test("says nothing of what cannot be known yet, or any more", () => {
    expect(of({ dataDay: "2026-03-31" })).toMatchObject({
      pace: null,
      runRate: null,
      required: null,
    });
    expect(of({ dataDay: "2026-06-01" })).toMatchObject({
      runRate: "1200.00",
      required: null,
      daysLeft: 0,
    });
  });

  test("refuses an interval that ends before it begins", () => {
    const request = { calculate: "pace", target: "1", actual: "1", dataDay: "2026-04-01" };
    expect(refused({ ...request, from: "2026-05-01", until: "2026-05-01" })).toMatchObject({
      errors: [
        { pointer: "/until", code: "metrics/tool_window", value: "2026-05-01", from: "2026-05-01" },
      ],
    });
  });
});

describe("ranks", () => {
  const rows = [
    { id: "c", score: "80%" },
    { id: "a", score: "0.9" },
    { id: "b", score: "0.80" },
    { id: "d", score: "12%" },
  ];
  test("come under every tie rule, equal numbers written differently being equal", () => {
    const made = ask({ calculate: "ranks", rows }).rows;
    const by = (rule: string) => made.map((row: Record<string, unknown>) => row[rule]);
    expect(by("id")).toEqual(["a", "c", "b", "d"]);
    expect(by("standard")).toEqual([1, 2, 2, 4]);
    expect(by("modified")).toEqual([1, 3, 3, 4]);
    expect(by("dense")).toEqual([1, 2, 2, 3]);
    expect(by("fractional")).toEqual([1, 2.5, 2.5, 4]);
    expect(by("ordinal")).toEqual([1, 2, 3, 4]);
  });

  test("begin with the smallest where less is better", () => {
    const made = ask({ calculate: "ranks", direction: "down", rows }).rows;
    expect(made.map(({ id }: { id: string }) => id)).toEqual(["d", "c", "b", "a"]);
  });
});

describe("evenness and correlation", () => {
  test("are the population forms", () => {
    const values = ["2", "4", "4", "4", "5", "5", "7", "9"];
    expect(ask({ calculate: "evenness", values })).toMatchObject({
      ...{ n: 8, mean: "5", median: "4.5", variation: { value: "0.4", why: null } },
      gini: { value: "0.2125", why: null },
    });
    // The same in steps of a cent, and as percentages.
    const cents = values.map((value) => `0.0${value}`);
    expect(ask({ calculate: "evenness", values: cents })).toMatchObject({
      gini: { value: "0.2125" },
    });
  });

  test("say why there is no number", () => {
    expect(ask({ calculate: "evenness", values: ["1", "2"] })).toMatchObject({
      ...{
        median: "1.5",
        gini: { value: null, why: "few" },
        variation: { value: null, why: "few" },
      },
    });
    expect(ask({ calculate: "evenness", least: 2, values: ["1", "3"] }).gini.value).toBe("0.25");
    const zeros = Array.from({ length: 8 }, () => "0");
    expect(ask({ calculate: "evenness", values: zeros }).gini.why).toBe("no_spread");
    expect(ask({ calculate: "evenness", values: [...zeros, "-1"] }).gini.why).toBe("negative");
    const pairs = zeros.map((y, at) => ({ x: String(at), y }));
    expect(ask({ calculate: "correlation", pairs }).spearman.why).toBe("no_spread");
  });
});

describe("a weighted pipeline", () => {
  test("adds amount x probability exactly and rounds once", () => {
    const deals = Array.from({ length: 3 }, (_, at) => ({
      ...{ id: `d${at}`, amount: "0.01", probability: "50%" },
    }));
    const made = ask({ calculate: "pipeline", deals, target: "1", actual: "0.98" });
    // Three halves of a cent are one and a half: two cents, not three.
    expect(made).toMatchObject({
      weighted: "0.02",
      total: "0.03",
      missing: "0.02",
      coverage: "0.75",
    });
    expect(made.rows.map(({ weighted }: { weighted: string }) => weighted)).toEqual([
      "0.01",
      "0.01",
      "0.01",
    ]);
    expect(ask({ calculate: "pipeline", deals }).missing).toBeNull();
    expect(ask({ calculate: "pipeline", deals, target: "1", actual: "2" }).coverage).toBeNull();
  });
});

describe("wrong numbers", () => {
  test("are all named, with place, row and value", () => {
    const deals = [
      { id: "x", amount: "1e5", probability: "0.5" },
      { id: "y", amount: "10", probability: "120%" },
      { id: "z", amount: "1,000", probability: "-0.1" },
    ];
    const made = refused({ calculate: "pipeline", deals });
    expect(made).toMatchObject({ code: "metrics/tool", count: 4 });
    expect(made?.errors.map(({ pointer, code, value, id }) => [pointer, code, value, id])).toEqual([
      ["/deals/0/amount", "metrics/tool_number", "1e5", "x"],
      ["/deals/1/probability", "metrics/tool_share", "120%", "y"],
      ["/deals/2/amount", "metrics/tool_number", "1,000", "z"],
      ["/deals/2/probability", "metrics/tool_share", "-0.1", "z"],
    ]);
    const told = problemOf(made ?? { code: "internal" }, "r");
    expect(told.errors?.[0]?.messages).toEqual({
      zh: "“1e5”不是数：请写小数（12.5）或百分比（8%）。",
      en: '"1e5" is no number: write a decimal such as 12.5 or a percentage such as 8%.',
    });
  });

  // prettier-ignore
  test.each(["", "NaN", "Infinity", "0x10", "1/3", "１２", "--1", "1.2.3", "5 %x"])("%j is none", (value) => {
    const made = refused({ calculate: "evenness", values: [value] });
    expect(made?.errors[0]).toMatchObject({ pointer: "/values/0", code: "metrics/tool_number", value });
  });

  test("a maximum of 0 is refused where direction is down", () => {
    const rows = [{ id: "a", target: "1", actual: "1" }];
    const made = refused({ calculate: "attainment", direction: "down", downMax: "0", rows });
    expect(made?.errors[0]).toMatchObject({ pointer: "/downMax", code: "metrics/tool_positive" });
  });
});

describe("every request", () => {
  test.each(EXAMPLES.map((example) => [example.calculate, example] as const))(
    "of the document is answered: %s",
    (_, example) => {
      expect(ask(example).calculate).toBe(example.calculate);
    },
  );

  test("of ten thousand long decimals is answered in time", () => {
    const values = Array.from({ length: 10_000 }, (_, at) => `${at}.${"7".repeat(30)}`);
    const begun = performance.now();
    expect(ask({ calculate: "evenness", values }).n).toBe(10_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("attainment of a scaled target and actual is the same", () => {
    const number = fc.integer({ min: 1, max: 10 ** 9 });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 0, max: 6 }), (target, actual, places) => {
        const scaled = (value: number) => {
          const digits = String(value).padStart(places + 1, "0");
          return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
        };
        const of = (text: (value: number) => string) =>
          ask({
            calculate: "attainment",
            rows: [{ id: "a", target: text(target), actual: text(actual) }],
          }).rows[0].attainment;
        expect(of(scaled)).toBe(of(String));
      }),
      { seed: 20_261_121, numRuns: 500 },
    );
  });
});
