import fc from "fast-check";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { commitmentOf } from "../../workers/incentives/raffle.ts";
import { eightTen, flat, name, onCredits, planOf, refund, sale, world } from "./make.ts";
import { evaluation } from "./oracle/generated.ts";

/** Cases that between them make the engine write every rule it knows into a trace. */

const TARGETS = ["committed", "sprint"].map((level) => ({
  ...{ subject: "lin", metric: "revenue", level: level as "committed" },
  ...{ from: "2026-01-01", until: "2027-01-01", amount: "1200000" },
}));
const half = { from: "2026-01-01", until: "2026-07-01" } as const;
const sales = (dimensions: Record<string, string>) =>
  ["2026-01-10", "2026-02-10", "2026-03-10"].map((on, at) =>
    sale(`${(at + 1) * 55_000}.37`, on, {
      deal: `d${at}`,
      dimensions: { customer: `c${at}`, ...dimensions },
      measures: { amount: `${(at + 1) * 55_000}.37`, cost: "1000.00", quantity: "3" },
    }),
  );

/** A template with three months of sales, a target, satisfaction and a team. */
export function ofTemplate(plan: PlanJson): EvaluationJson {
  return world(plan, {
    until: "2026-04-01",
    participants: [
      {
        ...{ id: "lin", from: "2025-01-01" },
        memberships: [{ unit: "team", from: "2025-01-01", until: null }],
      },
    ],
    units: [{ id: "team", above: [] }],
    targets: TARGETS,
    credits: sales({ customer_kind: "new" }),
    figures: ["01", "02", "03"].map((month, at) => ({
      ...{ subject: "lin", metric: "satisfaction", value: "91.5" },
      ...{ from: `2026-${month}-01`, until: `2026-0${at + 2}-01` },
    })),
    deals: [
      { id: "d0", due: "1000", events: [{ event: "collection", on: "2026-03-05", amount: "700" }] },
      { id: "d1", due: "1000", events: [] },
      { id: "d2", due: "1000", events: [] },
    ],
  });
}

const half_way = {
  key: "half_way",
  figure: { metric: "revenue", read: "attainment", window: "year" },
  is: ">=",
  than: { number: "50%" },
} as const;

const figure = { metric: "revenue", read: "attainment", window: "period" } as const;
const line = {
  shape: "linear",
  points: [
    { at: "0", pays: "0" },
    { at: "1", pays: "1" },
  ],
  above: "hold",
} as const;

const negatives = (["negative", "zero", "carried"] as const).map((kind) =>
  world(planOf(flat("10%", { negative: { pays: kind, per: "credit" }, key: `n${kind}` })), {
    until: "2026-03-01",
    credits: [sale("-500"), sale("900"), sale("80", "2026-02-03")],
  }),
);
const thresholds = (["gate", "deductible", "cliff"] as const).map((treat) =>
  world(planOf(flat("10%", { threshold: { at: "1000", treat } })), { credits: [sale("900")] }),
);
const without = (["pays_zero", "pays_target", "left_out"] as const).map((noTarget) =>
  world(
    {
      ...planOf(
        eightTen("marginal", {
          measure: { read: "attainment", metric: "revenue", basis: "whole" },
        }),
        {
          kind: "curve",
          key: "curve",
          name: name("curve"),
          window: "period",
          figure,
          curve: line,
          pays: "100",
        },
      ),
      noTarget,
    },
    {
      participants: [
        { id: "lin", from: "2025-01-01", leaves: [{ from: "2026-01-01", until: "2026-02-01" }] },
      ],
      targets: TARGETS,
    },
  ),
);

