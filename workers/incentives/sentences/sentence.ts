import type { PlanJson } from "../plan-document.ts";

/**
 * A plan in plain words, made from the document and never typed. A sentence is a list of pieces:
 * words, and the document's own numbers with the pointer they stand at, so that a builder can put a
 * field in their place.
 */
export type Piece =
  | { readonly kind: "words"; readonly text: string }
  | {
      readonly kind: "number";
      readonly pointer: string;
      readonly value: string;
      readonly unit: NumberUnit;
    };

/** How a number is written: money of the plan, a share in percent, a count, or as it stands. */
export type NumberUnit = "money" | "percent" | "count" | "plain";

export type Sentence = {
  /** Of the part of the document it tells; sentences of one component share theirs. */
  readonly pointer: string;
  readonly pieces: readonly Piece[];
};

export type Language = "zh" | "en";

export function words(text: string): Piece {
  return { kind: "words", text };
}

export function number(pointer: string, value: string, unit: NumberUnit): Piece {
  return { kind: "number", pointer, value, unit };
}

/** Pieces between the words of a template: say`Pays ${rate} of ${base}.` */
export function say(texts: TemplateStringsArray, ...pieces: readonly (Piece | string)[]): Piece[] {
  return texts.flatMap((text, at) => {
    const piece = pieces[at];
    const own = text === "" ? [] : [words(text)];
    if (piece === undefined) return own;
    return [...own, typeof piece === "string" ? words(piece) : piece];
  });
}

/** Bounds of attainment and rates are percents, whichever way they were typed. */
export function percentText(value: string): string {
  const text = value.trim();
  if (text.endsWith("%")) return text;
  if (text.includes("/")) return text;
  const [whole = "0", part = ""] = text.split(".");
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

/** A sentence as text, for print, traces and readers that cannot edit. */
export function plainText({ pieces }: Sentence): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "words") return piece.text;
      if (piece.unit === "percent") return percentText(piece.value);
      return piece.unit === "plain" ? piece.value : groupedText(piece.value);
    })
    .join("");
}

export type Told = { readonly plan: PlanJson; readonly language: Language };
