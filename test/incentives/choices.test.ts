// Goal: the choices where the field disagrees, each as a worked figure: accumulation, reach, bounds,
// thresholds, curves, negative bases, caps, refunds, targets that ramp.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import {
  eightTen,
  flat,
  flaws,
  name,
  onCredits,
  pay,
  pays,
  planOf,
  refund,
  sale,
  statements,
  world,
  yuan,
} from "./make.ts";

const tiers = (
  ...rows: [from: string, until: string | null, rate: string, reach?: object | string][]
) => rows.map(([from, until, rate, reach = "own"]) => ({ from, until, pays: { rate }, reach }));
const tiered = (rows: object[], change: object = {}) =>
  ({ ...eightTen("marginal"), tiers: rows, ...change }) as never;
const target = (amount: string, from = "2026-01-01", until = "2027-01-01") =>
  ({ subject: "lin", metric: "revenue", from, until, amount }) as const;
const january = (amount: string) => target(amount, "2026-01-01", "2026-02-01");
const attainment = { read: "attainment", metric: "revenue", basis: "whole" } as const;
const noTarget = { noTarget: "pays_zero" } as const;

describe("the same six deals", () => {
  const deals = [
    sale("600000", "2026-01-10"),
    sale("600000", "2026-01-20"),
    sale("1200000", "2026-02-10"),
    sale("200000", "2026-02-20"),
    sale("300000", "2026-03-10"),
    sale("1500000", "2026-03-20"),
  ];
  // prettier-ignore
  test.each<["credit" | "period" | "quarter", "marginal" | "retroactive", number[]]>([
    ["credit",  "marginal",    [ 96_000, 116_000, 154_000]],
    ["period",  "marginal",    [100_000, 120_000, 160_000]],
    ["quarter", "marginal",    [100_000, 140_000, 180_000]],
    ["credit",  "retroactive", [ 96_000, 136_000, 174_000]],
    ["period",  "retroactive", [120_000, 140_000, 180_000]],
    ["quarter", "retroactive", [120_000, 140_000, 180_000]],
  ])("earn by %s, %s: %j", (window, mode, expected) => {
    expect(pays(world(planOf(eightTen(mode, { window })), { until: "2026-04-01", credits: deals }))).toEqual(expected);
  });
});

describe("above a quota of 1,000,000 the rate doubles from 5 %", () => {
  const plan = (reach: string) => ({
    ...planOf(
      tiered(
        [
          { from: "0", until: "1.2", pays: { rate: "5%" }, reach: "own" },
          { from: "1.2", until: null, pays: { multiplier: "2" }, reach },
        ],
        {
          measure: attainment,
          baseRate: "5%",
        },
      ),
    ),
    ...noTarget,
  });
  const at = (reach: string, amount: string) =>
    pay(world(plan(reach), { targets: [january("1000000")], credits: [sale(amount)] }));
  test("on the bracket above 120 %", () => expect(at("own", "1500000")).toBe(90_000));
  test("on the whole overage above quota", () => expect(at("quota", "1500000")).toBe(100_000));
  test("on everything", () => expect(at("zero", "1500000")).toBe(150_000));
  test("below 120 % nothing is multiplied", () => expect(at("quota", "1100000")).toBe(55_000));
});

describe("a whole-amount tier exactly at its bound", () => {
  const at = (low: string, high: string) =>
    pay(
      world(
        planOf(
          tiered([
            { from: "0", until: "1000000", pays: { rate: "8%" }, reach: "zero", boundary: low },
            { from: "1000000", until: null, pays: { rate: "10%" }, reach: "zero", boundary: high },
          ]),
        ),
        { credits: [sale("1000000")] },
      ),
    );
  test(">= is the upper tier", () => expect(at("lower", "lower")).toBe(100_000));
  test("upper bound inclusive (以内) is the lower tier", () =>
    expect(at("upper", "lower")).toBe(80_000));
  test("strict > is the lower tier", () => expect(at("lower", "above")).toBe(80_000));
});

