// Plans and credits by chance, within what the oracle knows: refunds and late entries, quotas that are
// raised, relieved or ramped, releases by collection, draws and debts. Most cases are small.
import fc from "fast-check";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Component } from "./case.ts";
import { component } from "./generated-components.ts";
import { type Components, several } from "./generated-several.ts";
import { dealsOf, held, releaseOf } from "./generated-releases.ts";
import { isWalked, next, versionsOf } from "./generated-versions.ts";
import { boards, forecasts, forecastsOf, other } from "./generated-others.ts";
import { amount, cents, factor, maybe, name, pick } from "./generated-words.ts";

export { component } from "./generated-components.ts";

// A field that is undefined is not there.
const cut = (of: object): EvaluationJson => JSON.parse(JSON.stringify(of));

const sale = fc.record({
  person: pick("p", "p", "o"),
  /** How far in the time asked for, of 1,000. */
  at: fc.integer({ min: 0, max: 999 }),
  /** Days until it became known. */
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 60 })),
  amount: fc.oneof(
    { weight: 6, arbitrary: amount },
    { weight: 1, arbitrary: amount.map((each) => `-${each}`) },
  ),
  cost: cents(300_000),
  product: pick("a", "b", "c"),
  back: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    fc.record({ after: fc.integer({ min: 0, max: 90 }), whole: fc.boolean() }),
  ),
});
const later = (from: string, by: number) =>
  new Date(Date.parse(from) + by * 86_400_000).toISOString().slice(0, 10);
type Sale = typeof sale extends fc.Arbitrary<infer T> ? T : never;

/** Two thirds of the time hold the sales; what follows is room for what comes late or back. */
function creditsOf(sales: readonly Sale[], until: string, areTogether: boolean) {
  const days = ((Date.parse(until) - Date.parse("2026-01-01")) / 86_400_000) * (2 / 3);
  return sales.flatMap(({ person, at: place, late, amount: sum, cost, product, back }, at) => {
    const on = later("2026-01-01", Math.floor((place * days) / 1_000));
    const known = { on, posting: later(on, late) };
    const deal = areTogether ? `d-${person}-${product}` : `d${at}`;
    const credit = {
      ...{ id: `e${at}`, person, source: "crm", externalId: `${at}`, deal, ...known },
      measures: { amount: sum, cost, units: "2" },
      dimensions: { product },
    };
    if (back === null || sum.startsWith("-")) return [credit];
    const returned = later(known.posting, back.after);
    const part = (text: string) =>
      `-${back.whole ? text : (Math.floor(Number(text) * 50) / 100).toFixed(2)}`;
    const refund = {
      ...{ id: `r${at}`, person, source: "crm", externalId: `r${at}`, deal },
      ...{ on: returned, posting: returned, reverses: `e${at}` },
      measures: { amount: part(sum), cost: part(cost), units: back.whole ? "-2" : "-1" },
      dimensions: { product },
    };
    return [credit, refund];
  });
}

/** The plan's own level is asked about statements without true-ups: those have their own cases. */
function plainer<T extends { amount: string; late: number; back: unknown }>(
  of: T,
  components: readonly object[],
  plan: object,
): T {
  const amount = components.some(isWalked) ? of.amount.replace("-", "") : of.amount;
  return Object.keys(plan).length === 0
    ? { ...of, amount }
    : { ...of, amount, late: 0, back: null };
}

const planLevel = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        multiplier: factor.map((each) => ({ factor: each })),
        guarantee: cents(90_000).map((sum) => ({ sum, window: "period" as const })),
        cap: amount.map((sum) => ({ sum, window: "period" as const })),
      },
      { requiredKeys: [] },
    ),
  },
);
const draw = maybe(
  fc.record({
    amount: cents(300_000),
    paid: pick("top_up", "advance" as const),
    recoverable: fc.boolean(),
    repay: pick("1", "50%", "1/3"),
    ...{
      repayFrom: maybe(pick("2026-02-01", "2026-03-01"), 2),
      until: maybe(pick("2026-02-01", "2026-03-01"), 2),
    },
    from: maybe(fc.constant("2026-02-01"), 2),
    balanceCap: maybe(
      fc.record({ amount: cents(400_000), beyond: pick("not_owed", "not_advanced" as const) }),
      2,
    ),
    after: pick(
      { kind: "repaid" as const, share: "1" },
      { kind: "repaid" as const, share: "1/3" },
      { kind: "forgiven" as const },
    ),
  }),
);
const carry = pick(
  { kind: "carried" as const, atMost: "1" },
  { kind: "carried" as const, atMost: "30%" },
  { kind: "payroll" as const },
);

const attained = (share: string, window: "quarter" | "year") => ({
  figure: {
    ...{ metric: "sales", read: "attainment" as const, window },
    basis: "whole" as const,
  },
  ...{ is: ">=" as const, than: { number: share } },
});
const conditions = fc
  .tuple(pick(">=", ">", "<=", "<", "=" as const), amount, pick("period", "quarter" as const))
  .map(([is, sum, window]) => [
    { key: "half_way", ...attained("50%", "quarter") },
    {
      key: "sold",
      ...{ figure: { metric: "sales", read: "amount" as const, window }, is },
      than: { number: sum },
    },
    { key: "both", all: ["half_way", "sold"] },
    { key: "either", any: ["half_way", "sold"] },
    { key: "neither", not: "either" },
  ]);

