// Plans and credits by chance, within what the oracle knows: every kind of tier reach and bound, all
// windows, refunds and late entries, gates, floors, caps, draws and debts.
import fc from "fast-check";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Component } from "./case.ts";

const name = { zh: "甲", en: "A" };
const pick = <const T extends readonly unknown[]>(...of: T): fc.Arbitrary<T[number]> =>
  fc.constantFrom(...of);
const cents = (max: number, min = 1) =>
  fc.integer({ min, max }).map((n) => `${Math.floor(n / 100)}.${`${n % 100}`.padStart(2, "0")}`);
/** Bounds and sales often meet exactly: both are drawn from a few round sums too. */
const amount = fc.oneof(pick("1000.00", "2500.00", "5000.00", "10000.00"), cents(1_500_000));
const percent = fc.integer({ min: 0, max: 4_000 }).map((n) => `${n / 100}%`);
const factor = fc.integer({ min: 0, max: 30 }).map((n) => `${n / 10}`);
const time = pick("period", "month", "quarter", "half", "year" as const);
const window = fc.oneof(
  { weight: 3, arbitrary: time },
  { weight: 1, arbitrary: pick("credit", "deal" as const) },
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 4 });
// A field that is undefined is not there.
const cut = (of: object): EvaluationJson => JSON.parse(JSON.stringify(of));

const MODES = [
  ...["half_away", "half_even", "half_odd", "half_toward_zero", "half_up", "half_down"],
  ...["toward_zero", "away_from_zero"],
] as const;
const rounding = fc.record({
  granule: pick(undefined, "0.01", "0.1", "1"),
  mode: fc.constantFrom(...MODES) as fc.Arbitrary<"half_away">,
});
const gates = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ when: "half_way" }]) },
);
const multipliers = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: factor.map((each) => [{ factor: each, when: "half_way" }]) },
);
const common = fc.record({
  gates,
  multipliers,
  floor: maybe(cents(50_000)),
  cap: maybe(cents(500_000, 50_000)),
  rounding,
  difference: pick("line", "wait" as const),
});
const filters = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ dimension: "product", values: ["a", "b"] }]) },
  {
    weight: 1,
    arbitrary: fc.constant([{ dimension: "product", is: "none_of" as const, values: ["a"] }]),
  },
);
const base = pick("amount", "amount - cost", "max(0, amount * 0.8)");
const onCredits = fc.record({
  filters,
  split: fc.constant("credit" as const),
  negative: fc.record({
    pays: pick("negative", "zero" as const),
    per: pick("credit", "window" as const),
  }),
  window,
});

const threshold = maybe(
  fc.record({ at: amount, treat: pick("gate", "deductible", "cliff" as const) }),
);
const flat = fc
  .tuple(common, onCredits, threshold, base, percent)
  .map(([all, credits, least, formula, rate]) => ({
    ...{ kind: "flat" as const, key: "c", name, ...all, ...credits },
    ...{ threshold: least, base: formula, rate },
  }));

/** Rising bounds from 0, an open end, and each tier's own word on bound and reach. */
function tiersOver(bounds: fc.Arbitrary<string>, quotaReach: boolean) {
  return fc.uniqueArray(bounds, { minLength: 1, maxLength: 3, selector: Number }).chain((all) => {
    const froms = ["0", ...all.toSorted((a, b) => Number(a) - Number(b))];
    return fc.tuple(
      ...froms.map((from, at) =>
        fc.record({
          key: fc.constant(`t${at}`),
          from: fc.constant(from),
          until: fc.constant(froms[at + 1] ?? null),
          pays: at === 0 ? percent.map((rate) => ({ rate })) : pays,
          boundary: pick("lower", "upper", "above" as const),
          reach: reachAt(at, from, quotaReach),
        }),
      ),
    );
  });
}
const pays = fc.oneof(
  { weight: 4, arbitrary: percent.map((rate) => ({ rate })) },
  { weight: 1, arbitrary: factor.map((multiplier) => ({ multiplier })) },
  { weight: 1, arbitrary: cents(50_000).map((sum) => ({ amount: sum })) },
);
function reachAt(at: number, from: string, quotaReach: boolean) {
  const plain = pick("own" as const, "zero" as const);
  if (at === 0) return plain;
  const lower = fc.integer({ min: 0, max: at - 1 }).map((index) => ({ tier: `t${index}` }));
  const quota = quotaReach && Number(from) >= 1 ? [fc.constant("quota" as const)] : [];
  return fc.oneof(plain, lower, ...quota);
}
const ratios = fc.integer({ min: 1, max: 30 }).map((n) => `${n / 10}`);

