// Goal: the choices of the specification that no other figure touches, each with its worked sum:
// rounding, pay calendars, quota bases, what waits, conditions, releases, rates.
import { describe, expect, test } from "vitest";
import {
  eightTen,
  flat,
  flaws,
  name,
  pay,
  pays,
  planOf,
  refund,
  sale,
  statements,
  world,
} from "./make.ts";

const PAYROLL = { carry: { kind: "payroll" } } as const;
const noTarget = { noTarget: "pays_zero" } as const;
const target = (
  amount: string,
  from = "2026-01-01",
  until = "2027-01-01",
  change: object = {},
) => ({
  ...{ subject: "lin", metric: "revenue", from, until, amount },
  ...change,
});

describe("rounding to the fen, of 12.5 and -12.5, 13.5 and 12.6 fen", () => {
  // prettier-ignore
  test.each<[string, number[]]>([
    ["half_away",        [13, -13, 14, 13]],
    ["half_even",        [12, -12, 14, 13]],
    ["half_odd",         [13, -13, 13, 13]],
    ["half_toward_zero", [12, -12, 13, 13]],
    ["half_up",          [13, -12, 14, 13]],
    ["half_down",        [12, -13, 13, 13]],
    ["toward_zero",      [12, -12, 13, 12]],
    ["away_from_zero",   [13, -13, 14, 13]],
  ])("%s gives %j", (mode, expected) => {
    const at = (amount: string) =>
      statements(
        world({ ...planOf(flat("10%", { rounding: { mode } })), ...PAYROLL }, { credits: [sale(amount)] }),
      )[0]?.pay;
    expect(["1.25", "-1.25", "1.35", "1.26"].map(at)).toEqual(expected.map(BigInt));
  });

  test("to 角 and 元", () => {
    const at = (granule: string) =>
      pay(world(planOf(flat("10%", { rounding: { granule } })), { credits: [sale("123.45")] }));
    expect([at("0.01"), at("0.1"), at("1")]).toEqual([12.35, 12.3, 12]);
  });
});

describe("what leaves the engine is a safe integer", () => {
  test("or the place is named", () => {
    const json = world(planOf(flat("100%")), { credits: [sale("99999999999999999")] });
    expect(flaws(json)).toEqual(["incentives/too_large"]);
  });
});

describe("pay calendars, from 1 January to 1 March 2026", () => {
  const periods = (every: object | string, paidOn?: object) =>
    statements(
      world({ ...planOf(flat("10%")), pay: { every, ...(paidOn ? { paidOn } : {}) } } as never, {
        until: "2026-03-01",
      }),
    );
  // prettier-ignore
  test.each<[string, object | string, string[]]>([
    ["half a month: 1 to 15, 16 to the end", "half_month", ["2026-01-01/2026-01-16", "2026-01-16/2026-02-01", "2026-02-01/2026-02-16", "2026-02-16/2026-03-01"]],
    ["two weeks from a Monday",  { weeks: 2, from: "2026-01-05" }, ["2026-01-05/2026-01-19", "2026-01-19/2026-02-02", "2026-02-02/2026-02-16", "2026-02-16/2026-03-02"]],
    ["two weeks, begun before",  { weeks: 2, from: "2025-12-29" }, ["2026-01-12/2026-01-26", "2026-01-26/2026-02-09", "2026-02-09/2026-02-23", "2026-02-23/2026-03-09"]],
    ["months",                   "month", ["2026-01-01/2026-02-01", "2026-02-01/2026-03-01"]],
    ["a campaign",               { campaign: { from: "2026-01-20", until: "2026-02-20" } }, ["2026-01-20/2026-02-20"]],
  ])("%s", (_, every, expected) => {
    expect(periods(every).map(({ period }) => `${period.from}/${period.until}`)).toEqual(expected);
  });
  test("weeks", () => expect(periods({ weeks: 1, from: "2026-01-01" })).toHaveLength(9));

  // January ends on a Saturday; 1 and 8 February are Sundays, 2 February a Monday.
  // prettier-ignore
  test.each<[string, object, string]>([
    ["ten days after",                        { daysAfter: 10 }, "2026-02-10"],
    ["on the third working day after",        { workingDaysAfter: 3 }, "2026-02-04"],
    ["on the 8th, a Sunday, moved later",     { dayOfMonth: 8, moved: "later" }, "2026-02-09"],
    ["on the 8th, a Sunday, moved earlier",   { dayOfMonth: 8, moved: "earlier" }, "2026-02-06"],
    ["on the 8th, whatever day it is",        { dayOfMonth: 8, moved: "stays" }, "2026-02-08"],
    ["on the 31st of a February of 28 days",  { dayOfMonth: 31, moved: "stays" }, "2026-02-28"],
  ])("January is paid %s", (_, paidOn, expected) => {
    expect(periods("month", paidOn)[0]?.payDate).toBe(expected);
  });

  test("a window may be longer than the pay period: a quarter's tiers, paid by halves of months", () => {
    const plan = {
      ...planOf(eightTen("marginal", { window: "quarter" })),
      pay: { every: "half_month" },
    };
    const credits = [sale("900000", "2026-01-10"), sale("300000", "2026-01-20")];
    expect(pays(world(plan as never, { credits }))).toEqual([72_000, 28_000]);
  });
});

