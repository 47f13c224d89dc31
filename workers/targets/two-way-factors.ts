import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import type { OpenTable } from "./two-way-open.ts";

/** Factors are whole numbers around this; only their ratios matter. */
const UNIT = 2n ** 40n;
const PASSES = 60;

/**
 * Multipliers of the columns under which rows that are shared out alone nearly fill the columns:
 * alternating scaling on the multipliers alone. A column of 0 has 0, every other at least 1.
 */
export function columnFactors({ rows, columns, weights }: OpenTable): bigint[] {
  const width = columns.length;
  let factors = columns.map((units) => (units === 0n ? 0n : UNIT));
  for (let pass = 0; pass < PASSES; pass += 1) {
    const filled = columns.map(() => 0n);
    for (const [row, units] of rows.entries()) {
      const first = row * width;
      const whole = sum(factors.map((factor, at) => factor * must(weights[first + at])));
      if (whole === 0n) continue;
      for (const [at, factor] of factors.entries())
        filled[at] = must(filled[at]) + (units * UNIT * factor * must(weights[first + at])) / whole;
    }
    const scaled = factors.map((factor, at) => {
      const now = must(filled[at]);
      return now === 0n ? factor : (factor * must(columns[at]) * UNIT) / now;
    });
    const largest = scaled.reduce((most, factor) => (factor > most ? factor : most), 1n);
    const next = scaled.map((factor, at) => {
      const whole = (factor * UNIT) / largest;
      return columns[at] !== 0n && whole === 0n ? 1n : whole;
    });
    const settled = next.every((factor, at) => factor === factors[at]);
    factors = next;
    if (settled) break;
  }
  return factors;
}
