import { must } from "../lib/assert.ts";
import { ascending } from "../lib/list.ts";
import { divide } from "../lib/money.ts";
import { addRates, multiplyRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { sumRates } from "./share.ts";

/**
 * How children of a metric that does not add up get their values: `copy` is the parent's value for
 * all; `scale` multiplies their own values by one factor, `shift` adds the same to each, so that the
 * weighted mean is the parent's; `keep` leaves them and shows the gap.
 */
export type Spread = "copy" | "scale" | "shift" | "keep";

export type MeanTask = {
  readonly how: Spread;
  readonly parent: Rate;
  /** What the mean is weighted by, such as revenue for a margin. */
  readonly bases: readonly Rate[];
  readonly values: readonly Rate[];
  /** Decimals of the values. */
  readonly scale: number;
};

export type MeanAnswer = {
  /** Their mean, weighted by the bases, is exactly the parent's (but for "keep"). */
  readonly exact: readonly Rate[];
  /** The same in 10^-scale, each the step below or above. */
  readonly steps: readonly bigint[];
  /** The parent minus the weighted mean of the steps, in the metric's unit. */
  readonly gap: Rate;
};

export type MeanError = { readonly code: "no_base" } | { readonly code: "no_mean" };

/**
 * Values for the children of a ratio: 30 % over bases of 0.6 and 0.4 is 36 % and 21 %.
 *
 * Promises: the exact values have exactly the parent as their weighted mean; rounded ones lie within
 * one step of them, lifted from the largest remainder as long as that brings the mean nearer; what
 * cannot be met at that scale is the gap.
 * Refuses when no base is above 0, and to scale values whose mean is 0.
 */
export function weightedMean(task: MeanTask): Result<MeanAnswer, MeanError> {
  const base = sumRates(task.bases);
  if (base.num <= 0n) return err({ code: "no_base" });
  const mean = meanOf(task.values, task.bases);
  if (task.how === "scale" && mean.num === 0n) return err({ code: "no_mean" });
  const exact = task.values.map((value) => spread(task, mean, value));
  const unit = 10n ** BigInt(task.scale);
  const steps = nearSteps(exact, task.bases, unit);
  const rounded = steps.map((step) => rate(step, unit));
  return ok({ exact, steps, gap: minus(task.parent, meanOf(rounded, task.bases)) });
}

function spread({ how, parent }: MeanTask, mean: Rate, value: Rate): Rate {
  switch (how) {
    case "copy":
      return parent;
    case "scale":
      return multiplyRates(value, multiplyRates(parent, rate(mean.den, mean.num)));
    case "shift":
      return addRates(value, minus(parent, mean));
    case "keep":
      return value;
  }
}

/** The mean of values weighted by bases; the bases do not sum to 0. */
export function meanOf(values: readonly Rate[], bases: readonly Rate[]): Rate {
  const base = sumRates(bases);
  const all = values.reduce(
    (sum, value, at) => addRates(sum, multiplyRates(value, must(bases[at]))),
    ZERO,
  );
  return multiplyRates(all, rate(base.den, base.num));
}

function nearSteps(exact: readonly Rate[], bases: readonly Rate[], unit: bigint): bigint[] {
  const steps = exact.map(({ num, den }) => divide(num * unit, den, "floor"));
  const left = exact.map(({ num, den }, at) => rate(num * unit - must(steps[at]) * den, den));
  let short = left.reduce(
    (sum, rest, at) => addRates(sum, multiplyRates(rest, must(bases[at]))),
    ZERO,
  );
  const order = [...exact.keys()].sort((a, b) => compare(must(left[b]), must(left[a])) || a - b);
  for (const at of order) {
    const base = must(bases[at]);
    // One step more is worth its base; it must bring the mean nearer.
    if (
      must(left[at]).num === 0n ||
      base.num === 0n ||
      2n * short.num * base.den <= base.num * short.den
    )
      continue;
    steps[at] = must(steps[at]) + 1n;
    short = minus(short, base);
  }
  return steps;
}

function compare(a: Rate, b: Rate): number {
  return ascending(a.num * b.den, b.num * a.den);
}

function minus(a: Rate, b: Rate): Rate {
  return addRates(a, { num: -b.num, den: b.den });
}
