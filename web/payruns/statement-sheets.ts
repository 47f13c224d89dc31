// A statement as a workbook that recalculates itself: lines that refer to the trace, the trace whose
// results are formulas over input cells, the entries behind it, and what every column means.
import { over, plus, times, whole } from "../../workers/incentives/exact.ts";
import type { Line } from "../../workers/incentives/outcome.ts";
import type { StepOf } from "../../workers/incentives/sentences/steps.ts";
import { parseRate, type Rate, ZERO } from "../../workers/lib/rate.ts";
import { groupOf } from "./line-groups.ts";
import {
  type Cell,
  elsewhere,
  growing,
  type Growing,
  type Ref,
  refSum,
  same,
  settled,
  text,
} from "./sheet-cells.ts";
import { fresh, type StepNames } from "./trace-cells.ts";
import { trace } from "./trace-rules.ts";

export type SheetLine = Pick<Line, "kind" | "component" | "window" | "amount"> & {
  readonly result?: bigint;
  readonly before?: bigint;
  readonly parts: readonly {
    readonly credit: string;
    readonly deal: string | null;
    readonly on: string;
    readonly amount: bigint;
  }[];
  readonly steps: readonly StepOf[];
  /** What the line is called. */
  readonly name: string;
  /** How its figures lead to those of the attainment page, named: from the first over the parts to the last. */
  readonly bridges?: readonly SheetBridge[];
};
export type SheetBridge = {
  readonly title: string;
  readonly from: readonly [string, Rate];
  readonly parts: readonly (readonly [string, Rate])[];
  readonly to: readonly [string, Rate];
};
/** A credit as the evaluation's input has it. */
export type SheetCredit = {
  readonly id: string;
  readonly on: string;
  readonly deal?: string | undefined;
  readonly share?: string | undefined;
  readonly measures: Readonly<Record<string, string>>;
  /** As people find the entry again: its source and number. */
  readonly source: string;
};

export type SheetWords = StepNames & {
  readonly sheets: {
    readonly lines: string;
    readonly trace: string;
    readonly entries: string;
    readonly definitions: string;
  };
  readonly heads: {
    readonly lines: readonly string[];
    readonly trace: readonly string[];
    readonly entries: readonly string[];
  };
  readonly line: (at: number) => string;
  readonly result: string;
  readonly before: string;
  readonly amount: string;
  /** Waiting for the result to catch up. */
  readonly waits: string;
  readonly earned: string;
  readonly released: string;
  readonly payable: string;
  readonly settled: string;
  readonly pay: string;
  /** What the columns mean, and what the file is of. */
  readonly about: readonly (readonly [string, string])[];
};

export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
};

type Sheets = {
  readonly lines: readonly SheetLine[];
  readonly credits: ReadonlyMap<string, SheetCredit>;
  /** Minor units in one of the currency: 100 for yuan. */
  readonly units: bigint;
};

/**
 * The four sheets. Promises: every amount of the first is a formula that ends in the trace, and every
 * result of the trace a formula over its inputs; each comes exactly to the statement's own figure.
 */
export function statementSheets({ lines, credits, units }: Sheets, words: SheetWords): Sheet[] {
  const entries = entriesSheet(lines, credits, words);
  const traced = growing(4);
  traced.rows.push(words.heads.trace.map((head) => text(head, "head")));
  const amounts: Ref[] = [];
  for (const [at, line] of lines.entries())
    amounts.push(
      traceLine(
        traced,
        { line, at, units, amounts, lines, sums: entries.sums.get(at) ?? [] },
        words,
      ),
    );
  return [
    linesSheet(lines, amounts, words),
    { name: words.sheets.trace, rows: traced.rows, widths: [6, 6, 34, 30, 20] },
    entries.sheet,
    definitionsSheet(words),
  ];
}

type Traced = {
  readonly line: SheetLine;
  readonly at: number;
  readonly units: bigint;
  /** Amounts of the lines before it. */
  readonly amounts: readonly Ref[];
  readonly lines: readonly SheetLine[];
  readonly sums: readonly { readonly formula: string; readonly value: Rate }[];
};

function traceLine(sheet: Growing, of: Traced, words: SheetWords): Ref {
  const { line, at, units, sums } = of;
  const number = String(at + 1);
  sheet.words([number, "", line.name, ""], line.window, "strong");
  const now = fresh();
  bridgesIn(sheet, of);
  for (const [index, step] of line.steps.entries())
    trace({
      ...{ sheet, names: words, step, units, now, entries: sums },
      place: [number, String(step.step)],
      following: line.steps[index + 1],
    });
  const before = [number, "", line.name] as const;
  const other = [...before, words.other];
  const money = (value: bigint) => over(whole(value), whole(units));
  // A release's steps are differences already, and what is settled has no window to compare with.
  if (line.kind === "release" || line.result === undefined) {
    const made = sumOf([...now.line, ...earnedNow(of)]);
    return amountCell(sheet, [...before, words.amount], made, money(line.amount), other);
  }
  // A divided deal's parts are the result; without a division it is what the roundings came to.
  const made = sumOf(now.line.length > 0 ? now.line : now.results);
  const result = settled(sheet, [...before, words.result], made, money(line.result), {
    format: "money",
    other,
  });
  const posted = sheet.input([...before, words.before], money(line.before ?? 0n), "money");
  const change = {
    formula: `${result.at}-${posted.at}`,
    value: plus(result.value, times(posted.value, whole(-1))),
  };
  return amountCell(sheet, [...before, words.amount], change, money(line.amount), [
    ...before,
    words.waits,
  ]);
}

