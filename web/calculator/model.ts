import { computed, signal } from "@preact/signals";
import { filled } from "../../workers/lib/refusals.ts";
import { addRates, compareRates, ONE, parseRate, ZERO } from "../../workers/lib/rate.ts";
import { targetRefusals } from "../../workers/targets/refusals.ts";
import type { RoundingText } from "../../workers/targets/rules.ts";
import { allocateTool, type ToolAnswer } from "../../workers/targets/tool.ts";
import type { ToolRequest } from "../../workers/targets/tool-request.ts";
import type { Texts } from "../api.ts";
import { plainDecimal } from "../targets/decimal.ts";

export const METHODS = ["equal", "factor", "composite", "given"] as const;
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
export const FACTORS = ["history", "potential", "capability"] as const;

/** One recipient as it is typed; `values` in the order of FACTORS. */
export type Line = {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly share: string;
  readonly min: string;
  readonly max: string;
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
  | { readonly ok: false; readonly texts: Texts };

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
  const text: { readonly zh: string; readonly en: string } = targetRefusals[made.error.code];
  const facts = { ...made.error, ...namesIn(made.error, sheet.lines) };
  return { ok: false, texts: { zh: filled(text.zh, facts), en: filled(text.en, facts) } };
}

/** Recipients are told apart by a number here; people read their names. */
function namesIn(error: Readonly<Record<string, unknown>>, lines: readonly Line[]) {
  const name = (id: string) => lines.find((line) => line.id === id)?.name ?? id;
  const { recipient, recipients, where } = error;
  return {
    ...(typeof recipient === "string" ? { recipient: name(recipient) } : {}),
    ...(typeof recipients === "string"
      ? { recipients: recipients.split(", ").map(name).join(", ") }
      : {}),
    ...(typeof where === "string" && typeof recipient === "string" && recipient !== ""
      ? { where: name(recipient) }
      : {}),
  };
}

function requestOf(sheet: Sheet): ToolRequest {
  const { method, lines, weights, over, oddTo } = sheet;
  const overAssign = parseRate(`${plainDecimal(over) || "0"}%`)
    ? `${plainDecimal(over) || "0"}%`
    : "0";
  const factors = FACTORS.map((key, at) => ({ key, weight: wellFormed(weights[at]) }));
  return {
    method,
    total: plainDecimal(sheet.total) || "0",
    scale: 2,
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
      values: Object.fromEntries(
        FACTORS.map((key, at) => [key, plainDecimal(line.values[at] ?? "")]),
      ),
    })),
  };
}

function boundsOf({ min, max }: Line, hasBounds: boolean) {
  if (!hasBounds) return {};
  return {
    ...(min.trim() === "" ? {} : { min: plainDecimal(min) }),
    ...(max.trim() === "" ? {} : { max: plainDecimal(max) }),
  };
}

function wellFormed(weight: string | undefined): string {
  return parseRate(weight ?? "") ? (weight ?? "0") : "0";
}

function roundingText(name: RoundingName): RoundingText {
  if (name === "hare" || name === "droop") return { kind: "remainder", quota: name };
  return name === "quota" ? { kind: "quota" } : { kind: "divisor", divisor: name };
}
