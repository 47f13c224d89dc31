import { eightTen, flat, name, planOf, REVENUE } from "./make.ts";

/** Known plans that cannot be computed, or that name what a company has not. */

export const plain = (more: object, ...components: object[]) => ({
  ...planOf(),
  components,
  ...more,
});
export const given = {
  key: "nps",
  name: name("nps"),
  unit: "score",
  scale: 1,
  class: "health",
  from: "given",
};
export const figure = {
  metric: "revenue",
  read: "attainment",
  window: "quarter",
  basis: "elapsed",
};
export const line = {
  ...{ shape: "linear", above: "extrapolate" },
  points: [
    { at: "50%", pays: "0" },
    { at: "100%", pays: "1" },
  ],
};
export const onAttainment = { read: "attainment", metric: "revenue", basis: "whole" } as const;
export const curve = (more: object = {}) => ({
  ...{ kind: "curve", key: "c", name: name("c"), window: "quarter", figure, curve: line },
  ...{ pays: { variable: "target_variable" }, ...more },
});
export const tier = (from: string, until: string | null, rate: string, more: object = {}) => ({
  ...{ from, until, pays: { rate }, reach: "own", ...more },
});
export const tiers = (...all: object[]) => ({ ...eightTen("marginal"), tiers: all });
export const cond = (key: string, than: string, more: object = {}) => ({
  ...{ key, figure: { metric: "revenue", read: "amount", window: "quarter" }, is: ">=" },
  ...{ than: { number: than }, ...more },
});
export const scorecard = (...weights: readonly string[]) => ({
  ...{
    kind: "scorecard",
    key: "s",
    name: name("s"),
    window: "quarter",
    missing: "others",
    pays: "1000",
  },
  kpis: weights.map((weight, at) => ({
    ...{ key: `k${at}`, name: name("k"), weight, curve: line },
    figure: at === 0 ? figure : { ...figure, metric: "nps" },
  })),
});