/** Inputs and their sum: what the page shows, why the line uses another figure, and that figure. */
function bridgesIn(sheet: Growing, { line, at }: Traced): void {
  for (const { title, from, parts, to } of line.bridges ?? []) {
    const place = [String(at + 1), "", title] as const;
    const refs = [from, ...parts].map(([name, value]) =>
      sheet.input([...place, name], value, "money"),
    );
    sheet.formula([...place, to[0]], refSum(refs), "money");
  }
}

function amountCell(
  sheet: Growing,
  before: readonly string[],
  made: { readonly formula: string; readonly value: Rate },
  target: Rate,
  other: readonly string[],
): Ref {
  return settled(sheet, before, made, target, { format: "money", other });
}

/** A release takes off what its component has just earned: it is let go only by the schedule. */
function earnedNow({ line, lines, amounts }: Traced): { at: string; value: Rate }[] {
  if (line.kind !== "release" || line.component === null) return [];
  const at = lines.findIndex(
    (each) =>
      each.kind === "component" && each.component === line.component && each.window === line.window,
  );
  const ref = amounts[at];
  return ref ? [{ at: `(-${ref.at})`, value: times(ref.value, whole(-1)) }] : [];
}

function sumOf(refs: readonly { readonly at: string; readonly value: Rate }[]) {
  return {
    formula: refs.length === 0 ? "0" : refs.map(({ at }) => at).join("+"),
    value: refs.reduce((sum, { value }) => plus(sum, value), ZERO),
  };
}

function linesSheet(
  lines: readonly SheetLine[],
  amounts: readonly Ref[],
  words: SheetWords,
): Sheet {
  const rows: Cell[][] = [words.heads.lines.map((head) => text(head, "head"))];
  const add = (name: string, formula: string): string => {
    rows.push([null, text(name, "strong"), null, { kind: "formula", formula, format: "money" }]);
    return `D${rows.length}`;
  };
  const group = (of: ReturnType<typeof groupOf>): string => {
    const own: string[] = [];
    for (const [at, line] of lines.entries()) {
      if (groupOf(line.kind) !== of) continue;
      const formula = elsewhere(words.sheets.trace, amounts[at]?.at ?? "");
      rows.push([
        text(words.line(at + 1)),
        text(line.name),
        text(line.window),
        { kind: "formula", formula, format: "money" },
      ]);
      own.push(`D${rows.length}`);
    }
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? `SUM(${first}:${last})` : "0";
  };
  const earned = add(words.earned, group("earned"));
  const released = add(words.released, group("released"));
  const payable = add(words.payable, `${earned}+${released}`);
  const rest = add(words.settled, group("settled"));
  add(words.pay, `${payable}+${rest}`);
  return { name: words.sheets.lines, rows, widths: [8, 36, 28, 20] };
}

/** Each line's credits: what was recorded, whose share of it, and what of the pay falls to it. */
function entriesSheet(
  lines: readonly SheetLine[],
  credits: ReadonlyMap<string, SheetCredit>,
  words: SheetWords,
) {
  const rows: Cell[][] = [words.heads.entries.map((head) => text(head, "head"))];
  const sums = new Map<number, { formula: string; value: Rate }[]>();
  for (const [at, line] of lines.entries()) {
    const own = line.parts.flatMap((part) => credits.get(part.credit) ?? []);
    if (own.length === 0) continue;
    const keys = [...new Set(own.flatMap(({ measures }) => Object.keys(measures)))];
    const found = keys.map((key) => ({ key, sum: creditedBy(own, key) }));
    const target = baseOf(line);
    const { key } = found.find(({ sum }) => target && same(sum, target)) ??
      found.find((each) => each.key === "amount") ?? { key: keys[0] ?? "amount" };
    const first = rows.length + 1;
    for (const credit of own) {
      const row = rows.length + 1;
      const measured = parseRate(credit.measures[key] ?? "0") ?? ZERO;
      const share = parseRate(credit.share ?? "1") ?? ZERO;
      rows.push([
        text(words.line(at + 1)),
        text(credit.source),
        text(credit.on),
        text(credit.deal ?? ""),
        text(key),
        { kind: "input", value: measured, format: "money" },
        { kind: "input", value: share, format: "percent" },
        { kind: "formula", formula: `F${row}*G${row}`, format: "money" },
        text(credit.id, "muted"),
      ]);
    }
    const range = `H${first}:H${rows.length}`;
    const formula = `SUM(${elsewhere(words.sheets.entries, range)})`;
    sums.set(at, [{ formula, value: creditedBy(own, key) }]);
  }
  const widths = [8, 22, 14, 22, 14, 18, 10, 18, 30];
  return { sheet: { name: words.sheets.entries, rows, widths }, sums };
}

function creditedBy(credits: readonly SheetCredit[], key: string): Rate {
  return credits.reduce((sum, { measures, share }) => {
    const measured = parseRate(measures[key] ?? "0") ?? ZERO;
    return plus(sum, times(measured, parseRate(share ?? "1") ?? ZERO));
  }, ZERO);
}

function baseOf({ steps }: SheetLine): Rate | null {
  const found = steps.find(({ rule }) => rule === "base")?.figures["base"];
  return found === undefined ? null : parseRate(found);
}

function definitionsSheet(words: SheetWords): Sheet {
  const rows = words.about.map(([name, meaning]) => [text(name, "strong"), text(meaning)]);
  return { name: words.sheets.definitions, rows, widths: [28, 90] };
}