const leaves = pick(
  [],
  [{ from: "2026-01-20", until: "2026-02-10" }],
  [{ from: "2026-02-01", until: "2026-03-01" }],
);
const ramp = maybe(fc.array(pick("0", "0.5", "3/4", "1"), { minLength: 1, maxLength: 4 }));
/** Three months and few sales mostly: what breaks a rule breaks it there too, and is read by a person. */
const size = fc.oneof(
  { weight: 5, arbitrary: fc.record({ until: fc.constant("2026-04-01"), sales: sales(4) }) },
  { weight: 2, arbitrary: fc.record({ until: fc.constant("2026-07-01"), sales: sales(6) }) },
  { weight: 1, arbitrary: fc.record({ until: fc.constant("2026-10-01"), sales: sales(8) }) },
);
function sales(maxLength: number) {
  return fc.array(sale, { maxLength });
}

const oneOf = (each: object): Components => ({ components: [each] });

export const evaluation: fc.Arbitrary<EvaluationJson> = fc
  .record({
    next,
    paying: fc.oneof(
      { weight: 8, arbitrary: component.map(oneOf) },
      { weight: 1, arbitrary: other.map(oneOf) },
      { weight: 2, arbitrary: several },
    ),
    ...{ boards, forecasts },
    size,
    every: pick("month", "quarter" as const),
    quota: amount,
    raised: maybe(amount),
    relief: maybe(pick("0.5", "3/4")),
    ...{ leaves, ramp, conditions, held },
    isAlone: fc.boolean(),
    areTogether: fc.boolean(),
    plan: planLevel,
    draw,
    carry,
    dayCount: pick({ kind: "calendar_days" as const }, { kind: "working_days" as const }),
  })
  .map((of) => {
    const { components, others, elsewhere = [] } = of.paying;
    const people = of.isAlone ? ["p"] : ["p", "o"];
    const own = of.size.sales
      .map((each) =>
        plainer(each, [...components, ...elsewhere, of.next?.component ?? {}], of.plan),
      )
      .map((each) => (of.isAlone ? { ...each, person: "p" as const } : each));
    const credits = creditsOf(own, of.size.until, of.areTogether);
    const release =
      Object.keys(of.plan).length === 0 ? releaseOf(of.held, components, of.areTogether) : {};
    const isHeld = release.release !== undefined;
    const plan: Plan = {
      ...{ format: "fairlead-plan/1", key: "p", name, version: 1 },
      ...{ from: "2026-01-01", until: null, currency: "CNY", dayCount: of.dayCount },
      ...{ metrics: [SALES], conditions: of.conditions },
      components: components as Component[],
      ...{ pay: { every: of.every }, plan: of.plan, carry: of.carry },
      // What a leaver owes of a draw is another question.
      ...(of.draw && !(isHeld && of.held?.leftOn) ? { draw: of.draw } : {}),
      ...(of.ramp ? { ramps: [{ by: "period", months: { factors: of.ramp } }] } : {}),
      ...release,
      noTarget: "pays_zero",
    };
    return cut({
      ...{ plans: versionsOf(plan, of.next), others: others?.(plan) },
      ...{ from: "2026-01-01", until: of.size.until },
      participants: people.map((id) => ({
        ...{ id, from: "2026-01-01" },
        memberships: [{ unit: "team", from: "2026-01-01", until: null }],
        managers: id === "o" ? [{ person: "p", from: "2026-01-01", until: null }] : [],
        leaves: id === "p" ? of.leaves : [],
        ...(id === "o" && isHeld ? { leftOn: of.held?.leftOn, successor: "p" } : {}),
        reliefs: of.relief ? [{ from: "2026-02-01", until: "2026-03-15", factor: of.relief }] : [],
      })),
      units: [{ id: "team", above: [] }],
      targets: people.flatMap((subject) => targetsOf(subject, of.quota, of.raised)),
      ...{
        boards: of.boards,
        forecasts: components.some(isForecast) ? forecastsOf(people, of.forecasts) : [],
      },
      credits,
      deals: isHeld ? dealsOf(of.held, credits) : [],
    });
  });

type Plan = EvaluationJson["plans"][number];
const SALES = {
  ...{ key: "sales", name, unit: "money" as const, scale: 2, class: "result" as const },
  from: { credits: "amount" },
};
const isForecast = (of: object) => "factorFloor" in of || "payFloor" in of;

/** A year's quota, or one that is raised from the second of its months on. */
function targetsOf(subject: string, sum: string, raised: string | undefined) {
  const year = { subject, metric: "sales" };
  if (raised === undefined)
    return [{ ...year, from: "2026-01-01", until: "2027-01-01", amount: sum }];
  return [
    { ...year, from: "2026-01-01", until: "2026-02-11", amount: sum },
    { ...year, from: "2026-02-11", until: "2027-01-01", amount: raised },
  ];
}
