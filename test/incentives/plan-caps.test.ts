// Goal: the plan's cap says what becomes of what it cuts off; a draw advanced at the start says what is left to
// pay; pay that jumps without a tier is warned of.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  type ComponentJson,
  PlanDocument,
  type PlanJson,
} from "../../workers/incentives/plan-document.ts";
import { warningsOf } from "../../workers/incentives/warnings.ts";
import { flat, flaws, name, pays, planOf, sale, statements, world, yuan } from "./make.ts";

describe("the plan's cap of 100 a month on 150, 70 and nothing", () => {
  const run = (cutOff: "forfeited" | "carried") => {
    const plan: PlanJson = {
      ...planOf(flat("10%")),
      plan: { cap: { sum: "100", window: "period", cutOff } },
    };
    const credits = [sale("1500"), sale("700", "2026-02-10")];
    return pays(world(plan, { until: "2026-05-01", credits }));
  };
  test("forfeits 50, or pays them when there is room", () => {
    expect(run("forfeited")).toEqual([100, 70, 0, 0]);
    expect(run("carried")).toEqual([100, 100, 20, 0]);
  });

  test("cannot carry anything out of a campaign", () => {
    const window = { from: "2026-01-01", until: "2026-02-01" };
    const plan: PlanJson = {
      ...planOf(flat("1%")),
      plan: { cap: { sum: "1", window, cutOff: "carried" } },
    };
    expect(flaws(world(plan))).toEqual(["incentives/carry_nowhere"]);
  });
});

test.each([
  ["1000", 3_000, 3_000, 0],
  ["5000", 5_000, 3_000, 2_000],
] as const)(
  "of %s earned a draw of 3,000 was advanced, the rest is left",
  (sold, pay, advanced, rest) => {
    const plan: PlanJson = {
      ...planOf(flat("1")),
      draw: { amount: "3000", paid: "advance", recoverable: true, after: { kind: "forgiven" } },
    };
    const [made] = statements(world(plan, { credits: [sale(sold)] }));
    if (!made) throw new Error("a statement");
    const first = made.advanced ?? 0n;
    expect([yuan(made.pay), yuan(first), yuan(made.pay - first)]).toEqual([pay, advanced, rest]);
  },
);

test.each(["0", "1500", "2800", "5000"])(
  "at the start nobody knows that %s will be earned: what may not be owed is not advanced",
  (sold) => {
    const draw: PlanJson["draw"] = {
      amount: "3000",
      paid: "advance",
      recoverable: true,
      balanceCap: { amount: "1000", beyond: "not_advanced" },
      after: { kind: "forgiven" },
    };
    const credits = sold === "0" ? [] : [sale(sold)];
    const [made] = statements(world({ ...planOf(flat("1")), draw }, { credits }));
    expect(yuan(made?.advanced ?? 0n)).toBe(1_000);
  },
);

test("thresholds, minimum counts, bonuses and caps are warned of with their sums", () => {
  const bonus = {
    kind: "bonus",
    key: "b",
    name: name("b"),
    window: "period",
    when: "met",
    pays: "800",
  } as const;
  const spif: ComponentJson = {
    kind: "unit_rate",
    key: "u",
    name: name("u"),
    window: "period",
    split: "credit",
    negative: { per: "window" },
    counts: "credit",
    amount: "50",
    minimum: { count: 5, pays: "all" },
  };
  const plan = {
    ...planOf(
      flat("8%", { threshold: { at: "100000" } }),
      flat("10%", { key: "c", cap: "20000" }),
      spif,
      bonus,
    ),
    conditions: [
      {
        key: "met",
        figure: { metric: "revenue", read: "amount", window: "period" },
        ...{ is: ">=", than: { number: "1" } },
      },
    ],
  };
  const told = warningsOf(v.parse(PlanDocument, plan)).map(({ code, at, jump, from, count }) =>
    JSON.stringify([code, at ?? from ?? count ?? null, jump ?? null]),
  );
  expect(told).toEqual([
    '["cliff","100000","8000"]',
    '["dead_zone_above","200000",null]',
    '["count_cliff",5,"250"]',
    '["bonus_cliff",null,"800"]',
  ]);
});

test("a band pays only while its condition holds, and what it names is checked", () => {
  const bands = (when: string): PlanJson => ({
    ...planOf({
      ...{ kind: "interpolated", key: "i", name: name("i"), window: "period", base: "amount" },
      ...{ split: "credit", negative: { per: "window" }, measure: { read: "base" } },
      tiers: [
        { from: "0", until: "1000", pays: { amount: "100" } },
        { from: "1000", until: "2000", pays: { amount: "100" }, when },
      ],
    } as ComponentJson),
    conditions: [
      {
        key: "much",
        figure: { metric: "revenue", read: "amount", window: "period" },
        ...{ is: ">=", than: { number: "1500" } },
      },
    ],
  });
  const paid = (sold: string) => pays(world(bands("much"), { credits: [sale(sold)] }));
  expect([paid("1400"), paid("1600")]).toEqual([[100], [160]]);
  expect(flaws(world(bands("none")))).toEqual(["incentives/condition_unknown"]);
});
