import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type RowError, rowError } from "../lib/row-error.ts";
import {
  ALWAYS,
  at,
  changesFrom,
  difference,
  type Manager,
  type PersonId,
  type Range,
  sameManager,
  sameSeat,
  type Seat,
  setAll,
  type Step,
  type UnitId,
} from "./chart.ts";
import { circleOn, cycleAt, type Lines } from "./reporting.ts";
import { type Redrawn, repeatedCodes, type Saving } from "./unit.ts";

export type Person = {
  readonly id: PersonId;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly email: string | null;
  /** ALWAYS where nobody has said it. */
  readonly startsOn: Day;
  /** The first day on which the person is no longer here; FOREVER while here. */
  readonly endsOn: Day;
  readonly sample: boolean;
  readonly version: number;
};

/** A blank ("" or absent) changes nothing. */
export type PersonRow = {
  readonly id?: PersonId | undefined;
  readonly code: string;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly email?: string | undefined;
  readonly startsOn?: Day | "" | undefined;
  readonly endsOn?: Day | "" | undefined;
  readonly unit?: string | undefined;
  readonly unitFrom?: Day | "" | undefined;
  readonly position?: string | undefined;
  readonly manager?: string | undefined;
  readonly managerFrom?: Day | "" | undefined;
};
export type MoveRow = {
  readonly person: string;
  readonly unit: string | null;
  readonly from: Day;
  readonly position?: string | undefined;
};
export type ReportingRow = {
  readonly person: string;
  readonly manager: string | null;
  readonly from: Day;
};

export type Seats = ReadonlyMap<PersonId, readonly Range<Seat>[]>;

/** What is known before the batch. `units` and `people` answer to codes and ids. */
export type PeopleFacts = {
  readonly people: ReadonlyMap<string, Person>;
  readonly units: ReadonlyMap<string, UnitId>;
  readonly seats: Seats;
  /** Everybody's lines: a cycle may close anywhere above. */
  readonly lines: Lines;
  readonly freshIds: readonly PersonId[];
  readonly today: Day;
  readonly sample: boolean;
};

export type PeopleDecision = {
  readonly results: readonly Saving[];
  readonly ids: readonly PersonId[];
  readonly save: readonly Person[];
  readonly seats: readonly Redrawn<PersonId, Seat>[];
  readonly lines: readonly Redrawn<PersonId, Manager>[];
  /** From which day each moved person's figures leave one unit for another. */
  readonly moved: readonly { readonly person: PersonId; readonly from: Day }[];
};

type Said<Value> = { readonly row: number; readonly who: PersonId; readonly step: Step<Value> };
type Answer = Result<PeopleDecision, readonly RowError[]>;

/**
 * What a batch of people does, by code: create, change, seat, report.
 *
 * Promises: a blank never overwrites; the same rows twice change nothing; a manager may stand in a
 * later row. Refuses, row by row: a code twice, an id of another code, a new person without a name,
 * an end not after the start, an unknown unit or manager, a reporting cycle.
 */
export function decidePeople(rows: readonly PersonRow[], facts: PeopleFacts): Answer {
  const saved = rows.map((row, at) => savedPerson(row, at, facts));
  const known = new Map(facts.people);
  for (const { person } of saved) known.set(person.code, person).set(person.id, person);
  const seats = rows.map((row, at) => seatSaid(row, at, must(saved[at]).person, facts));
  const lines = rows.map((row, at) => lineSaid(row, at, must(saved[at]).person, known, facts));
  const errors = [
    ...repeatedCodes(rows),
    ...saved.flatMap((each) => each.errors),
    ...seats.flatMap((each) => errorOf(each)),
    ...lines.flatMap((each) => errorOf(each)),
  ];
  if (errors.length > 0) return err(errors);
  return drawn(saved, facts, { seats: seats.flatMap(saidOf), lines: lines.flatMap(saidOf) });
}

