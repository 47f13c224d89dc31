import { type Day, day } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import { groupBy } from "../lib/list.ts";
import { every, first, maybe, read, type Read, type Row, text, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Manager, PersonId, Range, Seat, UnitId } from "./chart.ts";
import type { Person } from "./person.ts";
import type { Unit } from "./unit.ts";
import { guards, writes } from "./write-store.ts";

/** Ranges as they are known now, and the commit that last changed them. */
export type Known<Who, Value> = {
  readonly ranges: ReadonlyMap<Who, readonly Range<Value>[]>;
  readonly since: ReadonlyMap<Who, number>;
};
export type Member = Person & { readonly unit: UnitId | null; readonly position: string | null };
export type TreeUnit = Unit & { readonly parent: UnitId | null; readonly depth: number };
export type Sitting = { readonly person: PersonId; readonly unit: UnitId };

/**
 * INDEXED BY: without statistics SQLite takes every index to be about as good as the tenant alone,
 * and would read the whole tenant (seen 2026-11-21 on SQLite 3.53).
 */
const UNIT = "u.id, u.code, u.kind, u.name, u.name_en, u.sample, u.version";
const PERSON =
  "p.id, p.code, p.name, p.name_en, p.email, p.starts_on, p.ends_on, p.sample, p.version";
/** People named by code or id in the list ?2. */
const NAMED = `named AS (
  SELECT p.id FROM json_each(?2) AS j CROSS JOIN people AS p
  WHERE p.tenant = ?1 AND p.code = j.value
  UNION
  SELECT p.id FROM json_each(?2) AS j CROSS JOIN people AS p
  WHERE p.tenant = ?1 AND p.id = j.value)`;