const tiered = fc
  .tuple(common, onCredits, base, percent)
  .chain(([all, credits, formula, baseRate]) =>
    fc
      .oneof(
        fc.record({
          measure: fc.constant({ read: "base" as const }),
          tiers: tiersOver(amount, false),
        }),
        fc.record({
          measure: fc.constant({ read: "sum" as const, of: "amount" }),
          tiers: tiersOver(amount, false),
        }),
        fc.record({
          measure: fc.constant({ read: "count" as const, of: "credit" as const }),
          tiers: tiersOver(fc.integer({ min: 1, max: 8 }).map(String), false),
        }),
        fc.record({
          measure: fc.constant({
            ...{ read: "attainment" as const, metric: "sales", basis: "whole" as const },
          }),
          tiers: tiersOver(ratios, true),
        }),
      )
      .map(({ measure, tiers }) => {
        const single = credits.window === "credit" || credits.window === "deal";
        const isQuota = measure.read === "attainment" && single;
        return {
          ...{ kind: "tiered" as const, key: "c", name, ...all, ...credits, measure, tiers },
          ...{ base: measure.read === "base" ? formula : "amount", baseRate },
          ...{ window: isQuota ? ("quarter" as const) : credits.window },
        };
      }),
  );

const curve = fc
  .tuple(
    fc.uniqueArray(ratios, { minLength: 1, maxLength: 4, selector: Number }),
    fc.array(factor, { minLength: 4, maxLength: 4 }),
    pick("step", "linear" as const),
    maybe(factor),
  )
  .map(([at, values, shape, cap]) => ({
    ...{ shape, above: "hold" as const, cap },
    points: at
      .toSorted((a, b) => Number(a) - Number(b))
      .map((each, index) => ({ at: each, pays: values[index] ?? "0" })),
  }));
const figure = time.map((over) => ({
  ...{ metric: "sales", read: "attainment" as const, window: over, basis: "whole" as const },
}));
const payoutCurve = fc
  .tuple(common, time, curve, cents(900_000))
  .map(([all, over, shape, sum]) => ({
    ...{ kind: "curve" as const, key: "c", name, ...all, window: over, curve: shape, pays: sum },
    figure: { metric: "sales", read: "attainment" as const, window: over, basis: "whole" as const },
  }));
const bonus = fc.tuple(common, time, cents(900_000)).map(([all, over, sum]) => ({
  ...{ kind: "bonus" as const, key: "c", name, ...all, window: over, when: "half_way", pays: sum },
}));
const unitRate = fc
  .tuple(
    common,
    onCredits,
    cents(20_000),
    pick("credit" as const, { dimension: "product" }, { quantity: "units" }),
    maybe(
      fc.record({ count: fc.integer({ min: 1, max: 4 }), pays: pick("all", "above" as const) }),
    ),
    maybe(fc.integer({ min: 1, max: 5 })),
  )
  .map(([all, credits, sum, counts, minimum, firstOnly]) => ({
    ...{ kind: "unit_rate" as const, key: "c", name, ...all, ...credits },
    ...{ counts, amount: sum, minimum, firstOnly },
  }));
const scorecard = fc
  .tuple(common, time, fc.array(fc.tuple(figure, curve), { minLength: 1, maxLength: 3 }), factor)
  .map(([all, over, kpis, cap]) => ({
    ...{ kind: "scorecard" as const, key: "c", name, ...all, window: over },
    kpis: kpis.map(([of, shape], at) => ({
      ...{ key: `k${at}`, name, weight: `1/${kpis.length}`, figure: of, curve: shape },
    })),
    ...{ missing: "others" as const, scoreCap: cap, pays: "3000.00" },
  }));
const pool = fc
  .tuple(time, percent, pick("equal" as const, { contribution: "sales" }))
  .map(([over, rate, share]) => ({
    ...{ kind: "pool" as const, key: "c", name, window: over, unit: { unit: "team" }, share },
    sum: { rate, metric: "sales" },
  }));

