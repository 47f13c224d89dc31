// Goal: who was paid elsewhere until the middle of the year goes on here as if it had always been here.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import {
  eightTen,
  flat,
  flaws,
  pays,
  planOf,
  refund,
  sale,
  statements,
  world,
  yuan,
} from "./make.ts";

const year = eightTen("marginal", { window: "year" });
const SALES = ["2026-01-10", "2026-03-10", "2026-05-10", "2026-07-10", "2026-08-10"].map((on, at) =>
  sale("300000", on, { id: `s${at}`, deal: `d${at}` }),
);
const half = (change: Partial<EvaluationJson>) =>
  world(planOf(year), { from: "2026-07-01", until: "2026-09-01", credits: SALES, ...change });
const seen = (json: EvaluationJson) =>
  statements(json).map(({ pay, debt, drawBalance, pending }) =>
    [pay, debt, drawBalance, pending].map(yuan),
  );
const window = { from: "2026-01-01", until: "2027-01-01" };
/** Attainment of the year's target times 10,000. */
const curve = {
  ...({ kind: "curve", key: "curve", window: "year" } as const),
  name: { zh: "曲线", en: "curve" },
  figure: {
    ...({ metric: "revenue", read: "attainment", window: "year", basis: "whole" } as const),
  },
  curve: {
    ...({ shape: "linear", above: "extrapolate" } as const),
    points: [
      { at: "0", pays: "0" },
      { at: "1", pays: "1" },
    ],
  },
  pays: { amount: "10000", prorates: false },
} as const;