function unitFrom(row: Row): Unit {
  return {
    id: id(text(row, "id")),
    code: text(row, "code"),
    kind: text(row, "kind"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    sample: whole(row, "sample") === 1,
    version: whole(row, "version"),
  };
}

function personFrom(row: Row): Person {
  return {
    id: id(text(row, "id")),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    email: maybe(row, "email"),
    startsOn: day(text(row, "starts_on")),
    endsOn: day(text(row, "ends_on")),
    sample: whole(row, "sample") === 1,
    version: whole(row, "version"),
  };
}

function unitIn(row: Row, name: string): UnitId | null {
  const value = maybe(row, name);
  return value === null ? null : id(value);
}

function memberFrom(row: Row): Member {
  return { ...personFrom(row), unit: unitIn(row, "unit"), position: maybe(row, "position") };
}

/** Rows in the order of their days, per person or unit. */
function known<Who extends string, Value>(valueOf: (row: Row) => Value) {
  return (rows: readonly Row[]): Known<Who, Value> => {
    const groups = groupBy(rows, (row) => id(text(row, "who")) as string as Who);
    const range = (row: Row): Range<Value> => ({
      from: day(text(row, "from_day")),
      until: day(text(row, "until_day")),
      value: valueOf(row),
    });
    const since = (group: readonly Row[]) =>
      group.reduce((most, row) => Math.max(most, whole(row, "since_seq")), 0);
    return {
      ranges: new Map([...groups].map(([who, group]) => [who, group.map(range)])),
      since: new Map([...groups].map(([who, group]) => [who, since(group)])),
    };
  };
}

const seatFrom = (row: Row): Seat => ({
  unit: unitIn(row, "unit"),
  position: maybe(row, "position"),
});
const managerFrom = (row: Row): Manager => {
  const manager = maybe(row, "manager");
  return manager === null ? null : id(manager);
};

const reads = {
  unit: (unit: UnitId): Read<Unit | null> =>
    read(
      `SELECT ${UNIT} FROM units AS u WHERE u.tenant = ?1 AND u.id = ?2`,
      [unit],
      first(unitFrom),
    ),

  units: (ids: readonly UnitId[]): Read<Unit[]> =>
    read(
      `SELECT ${UNIT} FROM json_each(?2) AS j CROSS JOIN units AS u
       WHERE u.tenant = ?1 AND u.id = j.value`,
      [packed(ids)],
      every(unitFrom),
    ),

  /** Every unit of the tenant. A tree has hundreds, not millions. */
  allUnits: (): Read<Unit[]> =>
    read(`SELECT ${UNIT} FROM units AS u WHERE u.tenant = ?1`, [], every(unitFrom)),

  /** Units named by code or id. */
  resolveUnits: (refs: readonly string[]): Read<Unit[]> =>
    read(
      `SELECT ${UNIT} FROM json_each(?2) AS j CROSS JOIN units AS u
       WHERE u.tenant = ?1 AND u.code = j.value
       UNION
       SELECT ${UNIT} FROM json_each(?2) AS j CROSS JOIN units AS u
       WHERE u.tenant = ?1 AND u.id = j.value`,
      [packed([...new Set(refs)])],
      every(unitFrom),
    ),

  /** Everybody's parents as known now. */
  allParents: (): Read<Known<UnitId, UnitId | null>> =>
    read(
      `SELECT unit AS who, from_day, until_day, since_seq, parent FROM unit_parents
       WHERE tenant = ?1 AND until_seq IS NULL ORDER BY unit, from_day`,
      [],
      known<UnitId, UnitId | null>((row) => unitIn(row, "parent")),
    ),

  roots: (on: Day): Read<Unit[]> =>
    read(
      `SELECT ${UNIT} FROM unit_parents AS r INDEXED BY unit_parents_root CROSS JOIN units AS u
       WHERE r.tenant = ?1 AND r.parent IS NULL AND r.from_day <= ?2 AND r.until_day > ?2
         AND r.until_seq IS NULL AND u.tenant = ?1 AND u.id = r.unit
       ORDER BY u.sample, u.code`,
      [on],
      every(unitFrom),
    ),

  children: (parent: UnitId, on: Day): Read<Unit[]> =>
    read(
      `SELECT ${UNIT} FROM unit_paths AS x INDEXED BY unit_paths_above CROSS JOIN units AS u
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.depth = 1
         AND x.from_day <= ?3 AND x.until_day > ?3
         AND u.tenant = ?1 AND u.id = x.unit
       ORDER BY u.code`,
      [parent, on],
      every(unitFrom),
    ),

  /** From the unit itself (depth 0) up to the root. */
  above: (unit: UnitId, on: Day): Read<(Unit & { readonly depth: number })[]> =>
    read(
      `SELECT ${UNIT}, x.depth FROM unit_paths AS x CROSS JOIN units AS u
       WHERE x.tenant = ?1 AND x.unit = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
         AND u.tenant = ?1 AND u.id = x.above
       ORDER BY x.depth`,
      [unit, on],
      every((row) => ({ ...unitFrom(row), depth: whole(row, "depth") })),
    ),

  /** The unit (depth 0) and everything beneath it, parents before children. */
  tree: (unit: UnitId, on: Day): Read<TreeUnit[]> =>
    read(
      `SELECT ${UNIT}, x.depth, r.parent
       FROM unit_paths AS x INDEXED BY unit_paths_above CROSS JOIN units AS u
       CROSS JOIN unit_parents AS r
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
         AND u.tenant = ?1 AND u.id = x.unit
         AND r.tenant = ?1 AND r.unit = x.unit AND r.from_day <= ?3 AND r.until_day > ?3
         AND r.until_seq IS NULL
       ORDER BY x.depth, u.code`,
      [unit, on],
      every((row) => ({
        ...unitFrom(row),
        depth: whole(row, "depth"),
        parent: unitIn(row, "parent"),
      })),
    ),

  /** Everyone who sits in the unit or beneath it and is here on the day. */
  under: (unit: UnitId, on: Day): Read<Sitting[]> =>
    read(
      `SELECT m.person, m.unit
       FROM unit_paths AS x INDEXED BY unit_paths_above
       CROSS JOIN memberships AS m INDEXED BY memberships_unit CROSS JOIN people AS p
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
         AND m.tenant = ?1 AND m.unit = x.unit AND m.from_day <= ?3 AND m.until_day > ?3
         AND m.until_seq IS NULL
         AND p.tenant = ?1 AND p.id = m.person AND p.starts_on <= ?3 AND p.ends_on > ?3`,
      [unit, on],
      every((row) => ({ person: id(text(row, "person")), unit: id(text(row, "unit")) })),
    ),

  /** Who sits directly in the unit and is here on the day, by id, after `after`. */
  members: (
    unit: UnitId,
    on: Day,
    page: { readonly after?: string; readonly limit?: number } = {},
  ): Read<Member[]> =>
    read(
      `SELECT ${PERSON}, m.unit, m.position FROM memberships AS m INDEXED BY memberships_unit CROSS JOIN people AS p
       WHERE m.tenant = ?1 AND m.unit = ?2 AND m.person > ?4
         AND m.from_day <= ?3 AND m.until_day > ?3 AND m.until_seq IS NULL
         AND p.tenant = ?1 AND p.id = m.person AND p.starts_on <= ?3 AND p.ends_on > ?3
       ORDER BY m.person LIMIT ?5`,
      [unit, on, page.after ?? "", page.limit ?? 10_000],
      every(memberFrom),
    ),

  person: (person: PersonId): Read<Person | null> =>
    read(
      `SELECT ${PERSON} FROM people AS p WHERE p.tenant = ?1 AND p.id = ?2`,
      [person],
      first(personFrom),
    ),

  people: (ids: readonly PersonId[]): Read<Person[]> =>
    read(
      `SELECT ${PERSON} FROM json_each(?2) AS j CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = j.value`,
      [packed(ids)],
      every(personFrom),
    ),

  /** People named by code or id. */
  resolvePeople: (refs: readonly string[]): Read<Person[]> =>
    read(
      `WITH ${NAMED} SELECT ${PERSON} FROM named AS n CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = n.id`,
      [packed([...new Set(refs)])],
      every(personFrom),
    ),

  /** The unit each person sits in on the day; who sits nowhere is absent. */
  unitOf: (people: readonly PersonId[], on: Day): Read<Sitting[]> =>
    read(
      `SELECT m.person, m.unit FROM json_each(?2) AS j CROSS JOIN memberships AS m
       WHERE m.tenant = ?1 AND m.person = j.value AND m.from_day <= ?3 AND m.until_day > ?3
         AND m.until_seq IS NULL AND m.unit IS NOT NULL`,
      [packed(people), on],
      every((row) => ({ person: id(text(row, "person")), unit: id(text(row, "unit")) })),
    ),

  /** Everybody of the tenant: for looking the whole organisation through. */
  allPeople: (): Read<Person[]> =>
    read(`SELECT ${PERSON} FROM people AS p WHERE p.tenant = ?1`, [], every(personFrom)),

  allSeats: (): Read<Known<PersonId, Seat>> =>
    read(
      `SELECT person AS who, from_day, until_day, since_seq, unit, position FROM memberships
       WHERE tenant = ?1 AND until_seq IS NULL ORDER BY person, from_day`,
      [],
      known<PersonId, Seat>(seatFrom),
    ),

  /** Units without units below them on the day. */
  leaves: (on: Day): Read<Unit[]> =>
    read(
      `SELECT ${UNIT} FROM units AS u WHERE u.tenant = ?1 AND NOT EXISTS (
         SELECT 1 FROM unit_paths AS x INDEXED BY unit_paths_above
         WHERE x.tenant = ?1 AND x.above = u.id AND x.depth = 1
           AND x.from_day <= ?2 AND x.until_day > ?2)`,
      [on],
      every(unitFrom),
    ),

  /** Where people named by code or id sit, over all time. */
  seats: (refs: readonly string[]): Read<Known<PersonId, Seat>> =>
    read(
      `WITH ${NAMED}
       SELECT m.person AS who, m.from_day, m.until_day, m.since_seq, m.unit, m.position
       FROM named AS n CROSS JOIN memberships AS m
       WHERE m.tenant = ?1 AND m.person = n.id AND m.until_seq IS NULL
       ORDER BY m.person, m.from_day`,
      [packed([...new Set(refs)])],
      known<PersonId, Seat>(seatFrom),
    ),

  /** To whom people named by code or id report, over all time. */
  lines: (refs: readonly string[]): Read<Known<PersonId, Manager>> =>
    read(
      `WITH ${NAMED}
       SELECT r.person AS who, r.from_day, r.until_day, r.since_seq, r.manager
       FROM named AS n CROSS JOIN reporting AS r
       WHERE r.tenant = ?1 AND r.person = n.id AND r.until_seq IS NULL
       ORDER BY r.person, r.from_day`,
      [packed([...new Set(refs)])],
      known<PersonId, Manager>(managerFrom),
    ),

  /** Everybody's lines: a cycle may close anywhere above. */
  allLines: (): Read<Known<PersonId, Manager>> =>
    read(
      `SELECT person AS who, from_day, until_day, since_seq, manager FROM reporting
       WHERE tenant = ?1 AND until_seq IS NULL ORDER BY person, from_day`,
      [],
      known<PersonId, Manager>(managerFrom),
    ),
};

/** All of org's SQL, as values: nothing has run until load() or commit(). */
export const orgStore = { ...reads, ...writes, guards };
export type OrgStore = typeof orgStore;

/** The newest commit that any of the ranges came with. */
export function newest({ since }: Known<string, unknown>): number {
  return [...since.values()].reduce((most, seq) => Math.max(most, seq), 0);
}