/** Moves alone. Refuses an unknown person or unit, and two units for one person and day. */
export function decideMoves(rows: readonly MoveRow[], facts: PeopleFacts): Answer {
  const said = rows.map((row, at): Spoken<Seat> => {
    const who = facts.people.get(row.person);
    if (!who) return rowError({ row: at, field: "person" }, "org/unknown_person", row.person);
    const unit = row.unit === null ? null : facts.units.get(row.unit);
    if (unit === undefined)
      return rowError({ row: at, field: "unit" }, "org/unknown_unit", row.unit ?? "");
    const position = row.position ?? null;
    return { row: at, who: who.id, step: { from: row.from, value: { unit, position } } };
  });
  const errors = [
    ...said.flatMap(errorOf),
    ...contradictions(said.flatMap(saidOf), rows, sameSeat, "unit"),
  ];
  if (errors.length > 0) return err(errors);
  return drawn(asSaved(rows, facts), facts, { seats: said.flatMap(saidOf), lines: [] });
}

/** Reporting alone. Refuses unknown people, two managers for one day, and cycles. */
export function decideReporting(rows: readonly ReportingRow[], facts: PeopleFacts): Answer {
  const said = rows.map((row, at): Spoken<Manager> => {
    const who = facts.people.get(row.person);
    if (!who) return rowError({ row: at, field: "person" }, "org/unknown_person", row.person);
    const manager = row.manager === null ? null : facts.people.get(row.manager)?.id;
    if (manager === undefined)
      return rowError({ row: at, field: "manager" }, "org/unknown_person", row.manager ?? "");
    return { row: at, who: who.id, step: { from: row.from, value: manager } };
  });
  const errors = [
    ...said.flatMap(errorOf),
    ...contradictions(said.flatMap(saidOf), rows, sameManager, "manager"),
  ];
  if (errors.length > 0) return err(errors);
  return drawn(asSaved(rows, facts), facts, { seats: [], lines: said.flatMap(saidOf) });
}

type Spoken<Value> = Said<Value> | RowError | null;
function errorOf<Value>(spoken: Spoken<Value>): RowError[] {
  return spoken && "pointer" in spoken ? [spoken] : [];
}
function saidOf<Value>(spoken: Spoken<Value>): Said<Value>[] {
  return spoken && !("pointer" in spoken) ? [spoken] : [];
}

type Saved = {
  readonly person: Person;
  readonly result: Saving;
  readonly errors: readonly RowError[];
};

function asSaved(rows: readonly { readonly person: string }[], { people }: PeopleFacts): Saved[] {
  return rows.map(({ person }) => ({
    person: must(people.get(person)),
    result: "unchanged",
    errors: [],
  }));
}

function savedPerson(row: PersonRow, at: number, facts: PeopleFacts): Saved {
  const found = facts.people.get(row.code);
  const known = found?.code === row.code ? found : undefined;
  const person: Person = {
    id: known?.id ?? row.id ?? must(facts.freshIds[at]),
    code: row.code,
    name: row.name || known?.name || row.code,
    nameEn: row.nameEn || known?.nameEn || null,
    email: row.email || known?.email || null,
    startsOn: row.startsOn || known?.startsOn || ALWAYS,
    endsOn: row.endsOn || known?.endsOn || FOREVER,
    sample: known?.sample ?? facts.sample,
    version: known?.version ?? 0,
  };
  const result = !known ? "new" : equalPeople(known, person) ? "unchanged" : "changed";
  return { person, result, errors: personErrors(row, at, person, facts) };
}

function personErrors(row: PersonRow, at: number, person: Person, facts: PeopleFacts): RowError[] {
  const errors: RowError[] = [];
  const known = facts.people.get(row.code);
  const owner = row.id === undefined ? undefined : facts.people.get(row.id);
  if (row.id !== undefined && (known ? known.id !== row.id : owner !== undefined))
    errors.push(rowError({ row: at, field: "id" }, "org/id_differs", row.id, { code: row.code }));
  if (!known && !row.name)
    errors.push(rowError({ row: at, field: "name" }, "org/name_missing", row.code));
  if (person.endsOn <= person.startsOn)
    errors.push(
      rowError({ row: at, field: "endsOn" }, "org/ends_before_start", person.endsOn, {
        start: person.startsOn,
      }),
    );
  return errors;
}

function equalPeople(a: Person, b: Person): boolean {
  return (
    a.name === b.name &&
    a.nameEn === b.nameEn &&
    a.email === b.email &&
    a.startsOn === b.startsOn &&
    a.endsOn === b.endsOn
  );
}

