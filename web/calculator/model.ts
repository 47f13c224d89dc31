import { computed, signal } from "@preact/signals";
import { parseMinor } from "../../workers/lib/money.ts";
import { filled } from "../../workers/lib/refusals.ts";
import { addRates, compareRates, ONE, parseRate, ZERO } from "../../workers/lib/rate.ts";
import { targetRefusals } from "../../workers/targets/refusals.ts";
import type { RoundingText } from "../../workers/targets/rules.ts";
import { allocateTool, type ToolAnswer } from "../../workers/targets/tool.ts";
import type { ToolRequest } from "../../workers/targets/tool-request.ts";
import type { Texts } from "../api.ts";
import { plainAmount } from "../amount-text.ts";
import { plainDecimal } from "../targets/decimal.ts";

export const METHODS = [
  "equal",
  "factor",
  "composite",
  "given",
  "keep",
  "growth",
  "capacity",
  "copy",
] as const;
export type Method = (typeof METHODS)[number];
export const ROUNDINGS = [
  "hare",
  "droop",
  "webster",
  "huntington_hill",
  "jefferson",
  "adams",
  "dean",
  "quota",
] as const;
export type RoundingName = (typeof ROUNDINGS)[number];
/** From small to large. */
export const GRANULES = ["0.01", "1", "10", "100", "1000", "10000", "100000"] as const;
const SCALE = 2;
export const FACTORS = ["history", "potential", "capability"] as const;

/** What only one method asks of a recipient; percentages are typed as such. */
export const OWN = [
  "current",
  "last",
  "growth",
  "heads",
  "productivity",
  "ramp",
  "amount",
] as const;
export type OwnField = (typeof OWN)[number];
/** The fields of a method, in the order in which they are shown. */
export const OWN_OF: Readonly<Partial<Record<Method, readonly OwnField[]>>> = {
  keep: ["current"],
  growth: ["last", "growth"],
  capacity: ["heads", "productivity", "ramp"],
  copy: ["amount"],
};
/** What a new line begins with, in the order of OWN. */
export const OWN_AT_FIRST: readonly string[] = ["0", "0", "0", "1", "1", "100", "0"];

/** One recipient as it is typed; `values` in the order of FACTORS, `own` in that of OWN. */
export type Line = {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly share: string;
  readonly min: string;
  readonly max: string;
  readonly own: readonly string[];
  /** Keeps its current number; only where the rest is shared out anew. */
  readonly locked: boolean;
};

/** All that is on the page; it travels in the URL. */
export type Sheet = {
  readonly total: string;
  readonly method: Method;
  readonly granularity: string;
  readonly rounding: RoundingName;
  readonly over: string;
  readonly oddTo: string;
  readonly hasBounds: boolean;
  readonly weights: readonly string[];
  readonly lines: readonly Line[];
};

export type Outcome =
  | { readonly ok: true; readonly answer: ToolAnswer }
  | { readonly ok: false; readonly texts: Texts; readonly facts: Facts };

/** What fills a refusal: recipients by their names here, fields by their keys. */
type Facts = Readonly<Record<string, unknown>>;

/** What a field or factor is called on the page. */
export type Labels = {
  readonly total: string;
  readonly granularity: string;
  readonly value: string;
  readonly share: string;
  readonly min: string;
  readonly max: string;
  readonly amount: string;
  readonly over: string;
  readonly own: Readonly<Record<OwnField, string>>;
  readonly card: { readonly factor: Readonly<Record<string, string>> };
};

export type CalculatorModel = ReturnType<typeof calculatorModel>;

/** The sheet and what it comes to, by the very code that the server runs. */
export function calculatorModel(first: Sheet) {
  const sheet = signal(first);
  const outcome = computed(() => outcomeOf(sheet.value));
  const weightSum = computed(() =>
    sheet.value.weights.reduce((all, each) => addRates(all, parseRate(each) ?? ZERO), ZERO),
  );
  const isWeighed = computed(() => compareRates(weightSum.value, ONE) === 0);
  const change = (to: Partial<Sheet>) => {
    sheet.value = { ...sheet.value, ...to };
  };
  function changeLine(id: string, to: Partial<Line>) {
    const lines = sheet.value.lines.map((line) => (line.id === id ? { ...line, ...to } : line));
    change({ lines });
  }
  function addLine(name: string) {
    const { lines } = sheet.value;
    const highest = lines.reduce((most, { id }) => Math.max(most, Number(id)), 0);
    const line = {
      id: `${highest + 1}`,
      name,
      values: ["1", "1", "1"],
      share: "0",
      min: "",
      max: "",
      own: OWN_AT_FIRST,
      locked: false,
    };
    change({ lines: [...lines, line] });
  }
  const removeLine = (id: string) =>
    change({ lines: sheet.value.lines.filter((line) => line.id !== id) });
  return { sheet, outcome, weightSum, isWeighed, change, changeLine, addLine, removeLine };
}