describe("10 % with a threshold of 100,000 and a floor of 500", () => {
  const at = (treat: string, amount: string) =>
    pay(
      world(planOf(flat("10%", { threshold: { at: "100000", treat }, floor: "500" })), {
        credits: [sale(amount)],
      }),
    );
  // prettier-ignore
  test.each<[string, number, number, number]>([
    //             90,000   100,000   150,000
    ["gate",            0,   10_000,   15_000],
    ["deductible",    500,      500,    5_000],
    ["cliff",         500,   10_000,   15_000],
  ])("as %s pays %i, %i, %i at 90,000, 100,000, 150,000", (treat, below, exactly, above) => {
    expect([at(treat, "90000"), at(treat, "100000"), at(treat, "150000")]).toEqual([below, exactly, above]);
  });
  test("a deductible spans several rates, and never lessens what is looked up", () => {
    const plan = planOf({
      ...eightTen("marginal"),
      threshold: { at: "100000", treat: "deductible" },
    } as never);
    expect(pay(world(plan, { credits: [sale("1200000")] }))).toBe(92_000);
  });
});

describe("curves", () => {
  const curve = (shape: string, above = "hold", change: object = {}) => ({
    ...planOf({
      kind: "curve",
      key: "bonus",
      name: name("b"),
      window: "period",
      figure: { metric: "revenue", read: "attainment", window: "period" },
      curve: {
        shape,
        above,
        points: [
          { at: "80%", pays: "50%" },
          { at: "100%", pays: "100%" },
          { at: "120%", pays: "150%" },
        ],
        ...change,
      },
      pays: "10000",
    } as never),
    ...noTarget,
  });
  const at = (plan: never, amount: string) =>
    pay(world(plan, { targets: [january("1000000")], credits: [sale(amount)] }));
  // prettier-ignore
  test.each<[string, number, number]>([
    ["799999",      0,      0],
    ["800000",  5_000,  5_000],
    ["900000",  5_000,  7_500],
    ["1000000", 10_000, 10_000],
    ["1100000", 10_000, 12_500],
    ["1400000", 15_000, 15_000],
  ])("at %s a step pays %i and a line %i", (amount, step, linear) => {
    expect(at(curve("step") as never, amount)).toBe(step);
    expect(at(curve("linear") as never, amount)).toBe(linear);
  });
  test("above the last point it goes on as the last leg, up to its own cap", () => {
    expect(at(curve("linear", "extrapolate") as never, "1400000")).toBe(20_000);
    expect(at(curve("linear", "extrapolate", { cap: "180%" }) as never, "1400000")).toBe(18_000);
  });
});

test("every passed tier in full, and of the one in progress the share that is done", () => {
  const plan = planOf({
    kind: "interpolated",
    key: "steps",
    name: name("s"),
    ...onCredits,
    window: "period",
    base: "amount",
    measure: { read: "base" },
    tiers: [
      { from: "0", until: "100000", pays: { amount: "1000" } },
      { from: "100000", until: "200000", pays: { amount: "3000" } },
    ],
  });
  const at = (amount: string) => pay(world(plan, { credits: [sale(amount)] }));
  expect([at("50000"), at("100000"), at("150000"), at("900000")]).toEqual([
    500, 1_000, 2_500, 4_000,
  ]);
});

describe("a decelerator of 6 % above 150 % of quota, over an accelerator of 15 % above 100 %", () => {
  const at = (reach: object | string, amount: string) => {
    const rows = [
      { key: "base", from: "0", until: "1", pays: { rate: "10%" }, reach: "own" },
      { key: "fast", from: "1", until: "1.5", pays: { rate: "15%" }, reach: "own" },
      { key: "slow", from: "1.5", until: null, pays: { rate: "6%" }, reach },
    ];
    const plan = { ...planOf(tiered(rows, { measure: attainment })), ...noTarget };
    return pay(world(plan, { targets: [january("100000")], credits: [sale(amount)] }));
  };
  test("keeps what was accelerated, or unwinds it", () => {
    expect(at("own", "200000")).toBe(20_500);
    expect(at({ tier: "fast" }, "200000")).toBe(16_000);
    expect(at({ tier: "fast" }, "149999")).toBe(17_499.85);
  });
});

