// The promises of sharing out, each as a property: thousands of cases in every test run, a million
// each in the nightly one. What they compare with is written out here, never taken from the product.
import fc from "fast-check";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";
import { compareRates, rate, type Rate } from "../../workers/lib/rate.ts";
import { allocate } from "../../workers/targets/allocate.ts";
import type { Allocation, Claim, Rules } from "../../workers/targets/allocation.ts";
import { explain } from "../../workers/targets/explain.ts";
import { basisOf } from "../../workers/targets/method.ts";
import { spreadYear } from "../../workers/targets/months.ts";
import type { Rounding } from "../../workers/targets/rounding.ts";
import { signpost } from "../../workers/targets/signpost.ts";
import { fitAndRound, twoWay } from "../../workers/targets/two-way.ts";
import { biproportional } from "../../workers/targets/two-way-biproportional.ts";
import { weightedMean, meanOf } from "../../workers/targets/weighted-mean.ts";
import { property, type Property } from "../support/property.ts";
import { claims, HARE, MONOTONE, plain, rounding, values } from "./arbitrary.ts";
import {
  bestRounding,
  columnOf,
  isLocked,
  isTrue,
  mostPlaced,
  restOf,
  tables,
} from "./two-way-oracle.ts";

function same(actual: unknown, expected: unknown): void {
  const [a, b] = [actual, expected].map((each) =>
    JSON.stringify(each, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)),
  );
  if (a !== b) throw new Error(`is ${a}, and should be ${b}`);
}
function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

type Case = {
  readonly total: bigint;
  readonly who: readonly Claim[];
  readonly shares: readonly Rate[];
  readonly granule: bigint;
};
const size = fc.integer({ min: 1, max: 9 });
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 1_000n }),
  fc.bigInt({ min: 0n, max: 10n ** 15n }),
);
/** Totals in whole granules, so that only what a property is about can be refused. */
const cases: fc.Arbitrary<Case> = size.chain((count) =>
  fc
    .record({
      total: amount,
      who: claims(count),
      shares: values(count),
      granule: fc.constantFrom(1n, 1n, 100n, 1_000n),
    })
    .map((each) => ({ ...each, total: each.total - (each.total % each.granule) })),
);
const bounded: fc.Arbitrary<Case> = cases.chain((each) =>
  fc
    .array(
      fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), fc.nat(3)),
      {
        minLength: each.who.length,
        maxLength: each.who.length,
      },
    )
    .map((bounds) => ({
      ...each,
      who: each.who.map(({ id }, at): Claim => {
        const [a, b, kind] = must(bounds[at]);
        const [min, max] = [Math.min(a, b), Math.max(a, b)].map(
          (percent) => (each.total * BigInt(percent)) / (100n * BigInt(each.who.length)),
        );
        if (kind === 0) return { id };
        return {
          id,
          ...(kind !== 2 ? { min: must(min) } : {}),
          ...(kind !== 1 ? { max: must(max) } : {}),
        };
      }),
    })),
);

const share = (
  { total, who, shares, granule }: Case,
  rule: Rounding,
  change: Partial<Rules> = {},
) =>
  allocate(
    minor(total),
    who,
    basisOf({ kind: "factor", key: "f", values: shares }),
    plain({ granule, rounding: rule, ...change }),
  );
const amounts = (made: ReturnType<typeof share>) => (made.ok ? made.value.amounts : null);
const within = fc.tuple(bounded, rounding);

/** Each recipient's number against its exact quota, in granules: both differ by less than one. */
function nearQuota({ total, shares, granule }: Case, { amounts: made }: Allocation): void {
  const all = shares.reduce(
    (sumSoFar, each) =>
      rate(sumSoFar.num * each.den + each.num * sumSoFar.den, sumSoFar.den * each.den),
    rate(0n, 1n),
  );
  for (const [at, units] of made.entries()) {
    const own = must(shares[at]);
    const quota = rate(total * own.num * all.den, own.den * all.num);
    const off = rate(units * quota.den - quota.num, quota.den);
    const far = compareRates(off.num < 0n ? rate(-off.num, off.den) : off, rate(granule, 1n));
    holds(far < 0, `recipient ${at} is within one granule of its quota`);
  }
}