export const component = fc.oneof(
  { weight: 4, arbitrary: tiered },
  { weight: 2, arbitrary: flat },
  { weight: 1, arbitrary: payoutCurve },
  { weight: 1, arbitrary: bonus },
  { weight: 1, arbitrary: unitRate },
  { weight: 1, arbitrary: scorecard },
  { weight: 1, arbitrary: pool },
);

const day = fc
  .integer({ min: 0, max: 180 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const sale = fc.record({
  person: pick("p", "p", "o"),
  on: day,
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

function creditsOf(sales: readonly (typeof sale extends fc.Arbitrary<infer T> ? T : never)[]) {
  return sales.flatMap(({ person, on, late, amount: sum, cost, product, back }, at) => {
    const known = { on, posting: later(on, late) };
    const credit = {
      ...{ id: `e${at}`, person, source: "crm", externalId: `${at}`, deal: `d${at}`, ...known },
      measures: { amount: sum, cost, units: "2" },
      dimensions: { product },
    };
    if (back === null || sum.startsWith("-")) return [credit];
    const returned = later(known.posting, back.after);
    const part = (text: string) =>
      `-${back.whole ? text : (Math.floor(Number(text) * 50) / 100).toFixed(2)}`;
    const refund = {
      ...{ id: `r${at}`, person, source: "crm", externalId: `r${at}`, deal: `d${at}` },
      ...{ on: returned, posting: returned, reverses: `e${at}` },
      measures: { amount: part(sum), cost: part(cost), units: back.whole ? "-2" : "-1" },
      dimensions: { product },
    };
    return [credit, refund];
  });
}

/** Where credits take their place by another measure than the base, the oracle knows sales alone. */
function isWalked(of: object): boolean {
  const measure: unknown = "measure" in of ? of.measure : null;
  return (
    typeof measure === "object" && measure !== null && "read" in measure && measure.read !== "base"
  );
}
/** The plan's own level is asked about statements without true-ups: those have their own cases. */
function plainer<T extends { amount: string; late: number; back: unknown }>(
  of: T,
  component: object,
  plan: object,
): T {
  const amount = isWalked(component) ? of.amount.replace("-", "") : of.amount;
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
    paid: fc.constant("top_up" as const),
    recoverable: fc.boolean(),
    repay: pick("1", "50%", "1/3"),
    after: fc.constant({ kind: "repaid" as const, share: "1" }),
  }),
);
const carry = pick(
  { kind: "carried" as const, atMost: "1" },
  { kind: "carried" as const, atMost: "30%" },
  { kind: "payroll" as const },
);

export const evaluation: fc.Arbitrary<EvaluationJson> = fc
  .record({
    component,
    sales: fc.array(sale, { maxLength: 8 }),
    every: pick("month", "quarter" as const),
    quota: amount,
    raised: maybe(amount),
    relief: maybe(pick("0.5", "3/4")),
    plan: planLevel,
    draw,
    carry,
    dayCount: pick({ kind: "calendar_days" as const }, { kind: "working_days" as const }),
  })
  .map((of) =>
    cut({
      plans: [
        {
          ...{ format: "fairlead-plan/1" as const, key: "p", name, version: 1 },
          ...{ from: "2026-01-01", until: null, currency: "CNY", dayCount: of.dayCount },
          metrics: [
            {
              ...{ key: "sales", name, unit: "money" as const, scale: 2, class: "result" as const },
              from: { credits: "amount" },
            },
          ],
          conditions: [
            {
              key: "half_way",
              figure: {
                ...{ metric: "sales", read: "attainment" as const, window: "quarter" as const },
                basis: "whole" as const,
              },
              ...{ is: ">=" as const, than: { number: "50%" } },
            },
          ],
          components: [of.component as Component],
          ...{ pay: { every: of.every }, plan: of.plan, carry: of.carry, draw: of.draw },
          noTarget: "pays_zero" as const,
        },
      ],
      ...{ from: "2026-01-01", until: "2026-10-01" },
      participants: ["p", "o"].map((id) => ({
        ...{
          id,
          from: "2026-01-01",
          memberships: [{ unit: "team", from: "2026-01-01", until: null }],
        },
        reliefs: of.relief ? [{ from: "2026-02-01", until: "2026-03-15", factor: of.relief }] : [],
      })),
      units: [{ id: "team", above: [] }],
      targets: ["p", "o"].flatMap((subject) => targetsOf(subject, of.quota, of.raised)),
      credits: creditsOf(of.sales.map((each) => plainer(each, of.component, of.plan))),
    }),
  );

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
