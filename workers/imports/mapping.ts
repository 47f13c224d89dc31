import type { Field } from "../lib/importable.ts";
import { plainName, type ColumnShape, type Sheet } from "./sniff.ts";

/** Where a field's cells come from: a column (from 0), or one value for every row. */
export type Source = { readonly column: number } | { readonly value: string };
/** Field name -> source. A field without one is not read. */
export type Mapping = Readonly<Record<string, Source>>;

export type Confidence = "sure" | "likely" | "guess";
export type Suggestion = {
  readonly field: string;
  readonly column: number;
  readonly confidence: Confidence;
};

type Scored = Suggestion & { readonly score: number };

/**
 * Which column is which field, by headers in both languages and by what the cells look like.
 * The best fit is taken first; a field gets one column and a column one field. Without a header
 * only shapes speak, so every suggestion is a guess.
 */
export function suggest(sheet: Sheet, fields: readonly Field[]): Suggestion[] {
  const scored = fields.flatMap((field) => candidates(sheet, field));
  scored.sort((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Set<number>();
  const done = new Map<string, Suggestion>();
  for (const { field, column, confidence } of scored) {
    if (done.has(field) || taken.has(column)) continue;
    taken.add(column);
    done.set(field, { field, column, confidence });
  }
  return fields.flatMap(({ name }) => done.get(name) ?? []);
}

export function mappingOf(suggestions: readonly Suggestion[]): Mapping {
  return Object.fromEntries(suggestions.map(({ field, column }) => [field, { column }]));
}

function candidates(sheet: Sheet, field: Field): Scored[] {
  return sheet.shapes.flatMap((shape, column) => {
    const name = sheet.header?.[column];
    const byName = name === undefined ? 0 : nameScore(name, field.synonyms);
    const fits = shapeFits(shape, field);
    if (!fits && (byName < 1 || field.unique)) return [];
    const byShape = sheet.header === null ? bareShapeScore(shape, field) : 0;
    const score = byName > 0 ? byName * 100 + (fits ? 5 : -60) : byShape;
    if (score <= 0) return [];
    const confidence = byName >= 1 && fits ? "sure" : byName > 0 && fits ? "likely" : "guess";
    return [{ field: field.name, column, confidence, score }];
  });
}

/** 1 and a little for an equal name (earlier synonyms more), less where it is only a part of it. */
function nameScore(name: string, synonyms: readonly string[]): number {
  const plain = plainName(name);
  if (plain === "") return 0;
  let best = 0;
  for (const [at, synonym] of synonyms.entries()) {
    const wanted = plainName(synonym);
    const preference = 0.1 * (1 - at / synonyms.length);
    if (plain === wanted) best = Math.max(best, 1 + preference);
    else if (partOf(plain, wanted)) best = Math.max(best, 0.5 + preference);
  }
  return best;
}

/** A synonym inside a longer header counts at its edges only: "id" says nothing inside "paid". */
function partOf(plain: string, wanted: string): boolean {
  const longEnough = /[^\x20-\x7e]/.test(wanted) ? wanted.length >= 2 : wanted.length >= 4;
  return longEnough && (plain.startsWith(wanted) || plain.endsWith(wanted));
}

function shapeFits(shape: ColumnShape, field: Field): boolean {
  if (shape.filled === 0) return !field.required;
  if (field.unique && shape.distinct < shape.filled) return false;
  if (field.kind === "day") return shape.days * 2 > shape.filled;
  if (field.kind === "decimal") return shape.decimals * 2 > shape.filled;
  return shape.days * 2 <= shape.filled;
}

/** Without headers: days are told by their form, amounts by their fractions. Texts are not guessed. */
function bareShapeScore(shape: ColumnShape, field: Field): number {
  if (!field.required || shape.filled === 0) return 0;
  if (field.kind === "day") return (shape.days * 20) / shape.filled;
  if (field.kind === "decimal") return 5 + (shape.fractions * 20) / shape.filled;
  return 0;
}

/** Required fields that have neither a column nor a value. */
export function unmapped(mapping: Mapping, fields: readonly Field[]): Field[] {
  return fields.filter(({ name, required }) => required && !mapping[name]);
}
