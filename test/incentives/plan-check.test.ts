// Goal: nobody publishes a plan that cannot be computed for somebody: every name, person, target and
// rate is checked against the tenant's own facts, each flaw at its place, and the cost is told.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { PlanFacts } from "../../workers/incentives/facts.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import { checkWithFacts } from "../../workers/incentives/plan-check.ts";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { incentiveRefusals } from "../../workers/incentives/refusals.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { WARNINGS } from "../../workers/incentives/warning-texts.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { eightTen, flat, name, planOf, world } from "./make.ts";

const read = (plan: PlanJson) => v.parse(PlanDocument, plan);

const PEOPLE = [
  { id: "p1", name: "陈一", from: "2025-01-01", position: "rep" },
  { id: "p2", name: "李二", from: "2026-03-01", position: "rep" },
] as const;

type Change = Partial<Omit<PlanFacts, "participants" | "targets">> & {
  readonly participants?: EvaluationJson["participants"];
  readonly targets?: EvaluationJson["targets"];
};

/** A company with revenue, two dimensions, two people and a year of targets. */
function factsOf({ participants = [...PEOPLE], targets, ...change }: Change = {}): PlanFacts {
  const everybody = participants.map(({ id }) => ({
    ...{ subject: id, metric: "revenue", amount: "1200000" },
    ...{ from: "2026-01-01", until: "2027-01-01" },
  }));
  const input = v.parse(
    Evaluation,
    world(planOf(flat("1%")), { participants, targets: targets ?? everybody }),
  );
  return {
    over: { from: input.from, until: read(planOf(flat("1%"))).until ?? input.until },
    calendar: input.calendar,
    metrics: [
      { key: "revenue", unit: "money", scale: 2, addable: true },
      { key: "satisfaction", unit: "score", scale: 1, addable: false },
    ],
    dimensions: [
      { key: "product", values: ["a", "b"] },
      { key: "region", values: null },
    ],
    measures: ["cost", "quantity"],
    dealMeasures: ["freight"],
    participants: input.participants,
    targets: input.targets,
    events: ["order"],
    currencies: ["CNY"],
    pairs: [],
    units: [{ id: "team", above: [] }],
    boards: ["champions"],
    ...change,
  };
}

const check = (plan: PlanJson, change: Change = {}, budget?: string) =>
  checkWithFacts(read(plan), factsOf(change), { budget: budget ? parseRate(budget) : null });
const flawsOf = (plan: PlanJson, change: Change = {}) =>
  check(plan, change).flaws.map(({ code, pointer }) => `${code.slice(11)} ${pointer}`);
const attainment = { read: "attainment", metric: "revenue", basis: "whole" } as const;
const onAttainment: PlanJson = {
  ...planOf(eightTen("marginal", { measure: attainment })),
  noTarget: "pays_zero",
};

