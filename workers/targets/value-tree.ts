import { must } from "../lib/assert.ts";
import { groupBy } from "../lib/list.ts";
import { divide, minor, type Minor } from "../lib/money.ts";
import { addRates, multiplyRates, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { AllocationError } from "./allocation-error.ts";
import type { Run } from "./allocation.ts";
import type { Cascade, NodeShare, Refused } from "./cascade.ts";
import { methodOf, VALUE_FACTOR } from "./plan-method.ts";
import type { MethodRule, PlanRow, PlanRules } from "./plan.ts";
import { rateOf } from "./rules.ts";
import { sumRates } from "./share.ts";
import { meanOf, weightedMean } from "./weighted-mean.ts";

export type ValueMethod = Extract<MethodRule, { readonly kind: "value" }>;
type Row = Pick<PlanRow, "subject" | "parent" | "inputs" | "amount">;
type Tree = {
  readonly rules: Pick<PlanRules, "method">;
  readonly rows: readonly Row[];
  /** Decimals of the metric. */
  readonly scale: number;
  /** The top's value in smallest steps. */
  readonly amount: Minor;
};

/**
 * How a plan of a metric that does not add up gives its values; null for a plan of one that does.
 * Nothing is shared out there: every node passes its value on, as it is or as a weighted mean.
 */
export function valueMethod(rules: Pick<PlanRules, "method">): ValueMethod | null {
  const method = methodOf(rules);
  return method.kind === "value" ? method : null;
}

/**
 * Values from the top down. Copy: all have the parent's. Scale: their own values times the one
 * factor at which their mean, weighted by the base, is exactly the parent's. Keep: as entered.
 *
 * Promises: a locked value stays, and with scale the others make up for it; `gap` is the parent's
 * value minus the weighted mean of the rounded ones, to the nearest step; the run says every child's
 * number as the parent's value times own value over their mean, so a card re-adds to it.
 * Refuses a node whose bases, or whose own values to be scaled, are all 0.
 */
export function shareValues({ rules, rows, scale, amount }: Tree): Cascade {
  const { how } = must(valueMethod(rules), "the plan is one of values");
  const below = groupBy(rows, ({ parent }) => parent);
  const facts = factsBelow({ rules, rows, scale, amount });
  const shares = new Map<string, NodeShare>();
  const refused: Refused[] = [];

  function walk(row: Row, own: Minor, parent: NodeShare | null): void {
    const children = below.get(row.subject) ?? [];
    const depth = parent ? parent.depth + 1 : 0;
    const plain = { id: row.subject, parent: parent?.id ?? null, depth, amount: own, shared: own };
    const made = children.length === 0 ? null : passedOn(children, own);
    if (made && !made.ok) refused.push({ node: row.subject, error: made.error });
    const passed = made?.ok ? made.value : null;
    const given = minor(passed?.mean ?? (children.length === 0 ? 0n : own));
    const share: NodeShare = {
      ...{ ...plain, given, over: ZERO, compounded: ZERO, run: passed?.run ?? null },
      gap: minor(passed ? own - given : 0n),
    };
    shares.set(row.subject, share);
    if (!passed) return;
    for (const [at, child] of children.entries()) walk(child, minor(must(passed.steps[at])), share);
  }
  const passedOn = (children: readonly Row[], own: Minor) =>
    pass(
      children.map((child) => ({ ...must(facts.get(child.subject)), child })),
      { how, own, scale },
    );
  for (const top of below.get(null) ?? []) walk(top, amount, null);
  return { shares, refused };
}

/** A recipient's own value and what it weighs in its parent's mean. */
export type ValueFacts = { readonly base: Rate; readonly value: Rate };

/**
 * Bases and own values of the whole tree: a person without a base weighs 1, one without a value has
 * the plan's; a unit without its own is the sum, and the weighted mean, of those below it.
 */
export function factsBelow({ rows, scale, amount }: Tree): ReadonlyMap<string, ValueFacts> {
  const below = groupBy(rows, ({ parent }) => parent);
  const plain = rate(amount, 10n ** BigInt(scale));
  const facts = new Map<string, ValueFacts>();
  function walk({ subject, inputs }: Row): ValueFacts {
    const parts = (below.get(subject) ?? []).map(walk);
    const bases = parts.map(({ base }) => base);
    const summed = parts.length === 0 ? ONE : sumRates(bases);
    const mean =
      summed.num === 0n || parts.length === 0
        ? plain
        : meanOf(
            parts.map(({ value }) => value),
            bases,
          );
    const own = {
      base: entered(inputs, "base") ?? summed,
      value: entered(inputs, "value") ?? mean,
    };
    facts.set(subject, own);
    return own;
  }
  for (const top of below.get(null) ?? []) walk(top);
  return facts;
}

function entered({ values }: Row["inputs"], key: string): Rate | null {
  const text = values[key];
  return text === null || text === undefined ? null : rateOf(text);
}

/**
 * A node's value minus the weighted mean of its children's numbers, to the nearest step; leaves
 * have none. For rows as they stand, whoever gave them their numbers.
 */
export function valueGaps(tree: Tree): ReadonlyMap<string, bigint> {
  const below = groupBy(tree.rows, ({ parent }) => parent);
  const facts = factsBelow(tree);
  const unit = 10n ** BigInt(tree.scale);
  return new Map(
    tree.rows.flatMap(({ subject, amount }) => {
      const children = below.get(subject);
      if (!children) return [];
      const bases = children.map((child) => must(facts.get(child.subject)).base);
      const numbers = children.map((child) =>
        child.amount === null ? ZERO : rateOf(child.amount),
      );
      const own = amount === null ? ZERO : rateOf(amount);
      if (sumRates(bases).num === 0n) return [[subject, 0n]];
      const { num, den } = minus(own, meanOf(numbers, bases));
      return [[subject, divide(num * unit, den, "half_away")]];
    }),
  );
}

type Claim = ValueFacts & { readonly child: Row };
type Passing = { readonly how: ValueMethod["how"]; readonly own: Minor; readonly scale: number };
type Passed = { readonly steps: readonly bigint[]; readonly mean: bigint; readonly run: Run };

/** One node's value to its children; those who are locked keep theirs. */
function pass(claims: readonly Claim[], at: Passing): Result<Passed, AllocationError> {
  const { own, scale } = at;
  const unit = 10n ** BigInt(scale);
  const bases = claims.map(({ base }) => base);
  const locked = claims.map(({ child: { inputs, amount } }) =>
    inputs.locked && amount !== null ? rateOf(amount) : null,
  );
  const free = claims.filter((_, index) => locked[index] === null);
  const wanted = wantedOf(rate(own, unit), bases, locked);
  const values = free.map(({ value }) => value);
  const task = { how: at.how, parent: at.how === "scale" ? wanted : rate(own, unit), scale };
  const made = weightedMean({ ...task, bases: free.map(({ base }) => base), values });
  // Everybody is locked: there is nothing to give, and the gap says what that leaves.
  const nobody = free.length === 0;
  if (!made.ok && !nobody)
    return err({
      code: "allocation/zero_factor",
      factor: made.error.code === "no_base" ? "base" : "value",
      value: "0",
    });
  const given = made.ok ? [...made.value.steps] : [];
  const steps = locked.map((fixed) =>
    fixed ? divide(fixed.num * unit, fixed.den, "half_away") : must(given.shift()),
  );
  const whole = sumRates(bases);
  const rounded = steps.map((step) => rate(step, unit));
  const mean = whole.num === 0n ? rate(own, unit) : meanOf(rounded, bases);
  return ok({
    steps,
    mean: divide(mean.num * unit, mean.den, "half_away"),
    run: runOf(at, sumOf(at, wanted, values, free)),
  });
}

/** What the free ones must have in the mean, so that all have the parent's. */
function wantedOf(parent: Rate, bases: readonly Rate[], locked: readonly (Rate | null)[]): Rate {
  const rest = bases.filter((_, at) => locked[at] === null);
  const left = sumRates(rest);
  if (left.num === 0n) return parent;
  const kept = sumRates(
    bases.flatMap((base, at) => {
      const fixed = locked[at];
      return fixed ? [multiplyRates(base, fixed)] : [];
    }),
  );
  const all = minus(multiplyRates(parent, sumRates(bases)), kept);
  return multiplyRates(all, rate(left.den, left.num));
}

/** What an own value is held against, so that parent x value / sum is the value that is given. */
function sumOf(
  { how, own, scale }: Passing,
  wanted: Rate,
  values: readonly Rate[],
  free: readonly Claim[],
): Rate {
  const parent = rate(own, 10n ** BigInt(scale));
  if (how === "copy") return ONE;
  if (how === "keep") return parent;
  const bases = free.map(({ base }) => base);
  if (wanted.num === 0n || sumRates(bases).num === 0n) return ZERO;
  const mean = meanOf(values, bases);
  return multiplyRates(multiplyRates(mean, parent), rate(wanted.den, wanted.num));
}

function runOf({ how, own }: Passing, sum: Rate): Run {
  return {
    version: 1,
    kind: "ratios",
    total: own,
    factors: [{ key: VALUE_FACTOR[how], weight: ONE, sum }],
    level: rate(own, 1n),
    moved: false,
    minimum: null,
    granule: 1n,
    rounding: { kind: "remainder", quota: "hare" },
    odd: 0n,
    oddTo: null,
  };
}

function minus(a: Rate, b: Rate): Rate {
  return addRates(a, { num: -b.num, den: b.den });
}