const everything: EvaluationJson = world(
  {
    ...planOf(
      {
        ...{ kind: "tiered", key: "tiers", name: name("tiers"), ...onCredits, window: "period" },
        ...{ base: "amount", measure: { read: "base" }, dealCap: "50000" },
        filters: [{ dimension: "kind", values: ["x"] }],
        creditFactors: [
          { axes: [{ dimension: "kind" }], rows: [{ at: ["x"], value: "90%" }], otherwise: "1" },
        ],
        tiers: [
          { from: "0", until: "1000", pays: { rate: "5%" }, reach: "own" },
          { from: "1000", until: null, pays: { amount: "300" }, reach: "own" },
        ],
        ...{ multipliers: [{ factor: "1.2" }], floor: "10", cap: "100", cutOff: "carried" },
      },
      {
        ...{
          kind: "flat",
          key: "quantity",
          name: name("quantity"),
          ...onCredits,
          base: "quantity",
        },
        window: "period",
        rate: {
          table: {
            axes: [{ dimension: "kind" }],
            rows: [{ at: ["x"], value: "1/3" }],
            otherwise: "0",
          },
        },
        floor: "5000",
      },
      {
        ...{ kind: "tiered", key: "margin", name: name("margin"), ...onCredits, window: "deal" },
        ...{ base: "amount", measure: { read: "ratio", top: "amount - cost", bottom: "amount" } },
        tiers: [{ from: "0", until: null, pays: { rate: "1%" }, reach: "own" }],
        split: { pay: "deal" },
      },
      {
        ...{ kind: "interpolated", key: "steps", name: name("steps"), ...onCredits },
        ...{ window: "period", base: "amount", measure: { read: "base" } },
        tiers: [{ from: "0", until: "100000", pays: { amount: "1000" } }],
      },
      {
        ...{ kind: "scorecard", key: "card", name: name("card"), window: "period", pays: "100" },
        ...{ kpis: [{ key: "k", name: name("k"), weight: "1", figure, curve: line }] },
        missing: "zero",
      },
      {
        kind: "bonus",
        key: "bonus",
        name: name("bonus"),
        window: "period",
        when: "half_way",
        pays: "100",
      },
      {
        ...{ kind: "gonik", key: "gonik", name: name("gonik"), window: half, metric: "revenue" },
        ...{ factorFloor: "0", pays: "1000" },
      },
      {
        ...{ kind: "joint_base", key: "joint", name: name("joint"), window: half },
        ...{ metric: "revenue", weight: "50%", p: "10%", q: "5%", payFloor: null },
      },
      {
        kind: "greater_of",
        key: "greater",
        name: name("greater"),
        window: "period",
        of: ["a", "b", { plan: "other" }],
      },
      flat("1%", { key: "a" }),
      flat("2%", { key: "b", gates: [{ when: "half_way", closed: "50%" }] }),
      {
        kind: "prize",
        key: "prize",
        name: name("prize"),
        board: "b",
        places: ["5000"],
        ties: "share",
      },
      { kind: "raffle", key: "raffle", name: name("raffle"), board: "b", prizes: ["50"] },
      {
        ...{ kind: "pool", key: "pool", name: name("pool"), window: "period", unit: "own_unit" },
        ...{ sum: { amount: "1000" }, share: "peer" },
      },
      {
        ...{ kind: "override", key: "override", name: name("override"), share: "10%" },
        of: { components: ["tiers"], people: "self" },
      },
      {
        ...{ kind: "unit_rate", key: "spif", name: name("spif"), ...onCredits, window: "period" },
        ...{ counts: "credit", amount: "20" },
      },
      {
        kind: "curve",
        key: "curve",
        name: name("curve"),
        window: "period",
        figure,
        curve: line,
        pays: "10",
      },
    ),
    conditions: [half_way],
    noTarget: "pays_zero",
    plan: {
      gate: { when: "half_way", closed: "90%" },
      multiplier: { factor: "1.1" },
      guarantee: { sum: "1000", window: "year" },
      cap: { sum: "9000", window: "period" },
    },
    release: {
      parts: [
        { share: "1/3", on: "earned" },
        { share: "2/3", on: { months: 1 } },
      ],
    },
    leaver: { unreleased: "successor" },
    rates: { kind: "day", backDays: 40 },
  },
  {
    until: "2026-09-01",
    participants: [
      {
        ...{
          id: "lin",
          from: "2025-01-01",
          leftOn: "2026-03-15",
          successor: "wu",
          currency: "USD",
        },
        memberships: [{ unit: "team", from: "2025-01-01", until: null }],
      },
      {
        ...{ id: "wu", from: "2025-01-01", currency: "USD" },
        memberships: [{ unit: "team", from: "2025-01-01", until: null }],
      },
    ],
    units: [{ id: "team", above: [] }],
    targets: TARGETS.flatMap((each) => [each, { ...each, subject: "wu" }]),
    credits: sales({ kind: "x" }).flatMap((each) => [
      each,
      sale("70.00", each.on, {
        dimensions: { kind: "y" },
        measures: each.measures,
        currency: "EUR",
      }),
    ]),
    deals: ["d0", "d1", "d2"].map((id) => ({ id })),
    others: [{ ...planOf(flat("1%")), key: "other", rates: { kind: "day", backDays: 40 } }],
    boards: [
      {
        ...{ key: "b", from: "2026-01-01", until: "2026-02-01", hash: "h", nonce: "n" },
        commitment: commitmentOf("n"),
        standings: [{ person: "lin", score: "2" }],
      },
    ],
    peerScores: [
      { voter: "wu", person: "lin", from: "2026-01-01", until: "2026-02-01", score: "4" },
    ],
    forecasts: ["lin", "wu"].map((person) => ({
      ...{ person, metric: "revenue", ...half, value: "500000" },
    })),
    rates: [
      { from: "USD", to: "CNY", on: "2025-12-20", rate: "7" },
      { from: "EUR", to: "CNY", on: "2025-12-20", rate: "8" },
      ...["02", "03", "04", "05", "06", "07", "08"].flatMap((month) => [
        { from: "USD" as const, to: "CNY" as const, on: `2026-${month}-01`, rate: "7.1" },
        { from: "EUR" as const, to: "CNY" as const, on: `2026-${month}-01`, rate: "8.1" },
      ]),
    ],
    adjustments: [{ id: "adj", participant: "lin", on: "2026-01-20", amount: "-7000" }],
  },
);

