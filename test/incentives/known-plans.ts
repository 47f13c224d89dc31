import * as v from "valibot";
import type { PlanFacts } from "../../workers/incentives/facts.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { checkWithFacts } from "../../workers/incentives/plan-check.ts";
import { PlanDocument } from "../../workers/incentives/plan-document.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import {
  cond,
  curve,
  figure,
  FLAWED,
  given,
  line,
  onAttainment,
  plain,
  scorecard,
  tier,
  tiers,
} from "./known-flaws.ts";
import { eightTen, flat, name, planOf, REVENUE, world } from "./make.ts";

/** Known plans before they are published: what is refused, what is warned of, what it costs. */

const YEAR = { from: "2026-01-01", until: "2027-01-01" };
const PEOPLE = [
  { id: "p1", name: "陈一", from: "2025-01-01", position: "rep" },
  { id: "p2", from: "2026-03-01", until: "2026-10-16", position: "lead" },
].map((each) => ({
  ...each,
  variables: [{ key: "target_variable", amount: "60000", per: "year", ...YEAR }],
  memberships: [{ unit: "team", from: "2025-01-01", until: null }],
}));
const TARGETS = [
  ...["p1", "p2", "team"].map((subject) => ({
    subject,
    metric: "revenue",
    ...YEAR,
    amount: "1200000",
  })),
  { subject: "p1", metric: "nps", ...YEAR, amount: "50" },
];