describe("flaws against a company's facts", () => {
  test("a plan that names only what exists has none", () => {
    expect(flawsOf(onAttainment)).toEqual([]);
    expect(flawsOf(planOf(flat("5%", { base: "amount - cost - deal.freight" })))).toEqual([]);
  });

  const metric = (change: object) => ({
    ...planOf(flat("1%")),
    metrics: [{ ...planOf().metrics[0], ...change }] as PlanJson["metrics"],
  });
  const filtered = (dimension: string) =>
    planOf(flat("1%", { filters: [{ dimension, values: ["a"] }] }));
  const figure = { metric: "revenue", read: "amount", window: "month" } as const;
  const when = (of: object) => ({
    ...planOf({ kind: "bonus", key: "b", name: name("b"), window: "period", when: "c", pays: "9" }),
    conditions: [{ key: "c", figure: { ...figure, ...of }, is: ">=", than: { number: "1" } }],
  });
  test.each<[string, PlanJson, Change, string[]]>([
    [
      "a metric nobody keeps",
      metric({ key: "sales" }),
      {},
      ["tenant_metric_unknown /metrics/0/key"],
    ],
    ["another unit", metric({ unit: "count" }), {}, ["metric_unit /metrics/0/unit"]],
    [
      "a metric that is no sum",
      metric({ key: "satisfaction", unit: "score" }),
      {},
      ["metric_not_added /metrics/0/from"],
    ],
    ["an unknown dimension", filtered("colour"), {}, ["dimension_unknown /components/0/filters/0"]],
    [
      "an unknown measure",
      planOf(flat("1%", { base: "margin" })),
      {},
      ["measure_unknown /components/0/base"],
    ],
    [
      "an unknown measure of a deal",
      planOf(flat("1%", { base: "amount - deal.tax" })),
      {},
      ["measure_unknown /components/0/base"],
    ],
    [
      "an unknown unit",
      when({ of: { unit: "north" } }) as PlanJson,
      {},
      ["unit_unknown /conditions/0/figure/of/unit"],
    ],
    [
      "an unknown board",
      planOf({
        kind: "prize",
        key: "p",
        name: name("p"),
        board: "x",
        places: ["1"],
        ties: "share",
      }),
      {},
      ["board_unknown /components/0/board"],
    ],
    [
      "an event that nobody records",
      {
        ...planOf(flat("1%")),
        release: { parts: [{ share: "1", on: { event: "collection" } }] },
        leaver: { unreleased: "forfeited" },
      },
      {},
      ["event_unmeasured /release/parts/0/on/event"],
    ],
    [
      "a currency without rate",
      planOf(flat("1%")),
      { currencies: ["CNY", "USD"] },
      ["pair_missing /rates/rates"],
    ],
    [
      "a table's rate is enough, in either direction",
      { ...planOf(flat("1%")), rates: { kind: "day", backDays: 5 } },
      { currencies: ["USD"], pairs: [{ from: "CNY", to: "USD" }] },
      [],
    ],
    [
      "what the document alone says",
      { ...onAttainment, noTarget: undefined } as unknown as PlanJson,
      {},
      ["no_target_unstated /noTarget"],
    ],
  ])("%s", (_, plan, change, expected) => {
    expect(flawsOf(plan, change)).toEqual(expected);
  });

  test("people without a target are named, with the first days they lack", () => {
    const targets = [
      { subject: "p1", metric: "revenue", from: "2026-01-01", until: "2027-01-01", amount: "9" },
      { subject: "p2", metric: "revenue", from: "2026-03-01", until: "2026-07-01", amount: "9" },
    ];
    expect(check(onAttainment, { targets }).flaws).toEqual([
      {
        ...{ code: "incentives/quota_missing_for", pointer: "/components/0/measure/metric" },
        ...{ metric: "revenue", level: "committed", from: "2026-07-01", until: "2027-01-01" },
        ...{ people: "李二", count: 1, ids: "p2" },
      },
    ]);
    const pays = check({ ...onAttainment, quotaMissing: "pays_nothing" }, { targets });
    expect(pays.flaws).toEqual([]);
    expect(pays.warnings.map(({ code }) => code)).toContain("quota_pays_nothing");
  });

  test("only those who take part need a target, and days before they join do not count", () => {
    const plan = planOf(eightTen("marginal", { measure: attainment, positions: ["lead"] }));
    expect(flawsOf({ ...plan, noTarget: "pays_zero" }, { targets: [] })).toEqual([]);
    const targets = [
      { subject: "p1", metric: "revenue", from: "2026-01-01", until: "2027-01-01", amount: "9" },
      { subject: "p2", metric: "revenue", from: "2026-03-01", until: "2027-01-01", amount: "9" },
    ];
    expect(flawsOf(onAttainment, { targets })).toEqual([]);
  });

  test("a variable that somebody lacks is named with the people", () => {
    const ote: PlanJson = {
      ...planOf({
        ...{ kind: "curve", key: "ote", name: name("ote"), window: "period" },
        figure: { metric: "revenue", read: "attainment", window: "period" },
        curve: { shape: "linear", points: [{ at: "1", pays: "1" }], above: "hold" },
        pays: { variable: "target_variable" },
      }),
      noTarget: "pays_target",
    };
    const paid = { key: "target_variable", amount: "8000", per: "month" as const };
    const participants = [
      { ...PEOPLE[0], variables: [{ ...paid, from: "2025-01-01", until: null }] },
      { ...PEOPLE[1], variables: [{ ...paid, from: "2026-04-01", until: null }] },
    ];
    expect(check(ote, { participants }).flaws).toMatchObject([
      {
        code: "incentives/variable_missing",
        pointer: "/components/0/pays/variable",
        people: "李二",
      },
    ]);
  });
});

