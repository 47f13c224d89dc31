// Goal: what the builder does to a document keeps it a plan: tiers stay whole, what is taken away goes,
// what has no default is asked for; and every field that can be changed is told in a sentence.
import * as v from "valibot";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { plainText } from "../../workers/incentives/sentences/sentence.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { checked } from "../../web/incentives/check.ts";
import {
  mayRemove,
  moved,
  oneMore,
  put,
  putNumber,
  removed,
  valueAt,
} from "../../web/incentives/edit.ts";
import {
  KINDS,
  planRulesFor,
  rulesFor,
  withKind,
  withPlanRule,
  withRule,
} from "../../web/incentives/new-component.ts";
import { numberOf } from "../../web/incentives/numbers.ts";
import { work } from "../../web/incentives/engine.ts";

const template = (key: string): PlanJson => {
  const found = TEMPLATES.find((each) => each.key === key);
  if (!found) throw new Error(`there is no template ${key}`);
  return found;
};
const TIERS = "/components/0/tiers";
const told = (plan: PlanJson) =>
  planSentences(plan, "zh").flatMap(({ sentences }) => sentences.map(plainText));

describe("tiers", () => {
  test("a bound takes its neighbour's with it", () => {
    const plan = putNumber(template("tiered"), `${TIERS}/0/until`, "600000");
    expect(valueAt(plan, `${TIERS}/1/from`)).toBe("600000");
    expect(checked(plan).places).toEqual([]);
  });

  test("stay whole however many are added and taken away", () => {
    const step = fc.record({ adds: fc.boolean(), at: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let plan = template("tiered");
        for (const { adds, at } of steps) {
          const tiers = plan.components[0] as { tiers: readonly unknown[] };
          if (adds) plan = oneMore(plan, TIERS);
          else if (mayRemove(plan, TIERS)) plan = removed(plan, TIERS, at % tiers.tiers.length);
        }
        expect(checked(plan).places).toEqual([]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("the last one cannot go", () => {
    let plan = template("tiered");
    while (mayRemove(plan, TIERS)) plan = removed(plan, TIERS, 0);
    expect(checked(plan).places).toEqual([]);
    expect(valueAt(plan, `${TIERS}/0/from`)).toBe("0");
  });
});

describe("parts of a plan", () => {
  test.each(KINDS)("a new %s is a draft whose open choices alone are missing", (kind) => {
    const base = withKind(template("single_rate"), "flat");
    const { places } = checked(withKind(base, kind));
    expect(places.filter((place) => place.kind === "unfit")).toEqual([]);
    for (const place of places.filter((each) => each.kind === "unchosen"))
      expect(place.pointer).toMatch(/split|negative|reach|missing|ties|noTarget/);
  });

  test.each(TEMPLATES.map((plan) => [plan.key, plan] as const))(
    "every rule that %s can be given fits the contract, and is told",
    (_, plan) => {
      for (const [at, component] of plan.components.entries())
        for (const rule of rulesFor(component)) {
          const changed = withRule(plan, `/components/${at}`, rule);
          expect(checked(changed).places.filter(({ kind }) => kind === "unfit")).toEqual([]);
          expect(told(changed).join("\n"), rule).not.toBe(told(plan).join("\n"));
        }
      for (const rule of planRulesFor(plan)) {
        const changed = withPlanRule(plan, rule);
        expect(checked(changed).places.filter(({ kind }) => kind === "unfit")).toEqual([]);
        expect(told(changed).join("\n"), rule).not.toBe(told(plan).join("\n"));
      }
    },
  );

  test("held pay asks what becomes of a leaver's", () => {
    const { places } = checked(withPlanRule(template("single_rate"), "planRelease"));
    expect(places.map(({ pointer }) => pointer)).toEqual(["/leaver"]);
  });

  test("moves and goes, and what is empty is left out", () => {
    const two = withKind(template("single_rate"), "bonus");
    expect(moved(two, "/components", 1, 0).components.map(({ kind }) => kind)).toEqual([
      "bonus",
      "flat",
    ]);
    const gated = withRule(template("single_rate"), "/components/0", "gate");
    const back = removed(gated, "/components/0/gates", 0);
    expect("gates" in (back.components[0] ?? {})).toBe(false);
  });

  test("a value put at its own place changes nothing else", () => {
    const plan = template("ote");
    const changed = put(plan, "/components/0/curve/above", "extrapolate");
    expect(valueAt(changed, "/components/0/curve/above")).toBe("extrapolate");
    expect(put(changed, "/components/0/curve/above", "hold")).toEqual(plan);
    expect(put(put(plan, "/carry", { kind: "payroll" }), "/carry", undefined)).toEqual(plan);
  });
});

describe("what people type", () => {
  test.each([
    ["8", "percent", "8%"],
    ["8%", "percent", "8%"],
    ["８％", "percent", "8%"],
    ["1/3", "percent", "1/3"],
    ["150万", "money", "1500000"],
    ["1,200,000", "money", "1200000"],
    ["3", "count", 3],
    ["1.2", "plain", "1.2"],
  ] as const)("%s where a %s stands is %s", (text, unit, value) => {
    expect(numberOf(text, unit)).toBe(value);
  });

  test("a rate of 130 % is named at its place, and nothing is computed", () => {
    const plan = put(template("single_rate"), "/components/0/rate", "130%");
    expect(checked(plan)).toMatchObject({
      computable: false,
      places: [{ kind: "unfit", pointer: "/components/0/rate", wanted: "A rate from 0% to 100%." }],
    });
  });
});

describe("the curve", () => {
  const trial = {
    amount: 120_000_000n,
    target: 100_000_000n,
    deals: 4,
    collected: 60,
    score: "90",
  };
  const curve = (plan: PlanJson) => {
    const made = work(plan, trial);
    if (!made.ok) throw new Error(JSON.stringify(made));
    return made;
  };
  test("8/10 % at 1,200,000 pays 100,000 marginal and 120,000 retroactive", () => {
    const tiers = (reach: string) =>
      put(template("tiered"), TIERS, [
        { from: "0", until: "1000000", pays: { rate: "8%" }, boundary: "upper", reach: "own" },
        { from: "1000000", until: null, pays: { rate: "10%" }, reach },
      ]);
    expect(curve(tiers("own")).total).toBe(10_000_000n);
    expect(curve(tiers("zero")).total).toBe(12_000_000n);
  });
  test.each(TEMPLATES.map((plan) => [plan.key, plan] as const))("of %s can be drawn", (_, plan) => {
    expect(curve(plan).curve.length).toBeGreaterThan(40);
  });
  test("is over the longest window: a quarter to date over three months", () => {
    const made = curve(put(template("accelerator"), "/components/0/window", "quarter"));
    expect(made.stretch).toMatchObject({
      kind: "quarter",
      days: { from: "2026-01-01", until: "2026-04-01" },
    });
    // 100 % of target at 5 %, the 20 % above at twice that.
    expect(made.total).toBe(7_000_000n);
  });
  test("takes deals that the plan's filters let through", () => {
    const filtered = put(template("single_rate"), "/components/0/filters", [
      { dimension: "metric", values: ["BOOKING"] },
    ]);
    expect(curve(filtered).total).toBe(6_000_000n);
    expect(v.is(PlanDocument, filtered)).toBe(true);
  });
});

describe("a month tried out", () => {
  test("counts every deal for each metric that the plan tells apart", () => {
    const [sales, customers] = ["revenue", "new_customers"].map((metric) => [
      { dimension: "metric", is: "one_of" as const, values: [metric] },
    ]);
    const [rate] = template("single_rate").components;
    const [, bonus] = template("new_customer").components;
    if (rate?.kind !== "flat" || bonus?.kind !== "unit_rate")
      throw new Error("as the templates are");
    const plan: PlanJson = {
      ...template("single_rate"),
      components: [
        { ...rate, filters: sales ?? [] },
        { ...bonus, counts: "credit", filters: customers ?? [] },
      ],
    };
    const month = { amount: 120_000_000n, target: 100_000_000n, collected: 60, score: "90" };
    const [one, four] = [1, 4].map((deals) => work(plan, { ...month, deals }));
    if (!one?.ok || !four?.ok) throw new Error("the plan can be computed");
    const each = Number(bonus.amount) * 100;
    expect(four.total - one.total).toBe(BigInt(3 * each));
    expect(one.total).toBe(6_000_000n + BigInt(each));
  });
});
