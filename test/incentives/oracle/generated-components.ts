// Components by chance, within what the oracle knows: every kind of tier reach and bound, all windows,
// gates, floors and caps.
import fc from "fast-check";
import {
  amount,
  cents,
  factor,
  maybe,
  name,
  percent,
  pick,
  ratios,
  time,
} from "./generated-words.ts";

/** A share of pay may pass 100 %. */
export const percentOrMore = fc.integer({ min: 0, max: 150 }).map((n) => `${n}%`);
const window = fc.oneof(
  { weight: 3, arbitrary: time },
  { weight: 2, arbitrary: pick("credit", "deal" as const) },
  { weight: 1, arbitrary: fc.constant({ from: "2026-01-11", until: "2026-03-05" }) },
);

const MODES = [
  ...["half_away", "half_even", "half_odd", "half_toward_zero", "half_up", "half_down"],
  ...["toward_zero", "away_from_zero"],
] as const;
const rounding = fc.record({
  granule: pick(undefined, "0.01", "0.1", "1"),
  mode: fc.constantFrom(...MODES) as fc.Arbitrary<"half_away">,
});
export const when = pick("half_way", "sold", "both", "either", "neither" as const);
const gates = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: when.map((key) => [{ when: key }]) },
);
const multipliers = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.tuple(factor, when).map(([each, key]) => [{ factor: each, when: key }]),
  },
);
export const common = fc.record({
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
  dealCap: maybe(amount),
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

/** Rates by product, by the size of the sale, or by both. */
const tabled = fc
  .tuple(common, onCredits, base, fc.array(percent, { minLength: 4, maxLength: 4 }), amount)
  .chain(([all, credits, formula, [a = "0", b = "0", c = "0", otherwise = "0"], bound]) =>
    pick(
      {
        axes: [{ dimension: "product" }],
        rows: [
          { at: ["a"], value: a },
          { at: ["b"], value: b },
        ],
      },
      {
        axes: [{ measure: "amount" }],
        rows: [
          { at: [{ from: null, until: bound }], value: a },
          { at: [{ from: bound, until: null }], value: b },
        ],
      },
      {
        axes: [{ dimension: "product" }, { measure: "amount - cost" }],
        rows: [
          { at: ["a", { from: "0", until: bound }], value: a },
          { at: ["a", { from: bound, until: null }], value: b },
          { at: ["c", { from: null, until: bound }], value: c },
        ],
      },
    ).map((table) => ({
      ...{ kind: "flat" as const, key: "c", name, ...all, ...credits },
      ...{ base: formula, rate: { table: { ...table, otherwise } } },
    })),
  );

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
    pick("hold", "extrapolate" as const),
  )
  .map(([at, values, shape, cap, above]) => ({
    ...{ shape, above, cap },
    points: at
      .toSorted((a, b) => Number(a) - Number(b))
      .map((each, index) => ({ at: each, pays: values[index] ?? "0" })),
  }));
const basis = pick("whole", "elapsed", "own" as const);
const figure = fc.tuple(time, basis).map(([over, by]) => ({
  ...{ metric: "sales", read: "attainment" as const, window: over, basis: by },
}));
const payoutCurve = fc
  .tuple(common, time, curve, cents(900_000), basis)
  .map(([all, over, shape, sum, by]) => ({
    ...{ kind: "curve" as const, key: "c", name, ...all, window: over, curve: shape, pays: sum },
    figure: { metric: "sales", read: "attainment" as const, window: over, basis: by },
  }));
const bonus = fc.tuple(common, time, cents(900_000), when).map(([all, over, sum, key]) => ({
  ...{ kind: "bonus" as const, key: "c", name, ...all, window: over, when: key, pays: sum },
}));
const unitRate = fc
  .tuple(
    common,
    onCredits,
    cents(20_000),
    pick("credit" as const, "deal" as const, { dimension: "product" }, { quantity: "units" }),
    maybe(
      fc.record({ count: fc.integer({ min: 1, max: 4 }), pays: pick("all", "above" as const) }),
    ),
    maybe(fc.integer({ min: 1, max: 5 })),
    maybe(fc.constant({ from: "2026-01-20", until: "2026-02-20" })),
  )
  .map(([all, credits, sum, counts, minimum, firstOnly, dates]) => ({
    ...{ kind: "unit_rate" as const, key: "c", name, ...all, ...credits },
    ...{ counts, amount: sum, minimum, firstOnly, dates },
  }));
const scorecard = fc
  .tuple(
    common,
    time,
    fc.array(fc.tuple(figure, curve), { minLength: 1, maxLength: 3 }),
    factor,
    pick("others", "zero", "full" as const),
  )
  .map(([all, over, kpis, cap, missing]) => ({
    ...{ kind: "scorecard" as const, key: "c", name, ...all, window: over },
    kpis: kpis.map(([of, shape], at) => ({
      ...{ key: `k${at}`, name, weight: `1/${kpis.length}`, figure: of, curve: shape },
    })),
    ...{ missing, scoreCap: cap, pays: "3000.00" },
  }));
const pool = fc
  .tuple(
    fc.record({ rounding }),
    time,
    fc.oneof(
      percent.map((rate) => ({ rate, metric: "sales" })),
      cents(90_000).map((sum) => ({ amount: sum })),
    ),
    pick("equal" as const, { contribution: "sales" }),
    pick("own_unit" as const, { unit: "team" }),
  )
  .map(([all, over, sum, share, unit]) => ({
    ...{ kind: "pool" as const, key: "c", name, ...all, window: over, unit, share, sum },
  }));
/** Each tier in full, and of the one in progress the share that is done. */
const interpolated = fc
  .tuple(
    common,
    onCredits,
    base,
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.oneof(
        cents(90_000).map((sum) => ({ amount: sum })),
        factor.map((rate) => ({ rate })),
      ),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
    fc.boolean(),
  )
  .map(([all, credits, formula, bounds, paid, isAttained]) => {
    const step = (n: number) => (isAttained ? `${n / 20}` : `${n * 200}`);
    const tops = bounds.toSorted((a, b) => a - b);
    const single = credits.window === "credit" || credits.window === "deal";
    return {
      ...{ kind: "interpolated" as const, key: "c", name, ...all, ...credits, of: "1234.56" },
      ...{ window: isAttained && single ? ("quarter" as const) : credits.window },
      base: isAttained ? "amount" : formula,
      measure: isAttained
        ? { read: "attainment" as const, metric: "sales", basis: "whole" as const }
        : { read: "base" as const },
      tiers: tops.map((top, at) => ({
        ...{ from: step(tops[at - 1] ?? 0), until: step(top), pays: paid[at] },
      })),
    };
  });

export const component = fc.oneof(
  { weight: 4, arbitrary: tiered },
  { weight: 2, arbitrary: flat },
  { weight: 1, arbitrary: tabled },
  { weight: 1, arbitrary: payoutCurve },
  { weight: 1, arbitrary: bonus },
  { weight: 1, arbitrary: unitRate },
  { weight: 1, arbitrary: scorecard },
  { weight: 1, arbitrary: pool },
  { weight: 1, arbitrary: interpolated },
);