function seatSaid(row: PersonRow, at_: number, person: Person, facts: PeopleFacts): Spoken<Seat> {
  if (!row.unit) return null;
  const unit = facts.units.get(row.unit);
  if (unit === undefined)
    return rowError({ row: at_, field: "unit" }, "org/unknown_unit", row.unit);
  const ranges = facts.seats.get(person.id) ?? [];
  const from = row.unitFrom || startOf(ranges, person, facts.today);
  const position = row.position || at(ranges, from)?.position || null;
  return { row: at_, who: person.id, step: { from, value: { unit, position } } };
}

/** Undated: a first seat counts from the person's first day, a later one from today. */
function startOf<Value>(ranges: readonly Range<Value>[], person: Person, today: Day): Day {
  return ranges.length === 0 ? person.startsOn : today;
}

function lineSaid(
  row: PersonRow,
  at_: number,
  person: Person,
  known: ReadonlyMap<string, Person>,
  facts: PeopleFacts,
): Spoken<Manager> {
  if (!row.manager) return null;
  const manager = known.get(row.manager);
  if (!manager) return rowError({ row: at_, field: "manager" }, "org/unknown_person", row.manager);
  const ranges = facts.lines.get(person.id) ?? [];
  const from = row.managerFrom || startOf(ranges, person, facts.today);
  return { row: at_, who: person.id, step: { from, value: manager.id } };
}

/** One day cannot say two things about one person. */
function contradictions<Value>(
  said: readonly Said<Value>[],
  rows: readonly { readonly person: string }[],
  same: (a: Value, b: Value) => boolean,
  field: "unit" | "manager",
): RowError[] {
  const groups = groupBy(said, ({ who, step }) => `${who} ${step.from}`);
  return [...groups.values()].flatMap((group) => {
    const [head, ...rest] = group;
    return rest
      .filter(({ step }) => head && !same(head.step.value, step.value))
      .map(({ row }) => rowError({ row, field }, `org/two_${field}s`, must(rows[row]).person));
  });
}

type Speech = { readonly seats: readonly Said<Seat>[]; readonly lines: readonly Said<Manager>[] };

function drawn(saved: readonly Saved[], facts: PeopleFacts, { seats, lines }: Speech): Answer {
  const seated = redraw(facts.seats, seats, sameSeat);
  const reporting = redraw(facts.lines, lines, sameManager);
  const after = new Map(facts.lines);
  for (const { who, after: ranges } of reporting) after.set(who, ranges);
  const cycles = lines.flatMap(({ row, who }) => {
    const on = cycleAt(after, who);
    return on === null
      ? []
      : [
          rowError({ row, field: "manager" }, "org/cycle", codeOf(saved, row), {
            ...{ on, ring: circleOn(after, who, on).join(" ") },
          }),
        ];
  });
  if (cycles.length > 0) return err(cycles);

  const touched = new Set([...seated, ...reporting].map(({ who }) => who));
  const results = saved.map(({ person, result }) =>
    result === "unchanged" && touched.has(person.id) ? "changed" : result,
  );
  return ok({
    results,
    ids: saved.map(({ person }) => person.id),
    save: saved.flatMap(({ person, result }) => (result === "unchanged" ? [] : [person])),
    seats: seated.map(({ who, closed, opened }) => ({ who, closed, opened })),
    lines: reporting.map(({ who, closed, opened }) => ({ who, closed, opened })),
    moved: seated.flatMap(({ who, after: ranges }) => {
      const from = changesFrom(facts.seats.get(who) ?? [], ranges, sameSeat);
      return from === null ? [] : [{ person: who, from }];
    }),
  });
}

function codeOf(saved: readonly Saved[], row: number): string {
  return must(saved[row]).person.code;
}

function redraw<Value>(
  before: ReadonlyMap<PersonId, readonly Range<Value>[]>,
  said: readonly Said<Value>[],
  same: (a: Value, b: Value) => boolean,
) {
  return [...groupBy(said, ({ who }) => who)].flatMap(([who, steps]) => {
    const ranges = before.get(who) ?? [];
    const after = setAll(
      ranges,
      steps.map(({ step }) => step),
      same,
    );
    const change = difference(ranges, after, same);
    return change.opened.length + change.closed.length === 0 ? [] : [{ who, after, ...change }];
  });
}
