// Goal: credits are added up before anything is computed only where that cannot change the pay: a plan
// that looks at single credits or deals is told from one that asks for sums alone.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { additive, daysNamed } from "../../workers/incentives/additive.ts";
import { PlanDocument } from "../../workers/incentives/plan-document.ts";
import { eightTen, flat, name, planOf, REVENUE } from "./make.ts";

const read = (of: object) => v.parse(PlanDocument, JSON.parse(JSON.stringify(of)));
const of = (plan: object) => additive([read(plan)]);
const based = (base: string, more: object = {}) => planOf(flat("1%", { base, ...more }));
const plain = (more: object, ...components: object[]) => ({
  ...planOf(flat("1%")),
  ...more,
  ...(components.length > 0 ? { components } : {}),
});
const SUMS = { measures: ["amount"], dimensions: [], units: false, onlyPositive: false };
const attainment = { read: "attainment", metric: "revenue", basis: "whole" } as const;
const later = { parts: [{ share: "1", on: { months: 1 } }] };
const filters = [{ dimension: "product", values: ["a"] }];
const pool = {
  ...{
    kind: "pool",
    key: "p",
    name: name("p"),
    window: "quarter",
    unit: "own_unit",
    share: "equal",
  },
  sum: { rate: "1%", metric: "revenue" },
};

describe("a plan asks for sums alone", () => {
  test.each<[string, object, object]>([
    ["a rate of amounts", planOf(flat("1%")), {}],
    ["tiers over their own base", planOf(eightTen("retroactive")), {}],
    [
      "tiers over the same sum",
      planOf(eightTen("marginal", { measure: { read: "sum", of: "amount" } })),
      {},
    ],
    [
      "tiers over attainment of the same sum",
      planOf(eightTen("marginal", { measure: attainment })),
      {},
    ],
    [
      "sums, differences and parts of measures",
      based("(amount - cost) * 0.8 / 2 + quantity / 1"),
      { measures: ["amount", "cost", "quantity"] },
    ],
    ["the opposite of a measure", based("amount - (-cost)"), { measures: ["amount", "cost"] }],
    ["filters of credits", based("amount", { filters }), { dimensions: ["product"] }],
    [
      "filters of a metric",
      plain({ metrics: [{ ...REVENUE, from: { credits: "cost", filters } }] }),
      { measures: ["cost", "amount"], dimensions: ["product"] },
    ],
    [
      "a given metric beside",
      plain({ metrics: [REVENUE, { ...REVENUE, key: "nps", from: "given" }] }),
      {},
    ],
    [
      "quantities that are counted",
      planOf({
        ...{
          kind: "unit_rate",
          key: "u",
          name: name("u"),
          window: "period",
          split: "credit",
          negative: { per: "window" },
        },
        ...{ counts: { quantity: "quantity" }, amount: "2" },
      } as never),
      { measures: ["amount", "quantity"] },
    ],
    ["a pool of units", plain({}, pool), { units: true }],
    [
      "a condition on the own unit",
      plain({
        conditions: [
          {
            key: "c",
            figure: { metric: "revenue", read: "amount", window: "month", of: "own_unit" },
            is: ">",
            than: { number: "1" },
          },
        ],
      }),
      { units: true },
    ],
    [
      "a condition on a named unit",
      plain({
        conditions: [
          {
            key: "c",
            figure: { metric: "revenue", read: "amount", window: "month", of: { unit: "north" } },
            is: ">",
            than: { number: "1" },
          },
        ],
      }),
      { units: true },
    ],
    [
      "losses forgotten, of measures that are never below 0",
      based("amount * 2 + cost / 4", { negative: { per: "window", pays: "zero" } }),
      { measures: ["amount", "cost"], onlyPositive: true },
    ],
    [
      "losses paid credit by credit",
      based("amount", { negative: { per: "credit" } }),
      { onlyPositive: true },
    ],
    [
      "released at once",
      plain({}, flat("1%", { release: { parts: [{ share: "1", on: "earned" }] } })),
      {},
    ],
  ])("%s", (_, plan, more) => {
    const { measures, dimensions, ...rest } = of(plan) ?? SUMS;
    expect(of(plan)).not.toBeNull();
    expect({ ...rest, measures: measures.toSorted(), dimensions }).toEqual({
      ...SUMS,
      ...more,
      measures: [...("measures" in more ? (more.measures as string[]) : ["amount"])].sort(),
    });
  });
});