const unsealed = world(
  planOf({ kind: "raffle", key: "raffle", name: name("raffle"), board: "b", prizes: ["50"] }),
  {
    boards: [
      {
        ...{ key: "b", from: "2026-01-01", until: "2026-02-01", hash: "h" },
        standings: [{ person: "lin", score: "2" }],
      },
    ],
  },
);
const first = sale("1000");
const paidBack = world(
  { ...planOf(flat("10%")), late: "as_paid" },
  { until: "2026-03-01", credits: [first, refund(first, "-400", "2026-02-03")] },
);
const gone = world(planOf(flat("10%")), {
  from: "2026-02-01",
  until: "2026-03-01",
  posted: [
    {
      ...{ participant: "lin", currency: "CNY", period: "2026-01-01", kind: "component" },
      ...{
        component: "commission",
        window: "deal:of_before",
        origin: "2026-01-01",
        amount: "1200",
      },
    },
  ],
});
const collected = world(
  {
    ...planOf(flat("1/3")),
    release: { parts: [{ share: "1", on: { event: "collection" } }] },
    leaver: { unreleased: "forfeited" },
    plan: { multiplier: { factor: "1.5" } },
    draw: { amount: "100", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
  },
  {
    until: "2026-04-01",
    credits: [sale("1000", "2026-01-05", { deal: "d1" }), sale("9000", "2026-03-05")],
    deals: [
      { id: "d1", due: "1000", events: [{ event: "collection", on: "2026-03-05", amount: "700" }] },
    ],
  },
);
const free = world(
  {
    ...planOf(flat("10%")),
    draw: { amount: "100", paid: "top_up", recoverable: false, after: { kind: "forgiven" } },
  },
  { credits: [sale("10")] },
);
const continued = world(
  [
    { ...planOf(flat("10%", { window: "quarter" })), until: "2026-02-01" },
    ...(["continue", "restart"] as const).map((change, at) => ({
      ...planOf(flat("20%", { window: "quarter" })),
      ...{ version: at + 2, from: `2026-0${at + 2}-01`, change },
      until: at === 0 ? "2026-03-01" : "2027-01-01",
    })),
  ],
  { until: "2026-04-01", credits: sales({}) },
);

const byEvents = world(
  {
    ...planOf(flat("10%", { tiersOf: "released" }), flat("5%", { key: "b" })),
    leaver: { unreleased: "forfeited" },
    release: { parts: [{ share: "1", on: { event: "collection" } }] },
  },
  {
    until: "2026-04-01",
    credits: [sale("1000", "2026-01-05", { deal: "d1" })],
    deals: [
      { id: "d1", due: "1000", events: [{ event: "collection", on: "2026-03-05", amount: "700" }] },
    ],
  },
);
const earnedLater: EvaluationJson = {
  ...byEvents,
  plans: [
    {
      ...planOf(flat("10%")),
      events: { earned: { event: "collection" } },
      leaver: { unreleased: "forfeited" },
    },
  ],
};

const capCarried = world(
  {
    ...planOf(flat("10%")),
    plan: { cap: { sum: "100", window: "period", cutOff: "carried" } },
  },
  { until: "2026-04-01", credits: [sale("1500"), sale("700", "2026-02-10")] },
);

const broughtAlong = world(planOf(eightTen("marginal", { window: "half" })), {
  ...{ from: "2026-02-01", until: "2026-03-01" },
  participants: [{ id: "lin", from: "2026-02-01" }],
  credits: [sale("900000"), sale("200000", "2026-02-10")],
  openings: [
    {
      ...{ participant: "lin", on: "2026-02-01" },
      earned: [{ component: "commission", window: half, amount: "72000" }],
    },
  ],
});

const ofNoCredit = world({
  ...planOf(flat("1%", { floor: "90" })),
  release: { parts: [{ share: "1", on: { event: "collection" } }] },
  leaver: { unreleased: "forfeited" },
});

/** Written by hand, each by what it is about. */
export const STATED: Readonly<Record<string, EvaluationJson>> = {
  ...{ capCarried, byEvents, earnedLater, everything, unsealed, paidBack, gone, collected, free },
  ...{ continued, broughtAlong, ofNoCredit },
  ...Object.fromEntries(
    Object.entries({ negatives, thresholds, without }).flatMap(([key, cases]) =>
      cases.map((json, at) => [`${key}.${at}`, json]),
    ),
  ),
};
export const CASES: readonly EvaluationJson[] = [
  ...Object.values(STATED),
  ...fc.sample(evaluation, { numRuns: 60, seed: 9_000 }),
];
