import type { Flaw } from "../lib/refusals.ts";
import { parseRate, type Rate, rate } from "../lib/rate.ts";

/** What a place of the request must be beside a number. */
export type Wanted = "any" | "not_negative" | "share" | "positive";

const CODES: Readonly<Record<Exclude<Wanted, "any">, string>> = {
  not_negative: "metrics/tool_negative",
  share: "metrics/tool_share",
  positive: "metrics/tool_positive",
};

/** Reads numbers and keeps every flaw; a flawed number reads as 0 and nothing is answered with it. */
export function reader() {
  const flaws: Flaw[] = [];
  const number = (pointer: string, text: string, wanted: Wanted = "any", id?: string): Rate => {
    const facts = { pointer, value: text, ...(id === undefined ? {} : { id }) };
    // A fraction would give ten thousand rows a common denominator of as many digits.
    const value = text.includes("/") ? null : parseRate(text);
    if (value === null) flaws.push({ ...facts, code: "metrics/tool_number" });
    else if (wanted !== "any" && !isWithin(value, wanted)) {
      flaws.push({ ...facts, code: CODES[wanted] });
    } else return value;
    return ZERO;
  };
  return { number, flaws };
}
const ZERO = rate(0n, 1n);

function isWithin({ num, den }: Rate, wanted: Exclude<Wanted, "any">): boolean {
  if (wanted === "positive") return num > 0n;
  return num >= 0n && (wanted === "not_negative" || num <= den);
}

/** The same numbers as whole ones: each times the smallest number that makes all of them whole. */
export function whole(values: readonly Rate[]): { readonly values: bigint[]; readonly by: bigint } {
  const by = values.reduce((all, { den }) => lcm(all, den), 1n);
  return { values: values.map(({ num, den }) => (num * by) / den), by };
}

function lcm(a: bigint, b: bigint): bigint {
  let [high, low] = [a, b];
  while (low !== 0n) [high, low] = [low, high % low];
  return (a / high) * b;
}
