import { computed, signal } from "@preact/signals";
import { filled } from "../../workers/lib/refusals.ts";
import { targetRefusals } from "../../workers/targets/refusals.ts";
import { meanTool, type MeanOutcome } from "../../workers/targets/tool-mean.ts";
import type { Texts } from "../api.ts";
import { plainDecimal } from "../targets/decimal.ts";
import { fromLink, intoLink } from "./link-text.ts";

export const SPREADS = ["keep", "scale", "shift", "copy"] as const;
export type SpreadName = (typeof SPREADS)[number];

export type MeanLine = { readonly name: string; readonly base: string; readonly value: string };
/** A ratio of a parent over its children, in percent as it is typed. */
export type MeanSheet = {
  readonly parent: string;
  readonly how: SpreadName;
  readonly lines: readonly MeanLine[];
};
export type MeanResult =
  | { readonly ok: true; readonly answer: MeanOutcome }
  | {
      readonly ok: false;
      readonly texts: Texts;
      readonly facts: Readonly<Record<string, unknown>>;
    };

export type MeanModel = ReturnType<typeof meanModel>;

/** Children of a metric that does not add up, by the server's own code. */
export function meanModel(first: MeanSheet) {
  const sheet = signal(first);
  const result = computed(() => resultOf(sheet.value));
  const change = (to: Partial<MeanSheet>) => {
    sheet.value = { ...sheet.value, ...to };
  };
  const changeLine = (at: number, to: Partial<MeanLine>) =>
    change({
      lines: sheet.value.lines.map((line, index) => (index === at ? { ...line, ...to } : line)),
    });
  const addLine = (name: string) =>
    change({ lines: [...sheet.value.lines, { name, base: "1", value: "0" }] });
  const removeLine = (at: number) => change({ lines: sheet.value.lines.toSpliced(at, 1) });
  return { sheet, result, change, changeLine, addLine, removeLine };
}

function resultOf({ parent, how, lines }: MeanSheet): MeanResult {
  const percent = (text: string) => `${plainDecimal(text) || "0"}%`;
  const made = meanTool({
    method: "mean",
    how,
    parent: percent(parent),
    scale: 4,
    recipients: lines.map(({ name, base, value }, at) => ({
      id: `${at}`,
      name,
      base: plainDecimal(base) || "0",
      value: percent(value),
    })),
  });
  if (made.ok) return { ok: true, answer: made.value };
  return { ok: false, texts: targetRefusals[made.error.code], facts: made.error };
}

export type MeanLabels = {
  readonly parent: string;
  readonly base: string;
  readonly value: string;
};

/** The refusal with fields by their names on the page. */
export function meanRefusal(
  { texts, facts }: MeanResult & { readonly ok: false },
  language: keyof Texts,
  labels: MeanLabels,
): string {
  const called = (text: unknown) =>
    typeof text === "string"
      ? text
          .replace(/(^|: )base$/, `$1${labels.base}`)
          .replace(/(^|: )value$/, `$1${labels.value}`)
          .replace(/^parent$/, labels.parent)
      : text;
  return filled(texts[language], {
    ...facts,
    where: called(facts["where"]),
    factor: called(facts["factor"]),
  });
}

const FORMAT = "m1";
const LINES_MAX = 200;

export function encodeMean({ parent, how, lines }: MeanSheet): string {
  return intoLink([
    [FORMAT, parent, how],
    ...lines.map(({ name, base, value }) => [name, base, value]),
  ]);
}

export function decodeMean(text: string): MeanSheet | null {
  const [head = [], ...rows] = fromLink(text) ?? [];
  const [format, parent = "", how] = head;
  if (format !== FORMAT || rows.length === 0) return null;
  return {
    parent,
    how: SPREADS.find((each) => each === how) ?? "keep",
    lines: rows
      .slice(0, LINES_MAX)
      .map(([name = "", base = "", value = ""]) => ({ name, base, value })),
  };
}