describe("a tier of 500 from 100 on that replaces the 10 % below it", () => {
  const at = (reach: "own" | "zero" | { tier: string }, amount: string) =>
    pay(
      world(
        planOf(
          eightTen("marginal", {
            tiers: [
              { key: "a", from: "0", until: "100", pays: { rate: "10%" }, reach: "own" },
              { key: "b", from: "100", until: "200", pays: { amount: "500" }, reach: "zero" },
              { key: "c", from: "200", until: null, pays: { rate: "20%" }, reach },
            ],
          }),
        ),
        { credits: [sale(amount)] },
      ),
    );
  test("pays the sum alone, and keeps it under a tier above that adds to it", () => {
    expect([at("own", "99"), at("own", "100"), at("own", "250")]).toEqual([9.9, 500, 510]);
  });
  test("loses it to a tier that takes over from its bound, or from 0", () => {
    expect([at({ tier: "b" }, "250"), at("zero", "250")]).toEqual([30, 50]);
  });
});

describe("a base below 0 that is no refund", () => {
  const run = (negative: object, ...amounts: [string, string][]) =>
    pays(
      world(
        { ...planOf({ ...eightTen("marginal"), negative } as never), carry: { kind: "payroll" } },
        {
          until: "2026-03-01",
          credits: amounts.map(([amount, on]) => sale(amount, on)),
        },
      ),
    );
  const loss: [string, string][] = [
    ["1100000", "2026-01-05"],
    ["-200000", "2026-01-06"],
    ["500000", "2026-02-05"],
  ];
  test("negative per window lessens what climbs; per credit it is paid at the lowest rate", () => {
    expect(run({ per: "window" }, ...loss)).toEqual([72_000, 40_000]);
    expect(run({ per: "credit" }, ...loss)).toEqual([74_000, 40_000]);
  });
  test("zero forgets it, per credit or per window", () => {
    expect(run({ pays: "zero", per: "credit" }, ...loss)).toEqual([90_000, 40_000]);
    expect(
      run({ pays: "zero", per: "window" }, ["-200000", "2026-01-06"], ["500000", "2026-02-05"]),
    ).toEqual([0, 40_000]);
  });
  test("carried it lessens the next window's base", () => {
    expect(
      run({ pays: "carried", per: "window" }, ["-200000", "2026-01-06"], ["500000", "2026-02-05"]),
    ).toEqual([0, 24_000]);
    expect(run({ pays: "carried", per: "credit" }, ...loss)).toEqual([90_000, 24_000]);
  });
});

describe("caps", () => {
  test("on pay: what it cuts off is forfeited, or joins the next window", () => {
    const credits = [sale("500000", "2026-01-05"), sale("100000", "2026-02-05")];
    const run = (cutOff: string) =>
      pays(world(planOf(flat("10%", { cap: "30000", cutOff })), { until: "2026-04-01", credits }));
    expect(run("forfeited")).toEqual([30_000, 10_000, 0]);
    expect(run("carried")).toEqual([30_000, 30_000, 0]);
  });
  test("on attainment: the base beyond 120 % is not paid", () => {
    const plan = {
      ...planOf(
        tiered(tiers(["0", "1", "5%"], ["1", null, "10%"]), {
          measure: { ...attainment, cap: "120%" },
        }),
      ),
      ...noTarget,
    };
    expect(pay(world(plan, { targets: [january("100000")], credits: [sale("200000")] }))).toBe(
      7_000,
    );
  });
  test("per deal: what of a deal lies above is not paid", () => {
    const deal = (amount: string, id: string) => sale(amount, "2026-01-05", { deal: id });
    const credits = [deal("80000", "d1"), deal("80000", "d1"), deal("50000", "d2")];
    expect(pay(world(planOf(flat("10%", { dealCap: "100000" })), { credits }))).toBe(15_000);
  });
  test("a closed gate beats the floor, and a cap below the floor is refused", () => {
    const condition = {
      key: "met",
      figure: { metric: "revenue", read: "amount", window: "period" },
      is: ">=",
      than: { number: "100" },
    } as const;
    const plan = (extra: object) => ({
      ...planOf(flat("10%", { gates: [{ when: "met" }], floor: "50", ...extra })),
      conditions: [condition],
    });
    expect(pay(world(plan({}) as never, { credits: [sale("90")] }))).toBe(0);
    expect(pay(world(plan({}) as never, { credits: [sale("110")] }))).toBe(50);
    expect(flaws(world(plan({ cap: "40" }) as never, { credits: [sale("110")] }))).toEqual([
      "incentives/cap_below_floor",
    ]);
  });
});

