import { addDays, type Day } from "../lib/day.ts";
import { must } from "../lib/assert.ts";
import type { Rate } from "../lib/rate.ts";
import { additive, type Additive, daysNamed } from "./additive.ts";
import { type Coded, type Columns, columnsOf, type MeasureColumn } from "./columns.ts";
import type { CreditInput, EvaluationInput } from "./input.ts";
import type { Sums } from "./singles.ts";
import { fiscalAcross } from "../calendar/day-count.ts";
import { everThere } from "./opened.ts";
import { payPeriods, timeOf } from "./time.ts";
import { isActive, unitOn } from "./world.ts";

/**
 * The fast path of bulk evaluation. Where a plan is additive, credits are added by column before the
 * engine sees them: one credit for each person, stretch of days between which nothing changes, day
 * of becoming known, and kind. Exact: sums of whole numbers that stay below 2^53, or nothing.
 * Null: the plan or the credits are not additive, or it would not be worth it.
 */
export function compressed(input: EvaluationInput): Sums | null {
  const { credits, plans } = input;
  if (credits.length < 3 * input.participants.length || credits.length < 64) return null;
  const of = additive(plans);
  if (!of) return null;
  const columns = columnsOf(credits);
  const measures = of.measures.map((key) => columns.measure(key));
  if (!measures.every((each) => each !== null && !each.missing)) return null;
  const there = measures.flatMap((each) => each ?? []);
  if (columns.anyReversal && plans.some(({ clawback }) => clawback.kind !== "always")) return null;
  if (of.onlyPositive && (columns.anyReversal || there.some(({ negative }) => negative)))
    return null;
  if (!isConvertible(input, columns)) return null;
  return grouped(input, of, columns, there);
}

/** A rate of the credit's own day tells days apart. */
function isConvertible({ plans, participants }: EvaluationInput, columns: Columns): boolean {
  const paid = new Set(participants.map(({ currency }) => currency ?? ""));
  const currencies = [...columns.text("currency").texts, ...paid];
  return plans.every(
    ({ rates, currency }) =>
      rates.kind !== "day" || currencies.every((each) => each === "" || each === currency),
  );
}

type Places = {
  /** Cell of each distinct day: nothing of the plans changes between two days of one cell. */
  readonly cell: Int32Array;
  readonly cells: number;
  /** Whether a person is not on the plan on a day; null where everybody always is. */
  readonly inactive: ((person: number, day: number) => boolean) | null;
};

function grouped(
  input: EvaluationInput,
  of: Additive,
  columns: Columns,
  measures: readonly MeasureColumn[],
): Sums | null {
  const places = placesOf(input, of, columns);
  const kinds = kindsOf(input, of, columns);
  const groups = groupsOf(columns, places, kinds);
  if (!groups) return null;
  const { first, groupOf } = groups;
  const sums: Float64Array[] = [];
  for (const { units } of measures) {
    const sum = summed(units, groupOf, first.length);
    if (!sum) return null;
    sums.push(sum);
  }
  const scales = measures.map(({ scale }) => BigInt(scale));
  // Of one scale, as they were added: sums of them need no reduction.
  const measuresOf = (group: number) => {
    const all: Record<string, Rate> = {};
    for (const [index, key] of of.measures.entries())
      all[key] = { num: BigInt(must(must(sums[index])[group])), den: must(scales[index]) };
    return all;
  };
  const credits = first.map((at, group): CreditInput => {
    const row = rowOf(columns, at);
    const credit = must(input.credits[row]);
    const unit = of.units ? kinds.unitOf(row) : "";
    const sum = {
      id: `sum:${group}`,
      entry: `sum:${group}`,
      person: credit.person,
      role: credit.role,
      share: credit.share,
      lead: false,
      on: credit.on,
      source: "",
      externalId: "",
      posting: latest(credit, must(input.credits[at])),
      currency: credit.currency,
      dimensions: credit.dimensions,
      measures: measuresOf(group),
    };
    return unit === "" ? sum : { ...sum, unit };
  });
  return { credits, of: input.credits, columns, sumOf: groupOf };
}

/** A reversal stands where what it takes back stands. */
function rowOf({ anyReversal, reverses }: Columns, at: number): number {
  const original = anyReversal ? must(reverses[at]) : -1;
  return original < 0 ? at : original;
}

/** When both a credit and what takes it back are known. */
function latest(original: CreditInput, credit: CreditInput): Day {
  const [a, b] = [original.posting ?? original.on, credit.posting ?? credit.on];
  return a > b ? a : b;
}

type Kinds = {
  /** What else tells credits apart: role, share, currency, unit, dimensions that filters read; null for nothing. */
  readonly kind: Int32Array | null;
  readonly count: number;
  readonly unitOf: (row: number) => string;
};