describe("100,000 sold of a quarter's quota of 300,000, in its second month", () => {
  const run = (basis: string) => {
    const curve = {
      ...{ kind: "curve", key: "bonus", name: name("b"), window: "quarter", pays: "1000" },
      figure: { metric: "revenue", read: "attainment", window: "quarter", basis },
      curve: {
        ...{ shape: "linear", above: "extrapolate" },
        points: [
          { at: "0", pays: "0" },
          { at: "1", pays: "1" },
        ],
      },
    };
    const plan = {
      ...planOf(curve as never),
      ...noTarget,
      dayCount: { kind: "whole_months", part: "by_days" },
    };
    const json = world(plan as never, {
      ...{ from: "2026-02-01", until: "2026-03-01" },
      targets: [target("300000", "2026-01-01", "2026-04-01")] as never,
      credits: [sale("100000", "2026-02-10")],
    });
    return pay(json);
  };
  // prettier-ignore
  test.each([["own", 1_000], ["elapsed", 500], ["whole", 333.33]])(
    "is by the %s quota %d of 1,000", (basis, expected) => expect(run(basis)).toBe(expected));
});

describe("attainment of 99.6 %", () => {
  const at = (figureRounding: string, change: object = {}) => {
    const curve = {
      ...{
        kind: "curve",
        key: "bonus",
        name: name("b"),
        window: "period",
        pays: "1000",
        figureRounding,
      },
      figure: { metric: "revenue", read: "attainment", window: "period" },
      curve: {
        shape: "step",
        points: [
          { at: "50%", pays: "50%" },
          { at: "100%", pays: "100%" },
        ],
        above: "hold",
      },
      ...change,
    };
    const json = world({ ...planOf(curve as never), ...noTarget } as never, {
      targets: [target("1000", "2026-01-01", "2026-02-01")] as never,
      credits: [sale("996")],
    });
    return pay(json);
  };
  test("is looked up as it is, or as whole percent: 100 %", () =>
    expect([at("exact"), at("percent")]).toEqual([500, 1_000]));
  test("capped at 90 % it is looked up there", () =>
    expect(at("percent", { figureCap: "90%" })).toBe(500));
});

