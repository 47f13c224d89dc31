// A file from the same source has the same header: what was chosen for it last time is chosen again.
// It stays in this browser; column numbers and field names are all it holds.
import type { Mapping } from "../../workers/imports/mapping.ts";
import { columnName, type Sheet } from "../../workers/imports/sniff.ts";
import type { Kind } from "./nouns.ts";

/** Sources a browser remembers; the oldest is forgotten first. */
const KEPT_MAX = 30;
const STORED_AS = "fairlead.mappings";

type Kept = readonly (readonly [source: string, mapping: Mapping])[];

function sourceOf(kind: Kind, sheet: Sheet): string | null {
  if (sheet.header === null) return null;
  return JSON.stringify([kind, ...sheet.header.map((_, at) => columnName(sheet, at))]);
}

function kept(): Kept {
  const text = localStorage.getItem(STORED_AS);
  // Only `remember` writes it.
  return text === null ? [] : (JSON.parse(text) as Kept);
}

export function recalled(kind: Kind, sheet: Sheet): Mapping | null {
  const source = sourceOf(kind, sheet);
  return kept().find(([at]) => at === source)?.[1] ?? null;
}

export function remember(kind: Kind, sheet: Sheet, mapping: Mapping): void {
  const source = sourceOf(kind, sheet);
  if (source === null) return;
  const others = kept().filter(([at]) => at !== source);
  localStorage.setItem(
    STORED_AS,
    JSON.stringify([[source, mapping], ...others].slice(0, KEPT_MAX)),
  );
}
