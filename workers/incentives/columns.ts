import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import type { Rate } from "../lib/rate.ts";
import type { CreditInput } from "./input.ts";

/**
 * Credits by column, in typed arrays: what bulk evaluation reads instead of one object after the
 * other. Made once for a list of credits and kept as long as the list is; amounts are whole numbers
 * of 10^-scale, exact as long as they are safe integers (else the column is null).
 */
export type Columns = {
  readonly size: number;
  readonly ids: readonly string[];
  readonly people: readonly string[];
  readonly person: Int32Array;
  readonly days: readonly Day[];
  /** Indexes into `days`. */
  readonly on: Int32Array;
  readonly posting: Int32Array;
  /** Row of the credit that is taken back; -1 for a credit of its own. */
  readonly reverses: Int32Array;
  readonly anyReversal: boolean;
  /** The texts of a field that most credits share, and each row's index into them. */
  readonly text: (of: TextField) => Coded;
  readonly dimension: (key: string) => Coded;
  readonly measure: (key: string) => MeasureColumn | null;
  /** Rows in their places: by day, then source, external id and id. */
  readonly inPlace: () => Int32Array;
};

export type Coded = { readonly texts: readonly string[]; readonly code: Int32Array };
export type TextField = "role" | "share" | "currency" | "unit" | "deal";

export type MeasureColumn = {
  /** Whole numbers of 1 / `scale`; 0 where the credit has no such measure. */
  readonly units: Float64Array;
  readonly scale: number;
  readonly missing: boolean;
  readonly negative: boolean;
};

const made = new WeakMap<readonly CreditInput[], Columns>();

export function columnsOf(credits: readonly CreditInput[]): Columns {
  const known = made.get(credits);
  if (known) return known;
  const columns = build(credits);
  made.set(credits, columns);
  return columns;
}

function build(credits: readonly CreditInput[]): Columns {
  const people = coder();
  const days = coder();
  const size = credits.length;
  const rows = {
    person: new Int32Array(size),
    on: new Int32Array(size),
    posting: new Int32Array(size),
  };
  let anyReversal = false;
  for (let at = 0; at < size; at += 1) {
    const credit = credits[at];
    if (!credit) continue;
    rows.person[at] = people.codeOf(credit.person);
    const on = days.codeOf(credit.on);
    rows.on[at] = on;
    rows.posting[at] = credit.posting === undefined ? on : days.codeOf(credit.posting);
    if (credit.reverses !== undefined) anyReversal = true;
  }
  const texts = new Map<string, Coded>();
  const measures = new Map<string, MeasureColumn | null>();
  let places: Int32Array | null = null;
  const kept = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
    const known = map.get(key);
    if (known !== undefined) return known;
    const value = make();
    map.set(key, value);
    return value;
  };
  return {
    size,
    ids: credits.map(({ id }) => id),
    people: people.texts,
    days: days.texts as Day[], // Only days were coded.
    ...rows,
    anyReversal,
    reverses: anyReversal ? originals(credits) : new Int32Array(0),
    text: (of) => kept(texts, `of ${of}`, () => coded(credits, (each) => textOf(each, of))),
    dimension: (key) =>
      kept(texts, `dimension ${key}`, () => coded(credits, (each) => each.dimensions[key] ?? "")),
    measure: (key) => kept(measures, key, () => measureOf(credits, key)),
    inPlace: () => (places ??= placed(credits, days.texts, rows.on)),
  };
}

function textOf(credit: CreditInput, of: TextField): string {
  switch (of) {
    case "role":
      return credit.role;
    case "share":
      return `${credit.share.num}/${credit.share.den}`;
    case "currency":
      return credit.currency ?? "";
    case "unit":
      return credit.unit ?? "";
    case "deal":
      return credit.deal ?? "";
  }
}

function coded(credits: readonly CreditInput[], read: (credit: CreditInput) => string): Coded {
  const texts = coder();
  const code = new Int32Array(credits.length);
  credits.forEach((credit, at) => (code[at] = texts.codeOf(read(credit))));
  return { texts: texts.texts, code };
}

/** Gives each text a number; neighbours often carry the same one. */
function coder() {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  let last = { text: "", code: -1 };
  return {
    texts,
    codeOf(text: string): number {
      if (last.code >= 0 && last.text === text) return last.code;
      let code = codes.get(text);
      if (code === undefined) {
        code = texts.length;
        codes.set(text, code);
        texts.push(text);
      }
      last = { text, code };
      return code;
    },
  };
}

/** A reversal's credit takes back the credit of the same person and role of the entry it names. */
function originals(credits: readonly CreditInput[]): Int32Array {
  const rows = new Map<string, number>();
  const key = (entry: string, { person, role }: CreditInput) => `${entry}\n${person}\n${role}`;
  credits.forEach((credit, at) => {
    if (credit.reverses === undefined) rows.set(key(credit.entry ?? credit.id, credit), at);
  });
  return Int32Array.from(credits, (credit) =>
    credit.reverses === undefined ? -1 : (rows.get(key(credit.reverses, credit)) ?? -1),
  );
}

function placed(
  credits: readonly CreditInput[],
  days: readonly string[],
  on: Int32Array,
): Int32Array {
  const rankOf = new Int32Array(days.length);
  const sorted = [...days.keys()].sort((a, b) => ascending(days[a] ?? "", days[b] ?? ""));
  for (const [rank, day] of sorted.entries()) rankOf[day] = rank;
  const inPlace = (a: number, b: number): number => {
    const [one, other] = [must(credits[a]), must(credits[b])];
    return (
      must(rankOf[must(on[a])]) - must(rankOf[must(on[b])]) ||
      ascending(one.source, other.source) ||
      ascending(one.externalId, other.externalId) ||
      ascending(one.id, other.id)
    );
  };
  const rows = Int32Array.from(credits.keys());
  // What is read in order, as is usual, needs no sorting.
  return rows.every((row) => row === 0 || inPlace(row - 1, row) < 0) ? rows : rows.sort(inPlace);
}

function measureOf(credits: readonly CreditInput[], key: string): MeasureColumn | null {
  let scale = 1;
  for (const { measures } of credits) {
    const value = measures[key];
    if (!value) continue;
    while (BigInt(scale) % value.den !== 0n) {
      if (scale >= 1_000_000) return null;
      scale *= 10;
    }
  }
  const column = new Float64Array(credits.length);
  let [missing, negative] = [false, false];
  for (let at = 0; at < credits.length; at += 1) {
    const credit = credits[at];
    const value: Rate | undefined = credit?.measures[key];
    if (!value) {
      missing ||= credit?.reverses === undefined;
      continue;
    }
    const units = Number(value.num) * (scale / Number(value.den));
    if (!Number.isSafeInteger(units)) return null;
    column[at] = units;
    negative ||= units < 0 && credit?.reverses === undefined;
  }
  return { units: column, scale, missing, negative };
}