test("a year-to-date plan pays over its months what the year at once pays", () => {
  const credits = ["130000.17", "410000.05", "90000", "777777.77"].map((amount, at) =>
    sale(amount, `2026-0${at + 1}-15`),
  );
  const plan = (window: "year" | "period") => planOf(eightTen("retroactive", { window }));
  const months = pays(world(plan("year"), { until: "2027-01-01", credits }));
  const whole = pays(
    world({ ...plan("year"), pay: { every: "year" } }, { until: "2027-01-01", credits }),
  );
  expect(months).toHaveLength(12);
  expect(Math.round(months.reduce((sum, each) => sum + each, 0) * 100)).toBe(
    Math.round((whole[0] ?? 0) * 100),
  );
});

describe("refunds in later periods", () => {
  test("twice, in different months, is exactly 0 in the end", () => {
    const deal = sale("1200000", "2026-01-10");
    const credits = [
      deal,
      refund(deal, "-500000", "2026-02-10"),
      refund(deal, "-700000", "2026-04-10"),
    ];
    const plan = { ...planOf(eightTen("retroactive")), carry: { kind: "payroll" } as const };
    expect(pays(world(plan, { until: "2026-06-01", credits }))).toEqual([
      120_000, -64_000, 0, -56_000, 0,
    ]);
  });
  test("the default carries the debt and takes it from later pay, at most the stated share", () => {
    const deal = sale("1000000", "2026-01-10");
    const credits = [
      deal,
      refund(deal, "-1000000", "2026-02-10"),
      sale("500000", "2026-03-10"),
      sale("500000", "2026-04-10"),
      sale("500000", "2026-05-10"),
    ];
    const run = (atMost: string) =>
      statements(
        world(
          { ...planOf(flat("10%")), carry: { kind: "carried", atMost } },
          { until: "2026-06-01", credits },
        ),
      );
    expect(run("1").map(({ pay: paid }) => yuan(paid))).toEqual([100_000, 0, 0, 0, 50_000]);
    expect(run("20%").map(({ pay: paid }) => yuan(paid))).toEqual([
      100_000, 0, 40_000, 40_000, 40_000,
    ]);
    expect(run("20%").map(({ debt }) => yuan(debt))).toEqual([0, 100_000, 90_000, 80_000, 70_000]);
  });
  test("pay is taken back within n months only, or for the part of a term that is not served", () => {
    const deal = sale("100000", "2026-01-01");
    const back = (on: string) => [deal, refund(deal, "-100000", on)];
    const run = (clawback: object, on: string) =>
      pay(
        world({ ...planOf(flat("10%")), clawback, carry: { kind: "payroll" } } as never, {
          until: "2027-01-01",
          credits: back(on),
        }),
      );
    expect(run({ kind: "within", months: 3 }, "2026-03-31")).toBe(0);
    expect(run({ kind: "within", months: 3 }, "2026-04-01")).toBe(10_000);
    expect(run({ kind: "unserved", months: 12 }, "2026-03-15")).toBe(2_000); // 73 of 365 days served
  });
});