function kindsOf(input: EvaluationInput, of: Additive, columns: Columns): Kinds {
  const people = new Map(input.participants.map((each) => [each.id, each]));
  const unitOf = (row: number): string => {
    const credit = must(input.credits[row]);
    if (credit.unit !== undefined) return credit.unit;
    const person = people.get(credit.person);
    return person ? (unitOn(person, credit.on) ?? "") : "";
  };
  const parts = [
    ...(["role", "share", "currency"] as const).map((each) => columns.text(each)),
    ...of.dimensions.map((key) => columns.dimension(key)),
    ...(of.units ? [coded(columns.size, unitOf)] : []),
  ].filter(({ texts }) => texts.length > 1);
  const kind = parts.length === 0 ? null : new Int32Array(columns.size);
  let count = 1;
  for (const { texts, code } of parts) {
    for (let at = 0; kind && at < kind.length; at += 1)
      kind[at] = must(kind[at]) * texts.length + must(code[at]);
    count *= texts.length;
  }
  return { kind, count, unitOf };
}

function coded(size: number, read: (row: number) => string): Coded {
  const codes = new Map<string, number>();
  const code = new Int32Array(size);
  for (let at = 0; at < size; at += 1) {
    const text = read(at);
    const known = codes.get(text) ?? codes.size;
    codes.set(text, known);
    code[at] = known;
  }
  return { texts: [...codes.keys()], code };
}

/** The most groups that are looked up in an array instead of a map. */
const DENSE = 4_000_000;

function groupsOf(columns: Columns, { cell, cells, inactive }: Places, { kind, count }: Kinds) {
  const { size, person, on, posting, people } = columns;
  const all = count * people.length * cells * cells;
  if (all > Number.MAX_SAFE_INTEGER || count > 2 ** 31) return null;
  const dense = all <= DENSE ? new Int32Array(all).fill(-1) : null;
  const sparse = new Map<number, number>();
  const first: number[] = [];
  const groupOf = new Int32Array(size).fill(-1);
  for (let at = 0; at < size; at += 1) {
    const row = rowOf(columns, at);
    const who = must(person[row]);
    const day = must(on[row]);
    if (inactive?.(who, day)) continue;
    const held = must(cell[day]);
    const known = Math.max(held, must(cell[must(posting[at])]), must(cell[must(posting[row])]));
    const key =
      (((kind ? must(kind[row]) : 0) * people.length + who) * cells + held) * cells + known;
    let group = dense ? must(dense[key]) : (sparse.get(key) ?? -1);
    if (group < 0) {
      group = first.length;
      first.push(at);
      if (dense) dense[key] = group;
      else sparse.set(key, group);
    }
    groupOf[at] = group;
  }
  return { first, groupOf };
}

/** Sums by group, exact; null where one could pass 2^53. */
function summed(units: Float64Array, groupOf: Int32Array, groups: number): Float64Array | null {
  const sums = new Float64Array(groups);
  let size = 0;
  for (let at = 0; at < units.length; at += 1) {
    const group = must(groupOf[at]);
    if (group < 0) continue;
    const value = must(units[at]);
    sums[group] = must(sums[group]) + value;
    size += value < 0 ? -value : value;
  }
  return size <= Number.MAX_SAFE_INTEGER ? sums : null;
}

function placesOf(input: EvaluationInput, { units }: Additive, { days, people }: Columns): Places {
  const there = everThere(input);
  const sorted = days.toSorted();
  const [from, last] = [sorted[0], sorted.at(-1)];
  const cell = new Int32Array(days.length);
  if (from === undefined || last === undefined) return { cell, cells: 1, inactive: null };
  const over = { from, until: addDays(last, 1) };
  const time = timeOf(input.calendar);
  const cuts = new Set<string>([
    ...fiscalAcross(time, "month", over).map((each) => each.from),
    ...input.plans.flatMap((plan) => daysNamed(plan)),
    ...there.days,
    ...input.boards.flatMap((each) => [each.from, each.until]),
    ...(units ? daysMoved(input) : []),
    ...input.plans.flatMap(({ pay }) =>
      payPeriods(time, pay, { from: addDays(from, -400), until: over.until }).flatMap((each) => [
        each.from,
        each.until,
      ]),
    ),
  ]);
  const bounds = [...cuts].filter((each) => from < each && each <= last).sort();
  days.forEach((each, at) => (cell[at] = countUpTo(bounds, each)));
  const participants = new Map(there.participants.map((each) => [each.id, each]));
  const always = there.participants.every(
    (each) => !each.away && isActive(each, from) && isActive(each, last),
  );
  const known = people.map((id) => participants.get(id));
  const inactive = (person: number, at: number) => {
    const who = known[person];
    return who !== undefined && !isActive(who, must(days[at]));
  };
  return { cell, cells: bounds.length + 1, inactive: always ? null : inactive };
}

/** Days on which a unit moved: the days on either side count for other units. */
function daysMoved({ units }: EvaluationInput): string[] {
  return units.flatMap(({ above }) =>
    above.flatMap((each) =>
      typeof each === "string" ? [] : [each.from, ...(each.until === null ? [] : [each.until])],
    ),
  );
}

/** How many of the sorted bounds are at or before a day. */
function countUpTo(bounds: readonly string[], on: Day): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (must(bounds[middle]) <= on) low = middle + 1;
    else high = middle;
  }
  return low;
}
