import { formatMinor } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import type { Refusal } from "../lib/refusals.ts";
import type { AllocationError } from "./allocation-error.ts";
import { exactText } from "./card-text.ts";
import type { NumberFlaw, ToolMethod, ToolRequest } from "./tool-request.ts";

export type ToolRefusal = Refusal<AllocationError["code"] | NumberFlaw["code"]>;

/** The refusal of the calculation, with amounts as text and a pointer to the place. */
export function refusalOf(error: AllocationError, request: ToolRequest): ToolRefusal {
  const facts = factsOf(error, request.scale);
  if (error.code === "allocation/too_large") facts["where"] = error.recipient;
  const pointer = pointerOf(error, request);
  const flaw = { ...facts, code: error.code, pointer };
  return { ...facts, code: error.code, pointer, errors: [flaw] };
}

/** Amounts become decimals at the scale, rates their exact text, lists one text. */
export function factsOf(error: AllocationError, scale: number): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [name, fact] of Object.entries(error) as [string, unknown][]) {
    if (name === "granules" || name === "most") facts[name] = String(fact);
    else if (typeof fact === "bigint") facts[name] = formatMinor(fact, scale);
    else if (Array.isArray(fact)) facts[name] = fact.slice(0, 20).join(", ");
    else if (typeof fact === "string") facts[name] = fact;
    else if (isRate(fact)) facts[name] = exactText(fact);
  }
  return facts;
}

function isRate(fact: unknown): fact is Rate {
  return typeof fact === "object" && fact !== null && "num" in fact && "den" in fact;
}

function pointerOf(error: AllocationError, { method, recipients, factors }: ToolRequest): string {
  const of = (id: string) => `/recipients/${recipients.findIndex((each) => each.id === id)}`;
  const factorAt = (key: string) =>
    `/factors/${(factors ?? []).findIndex((each) => each.key === key)}`;
  switch (error.code) {
    case "allocation/repeated_recipient": {
      const last = recipients.findLastIndex(({ id }) => id === error.recipient);
      return `/recipients/${last}/id`;
    }
    case "allocation/bound_sign":
    case "allocation/bounds_crossed":
      return of(error.recipient);
    case "allocation/negative_factor":
      return `${of(error.recipient)}/${FIELD_OF[method]}${method === "composite" ? `/${error.factor}` : ""}`;
    case "allocation/odd_to_unknown":
      return "/oddTo";
    case "allocation/granularity":
    case "allocation/odd_part":
      return "/granularity";
    case "allocation/weights_sum":
      return "/factors";
    case "allocation/negative_weight":
      return `${factorAt(error.factor)}/weight`;
    case "allocation/zero_factor":
      return method === "composite" ? factorAt(error.factor) : "/recipients";
    case "allocation/fixed_exceeds":
      return "/total";
    default:
      return "/recipients";
  }
}

const FIELD_OF: Readonly<Record<ToolMethod, string>> = {
  equal: "id",
  factor: "value",
  composite: "values",
  given: "share",
  keep: "current",
  growth: "growth",
  capacity: "heads",
  copy: "amount",
};
