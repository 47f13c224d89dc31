import { assert, must } from "../lib/assert.ts";
import { divide, minor, type Minor } from "../lib/money.ts";
import { addRates, compareRates, multiplyRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import type { Run } from "./allocation.ts";
import { drawInwards } from "./granule.ts";

/** A number changed by hand after it was shared out. `by` is an account, `at` an instant in ms. */
export type ManualChange = {
  readonly from: Minor;
  readonly to: Minor;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};

/** A recipient's own stored inputs, and what the run gave it. */
export type CardInput = {
  readonly id: string;
  /** In the order of the run's factors. */
  readonly values: readonly Rate[];
  readonly fixed?: bigint;
  readonly min?: bigint;
  readonly max?: bigint;
  readonly allocated: Minor;
  readonly changes: readonly ManualChange[];
};

/**
 * One step of the card. `amount` is smallest steps, and the amounts of all steps sum to exactly the
 * number; `exact` is the same step before it was written in whole smallest steps.
 */
export type CardLine = FactorLine | StepLine | BoundLine | ManualLine;

/** `amount = total x weight x value / sum`. */
export type FactorLine = {
  readonly kind: "factor";
  readonly key: string;
  readonly value: Rate;
  readonly sum: Rate;
  readonly weight: Rate;
  readonly share: Rate;
  readonly exact: Rate;
  readonly amount: bigint;
};

/**
 * below_minimum: the share was under the minimum. moved: others' fixed amounts and bounds left more
 * or less to share. rounding: to whole granules. odd: takes what does not divide into granules.
 */
export type StepLine = {
  readonly kind: "below_minimum" | "moved" | "rounding" | "odd";
  readonly exact: Rate;
  readonly amount: bigint;
};

/** The own bound or the fixed amount acted. */
export type BoundLine = {
  readonly kind: "min" | "max" | "fixed";
  readonly bound: Minor;
  readonly exact: Rate;
  readonly amount: bigint;
};

export type ManualLine = {
  readonly kind: "manual";
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly exact: Rate;
  readonly amount: bigint;
};

export type Card = {
  readonly number: Minor;
  /** The composite share of the whole, before bounds. */
  readonly share: Rate;
  readonly lines: readonly CardLine[];
};

/**
 * What made a number, from stored inputs alone: the run's rules and sums and the recipient's own
 * values. The same code runs on the server and in the browser.
 *
 * Promises: the amounts of the lines sum to exactly `number`, which is what the run gave plus every
 * change by hand. Asserts that the changes follow each other without a gap.
 */
export function explain(run: Run, input: CardInput): Card {
  const factors = factorLines(run, input);
  const share = factors.reduce((all, line) => addRates(all, weighted(line)), ZERO);
  const steps = stepper(factors);
  if (input.fixed !== undefined) {
    steps.to("fixed", rate(input.fixed, 1n), minor(input.fixed));
  } else {
    boundSteps(run, input, share, steps);
    const odd = run.oddTo === input.id ? run.odd : 0n;
    steps.to("rounding", rate(input.allocated - odd, 1n));
    steps.to("odd", rate(input.allocated, 1n));
  }
  for (const change of input.changes) steps.change(change);
  const number = input.changes.at(-1)?.to ?? input.allocated;
  assert(steps.shown() === number, "a card re-adds to its number");
  return { number, share, lines: steps.lines() };
}

function factorLines(run: Run, { values }: CardInput): FactorLine[] {
  return run.factors.map(({ key, weight, sum }, at) => {
    const value = must(values[at], "a value for every factor");
    const share = sum.num === 0n ? ZERO : multiplyRates(value, { num: sum.den, den: sum.num });
    const exact = multiplyRates({ num: run.total, den: 1n }, multiplyRates(weight, share));
    return { kind: "factor", key, value, sum, weight, share, exact, amount: nearest(exact) };
  });
}

function weighted({ weight, share }: FactorLine): Rate {
  return multiplyRates(weight, share);
}

/** From the plain share of the total to the quota: minimum, own bound, or what others left. */
function boundSteps(run: Run, input: CardInput, share: Rate, steps: Stepper): void {
  const dropped = run.minimum !== null && compareRates(share, run.minimum) < 0;
  if (dropped) steps.to("below_minimum", ZERO);
  const level = dropped ? ZERO : multiplyRates(run.level, share);
  const acted = boundThatActs(run, input, level);
  if (acted) steps.to(acted.kind, rate(acted.at, 1n), acted.bound);
  // Without fixed amounts and bounds the level differs from the total by the odd part at most:
  // that belongs to the rounding.
  else if (run.moved) steps.to("moved", level);
}

function boundThatActs(run: Run, input: CardInput, level: Rate) {
  const sign = run.level.num < 0n || run.total < 0n ? -1n : 1n;
  const odd = run.oddTo === input.id ? sign * run.odd : 0n;
  const [low, high] = sign > 0n ? [input.min, input.max] : [input.max, input.min];
  const signed = (bound?: bigint) => (bound === undefined ? undefined : sign * bound);
  const bounds = must(drawInwards(signed(low), signed(high), odd, run.granule));
  const own = sign * level.num;
  const [lo, hi] = [bounds.lo * run.granule, bounds.hi === null ? null : bounds.hi * run.granule];
  if (own < lo * level.den && low !== undefined) {
    return { kind: sign > 0n ? "min" : "max", at: sign * lo, bound: minor(low) } as const;
  }
  if (hi !== null && own > hi * level.den && high !== undefined) {
    return { kind: sign > 0n ? "max" : "min", at: sign * hi, bound: minor(high) } as const;
  }
  return null;
}

type Stepper = ReturnType<typeof stepper>;

/**
 * Adds the lines up. A step goes to an exact position; its amount is the position to the nearest
 * smallest step minus what the lines before it already show, so nothing is ever lost between them.
 */
function stepper(factors: readonly FactorLine[]) {
  const lines: CardLine[] = [...factors];
  let shown = factors.reduce((all, { amount }) => all + amount, 0n);
  let exact = factors.reduce((all, line) => addRates(all, line.exact), ZERO);

  function step(position: Rate): { exact: Rate; amount: bigint } | null {
    const moved = addRates(position, { num: -exact.num, den: exact.den });
    const amount = nearest(position) - shown;
    shown += amount;
    exact = position;
    return amount === 0n && moved.num === 0n ? null : { exact: moved, amount };
  }
  function to(kind: StepLine["kind"], position: Rate): void;
  function to(kind: BoundLine["kind"], position: Rate, bound: Minor): void;
  function to(kind: StepLine["kind"] | BoundLine["kind"], position: Rate, bound?: Minor): void {
    const line = step(position);
    if (!line) return;
    if (kind === "min" || kind === "max" || kind === "fixed") {
      lines.push({ kind, bound: must(bound), ...line });
    } else lines.push({ kind, ...line });
  }
  function change({ from, to: next, by, at, reason }: ManualChange): void {
    assert(from === shown, "a change by hand starts from the number before it");
    const line = step(rate(next, 1n)) ?? { exact: ZERO, amount: 0n };
    lines.push({ kind: "manual", by, at, reason, ...line });
  }
  return { to, change, shown: () => shown, lines: () => lines };
}

/** A step may pass 2^53 on its way; only the number at the end is an amount of the product. */
function nearest(exact: Rate): bigint {
  return divide(exact.num, exact.den, "half_away");
}
