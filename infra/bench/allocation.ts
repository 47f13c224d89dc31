import { must } from "../../workers/lib/assert.ts";
import { minor } from "../../workers/lib/money.ts";
import { ONE, type Rate } from "../../workers/lib/rate.ts";
import { allocate } from "../../workers/targets/allocate.ts";
import { largestRemainder } from "../../workers/targets/round-fast.ts";
import { type Figure, notMeasured, verdict } from "./figure.ts";
import { interleaved } from "./median.ts";

const RECIPIENTS = 100_000;
/** Ten thousand million yuan in whole yuan, and weights of five digits: products stay below 2^53. */
const TOTAL = 10_000_000_000;
const REPETITIONS = 15;
/** One run of the loop takes half a millisecond: too little to be told from noise. */
const AT_ONCE = 20;
/** decimal.js needs seconds where the loop needs a millisecond. */
const SLOW_REPETITIONS = 3;

const BAR_LOOP = "<= 20x, aim 6x";
const BAR_DECIMAL = ">= 10x, aim 50x";

/** P9: the exact allocation of 100,000 recipients against a plain loop and against decimal.js. */
export async function allocationFigures(): Promise<Figure[]> {
  const weights = seededWeights();
  const whole = weights.reduce((all, weight) => all + weight, 0);
  const byIndex = (a: number, b: number) => must(weights[b]) - must(weights[a]) || a - b;
  const exact = () => must(largestRemainder(TOTAL, weights, TOTAL, whole, byIndex));
  const loop = () => cumulativeFloor(TOTAL, weights, whole);
  sumsToTotal(exact());

  const often = (run: () => unknown) => () => {
    for (let time = 0; time < AT_ONCE; time += 1) run();
  };
  const fast = await interleaved({ loop: often(loop), exact: often(exact) }, REPETITIONS);
  const times = fast.exact / fast.loop;
  const name = "exact allocation, 100,000 recipients / cumulative-floor loop";
  const measured = `${times.toFixed(1)}x (${(fast.exact / AT_ONCE).toFixed(1)} ms)`;
  const first: Figure = { id: "P9", name, measured, bar: BAR_LOOP, verdict: verdict(times <= 20) };
  return [first, await wholeCall(weights, loop), await againstDecimal(weights, whole, exact)];
}

/** For the record: with ids, fractions, run and checks, as the product calls it. */
async function wholeCall(weights: Float64Array, loop: () => unknown): Promise<Figure> {
  const claims = Array.from(weights, (_, at) => ({ id: String(at).padStart(6, "0") }));
  const values = Array.from(weights, (weight): Rate => ({ num: BigInt(weight), den: 1n }));
  const basis = { kind: "ratios", factors: [{ key: "f", weight: ONE, values }] } as const;
  const rounding = { kind: "remainder", quota: "hare" } as const;
  const rules = {
    granule: 1n,
    rounding,
    ties: "larger_share",
    minimum: null,
    oddTo: null,
  } as const;
  const call = () => must(allocate(minor(BigInt(TOTAL)), claims, basis, rules).ok || null);
  const { all, plain } = await interleaved({ all: call, plain: loop }, SLOW_REPETITIONS);
  const measured = `${(all / plain).toFixed(0)}x (${all.toFixed(0)} ms)`;
  const name = "  of it: allocate() whole, with ids, bigint inputs and its run";
  return { id: "P9", name, measured, bar: "for the record", verdict: "pass" };
}

async function againstDecimal(
  weights: Float64Array,
  whole: number,
  exact: () => unknown,
): Promise<Figure> {
  const name = "exact allocation, 100,000 recipients / decimal.js: faster by";
  const decimal = await decimalJs();
  if (!decimal) {
    return notMeasured("P9", name, "decimal.js absent: npm ci in infra/bench", BAR_DECIMAL);
  }
  const slow = () => withDecimal(decimal, weights, whole);
  sumsToTotal(slow());
  const times = await interleaved({ exact, slow }, SLOW_REPETITIONS);
  const by = times.slow / times.exact;
  const measured = `${by.toFixed(0)}x`;
  return { id: "P9", name, measured, bar: BAR_DECIMAL, verdict: verdict(by >= 10) };
}

/** The usual way that loses nothing and is fair to nobody: each gets the step of the running floor. */
function cumulativeFloor(total: number, weights: Float64Array, whole: number): Float64Array {
  const counts = new Float64Array(weights.length);
  let seen = 0;
  let given = 0;
  for (let at = 0; at < weights.length; at += 1) {
    seen += weights[at] ?? 0;
    const reached = Math.floor((total * seen) / whole);
    counts[at] = reached - given;
    given = reached;
  }
  return counts;
}

/** What of decimal.js this bench uses. */
type Decimal = {
  times(by: number): Decimal;
  div(by: number): Decimal;
  floor(): Decimal;
  minus(other: Decimal): Decimal;
  cmp(other: Decimal): number;
  toNumber(): number;
};
type DecimalClass = new (value: number) => Decimal;

/** Largest remainder as one would write it with decimal.js: exact quotients, sorted. */
function withDecimal(decimal: DecimalClass, weights: Float64Array, whole: number): Float64Array {
  const rows = Array.from(weights, (weight, at) => {
    const quota = new decimal(weight).times(TOTAL).div(whole);
    const floor = quota.floor();
    return { at, count: floor.toNumber(), left: quota.minus(floor) };
  });
  const spare = TOTAL - rows.reduce((all, { count }) => all + count, 0);
  rows.sort((a, b) => b.left.cmp(a.left) || a.at - b.at);
  const counts = new Float64Array(weights.length);
  for (const [rank, { at, count }] of rows.entries()) counts[at] = count + (rank < spare ? 1 : 0);
  return counts;
}

/** Only this folder's own package has it, so that the first install of the product stays small. */
async function decimalJs(): Promise<DecimalClass | null> {
  const name = new URL("./node_modules/decimal.js/decimal.mjs", import.meta.url).href;
  const { existsSync } = await import("node:fs");
  if (!existsSync(new URL(name))) return null;
  const module = (await import(name)) as { Decimal: DecimalClass }; // Its own typings are not installed.
  return module.Decimal;
}

function seededWeights(): Float64Array {
  const weights = new Float64Array(RECIPIENTS);
  let state = 20261121;
  for (let at = 0; at < RECIPIENTS; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    weights[at] = 1 + (state % 99_999);
  }
  return weights;
}

function sumsToTotal(counts: Float64Array): void {
  const given = counts.reduce((all, count) => all + count, 0);
  if (given !== TOTAL) throw new Error(`the shares sum to ${given}`);
}