describe("openings", () => {
  test("what a running window has earned is taken off it, and its place in the tiers is kept", () => {
    const whole = statements(world(planOf(year), { until: "2026-09-01", credits: SALES }));
    const openings = [
      {
        ...{ participant: "lin", on: "2026-07-01" },
        earned: [{ component: "commission", window, amount: "72000" }],
      },
    ];
    const pays = statements(half({ openings })).map(({ pay }) => yuan(pay));
    expect(pays).toEqual(whole.slice(6).map(({ pay }) => yuan(pay)));
    expect(pays).toEqual([28_000, 30_000]);
  });

  test.each([
    ["plan and stay from January", "2026-01-01", "2026-01-01"],
    ["the stay from July", "2026-01-01", "2026-07-01"],
    ["the plan from July", "2026-07-01", "2026-01-01"],
    ["plan and stay from July", "2026-07-01", "2026-07-01"],
  ])("and counts from its first day on, whoever began when: %s", (_, begin, stay) => {
    const plan = { ...planOf(year, curve), from: begin, noTarget: "pays_zero" as const };
    const openings = [
      {
        ...{ participant: "lin", on: "2026-07-01" },
        earned: [
          { component: "commission", window, amount: "72000" },
          { component: "curve", window, amount: "6000" },
        ],
      },
    ];
    const json = (bulk: number) =>
      half({
        ...{ plans: [plan], openings },
        participants: [{ id: "lin", from: stay }],
        targets: [{ subject: "lin", metric: "revenue", ...window, amount: "1500000" }],
        // Many small sales are added up before anything is computed: to the same pay.
        credits: SALES.flatMap((each) =>
          Array.from({ length: bulk }, (_each, at) => ({
            ...each,
            ...{ id: `${each.id}-${at}`, measures: { amount: String(300_000 / bulk) } },
          })),
        ),
      });
    // 28,000 and 30,000 of commission; 900,000, 1,200,000 and 1,500,000 of 1,500,000 on 10,000.
    for (const bulk of [1, 30])
      expect(seen(json(bulk)).map(([paid]) => paid)).toEqual([30_000, 32_000]);
  });

  test("what was not brought along counts from the stay on", () => {
    const plan = planOf(year, flat("1%", { key: "other", window: "year" }));
    const earned = [{ component: "commission", window, amount: "72000" }];
    const openings = [{ participant: "lin", on: "2026-07-01", earned }];
    const json = half({
      ...{ plans: [plan], openings, until: "2026-08-01" },
      participants: [
        { id: "lin", from: "2026-07-01" },
        { id: "wang", from: "2026-07-01" },
      ],
      credits: [...SALES, sale("100000", "2026-03-10", { person: "wang" })],
    });
    expect(pays(json)).toEqual([31_000]);
    expect(pays(json, "wang")).toEqual([0]);
  });

  test("days between what was paid elsewhere and the stay stay out", () => {
    const earned = [{ component: "commission", window, amount: "72000" }];
    const json = half({
      openings: [{ participant: "lin", on: "2026-06-01", earned }],
      participants: [{ id: "lin", from: "2026-07-01" }],
      credits: [...SALES, sale("500000", "2026-06-10")],
    });
    expect(pays(json)).toEqual([28_000, 30_000]);
  });

  test("no gate, guarantee or cap of before is computed again", () => {
    const plan = {
      ...planOf(year),
      plan: { guarantee: { sum: "100000", window: "period" }, multiplier: { factor: "2" } },
    } as const;
    const openings = [
      {
        ...{ participant: "lin", on: "2026-07-01" },
        earned: [{ component: "commission", window, amount: "72000" }],
      },
    ];
    const [july] = statements(half({ plans: [plan], openings }));
    expect(july?.lines.map(({ kind, amount }) => [kind, yuan(amount)])).toEqual([
      ["component", 28_000],
      ["multiplier", 28_000],
      ["guarantee", 44_000],
    ]);
  });

  test("debt and draw go on: a debt of 500 and a draw of 2,000 are repaid from 3,300", () => {
    const plan = {
      ...planOf(flat("1")),
      draw: { amount: "1000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
    } as const;
    const json = world(plan, {
      credits: [sale("3300")],
      openings: [{ participant: "lin", on: "2026-01-01", debt: "500", drawBalance: "2000" }],
    });
    expect(seen(json)).toEqual([[1_000, 0, 200, 0]]);
  });

  test("what was paid of a deal is not paid again, what is pending comes when the money does", () => {
    const plan: PlanJson = {
      ...planOf(flat("10%", { window: "year" })),
      release: { parts: [{ share: "1", on: { event: "collection" } }] },
      leaver: { unreleased: "forfeited" },
    };
    const deals = [
      {
        ...{ id: "d0", due: "300000" },
        events: [
          { event: "collection" as const, on: "2026-02-01", amount: "100000" },
          { event: "collection" as const, on: "2026-07-05", amount: "200000" },
        ],
      },
      { id: "d1", due: "300000", events: [] },
    ];
    const earned = { component: "commission", window, amount: "60000" };
    const asked = (deals_?: Record<string, string>): EvaluationJson =>
      half({
        ...{ plans: [plan], until: "2026-08-01", deals, credits: SALES.slice(0, 2) },
        openings: [
          {
            ...{ participant: "lin", on: "2026-07-01" },
            earned: [{ ...earned, ...(deals_ ? { deals: deals_ } : {}) }],
          },
        ],
      });
    expect(seen(asked({ d0: "10000" }))).toEqual([[20_000, 0, 0, 30_000]]);
    expect(flaws(asked())).toEqual(["incentives/opening_deals"]);
  });

  test("people, components and amounts that cannot be are refused with their place", () => {
    const openings = [
      { participant: "nobody", on: "2026-07-01" },
      {
        ...{ participant: "lin", on: "2026-07-01", debt: "0.001" },
        earned: [{ component: "none", window, amount: "1" }],
      },
    ];
    expect(flaws(half({ openings }))).toEqual([
      "incentives/opening_person",
      "incentives/too_fine",
      "incentives/component_unknown",
    ]);
  });
});

describe("an opening that no line would ever meet is refused, naming what would", () => {
  const shared = flat("1%", { key: "shared", split: { pay: "lead" } });
  const singles = flat("1%", { key: "singles", window: "deal" });
  const plan = planOf(year, flat("1%", { key: "monthly" }), shared, singles);
  const months = ["02", "03", "04", "05", "06", "07"].map(
    (month, at) => `2026-${month}-01/2026-0${at + 3}-01`,
  );
  const asked = (component: string, of: typeof window) => {
    const earned = [{ component, window: of, amount: "8000" }];
    const json = half({
      plans: [plan],
      openings: [{ participant: "lin", on: "2026-07-01", earned }],
    });
    const made = evaluate(v.parse(Evaluation, json));
    return made.ok ? [] : made.error;
  };

  test.each([
    ["half the year of a year's window", "commission", { ...window, until: "2026-07-01" }],
    ["a quarter of a month's window", "monthly", { from: "2026-04-01", until: "2026-07-01" }],
  ])("%s", (_, component, of) => {
    const windows = component === "monthly" ? months.join(", ") : "2026-01-01/2027-01-01";
    expect(asked(component, of)).toEqual([
      {
        ...{ code: "incentives/opening_window", pointer: "/openings/0/earned/0/window" },
        ...{ component, value: `${of.from}/${of.until}`, windows },
      },
    ]);
  });

  test.each(["shared", "singles"])("%s pay", (component) => {
    expect(asked(component, window)).toEqual([
      {
        ...{ code: "incentives/opening_component", component },
        ...{ pointer: "/openings/0/earned/0/component", components: "commission, monthly" },
      },
    ]);
  });

  test("the window the component has is taken", () => {
    expect(asked("monthly", { from: "2026-07-01", until: "2026-08-01" })).toEqual([]);
  });
});

test("the company's limit holds where it is tighter than the plan's: 20 % of 3,000", () => {
  const openings = [{ participant: "lin", on: "2026-01-01", debt: "1000" }];
  const json = (deductionMax?: string, atMost?: string) =>
    world(
      { ...planOf(flat("1")), ...(atMost ? { carry: { kind: "carried", atMost } } : {}) },
      { credits: [sale("3000")], openings, ...(deductionMax ? { deductionMax } : {}) },
    );
  expect(seen(json("20%"))).toEqual([[2_400, 400, 0, 0]]);
  expect(seen(json("20%", "10%"))).toEqual([[2_700, 700, 0, 0]]);
  expect(seen(json())).toEqual([[2_000, 0, 0, 0]]);
});

test("a draw that a later version drops ends as it said: repaid, or forgiven", () => {
  const draw = (after: object) => ({
    ...{ amount: "1000", paid: "top_up", recoverable: true, after },
  });
  const run = (after: object) => {
    const first = { ...planOf(flat("1")), until: "2026-02-01", draw: draw(after) };
    const second = { ...planOf(flat("1")), version: 2, from: "2026-02-01", change: "restart" };
    const credits = [sale("400", "2026-01-10"), sale("900", "2026-02-10")];
    return seen(world([first, second] as never, { until: "2026-03-01", credits }));
  };
  expect(run({ kind: "repaid", share: "50%" })).toEqual([
    [1_000, 0, 600, 0],
    [450, 0, 150, 0],
  ]);
  expect(run({ kind: "forgiven" })).toEqual([
    [1_000, 0, 600, 0],
    [900, 0, 0, 0],
  ]);
});

test("what is refunded of a sale of the window brought along goes back in the window it joins", () => {
  const plan: PlanJson = { ...planOf(flat("10%", { window: "quarter" })), late: "current_base" };
  const sold = sale("1000", "2026-02-10");
  const back = { ...refund(sold, "-1000", "2026-04-20"), posting: "2026-04-20" };
  const credits = [sold, sale("5000", "2026-04-10"), back];
  const quarter = { from: "2026-01-01", until: "2026-04-01" };
  const earned = [{ component: "commission", window: quarter, amount: "100" }];
  const paid = (from: string, change: Partial<EvaluationJson> = {}) =>
    pays(
      world(plan, {
        ...{ from, until: "2026-05-01", credits, participants: [{ id: "lin", from }] },
        ...change,
      }),
    );
  const openings = [{ participant: "lin", on: "2026-03-01", earned }];
  expect(paid("2026-03-01", { openings })).toEqual([0, 400]);
  expect(paid("2026-01-01")).toEqual([0, 100, 0, 400]);
  // Of nothing that was brought along nothing is taken back.
  expect(paid("2026-03-01")).toEqual([0, 500]);
});
