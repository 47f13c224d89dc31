// Goal: pay that is split climbs the tiers it says, whoever else shares the deal, and each share is
// paid to its own holder or to nobody. Method: tables with round sums.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { eightTen, flaws, pay, planOf, sale, world } from "./make.ts";

const PEOPLE = ["ann", "bob", "cy"].map((id) => ({ id, from: "2025-01-01" }));
const TEN = eightTen("retroactive", { split: { pay: "lead" } });

/** One entry of 1,200,000 shared by halves. */
const shared = (change: { ann?: object; bob?: object } = {}) => [
  sale("1200000", "2026-01-10", { person: "ann", entry: "e1", share: "1/2", ...change.ann }),
  sale("1200000", "2026-01-10", { person: "bob", entry: "e1", share: "1/2", ...change.bob }),
];
const json = (credits: EvaluationJson["credits"], change: Partial<EvaluationJson> = {}) =>
  world(planOf(TEN), { participants: PEOPLE, credits, ...change });

describe("who leads a shared entry", () => {
  test("is refused where nobody or two do, and never falls to the first", () => {
    const lead = { lead: true };
    expect(flaws(json(shared()))).toEqual(["incentives/lead_missing"]);
    expect(flaws(json(shared({ ann: lead, bob: lead })))).toEqual(["incentives/lead_missing"]);
    expect(flaws(json([sale("1200000", "2026-01-10", { person: "ann" })]))).toEqual([]);
  });

  test("may hold an overlay, or nothing of it: the deal climbs their tiers all the same", () => {
    const own = sale("900000", "2026-01-05", { person: "cy" });
    const overlay = sale("1200000", "2026-01-10", {
      ...{ person: "cy", entry: "e1", role: "overlay", share: "1", lead: true },
    });
    const outside = shared({ ann: { leader: "cy" }, bob: { leader: "cy" } });
    for (const credits of [
      [own, overlay, ...shared()],
      [own, ...outside],
    ]) {
      // 2,100,000 on cy's ladder: all at 10 %.
      expect(pay(json(credits), "ann")).toBe(60_000);
      expect(pay(json(credits), "bob")).toBe(60_000);
      expect(pay(json(credits), "cy")).toBe(90_000);
    }
  });

  test("who is not on the plan leads a ladder of their own: the others are paid", () => {
    const credits = shared({ ann: { lead: true } });
    expect(pay(json(credits, { participants: PEOPLE.slice(1) }), "bob")).toBe(60_000);
  });

  test("a refund that joins the open window is led by who led the sale", () => {
    const [ann, bob] = shared({ ann: { lead: true } });
    const backs = [ann, bob].map((each) =>
      sale("-1200000", "2026-02-10", {
        ...{ person: each?.person ?? "", entry: "back", share: "1/2", reverses: "e1" },
      }),
    );
    const plan = { ...planOf(TEN), late: "current_base", carry: { kind: "payroll" } } as const;
    const asked = json([...shared({ ann: { lead: true } }), ...backs], {
      ...{ plans: [plan], until: "2026-03-01" },
    });
    expect(pay(asked, "ann")).toBe(12_000);
  });
});

test("the share of somebody who was not there that day is not given to the others", () => {
  const gone = PEOPLE.map((each) => (each.id === "bob" ? { ...each, from: "2026-01-15" } : each));
  const asked = json(shared({ ann: { lead: true } }), { participants: gone });
  expect([pay(asked, "ann"), pay(asked, "bob")]).toEqual([60_000, 0]);
});

test("only those who take part by their position are paid", () => {
  const people = PEOPLE.map((each) => ({
    ...each,
    position: each.id === "ann" ? "manager" : "seller",
  }));
  const plan = planOf({ ...TEN, positions: ["seller"] });
  const asked = json(shared({ ann: { lead: true } }), { plans: [plan], participants: people });
  expect([pay(asked, "ann"), pay(asked, "bob")]).toEqual([0, 60_000]);
});

describe("a team's ladder", () => {
  const attained = eightTen("retroactive", {
    split: { pay: "team" },
    measure: { read: "attainment", metric: "revenue", basis: "whole" },
    tiers: [
      { from: "0", until: "100%", pays: { rate: "8%" }, reach: "own" },
      { from: "100%", until: null, pays: { rate: "10%" }, reach: "zero" },
    ],
  });
  const east = PEOPLE.map((each) => ({
    ...each,
    memberships: [{ unit: "east", from: "2025-01-01", until: null }],
  }));
  const target = (subject: string, amount: string) => ({
    ...{ subject, metric: "revenue", from: "2026-01-01", until: "2026-02-01", amount },
  });
  const credits = [
    sale("600000", "2026-01-10", { person: "ann" }),
    sale("600000", "2026-01-11", { person: "bob" }),
  ];

  test("is climbed against the team's target, whoever sold first", () => {
    const asked = json(credits, {
      plans: [{ ...planOf(attained), noTarget: "pays_zero" }],
      ...{ participants: east, units: [{ id: "east", above: [] }] },
      targets: [target("east", "1200000"), target("ann", "5000000")],
    });
    expect([pay(asked, "ann"), pay(asked, "bob")]).toEqual([60_000, 60_000]);
  });

  test("without a target of the team is refused, and never reads a person's sum", () => {
    const plan = { ...planOf(attained), noTarget: "pays_zero" } as const;
    const asked = { participants: east, units: [{ id: "east", above: [] }] };
    expect(flaws(json(credits, { ...asked, plans: [plan] }))).toEqual(["incentives/quota_missing"]);
    const capped = eightTen("marginal", {
      ...{ split: { pay: "team" }, cap: { variable: "target_variable" } },
    });
    expect(flaws(json(credits, { ...asked, plans: [planOf(capped)] }))).toEqual([
      "incentives/team_variable",
    ]);
  });
});
