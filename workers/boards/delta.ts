import type { Row, View } from "./view.ts";

/** A row that changed: its key, its position, and only the fields that differ. */
export type RowChange = { readonly key: string } & Partial<Omit<Row, "key">>;

/** What turns one view into another. `head` carries everything that is not a row. */
export type Change = {
  readonly head: Omit<View, "rows">;
  readonly rows: readonly RowChange[];
  readonly gone: readonly string[];
};

/** The difference of two views; null when they are the same. */
export function difference(before: View, after: View): Change | null {
  const old = new Map(before.rows.map((row) => [row.key, row]));
  const rows = after.rows.flatMap((row) => changed(old.get(row.key), row) ?? []);
  const kept = new Set(after.rows.map(({ key }) => key));
  const gone = before.rows.flatMap(({ key }) => (kept.has(key) ? [] : [key]));
  const head = headOf(after);
  if (rows.length === 0 && gone.length === 0 && same(headOf(before), head)) return null;
  return { head, rows, gone };
}

/** Promises: `applied(before, difference(before, after))` equals `after`. */
export function applied(before: View, { head, rows, gone }: Change): View {
  const all = new Map(before.rows.map((row) => [row.key, row]));
  for (const key of gone) all.delete(key);
  for (const row of rows) all.set(row.key, { ...(all.get(row.key) ?? BLANK), ...row });
  return { ...head, rows: [...all.values()].sort((a, b) => a.at - b.at) };
}

const BLANK: Row = {
  key: "",
  at: 0,
  rank: null,
  name: null,
  nameEn: null,
  team: null,
  teamEn: null,
  score: null,
  amount: null,
};

function changed(before: Row | undefined, after: Row): RowChange | null {
  const old = before ?? BLANK;
  const fields = Object.entries(after).filter(
    ([field, value]) => old[field as keyof Row] !== value,
  );
  if (before && fields.length === 0) return null;
  return { ...Object.fromEntries(fields), key: after.key };
}

function headOf({ own, whole, ranked, note, dataAt }: View): Omit<View, "rows"> {
  return { own, whole, ranked, note, dataAt };
}

function same(a: Omit<View, "rows">, b: Omit<View, "rows">): boolean {
  return JSON.stringify(a) === JSON.stringify(b); // headOf() writes both in one order.
}
