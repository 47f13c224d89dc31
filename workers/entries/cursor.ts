import * as v from "valibot";
import type { Place } from "./drill-store.ts";

export type Part = "own" | "shared";
export type Cursor = { readonly part: Part; readonly place: Place };

const Shape = v.tuple([
  v.picklist(["own", "shared"]),
  v.pipe(v.string(), v.maxLength(60)),
  v.pipe(v.string(), v.maxLength(60)),
  v.pipe(v.string(), v.maxLength(10)),
  v.pipe(v.number(), v.integer()),
  v.pipe(v.number(), v.integer()),
]);

/** The last row's sort key, without the tenant: a cursor of elsewhere finds nothing there. */
export function cursorText({ part, place }: Cursor): string {
  const { unit, person, on, seq, line } = place;
  return [part, unit, person, on, seq, line].join("~");
}

/** Null for what we have not written: a cursor is input like any other. */
export function parseCursor(text: string): Cursor | null {
  const [part, unit, person, on, seq, line, ...rest] = text.split("~");
  if (rest.length > 0 || seq === undefined || line === undefined) return null;
  if (!/^-?\d{1,15}$/.test(seq) || !/^-?\d{1,9}$/.test(line)) return null;
  const read = v.safeParse(Shape, [part, unit, person, on, Number(seq), Number(line)]);
  if (!read.success) return null;
  const [which, ...place] = read.output;
  return {
    part: which,
    place: { unit: place[0], person: place[1], on: place[2], seq: place[3], line: place[4] },
  };
}