describe("a plan looks at single credits or deals", () => {
  test.each<[string, object]>([
    ["refunds join the open window", plain({ late: "current_base" })],
    ["refunds are paid back as paid", plain({ late: "as_paid" })],
    ["pay is released later", plain({ release: later, leaver: { unreleased: "forfeited" } })],
    [
      "a component is released later",
      plain({ leaver: { unreleased: "forfeited" } }, flat("1%", { release: later })),
    ],
    ["credits count by an event", plain({ events: { counts: { event: "delivery" } } })],
    [
      "pay is earned by an event",
      plain({ events: { earned: { event: "delivery" } }, leaver: { unreleased: "forfeited" } }),
    ],
    [
      "a metric multiplies measures",
      plain({ metrics: [{ ...REVENUE, from: { credits: "amount * cost" } }] }),
    ],
    [
      "a metric looks at deals",
      plain({
        metrics: [
          { ...REVENUE, from: { credits: "amount", filters: [{ ...filters[0], of: "deal" }] } },
        ],
      }),
    ],
    ["a filter looks at deals", based("amount", { filters: [{ ...filters[0], of: "deal" }] })],
    ["a measure is the deal's", based("amount - deal.freight")],
    [
      "others' pay is shared",
      plain({}, flat("1%"), {
        kind: "override",
        key: "o",
        name: name("o"),
        share: "1%",
        of: { components: ["commission"], people: "self" },
      }),
    ],
    ["the deal's pay is split", based("amount", { split: { pay: "lead" } })],
    ["a deal has a cap", based("amount", { dealCap: "5" })],
    [
      "a credit has a factor",
      based("amount", {
        creditFactors: [
          { axes: [{ dimension: "d" }], rows: [{ at: ["a"], value: "2" }], otherwise: "1" },
        ],
      }),
    ],
    ["each credit is a window", based("amount", { window: "credit" })],
    ["each deal is a window", based("amount", { window: "deal" })],
    [
      "a rate stands in a table",
      planOf({
        ...flat("1%"),
        rate: {
          table: {
            axes: [{ dimension: "d" }],
            rows: [{ at: ["a"], value: "2%" }],
            otherwise: "1%",
          },
        },
      } as never),
    ],
    [
      "credits are counted",
      planOf({
        kind: "unit_rate",
        key: "u",
        name: name("u"),
        window: "period",
        split: "credit",
        negative: { per: "window" },
        counts: "credit",
        amount: "2",
      } as never),
    ],
    [
      "customers are counted",
      planOf({
        kind: "unit_rate",
        key: "u",
        name: name("u"),
        window: "period",
        split: "credit",
        negative: { per: "window" },
        counts: { dimension: "c" },
        amount: "2",
      } as never),
    ],
    [
      "what is counted is multiplied",
      planOf({
        kind: "unit_rate",
        key: "u",
        name: name("u"),
        window: "period",
        split: "credit",
        negative: { per: "window" },
        counts: { quantity: "quantity * amount" },
        amount: "2",
      } as never),
    ],
    [
      "tiers are over another sum",
      planOf(eightTen("marginal", { measure: { read: "sum", of: "cost" } })),
    ],
    [
      "tiers are over a count",
      planOf(eightTen("marginal", { measure: { read: "count", of: "credit" } })),
    ],
    [
      "tiers are over a ratio",
      planOf(eightTen("marginal", { measure: { read: "ratio", top: "cost", bottom: "amount" } })),
    ],
    [
      "attainment is of another sum",
      planOf(eightTen("marginal", { base: "cost", measure: attainment })),
    ],
    [
      "attainment is of other credits",
      planOf(eightTen("marginal", { filters: filters as never, measure: attainment })),
    ],
    [
      "attainment is of other roles",
      planOf(eightTen("marginal", { roles: ["overlay"], measure: attainment })),
    ],
    [
      "attainment is of more roles",
      planOf(eightTen("marginal", { roles: ["direct", "overlay"], measure: attainment })),
    ],
    [
      "attainment is of no metric",
      planOf(eightTen("marginal", { measure: { ...attainment, metric: "x" } })),
    ],
    [
      "attainment is given",
      plain(
        { metrics: [{ ...REVENUE, from: "given" }] },
        eightTen("marginal", { measure: attainment }),
      ),
    ],
    ["a number is added to each", based("amount + 1")],
    ["a number alone", based("7")],
    ["a product of two measures", based("amount * cost")],
    ["a quotient of two measures", based("amount / cost")],
    ["a number divided by a measure", based("7 / amount")],
    ["the smaller of two", based("min(amount, cost)")],
    ["the greater of two", based("max(0, amount)")],
    [
      "losses forgotten of a difference",
      based("amount - cost", { negative: { per: "window", pays: "zero" } }),
    ],
    [
      "losses forgotten of a negative part",
      based("amount * (0 - 2)", { negative: { per: "window", pays: "zero" } }),
    ],
    [
      "losses carried credit by credit",
      based("amount - cost", { negative: { per: "credit", pays: "carried" } }),
    ],
  ])("%s", (_, plan) => expect(of(plan)).toBeNull());

  test("and so do all versions where one does", () => {
    const one = read(planOf(flat("1%")));
    expect(additive([one, read(based("amount * cost"))])).toBeNull();
    expect(additive([one, read(based("cost"))])?.measures).toEqual(["amount", "cost"]);
  });
});

test("every day that a plan names is a place where something may change", () => {
  const plan = read({
    ...plain({}, flat("1%", { window: { from: "2026-03-03", until: "2026-04-04" } })),
    draw: {
      amount: "1",
      paid: "top_up",
      recoverable: true,
      from: "2026-05-05",
      after: { kind: "forgiven" },
    },
  });
  expect(daysNamed(plan).sort()).toEqual([
    "2026-01-01",
    "2026-03-03",
    "2026-04-04",
    "2026-05-05",
    "2027-01-01",
  ]);
});
