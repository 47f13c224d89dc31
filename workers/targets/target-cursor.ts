import { must } from "../lib/assert.ts";
import type { Target } from "./target.ts";

type Key = readonly [metric: string, level: string, slice: string, from: string];

/** Where the next page begins: the last row's sort key. */
export function nextCursor(rows: readonly Target[], limit: number): string | null {
  if (rows.length <= limit) return null;
  const { metric, level, slice, from } = must(rows[limit - 1]);
  return btoa(JSON.stringify([metric, level, slice, from]));
}

/** A cursor is input like any other: what is none begins at the first page. */
export function readCursor(cursor: string | undefined): Key | null {
  const parts = /^[A-Za-z0-9+/]+={0,2}$/.test(cursor ?? "") ? decoded(cursor ?? "").split('"') : [];
  const [, metric, , level, , slice, , from] = parts;
  return metric && level && from ? [metric, level, slice ?? "", from] : null;
}

/** atob throws on what is no whole number of bytes. */
function decoded(text: string): string {
  return text.length % 4 === 0 ? atob(text) : "";
}