/** A company with revenue and satisfaction, two people and a year of targets. */
function factsOf(change: object): PlanFacts {
  const given = JSON.parse(
    JSON.stringify({
      ...world(planOf(flat("1%"))),
      participants: PEOPLE,
      targets: TARGETS,
      ...change,
    }),
  );
  const { facts, ...json } = given;
  const input = v.parse(Evaluation, json);
  return {
    over: { from: input.from, until: "2027-01-01" as typeof input.until },
    calendar: input.calendar,
    metrics: [
      { key: "revenue", unit: "money", scale: 2, addable: true },
      { key: "nps", unit: "score", scale: 1, addable: false },
      { key: "staff", unit: "count", scale: 0, addable: false },
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
    pairs: [{ from: "USD", to: "CNY" }],
    units: [{ id: "team", above: [] }],
    boards: ["champions"],
    ...facts,
  };
}

/** What the check says of a plan, an item a line. */
export function checkTold(
  plan: object,
  change: object = {},
  earlier: readonly object[] = [],
): string {
  const read = (of: object) => v.parse(PlanDocument, JSON.parse(JSON.stringify(of)));
  const { flaws, warnings, cost } = checkWithFacts(read(plan), factsOf(change), {
    ...{ earlier: earlier.map(read), budget: parseRate("250000") },
  });
  const text = (of: unknown) =>
    JSON.stringify(of, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return [
    ...flaws.map((each) => `flaw ${text(each)}`),
    ...warnings.map((each) => `warning ${text(each)}`),
    ...(cost ?? []).map((each) => `cost ${text(each)}`),
  ].join("\n");
}

const sound: Readonly<Record<string, object>> = {
  "cliffs, drops and dead zones": plain(
    {},
    tiers(
      tier("0", "1000", "8%"),
      tier("1000", "5000", "10%", { reach: "zero" }),
      tier("5000", "9000", "0%"),
      tier("9000", "9500", "2%", { reach: "zero" }),
      tier("9500", null, "0%"),
    ),
    {
      ...eightTen("retroactive", { key: "att", measure: onAttainment }),
      tiers: [tier("0", "1", "1%"), tier("1", null, "2%", { reach: "zero" })],
    },
    {
      ...eightTen("marginal", { key: "sums" }),
      tiers: [tier("0", "10", "1%"), tier("10", null, "1%", { pays: { amount: "500" } })],
    },
  ),
  "jumps at thresholds, counts and conditions": plain(
    { conditions: [cond("a", "1")] },
    flat("10%", { threshold: { at: "1000", treat: "cliff" } }),
    flat("10%", { key: "b", threshold: { at: "1000", treat: "deductible" } }),
    flat("0%", { key: "c", threshold: { at: "1000" } }),
    flat("10%", { key: "d", cap: "700" }),
    flat("10%", { key: "e", cap: { amount: "700", prorates: false }, cutOff: "carried" }),
    { ...eightTen("marginal"), key: "f", threshold: { at: "1200000" } },
    {
      ...{
        kind: "unit_rate",
        key: "u",
        name: name("u"),
        window: "period",
        split: "credit",
        counts: "credit",
      },
      ...{ negative: { per: "window" }, amount: "20", minimum: { count: 3, pays: "all" } },
    },
    {
      kind: "bonus",
      key: "bonus",
      name: name("b"),
      window: "quarter",
      when: "a",
      pays: { amount: "300", prorates: false },
    },
    { kind: "raffle", key: "r", name: name("r"), board: "champions", prizes: ["1"] },
  ),
  curves: plain(
    { noTarget: "pays_zero", metrics: [REVENUE, given] },
    curve({
      curve: {
        ...line,
        shape: "step",
        above: "hold",
        points: [...line.points, { at: "120%", pays: "1" }, { at: "130%", pays: "0.5" }],
      },
    }),
    curve({
      key: "d",
      curve: {
        ...line,
        cap: "1.5",
        points: [{ at: "50%", pays: "0.5" }, ...line.points.slice(1), { at: "110%", pays: "0.9" }],
      },
    }),
    curve({
      key: "e",
      figureCap: "1.2",
      pays: "1000",
      multipliers: [{ figure: { ...figure, metric: "nps" }, curve: line }],
    }),
  ),
  "a scorecard of results": plain(
    { metrics: [REVENUE, { ...given, class: "result" }], noTarget: "pays_zero" },
    scorecard("50%", "50%"),
  ),
  "given figures, forecasts and units": plain(
    {
      metrics: [REVENUE, { ...given, direction: "down" }],
      noTarget: "pays_zero",
      conditions: [
        cond("a", "60", {
          figure: { metric: "nps", read: "amount", window: "quarter", of: "own_unit" },
        }),
      ],
    },
    scorecard("70%", "30%"),
    {
      kind: "gonik",
      key: "gonik",
      name: name("g"),
      window: "quarter",
      metric: "revenue",
      factorFloor: null,
      pays: "1000",
    },
    {
      kind: "joint_base",
      key: "joint",
      name: name("j"),
      window: "year",
      metric: "revenue",
      weight: "60%",
      p: "1%",
      q: "2%",
      payFloor: "0",
    },
    flat("1%", { gates: [{ when: "a" }] }),
  ),
  "a margin, a table, a discount": plain(
    { pay: { every: "half_month" } },
    flat("5%", {
      base: "amount - cost",
      window: "quarter",
      filters: [{ dimension: "product", values: ["a"] }],
    }),
    flat("5%", {
      key: "t",
      rate: {
        table: {
          axes: [{ dimension: "product" }],
          rows: [{ at: ["a"], value: "5%" }],
          otherwise: "1%",
        },
      },
      creditFactors: [
        { axes: [{ dimension: "region" }], rows: [{ at: ["n"], value: "90%" }], otherwise: "1" },
      ],
    }),
    {
      ...eightTen("retroactive"),
      key: "m",
      measure: { read: "ratio", top: "amount - cost", bottom: "amount" },
    },
  ),
};

const WITHOUT = { targets: [] };
const ABROAD = { participants: PEOPLE.map((each) => ({ ...each, currency: "USD" })) };
export const CHECKS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    TEMPLATES.map((plan) => [`check: template ${plan.key}`, () => checkTold(plan)]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...FLAWED, ...sound }).map(([key, plan]) => [
      `check: ${key}`,
      () => checkTold(plan),
    ]),
  ),
  "check: nobody has a target": () => checkTold(plain({ noTarget: "pays_zero" }, curve()), WITHOUT),
  "check: without a quota pays nothing": () =>
    checkTold(plain({ noTarget: "pays_zero", quotaMissing: "pays_nothing" }, curve()), WITHOUT),
  "check: targets and variables of a part of the year": () =>
    checkTold(
      plain(
        { noTarget: "pays_zero" },
        curve(),
        curve({ key: "d", figure: { ...figure, of: "own_unit" } }),
      ),
      {
        targets: TARGETS.map((each) => ({ ...each, until: "2026-06-01" })),
        participants: PEOPLE.map((each) => ({ ...each, variables: [] })),
      },
    ),
  "check: nobody at all": () => checkTold(plain({}, flat("1%")), { participants: [] }),
  "check: a currency without a rate": () =>
    checkTold(plain({ rates: { kind: "day", backDays: 3 } }, flat("1%")), {
      ...ABROAD,
      facts: { pairs: [], currencies: ["EUR", "CNY"] },
    }),
  "check: a fixed rate of one currency": () =>
    checkTold(
      plain(
        { rates: { kind: "fixed", rates: [{ from: "CNY", to: "USD", rate: "0.14" }] } },
        flat("1%"),
      ),
      { ...ABROAD, facts: { currencies: ["EUR", "USD"] } },
    ),
  "check: nothing is converted": () =>
    checkTold(plain({ rates: { kind: "none" } }, flat("1%")), { ...ABROAD, facts: { pairs: [] } }),
  "check: twenty-two people without a target": () =>
    checkTold(plain({ noTarget: "pays_zero" }, curve({ pays: "5" })), {
      participants: Array.from({ length: 22 }, (_, at) => ({ id: `p${at}`, from: "2026-01-01" })),
      targets: [],
    }),
  "check: a version after another": () =>
    checkTold(
      { ...plain({}, flat("2%")), version: 2, from: "2026-04-01", change: "continue" },
      {},
      [{ ...plain({}, flat("1%")), until: "2026-04-01" }],
    ),
  "check: a version apart from the other": () =>
    checkTold({ ...plain({}, flat("2%")), version: 1, from: "2026-04-02" }, {}, [
      { ...plain({}, flat("1%")), until: "2026-04-01" },
    ]),
};