describe("warnings against a company's facts", () => {
  const codes = (plan: PlanJson, change: Change = {}, budget?: string) =>
    check(plan, change, budget).warnings.map(({ code }) => code);
  test("a value nobody has used, and positions nobody holds", () => {
    const filters = [{ dimension: "product", values: ["c"] }];
    expect(codes(planOf(flat("1%", { filters })))).toEqual(["value_unseen"]);
    expect(codes(planOf(flat("1%", { positions: ["king"] })))).toEqual(["nobody"]);
    const heirs: PlanJson = { ...planOf(flat("1%")), leaver: { unreleased: "successor" } };
    expect(codes(heirs)).toEqual(["successor_unnamed"]);
  });

  test("the cost at 80, 100 and 120 % of all targets, and how far it is above the budget", () => {
    // 陈一 has 1,200,000 for the year, 李二 ten months of it: 8 % of the month's own sales.
    const { cost, warnings } = check(planOf(eightTen("marginal")), {}, "180000");
    const total = (1_200_000 / 365) * (365 + 306);
    const near = (share: number) => Math.round(total * share * 0.08);
    expect(
      cost?.map(({ attainment: at, amount }) => [
        at,
        Math.round(Number(amount.num) / Number(amount.den)),
      ]),
    ).toEqual([
      ["0.8", near(0.8)],
      ["1", near(1)],
      ["1.2", near(1.2)],
    ]);
    expect(warnings.filter(({ code }) => code === "over_budget")).toMatchObject([
      { attainment: "120%", budget: "180000" },
    ]);
  });

  test("every template is costed, and an accelerator costs more than in proportion", () => {
    const targets = PEOPLE.map(({ id }) => ({
      ...{ subject: id, metric: "revenue", amount: "4800000" },
      ...{ from: "2026-01-01", until: "2027-01-01" },
    }));
    for (const template of TEMPLATES) {
      const { cost, flaws } = check(template, {
        dimensions: ["customer_kind", "customer"].map((key) => ({ key, values: null })),
        boards: ["signing_king"],
        events: ["collection"],
        targets,
      });
      expect(flaws, template.key).toEqual([]);
      expect(
        cost?.map(({ amount }) => amount.num > 0n),
        template.key,
      ).toEqual(
        template.key === "spif" || template.key === "team_pool"
          ? [false, false, false]
          : [true, true, true],
      );
    }
    const [low, full, high] = (
      check(TEMPLATES.find(({ key }) => key === "accelerator") as PlanJson).cost ?? []
    ).map(({ amount }) => Number(amount.num) / Number(amount.den));
    expect((high ?? 0) - (full ?? 0)).toBeGreaterThan(1.5 * ((full ?? 0) - (low ?? 0)));
  });

  test("a plan that nobody is on has no cost yet", () => {
    expect(check(planOf(flat("1%")), { participants: [] }).cost).toBeNull();
  });
});

test("every refusal and warning has both languages, and its facts stand in both", () => {
  for (const { zh, en } of [...Object.values(incentiveRefusals), ...Object.values(WARNINGS)]) {
    const facts = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, key]) => key));
    const [zhFacts, enFacts] = [facts(zh), facts(en)];
    expect([...zhFacts].filter((each) => !enFacts.has(each))).toEqual([]);
  }
});
