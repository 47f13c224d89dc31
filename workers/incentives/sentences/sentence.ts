import type { PlanJson } from "../plan-document.ts";
import { dayWords } from "./day-words.ts";

/**
 * A plan in plain words, made from the document and never typed. A sentence is a list of pieces:
 * words, and the document's own numbers, choices, days and texts with the pointer they stand at, so
 * that a builder can put a field in their place.
 */
export type Piece =
  | { readonly kind: "words"; readonly text: string }
  | {
      readonly kind: "number";
      readonly pointer: string;
      readonly value: string;
      readonly unit: NumberUnit;
    }
  | {
      readonly kind: "choice";
      readonly pointer: string;
      readonly options: readonly Option[];
      /** Which of the options holds; -1 while a choice without default is open. */
      readonly chosen: number;
      /** The document does not say it: the default holds. */
      readonly isDefault: boolean;
    }
  /** A formula, a name, or a list of values with commas. */
  | {
      readonly kind: "text";
      readonly pointer: string;
      readonly value: string;
      readonly as: "formula" | "list";
    }
  /** A day, and how a reader finds it written. */
  | {
      readonly kind: "day";
      readonly pointer: string;
      readonly value: string;
      readonly text: string;
    };

/** What choosing it puts at the pointer; `undefined` takes the field away. */
export type Option = { readonly value: Json | undefined; readonly label: string };
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** How a number is written: money of the plan, a share in percent, a count, or as it stands. */
export type NumberUnit = "money" | "percent" | "count" | "plain";

export type Sentence = {
  /** Of the part of the document it tells; sentences of one component share theirs. */
  readonly pointer: string;
  readonly pieces: readonly Piece[];
  /** It tells what holds anyway: every choice in it is at its default. */
  readonly isFine?: boolean;
  /** It is one of a list that can be shorter or longer. */
  readonly item?: { readonly list: string; readonly at: number };
  /** Without what stands here the sentence goes. */
  readonly removes?: string;
};

export type Language = "zh" | "en";

export function words(text: string): Piece {
  return { kind: "words", text };
}

export function number(pointer: string, value: string, unit: NumberUnit): Piece {
  return { kind: "number", pointer, value, unit };
}

export function text(pointer: string, value: string, as: "formula" | "list" = "formula"): Piece {
  return { kind: "text", pointer, value, as };
}

export function dayPiece(pointer: string, value: string, to: Language): Piece {
  return { kind: "day", pointer, value, text: dayWords(value, to) };
}

/** Options in both languages; the words of one fit where the words of another stand. */
export type Table = readonly (readonly [value: Json | undefined, zh: string, en: string])[];

/** A choice of the document. Without a default it stays open until somebody makes it. */
export function choice(
  table: Table,
  pointer: string,
  value: unknown,
  to: Language,
  byDefault?: Json,
): Piece {
  const said = value === undefined ? byDefault : value;
  const key = JSON.stringify(said);
  return {
    kind: "choice",
    pointer,
    options: table.map(([each, zh, en]) => ({ value: each, label: to === "zh" ? zh : en })),
    // An option without a value is what holds while the document says nothing.
    chosen: table.findIndex(([each]) => JSON.stringify(each) === key),
    isDefault: value === undefined && table.some(([each]) => JSON.stringify(each) === key),
  };
}

/** The same where options carry numbers of their own: the one with the same `kind` holds. */
export function choiceOf(
  table: Table,
  pointer: string,
  value: unknown,
  to: Language,
  byDefault?: Json,
): Piece {
  const said = value === undefined ? byDefault : value;
  const shape = shapeOf(said);
  const exact = choice(table, pointer, value, to, byDefault);
  if (exact.kind !== "choice" || exact.chosen >= 0) return exact;
  return {
    ...exact,
    chosen: said === undefined ? -1 : table.findIndex(([each]) => shapeOf(each) === shape),
  };
}

/** What kind of value it is: its `kind`, its `unreleased`, or which fields it has. */
function shapeOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if ("kind" in value) return `kind ${String(value.kind)}`;
  if ("unreleased" in value) return `unreleased ${String(value.unreleased)}`;
  return Object.keys(value).sort().join(" ");
}

/** Pieces between the words of a template: say`Pays ${rate} of ${base}.` */
export function say(
  texts: TemplateStringsArray,
  ...pieces: readonly (Piece | string | readonly Piece[])[]
): Piece[] {
  return texts.flatMap((each, at) => {
    const piece = pieces[at];
    const own = each === "" ? [] : [words(each)];
    if (piece === undefined || piece === "") return own;
    if (typeof piece === "string") return [...own, words(piece)];
    return isMany(piece) ? [...own, ...piece] : [...own, piece];
  });
}

function isMany(piece: Piece | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

/** Bounds of attainment and rates are percents, whichever way they were typed. */
export function percentText(value: string): string {
  const trimmed = value.trim();
  if (trimmed.endsWith("%")) return trimmed;
  // What is typed and is no number yet stands as it is.
  if (!/^-?\d+(\.\d+)?$/.test(trimmed)) return trimmed;
  const [whole = "0", part = ""] = trimmed.split(".");
  const digits = `${whole}${part.padEnd(2, "0")}`;
  const places = Math.max(0, part.length - 2);
  const cut = digits.length - places;
  const before = digits.slice(0, cut).replace(/^(-?)0+(?=\d)/, "$1");
  const after = digits.slice(cut).replace(/0+$/, "");
  return `${before}${after === "" ? "" : `.${after}`}%`;
}

/** "1200000" as "1,200,000". */
export function groupedText(value: string): string {
  const [whole = "", part] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part === undefined || /^0+$/.test(part) ? grouped : `${grouped}.${part}`;
}

/** What a reader sees of a piece; an open choice is a blank. */
export function pieceText(piece: Piece): string {
  switch (piece.kind) {
    case "words":
      return piece.text;
    case "choice":
      return piece.options[piece.chosen]?.label ?? "____";
    case "number":
      return numberText(piece.value, piece.unit);
    case "day":
      return piece.text;
    case "text":
      return piece.value;
  }
}

export function numberText(value: string, unit: NumberUnit): string {
  if (unit === "percent") return percentText(value);
  return unit === "plain" ? value : groupedText(value);
}

/** A sentence as text, for print, traces and readers that cannot edit. */
export function plainText({ pieces }: Pick<Sentence, "pieces">): string {
  return pieces.map(pieceText).join("");
}

/** Sentences of a part of the document, each beginning as sentences do. */
export function sentences(
  pointer: string,
  all: readonly (Piece[] | Omit<Sentence, "pointer">)[],
): Sentence[] {
  return all.map((each) => {
    const of = "pieces" in each ? each : { pieces: each };
    return { pointer, ...of, pieces: begun(of.pieces) };
  });
}

function begun([first, ...rest]: readonly Piece[]): Piece[] {
  if (!first) return [];
  if (first.kind === "words") return [{ ...first, text: capital(first.text) }, ...rest];
  if (first.kind !== "choice") return [first, ...rest];
  const options = first.options.map((each) => ({ ...each, label: capital(each.label) }));
  return [{ ...first, options }, ...rest];
}

function capital(of: string): string {
  return of.charAt(0).toUpperCase() + of.slice(1);
}

/** Fine print: kept apart while all of its choices are at their defaults. */
export function fine(pieces: Piece[]): Omit<Sentence, "pointer"> {
  const choices = pieces.filter((piece) => piece.kind === "choice");
  const isFine = choices.every(({ chosen }) => chosen >= 0);
  return { pieces, isFine };
}

export type Told = { readonly plan: PlanJson; readonly language: Language };