describe("a metric where less is better: 5 days on a target of 10", () => {
  const run = (maxAttainment: string | undefined, days: string) => {
    const metric = {
      ...{
        key: "days",
        name: name("days"),
        unit: "days",
        scale: 0,
        class: "process",
        from: "given",
      },
      ...{ direction: "down", ...(maxAttainment ? { maxAttainment } : {}) },
    };
    const curve = {
      ...{ kind: "curve", key: "bonus", name: name("b"), window: "period", pays: "1000" },
      figure: { metric: "days", read: "attainment", window: "period" },
      curve: {
        shape: "linear",
        points: [
          { at: "0", pays: "0" },
          { at: "1", pays: "1" },
        ],
        above: "extrapolate",
      },
    };
    const plan = { ...planOf(curve as never), ...noTarget };
    const month = { from: "2026-01-01", until: "2026-02-01" };
    return pay(
      world({ ...plan, metrics: [...plan.metrics, metric] } as never, {
        targets: [{ subject: "lin", metric: "days", amount: "10", ...month }],
        figures: [{ subject: "lin", metric: "days", value: days, ...month }],
      }),
    );
  };
  test("attains 200 %, at most what the metric states", () =>
    expect([run("3", "5"), run("1.5", "5"), run("3", "20"), run("3", "0")]).toEqual([
      2_000, 1_500, 500, 3_000,
    ]));
});

describe("a result that falls from 100 to 40 and rises to 150", () => {
  const run = (difference: string) => {
    const deal = sale("1000", "2026-01-10");
    const credits = [deal, refund(deal, "-600", "2026-02-10"), sale("1100", "2026-03-10")];
    const plan = { ...planOf(flat("10%", { window: "quarter", difference })), ...PAYROLL };
    return pays(world(plan, { until: "2026-04-01", credits }));
  };
  test("is a negative line, or waits at 0 until it has caught up", () => {
    expect(run("line")).toEqual([100, -60, 110]);
    expect(run("wait")).toEqual([100, 0, 50]);
  });
});

describe("conditions", () => {
  const sold = (key: string, is: string, number: string) => ({
    ...{ key, is, than: { number } },
    figure: { metric: "revenue", read: "amount", window: "period" },
  });
  const run = (when: string, amount: string) => {
    const bonus = { kind: "bonus", key: "b", name: name("b"), window: "period", when, pays: "100" };
    const conditions = [
      sold("over", ">=", "100"),
      sold("under", "<", "200"),
      { key: "between", all: ["over", "under"] },
      { key: "some", any: ["between", "huge"] },
      sold("huge", ">", "900"),
      { key: "no", not: "some" },
    ];
    return pay(
      world({ ...planOf(bonus as never), conditions } as never, { credits: [sale(amount)] }),
    );
  };
  // prettier-ignore
  test.each<[string, number[]]>([
    ["over",    [0, 100, 100, 100, 100]],
    ["under",   [100, 100, 0, 0, 0]],
    ["between", [0, 100, 0, 0, 0]],
    ["huge",    [0, 0, 0, 0, 100]],
    ["some",    [0, 100, 0, 0, 100]],
    ["no",      [100, 0, 100, 100, 0]],
  ])("%s at 99.99, 100, 200, 900 and 900.01", (when, expected) => {
    expect(["99.99", "100", "200", "900", "900.01"].map((amount) => run(when, amount))).toEqual(expected);
  });

  test("look at a quota of a level, and at a named unit", () => {
    const bonus = {
      kind: "bonus",
      key: "b",
      name: name("b"),
      window: "period",
      when: "met",
      pays: "100",
    };
    const at = (figure: object, than: object, amount: string) =>
      pay(
        world(
          {
            ...{ ...planOf(bonus as never), ...noTarget },
            conditions: [
              {
                ...{ key: "met", is: ">=", than },
                figure: { metric: "revenue", read: "amount", window: "period", ...figure },
              },
            ],
          } as never,
          {
            participants: ["lin", "mei"].map((id) => ({
              ...{ id, from: "2025-01-01" },
              memberships: [{ unit: "east", from: "2025-01-01", until: null }],
            })),
            units: [{ id: "east", above: [] }],
            targets: [
              target("100", "2026-01-01", "2026-02-01", { level: "committed" }),
              target("150", "2026-01-01", "2026-02-01", { level: "challenge" }),
            ] as never,
            credits: [sale(amount), sale("40", "2026-01-10", { person: "mei" })],
          },
        ),
      );
    expect([at({}, { quota: "committed" }, "120"), at({}, { quota: "challenge" }, "120")]).toEqual([
      100, 0,
    ]);
    expect(at({}, { quota: "committed", times: "1.2" }, "119")).toBe(0);
    expect(at({ of: { unit: "east" } }, { number: "150" }, "120")).toBe(100);
    expect(at({ of: "own_unit" }, { number: "161" }, "120")).toBe(0);
  });
});