export const FLAWED: Readonly<Record<string, object>> = {
  "tiers with a gap, an overlap, an empty one and no end": plain(
    {},
    tiers(
      tier("0", "10", "1%"),
      tier("20", "30", "2%"),
      tier("25", "25", "3%"),
      tier("25", "90", "4%"),
    ),
  ),
  "tiers that begin above 0 and go on after the end": plain(
    {},
    tiers(tier("1", null, "1%"), tier("5", "6", "2%")),
  ),
  "tiers of unknown reach, condition and base rate": plain(
    {},
    tiers(
      tier("0", "10", "1%", { reach: { tier: "nowhere" }, when: "never" }),
      tier("10", null, "2%", { pays: { multiplier: "2" }, reach: "quota" }),
    ),
  ),
  "interpolated with a gap": plain(
    {},
    {
      ...{ kind: "interpolated", key: "i", name: name("i"), window: "quarter", base: "amount" },
      ...{
        split: "credit",
        negative: { per: "window" },
        measure: { ...onAttainment, metric: "x" },
      },
      tiers: [
        { from: "0", until: "5", pays: { amount: "3" } },
        { from: "6", until: "6", pays: { amount: "3" }, when: "never" },
      ],
    },
  ),
  "keys twice": plain(
    { metrics: [REVENUE, REVENUE], conditions: [cond("a", "1"), cond("b", "1"), cond("a", "2")] },
    flat("1%"),
    flat("2%"),
    flat("3%"),
  ),
  circles: plain(
    {
      conditions: [
        { key: "a", all: ["b", "x"] },
        { key: "b", any: ["c"] },
        { key: "c", not: "a" },
      ],
    },
    {
      kind: "override",
      key: "o",
      name: name("o"),
      share: "1%",
      of: { components: ["q", "z"], people: "self" },
    },
    {
      kind: "override",
      key: "q",
      name: name("q"),
      share: "1%",
      of: { components: ["o"], people: "self" },
    },
    { kind: "greater_of", key: "g", name: name("g"), window: "quarter", of: ["g", "h"] },
    flat("1%", { key: "h", window: "month" }),
  ),
  "metrics and conditions that are not there": plain(
    {
      conditions: [cond("a", "1", { figure: { metric: "m", read: "amount", window: "year" } })],
      plan: { gate: { when: "u" }, multiplier: { factor: "2", when: "w" } },
      noTarget: "pays_zero",
    },
    curve({ figure: { ...figure, metric: "m" } }),
    { kind: "bonus", key: "b", name: name("b"), window: "quarter", when: "u", pays: "1" },
    { kind: "raffle", key: "r", name: name("r"), board: "nowhere", qualifies: "u", prizes: ["1"] },
    {
      kind: "gonik",
      key: "gonik",
      name: name("g"),
      window: "quarter",
      metric: "m",
      factorFloor: null,
      pays: "1",
    },
    {
      ...{ kind: "pool", key: "p", name: name("p"), window: "quarter", unit: { unit: "nowhere" } },
      ...{ sum: { rate: "1", metric: "m" }, share: { contribution: "n" } },
    },
    {
      kind: "award",
      key: "aw",
      name: name("a"),
      award: "honour",
      gives: name("x"),
      window: "year",
      to: { when: "u" },
    },
    flat("1%", {
      gates: [{ when: "u" }],
      multipliers: [
        { factor: "2", when: "w" },
        { figure: { ...figure, metric: "m" }, curve: line },
      ],
    }),
    { ...flat("1%"), key: "by_quota", rate: { variable: "v", byQuotaOf: "m" } },
  ),
  "choices that are not made": plain(
    {
      release: {
        parts: [
          { share: "30%", on: "earned" },
          { share: "60%", on: { event: "collection" } },
        ],
      },
      events: { counts: { event: "delivery" }, earned: { event: "collection" } },
      late: "current_base",
    },
    curve(),
    flat("1%", { release: { parts: [{ share: "1/3", on: { months: 1 } }] } }),
  ),
  "what is carried into nothing": plain(
    {
      plan: {
        cap: { sum: "5", window: { from: "2026-01-01", until: "2026-02-01" }, cutOff: "carried" },
      },
    },
    flat("1%", {
      window: "deal",
      cutOff: "carried",
      cap: "5",
      negative: { pays: "carried", per: "credit" },
    }),
    flat("1%", {
      key: "d",
      window: { from: "2026-01-01", until: "2026-02-01" },
      cutOff: "carried",
      cap: "5",
    }),
    flat("1%", { key: "e", window: "quarter", cutOff: "carried", cap: "5" }),
  ),
  "a cap below its floor": plain(
    {},
    flat("1%", { cap: "5", floor: { amount: "5.01", prorates: false } }),
    flat("1%", { key: "b", cap: { amount: "5", prorates: true }, floor: "5" }),
    flat("1%", { key: "c", cap: { variable: "v" }, floor: "5" }),
  ),
  "pay split in ways that cannot be": plain(
    {},
    flat("1%", { split: { pay: "deal" }, roles: ["overlay"] }),
    flat("1%", {
      key: "b",
      split: { pay: "team" },
      window: "quarter",
      floor: { variable: "v" },
      roles: ["direct", "overlay"],
    }),
    flat("1%", { key: "c", split: { pay: "deal" }, window: "credit" }),
  ),
  "tiers of the release that cannot be": plain(
    {
      late: "as_paid",
      leaver: { unreleased: "successor" },
      events: { earned: { event: "order" } },
    },
    flat("1%", { tiersOf: "released" }),
    flat("1%", { key: "b", tiersOf: "released", window: "deal" }),
    flat("1%", { key: "c", tiersOf: "released", split: { pay: "lead" } }),
    flat("1%", { key: "d", tiersOf: "released", negative: { pays: "carried", per: "window" } }),
  ),
  "the greater of what cannot be compared": plain(
    {},
    {
      kind: "greater_of",
      key: "g",
      name: name("g"),
      window: "quarter",
      of: ["a", "b", "c", "o", { plan: "p" }],
    },
    flat("1%", { key: "a", window: "month" }),
    flat("1%", { key: "b", window: "quarter", split: { pay: "lead" } }),
    {
      kind: "pool",
      key: "c",
      name: name("c"),
      window: "quarter",
      unit: "own_unit",
      sum: { amount: "1" },
      share: "equal",
    },
    {
      kind: "override",
      key: "o",
      name: name("o"),
      share: "1%",
      of: { components: ["a", "g"], people: "self" },
    },
  ),
  "weights that are no whole": plain(
    { metrics: [REVENUE, given], noTarget: "pays_zero" },
    scorecard("50%", "49%"),
  ),
  "money that cannot be": plain(
    {
      rates: {
        kind: "fixed",
        rates: [
          { from: "EUR", to: "CNY", rate: "8" },
          { from: "CNY", to: "EUR", rate: "0.1" },
          { from: "JPY", to: "CNY", rate: "0.05" },
        ],
      },
    },
    flat("1%", { rounding: { granule: "0.015" } }),
    flat("1%", { key: "b", rounding: { granule: "0.003" } }),
    flat("1%", { key: "c", rounding: { granule: "0.02" } }),
  ),
  "names that the company has not": plain(
    {
      metrics: [
        { ...REVENUE, key: "turnover" },
        { ...given, unit: "ratio" },
        { ...REVENUE, key: "staff", unit: "count" },
      ],
      leaver: { unreleased: "successor" },
      events: { counts: { event: "order" }, earned: { event: "delivery" } },
      release: { parts: [{ share: "1", on: { event: "collection" } }] },
    },
    flat("1%", {
      base: "amount - price * deal.weight",
      filters: [
        { dimension: "colour", values: ["red"] },
        { dimension: "product", values: ["a", "z"] },
      ],
      positions: ["nobody"],
    }),
    flat("1%", {
      key: "b",
      filters: [{ dimension: "size", of: "deal", values: ["x"] }],
      cap: { variable: "salary" },
    }),
    { kind: "prize", key: "p", name: name("p"), board: "nowhere", places: ["1"], ties: "share" },
  ),
};