describe("targets", () => {
  const rate = { variable: "target_variable", byQuotaOf: "revenue", basis: "own" } as const;
  const person = (change: object) => ({
    id: "lin",
    from: "2025-01-01",
    variables: [
      { key: "target_variable", amount: "120000", per: "year", from: "2025-01-01", until: null },
    ],
    ...change,
  });
  const run = (
    change: object,
    credits: EvaluationJson["credits"] = [sale("100000")],
    plan: object = {},
  ) =>
    world({ ...planOf(flat("0", { rate })), ...plan } as never, {
      participants: [person(change)] as never,
      targets: [target("2400000", "2026-01-01", "2027-01-01")],
      credits: credits ?? [],
      until: "2026-03-01",
    });
  test("a rate derived from target variable over quota", () => {
    // 10,000 a month over 2,400,000 x 31/365.
    expect(pays(run({}))[0]).toBe(4_905.91);
    expect(
      pays(run({}, undefined, { dayCount: { kind: "whole_months", part: "by_days" } }))[0],
    ).toBe(5_000);
  });
  test("ramp, relief and leave each lessen the target, and nothing else", () => {
    const quota = (change: object, plan: object = {}) => {
      const step = statements(
        world(
          {
            ...planOf(tiered(tiers(["0", null, "10%"]), { measure: attainment })),
            ...noTarget,
            dayCount: { kind: "whole_months", part: "by_days" },
            ...plan,
          } as never,
          {
            participants: [person(change)] as never,
            targets: [january("310000")],
            credits: [sale("1")],
          },
        ),
      )[0]?.lines[0]?.steps.find(({ rule }) => rule === "attainment");
      return [
        step?.figures["committed"],
        step?.figures["prorated"],
        step?.figures["ramped"],
        step?.figures["target"],
      ];
    };
    expect(quota({})).toEqual(["310000", "310000", "310000", "310000"]);
    expect(quota({ from: "2026-01-11" })).toEqual(["310000", "210000", "210000", "210000"]);
    expect(quota({ leaves: [{ from: "2026-01-01", until: "2026-01-11" }] })).toEqual([
      "310000",
      "210000",
      "210000",
      "210000",
    ]);
    expect(
      quota({ reliefs: [{ from: "2026-01-01", until: "2026-02-01", factor: "0.8" }] }),
    ).toEqual(["310000", "310000", "310000", "248000"]);
    const ramps = [{ by: "period", months: { factors: ["0.5", "0.75"] } }];
    expect(quota({ from: "2026-01-01" }, { ramps })).toEqual([
      "310000",
      "310000",
      "155000",
      "155000",
    ]);
    expect(quota({ from: "2025-12-15" }, { ramps })).toEqual([
      "310000",
      "310000",
      "232500",
      "232500",
    ]);
    // Month 2 begins on 15 January: 14 days at one half, 17 at three quarters.
    expect(quota({ from: "2025-12-15" }, { ramps: [{ ...ramps[0], by: "anniversary" }] })).toEqual([
      "310000",
      "310000",
      "197500",
      "197500",
    ]);
  });
  test("a quota of 0 is refused, with the person named, or pays nothing", () => {
    const plan = {
      ...planOf(tiered(tiers(["0", null, "10%"]), { measure: attainment })),
      ...noTarget,
    };
    const json = (extra: object) =>
      world({ ...plan, ...extra } as never, { targets: [january("0")], credits: [sale("100")] });
    expect(flaws(json({}))).toEqual(["incentives/quota_missing"]);
    expect(pay(json({ quotaMissing: "pays_nothing" }))).toBe(0);
  });
  test("a target that a ramp made 0 is none: attainment components pay 0, the target sum, or nothing", () => {
    const plan = {
      ...planOf(tiered(tiers(["0", null, "10%"]), { measure: attainment })),
      ramps: [{ by: "period", months: { factors: ["0"] } }],
    };
    const json = (noTargetRule: string) =>
      world({ ...plan, noTarget: noTargetRule } as never, {
        participants: [person({ from: "2026-01-01" })] as never,
        targets: [january("1000")],
        credits: [sale("500")],
      });
    expect(pay(json("pays_zero"))).toBe(0);
    expect(pay(json("pays_target"))).toBe(10_000);
    expect(statements(json("left_out"))[0]?.lines).toEqual([]);
  });
});

test("a yen has no minor unit, and a granule of 角 rounds to a tenth of a yuan", () => {
  expect(
    statements(
      world({ ...planOf(flat("3.333%")), currency: "JPY" }, { credits: [sale("1000")] }),
    )[0]?.pay,
  ).toBe(33n);
  expect(
    pay(
      world(planOf(flat("3.333%", { rounding: { granule: "0.1" } })), { credits: [sale("1000")] }),
    ),
  ).toBe(33.3);
});