describe("half at delivery and half with the money", () => {
  test("a deal of 1,000 at 10 % signed in January, delivered in February, paid for in March and April", () => {
    const plan = {
      ...planOf(flat("10%")),
      release: {
        parts: [
          { share: "1/2", on: { event: "delivery" } },
          { share: "1/2", on: { event: "collection" } },
        ],
      },
      leaver: { unreleased: "when_released" },
    };
    const events = [
      { event: "signing", on: "2026-01-10" },
      { event: "delivery", on: "2026-02-10" },
      { event: "collection", on: "2026-03-10", amount: "333" },
      { event: "collection", on: "2026-04-10", amount: "900" },
    ];
    const json = world(plan as never, {
      until: "2026-06-01",
      credits: [sale("1000", "2026-01-10", { deal: "d1" })],
      deals: [{ id: "d1", due: "1000", events }] as never,
    });
    expect(pays(json)).toEqual([0, 50, 16.65, 33.35, 0]);
  });
});

describe("a rate", () => {
  const at = (rate: string) => () => pay(world(planOf(flat(rate)), { credits: [sale("300")] }));
  test("is a decimal, a percent or a fraction, never rounded; outside 0 to 100 % it is refused", () => {
    expect(["0.08", "8%", "1/3"].map((rate) => at(rate)())).toEqual([24, 24, 100]);
    expect(at("101%")).toThrow("A rate from 0% to 100%.");
    expect(at("-1%")).toThrow("A rate from 0% to 100%.");
  });
  test("may be a table of two measures of a deal", () => {
    const row = (from: string | null, until: string | null, product: string, value: string) => ({
      ...{ at: [product, { from, until }], value },
    });
    const table = {
      axes: [{ dimension: "product" }, { measure: "amount" }],
      rows: [row(null, "100", "a", "1%"), row("100", null, "a", "2%"), row(null, null, "b", "5%")],
      otherwise: "0",
    };
    const of = (amount: string, product: string) =>
      pay(
        world(planOf(flat("0", { rate: { table } })), {
          credits: [sale(amount, "2026-01-10", { dimensions: { product } })],
        }),
      );
    expect([of("50", "a"), of("100", "a"), of("100", "b"), of("100", "c")]).toEqual([0.5, 2, 5, 0]);
  });
});

test("a KPI's own cap acts before its weight, the total's after", () => {
  const kpi = (key: string, cap: string) => ({
    ...{ key, name: name(key), weight: "0.5" },
    figure: { metric: key, read: "amount", window: "period" },
    curve: {
      shape: "linear",
      points: [
        { at: "0", pays: "0" },
        { at: "1", pays: "1" },
      ],
      above: "extrapolate",
      cap,
    },
  });
  const run = (scoreCap: string) => {
    const card = {
      ...{
        kind: "scorecard",
        key: "s",
        name: name("s"),
        window: "period",
        missing: "zero",
        pays: "1000",
      },
      ...{ kpis: [kpi("calls", "1.2"), kpi("visits", "5")], scoreCap },
    };
    const metrics = ["calls", "visits"].map((key) => ({
      ...{ key, name: name(key), unit: "count", scale: 0, class: "process", from: "given" },
    }));
    const month = { from: "2026-01-01", until: "2026-02-01" };
    return pay(
      world({ ...planOf(card as never), metrics } as never, {
        figures: ["calls", "visits"].map((metric) => ({
          subject: "lin",
          metric,
          value: "2",
          ...month,
        })),
      }),
    );
  };
  // min(2, 1.2) x 0.5 + 2 x 0.5 = 1.6
  expect([run("9"), run("1.5")]).toEqual([1_600, 1_500]);
});