export const properties: readonly Property[] = [
  property("the sum is exact, and bounds are never broken", within, ([each, rule]) => {
    const made = share(each, rule);
    if (!made.ok) return;
    same(sum(made.value.amounts), each.total);
    same(made.value.remainder, 0n);
    for (const [at, { min, max }] of each.who.entries()) {
      const units = must(made.value.amounts[at]);
      holds(min === undefined || units >= min, "the lower bound");
      holds(max === undefined || units <= max, "the upper bound");
      holds(units % each.granule === 0n, "whole granules");
    }
  }),
  property("largest remainder stays within one granule", cases, (each) => {
    const made = share(each, HARE);
    if (made.ok) nearQuota(each, made.value);
    else throw new Error(made.error.code);
  }),
  property("the quota method stays within one granule", cases, (each) => {
    // It counts one by one: small totals say as much as large ones, a thousand times as fast.
    const small = { ...each, total: each.total % (each.granule * 1_000n) };
    const made = share(small, { kind: "quota" });
    if (made.ok) nearQuota(small, made.value);
    else throw new Error(made.error.code);
  }),
  property(
    "nobody loses when the total grows (divisor methods, quota method)",
    fc.tuple(cases, fc.constantFrom(...MONOTONE), fc.bigInt({ min: 1n, max: 50n })),
    ([each, rule, more]) => {
      const small = { ...each, total: each.total % (each.granule * 1_000n) };
      const [before, after] = [
        amounts(share(small, rule)),
        amounts(share({ ...small, total: small.total + more * each.granule }, rule)),
      ];
      if (before && after)
        for (const [at, units] of before.entries())
          holds(units <= must(after[at]), `recipient ${at}`);
    },
  ),
  property("no weight and no lower bound is nothing", within, ([each, rule]) => {
    const made = amounts(share(each, rule));
    for (const [at, units] of made?.entries() ?? [])
      if (must(each.shares[at]).num === 0n && (must(each.who[at]).min ?? 0n) === 0n)
        same(units, 0n);
  }),
  property(
    "another order of the recipients is another order of the answer",
    fc.tuple(within, fc.infiniteStream(fc.nat())),
    ([[each, rule], picks]) => {
      const order = [...each.who.keys()];
      for (let at = order.length - 1; at > 0; at -= 1) {
        const to = Number(picks.next().value) % (at + 1);
        [order[at], order[to]] = [must(order[to]), must(order[at])];
      }
      const moved = {
        ...each,
        who: order.map((at) => must(each.who[at])),
        shares: order.map((at) => must(each.shares[at])),
      };
      const [made, other] = [amounts(share(each, rule)), amounts(share(moved, rule))];
      same(other, made && order.map((at) => must(made[at])));
    },
  ),
  property("a negative total is the mirror image", within, ([each, rule]) => {
    // Nothing has no sign: bounds of 0 would change sides and mean something else.
    if (each.total === 0n) return;
    const minus = {
      ...each,
      total: -each.total,
      who: each.who.map(({ id, min, max }): Claim => ({
        id,
        ...(max === undefined ? {} : { min: -max }),
        ...(min === undefined ? {} : { max: -min }),
      })),
    };
    const [made, other] = [amounts(share(each, rule)), amounts(share(minus, rule))];
    same(other, made && made.map((units) => 0n - units));
  }),
  property("the explanation re-adds to the number", within, ([each, rule]) => {
    const made = share(each, rule);
    if (!made.ok) return;
    for (const [at, claim] of each.who.entries()) {
      const allocated = must(made.value.amounts[at]);
      const input = { ...claim, values: [must(each.shares[at])], allocated, changes: [] };
      const card = explain(made.value.run, input);
      same(sum(card.lines.map((line) => line.amount)), allocated);
    }
  }),
  property(
    "a year is exactly its months, and a month without weight is nothing",
    fc.tuple(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 6n })), {
        minLength: 1,
        maxLength: 53,
      }),
      fc.constantFrom(1n, 100n, 1_000n),
    ),
    ([year, weights, granule]) => {
      if (sum(weights) === 0n) return;
      const months = spreadYear(minor(year), weights, granule);
      same(sum(months), year);
      for (const [at, units] of months.entries()) if (weights[at] === 0n) same(units, 0n);
    },
  ),
  property(
    "a table is exact on both margins, each cell a neighbouring granule, zeros and locks kept",
    tables({ rows: 7, columns: 7, most: 100_000 }),
    (of) => {
      const made = fitAndRound(of);
      if (!made.ok) return;
      const { fitted, rounded } = made.value;
      same(rounded.map(sum), of.rows);
      same(
        of.columns.map((_, at) => columnOf(rounded, at)),
        of.columns,
      );
      same(
        fitted.map(sum),
        of.rows.map((units) => units * 1_000_000n),
      );
      for (const [row, cells] of rounded.entries())
        for (const [column, cell] of cells.entries()) {
          const off = cell * 1_000_000n - must(must(fitted[row])[column]);
          if (isLocked(of, row, column)) same(cell, of.locked?.get(`${row}:${column}`));
          else if (must(of.weights[row])[column] === 0n) same(cell, 0n);
          else holds(off > -1_000_000n && off < 1_000_000n, "a neighbouring granule");
        }
    },
  ),
  property(
    "a table that cannot be names what contradicts, and by how much",
    tables({ rows: 3, columns: 3, most: 2 }),
    (of) => {
      const made = twoWay(of);
      const rest = restOf(of);
      const margins = [...rest.rows, ...rest.columns];
      const isOver = margins.some((units) => units < 0n);
      if (isOver) return holds(!made.ok && margins.includes(-made.error.missing), "overdrawn");
      const most = mostPlaced(of);
      same(made.ok, most === sum(rest.rows));
      if (made.ok) return;
      same(made.error.missing, sum(rest.rows) - most);
      holds(isTrue(of, made.error), "the rows and columns named contradict");
    },
  ),
  property(
    "a table has the least sum of changes, ties in the given order",
    tables({ rows: 3, columns: 3, most: 5 }),
    (of) => {
      const made = fitAndRound({ ...of, locked: new Map() });
      if (made.ok) same(made.value.rounded.flat(), bestRounding(made.value.fitted));
    },
  ),
  property(
    "a negative table is the mirror image",
    tables({ rows: 4, columns: 4, most: 50 }),
    (of) => {
      const minus = {
        ...of,
        rows: of.rows.map((units) => -units),
        columns: of.columns.map((units) => -units),
        locked: new Map([...(of.locked ?? [])].map(([key, units]) => [key, -units])),
      };
      const [made, other] = [twoWay(of), twoWay(minus)];
      same(other.ok && other.value, made.ok && made.value.map((row) => row.map((units) => -units)));
    },
  ),
  property(
    "a biproportional table is exact on both margins and keeps what it owes",
    fc.tuple(tables({ rows: 4, columns: 4, most: 30 }), fc.constantFrom(...MONOTONE)),
    ([of, rule]) => {
      if (rule.kind !== "divisor") return;
      const made = biproportional(of, rule);
      const owes = signpost(rule.divisor, 0n, rule.first).num === 0n;
      if (!owes) same(made.ok, twoWay(of).ok);
      if (!made.ok) return;
      same(made.value.map(sum), of.rows);
      same(
        of.columns.map((_, at) => columnOf(made.value, at)),
        of.columns,
      );
      for (const [row, cells] of made.value.entries())
        for (const [column, cell] of cells.entries())
          if (owes && must(of.weights[row])[column] !== 0n && !isLocked(of, row, column))
            holds(cell > 0n, "at least one granule");
    },
  ),
  property(
    "children of a ratio have exactly the parent as their weighted mean",
    size.chain((count) =>
      fc.tuple(
        values(count),
        values(count),
        fc.bigInt({ min: -500n, max: 500n }),
        fc.constantFrom("copy", "scale", "shift"),
      ),
    ),
    ([bases, own, parentUnits, how]) => {
      const parent = rate(parentUnits, 1_000n);
      const made = weightedMean({ how, parent, bases, values: own, scale: 4 });
      if (!made.ok) return;
      same(compareRates(meanOf(made.value.exact, bases), parent), 0);
      for (const [at, step] of made.value.steps.entries()) {
        const { num, den } = must(made.value.exact[at]);
        const off = step * den - num * 10_000n;
        holds(off > -den && off < den, "a neighbouring step");
      }
    },
  ),
];
