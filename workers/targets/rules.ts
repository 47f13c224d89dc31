import { must } from "../lib/assert.ts";
import { parseRate, type Rate } from "../lib/rate.ts";
import type { Divisor, RemainderQuota, Rounding } from "./rounding.ts";

/** A rounding as it is written in JSON. */
export type RoundingText =
  | { readonly kind: "remainder"; readonly quota?: RemainderQuota | undefined }
  | { readonly kind: "divisor"; readonly divisor: Divisor; readonly first?: string | undefined }
  | { readonly kind: "quota" };

export function roundingOf(text: RoundingText): Rounding {
  if (text.kind === "remainder") return { kind: "remainder", quota: text.quota ?? "hare" };
  if (text.kind === "quota") return text;
  const { divisor, first } = text;
  return first === undefined
    ? { kind: "divisor", divisor }
    : { kind: "divisor", divisor, first: rateOf(first) };
}

/** A rate that a contract or our own writing has made well-formed. */
export function rateOf(text: string): Rate {
  return must(parseRate(text), "a rate is a number");
}