function outcomeOf(sheet: Sheet): Outcome {
  const made = allocateTool(requestOf(sheet));
  if (made.ok) return { ok: true, answer: made.value };
  const texts: Texts = targetRefusals[made.error.code];
  return { ok: false, texts, facts: { ...made.error, ...factsHere(made.error, sheet.lines) } };
}

/** The refusal in words of this page: no field is called by its key. */
export function refusalText(
  { texts, facts }: Outcome & { readonly ok: false },
  language: keyof Texts,
  labels: Labels,
): string {
  const { field, factor, recipient } = facts;
  const label = typeof field === "string" ? labelOf(field, labels) : "";
  const isOfOne = typeof recipient === "string" && recipient !== "";
  return filled(texts[language], {
    ...facts,
    ...(label === "" ? {} : { where: isOfOne ? `${recipient}: ${label}` : label }),
    ...(typeof factor === "string" ? { factor: labelOf(factor, labels) } : {}),
  });
}

function labelOf(field: string, labels: Labels): string {
  switch (field) {
    case "total":
    case "granularity":
    case "value":
    case "share":
    case "min":
    case "max":
    case "amount":
      return labels[field];
    case "overAssign":
      return labels.over;
    case "fixed":
      return labels.own.current;
    default: {
      const own = OWN.find((each) => each === field);
      if (own) return labels.own[own];
      const key = field.replace(/^values\./, "");
      return labels.card.factor[key] ?? key;
    }
  }
}

/** Recipients are told apart by a number here; people read their names. */
function factsHere(error: Facts, lines: readonly Line[]): Facts {
  const name = (id: string) => lines.find((line) => line.id === id)?.name ?? id;
  const { recipient, recipients, where, offer } = error;
  return {
    ...(typeof recipient === "string" ? { recipient: name(recipient) } : {}),
    ...(typeof recipients === "string"
      ? { recipients: recipients.split(", ").map(name).join(", ") }
      : {}),
    ...(typeof where === "string" ? { where: name(where) } : {}),
    ...(typeof offer === "string" ? { offer: granuleWithin(offer) } : {}),
  };
}

/** The largest granule of the page's list that divides `offer`, and so what is to be shared. */
function granuleWithin(offer: string): string {
  const whole = parseMinor(offer, SCALE);
  const divides = (granule: string) => {
    const step = parseMinor(granule, SCALE);
    return whole.ok && step.ok && whole.value % step.value === 0n;
  };
  return GRANULES.findLast(divides) ?? offer;
}

function requestOf(sheet: Sheet): ToolRequest {
  const { method, lines, weights, over, oddTo } = sheet;
  const overAssign = parseRate(`${plainDecimal(over) || "0"}%`)
    ? `${plainDecimal(over) || "0"}%`
    : "0";
  const factors = FACTORS.map((key, at) => ({ key, weight: wellFormed(weights[at]) }));
  return {
    method,
    total: plainAmount(sheet.total) || "0",
    scale: SCALE,
    granularity: plainDecimal(sheet.granularity) || "0",
    rounding: roundingText(sheet.rounding),
    ties: "larger_share",
    ...(oddTo === "" || !lines.some(({ id }) => id === oddTo) ? {} : { oddTo }),
    ...(overAssign === "0%" ? {} : { overAssign }),
    ...(method === "composite" ? { factors } : {}),
    recipients: lines.map((line) => ({
      id: line.id,
      ...boundsOf(line, sheet.hasBounds),
      value: plainDecimal(line.values[0] ?? ""),
      share: `${plainDecimal(line.share)}%`,
      ...ownOf(line),
      values: Object.fromEntries(
        FACTORS.map((key, at) => [key, plainDecimal(line.values[at] ?? "")]),
      ),
    })),
  };
}

function ownOf({ own, locked }: Line): Partial<Record<OwnField, string>> & { locked: boolean } {
  const typed = (field: OwnField) => plainDecimal(own[OWN.indexOf(field)] ?? "");
  const amount = (field: OwnField) => plainAmount(own[OWN.indexOf(field)] ?? "");
  return {
    locked,
    current: amount("current"),
    last: amount("last"),
    growth: `${typed("growth")}%`,
    heads: typed("heads"),
    productivity: amount("productivity"),
    ramp: `${typed("ramp")}%`,
    amount: amount("amount"),
  };
}

function boundsOf({ min, max }: Line, hasBounds: boolean) {
  if (!hasBounds) return {};
  return {
    ...(min.trim() === "" ? {} : { min: plainAmount(min) }),
    ...(max.trim() === "" ? {} : { max: plainAmount(max) }),
  };
}

function wellFormed(weight: string | undefined): string {
  return parseRate(weight ?? "") ? (weight ?? "0") : "0";
}

function roundingText(name: RoundingName): RoundingText {
  if (name === "hare" || name === "droop") return { kind: "remainder", quota: name };
  return name === "quota" ? { kind: "quota" } : { kind: "divisor", divisor: name };
}
