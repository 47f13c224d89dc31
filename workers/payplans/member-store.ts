import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import { ascending, chunks } from "../lib/list.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Stay } from "./participant.ts";
import { Terms } from "./wire.ts";

export type Named = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
};
export type Seated = Named & {
  readonly email: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
  readonly position: string | null;
};
/** A stay as it stands in the table. */
export type KeptStay = Stay & { readonly plan: string; readonly sinceSeq: number };
export type Membership = KeptStay & Named;
export type SeatedMember = KeptStay & Seated;
export type NamedStay = KeptStay &
  Named & { readonly planName: { readonly zh: string; readonly en: string } };
export type Candidate = Seated & { readonly person: string };

const STAY = "m.person, m.from_day, m.since_seq, m.plan, m.until_day, m.terms";
const SEAT = `LEFT JOIN memberships AS s ON s.tenant = ?1 AND s.person = w.id AND s.from_day <= ?3
    AND s.until_day > ?3 AND s.until_seq IS NULL
  LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = s.unit`;
const SEATED = `w.code, w.name, w.name_en, w.email, s.unit, s.position, u.name AS unit_name,
  u.name_en AS unit_name_en`;

function stayFrom(row: Row): KeptStay {
  return {
    person: text(row, "person"),
    plan: text(row, "plan"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    sinceSeq: whole(row, "since_seq"),
    terms: v.parse(Terms, JSON.parse(text(row, "terms"))),
  };
}

function namedFrom(row: Row): Named {
  return { code: text(row, "code"), name: text(row, "name"), nameEn: maybe(row, "name_en") };
}

function seatedFrom(row: Row): Seated {
  return {
    ...namedFrom(row),
    email: maybe(row, "email"),
    unit: maybe(row, "unit"),
    unitName: maybe(row, "unit_name"),
    unitNameEn: maybe(row, "unit_name_en"),
    position: maybe(row, "position"),
  };
}

type Placed = { readonly code: string; readonly from: Day };

function byCodeAndDay(a: Placed, b: Placed): number {
  return ascending(a.code, b.code) || ascending(a.from, b.from);
}

export const memberReads = {
  /** Stays on a plan that touch [from, until), as they are known now, by person and day. */
  members: (plan: string, from: Day, until: Day): Read<Membership[]> =>
    read(
      `SELECT ${STAY}, w.code, w.name, w.name_en
       FROM incentive_members AS m INDEXED BY incentive_members_plan CROSS JOIN people AS w
       WHERE m.tenant = ?1 AND m.plan = ?2 AND m.until_seq IS NULL AND m.from_day < ?4
         AND m.until_day > ?3 AND w.tenant = ?1 AND w.id = m.person
       ORDER BY m.person, m.from_day`,
      [plan, from, until],
      every((row) => ({ ...stayFrom(row), ...namedFrom(row) })),
    ),

  /** Every stay on a plan with where the person sits on a day. */
  seatedMembers: (plan: string, on: Day): Read<SeatedMember[]> =>
    read(
      `SELECT ${STAY}, ${SEATED}
       FROM incentive_members AS m INDEXED BY incentive_members_plan CROSS JOIN people AS w ${SEAT}
       WHERE m.tenant = ?1 AND m.plan = ?2 AND m.until_seq IS NULL
         AND w.tenant = ?1 AND w.id = m.person`,
      [plan, on],
      // Ordered here: a sort in the database reads every row once more.
      (rows) =>
        rows.map((row) => ({ ...stayFrom(row), ...seatedFrom(row) })).toSorted(byCodeAndDay),
    ),

  /** Stays of these people on any plan, as they are known now. */
  staysOf: (people: readonly string[]): Read<NamedStay[]> =>
    read(
      `SELECT ${STAY}, w.code, w.name, w.name_en, p.name_zh AS plan_zh, p.name_en AS plan_en
       FROM json_each(?2) AS j CROSS JOIN incentive_members AS m CROSS JOIN incentive_plans AS p
         CROSS JOIN people AS w
       WHERE m.tenant = ?1 AND m.person = j.value AND m.until_seq IS NULL
         AND p.tenant = ?1 AND p.id = m.plan AND w.tenant = ?1 AND w.id = m.person
       ORDER BY m.person, m.from_day`,
      [packed([...new Set(people)])],
      every((row) => ({
        ...stayFrom(row),
        ...namedFrom(row),
        planName: { zh: text(row, "plan_zh"), en: text(row, "plan_en") },
      })),
    ),

  /** How many people are on a plan or ever were. */
  everOn: (plan: string): Read<number> =>
    read(
      `SELECT count(DISTINCT person) AS n FROM incentive_members INDEXED BY incentive_members_plan
       WHERE tenant = ?1 AND plan = ?2`,
      [plan],
      ([row]) => (row ? whole(row, "n") : 0),
    ),

  /** Who is here on a day: in a unit and below it (null: everywhere), in a position (null: any). */
  candidates: (unit: string | null, on: Day, position: string | null): Read<Candidate[]> =>
    unit === null
      ? read(
          `SELECT w.id AS person, ${SEATED} FROM people AS w ${SEAT}
           WHERE w.tenant = ?1 AND w.starts_on <= ?3 AND w.ends_on > ?3
             AND (?2 IS NULL OR s.position = ?2)
           ORDER BY w.code LIMIT 5000`,
          [position, on],
          every((row) => ({ ...seatedFrom(row), person: text(row, "person") })),
        )
      : read(
          `SELECT w.id AS person, ${SEATED}
           FROM unit_paths AS x INDEXED BY unit_paths_above
             CROSS JOIN memberships AS s INDEXED BY memberships_unit CROSS JOIN people AS w
             CROSS JOIN units AS u
           WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
             AND s.tenant = ?1 AND s.unit = x.unit AND s.from_day <= ?3 AND s.until_day > ?3
             AND s.until_seq IS NULL AND (?4 IS NULL OR s.position = ?4)
             AND w.tenant = ?1 AND w.id = s.person AND w.starts_on <= ?3 AND w.ends_on > ?3
             AND u.tenant = ?1 AND u.id = s.unit
           ORDER BY w.code LIMIT 5000`,
          [unit, on, position],
          every((row) => ({ ...seatedFrom(row), person: text(row, "person") })),
        ),

  /** These people where they sit on a day. */
  seated: (people: readonly string[], on: Day): Read<Candidate[]> =>
    read(
      `SELECT w.id AS person, ${SEATED} FROM json_each(?2) AS j CROSS JOIN people AS w ${SEAT}
       WHERE w.tenant = ?1 AND w.id = j.value ORDER BY w.code`,
      [packed([...new Set(people)]), on],
      every((row) => ({ ...seatedFrom(row), person: text(row, "person") })),
    ),

  /** Whether there is such a unit; nobody asked for one: yes. */
  hasUnit: (unit: string | null): Read<boolean> =>
    read(
      "SELECT ?2 IS NULL OR EXISTS (SELECT 1 FROM units WHERE tenant = ?1 AND id = ?2) AS found",
      [unit],
      ([row]) => row?.["found"] === 1,
    ),

  /** Words that positions are called by today. */
  positions: (on: Day): Read<string[]> =>
    read(
      `SELECT DISTINCT position FROM memberships
       WHERE tenant = ?1 AND until_seq IS NULL AND from_day <= ?2 AND until_day > ?2
         AND position IS NOT NULL ORDER BY position LIMIT 500`,
      [on],
      every((row) => text(row, "position")),
    ),
};

/** About 300 bytes a stay: one parameter stays well under D1's 2 MB. */
const STAYS_A_STATEMENT = 2_000;

export const memberWrites = {
  /** Opens stays; one that overlaps another of the same person aborts the batch (payplan/overlap). */
  openStays: (plan: string, stays: readonly Stay[]): Statement[] =>
    chunks(stays, STAYS_A_STATEMENT).map((part) =>
      write(
        `INSERT INTO incentive_members (tenant, person, from_day, since_seq, plan, until_day, terms)
         SELECT ?1, j.value ->> 0, j.value ->> 1, ${SEQ}, ?2, j.value ->> 2, j.value ->> 3
         FROM json_each(?3) AS j`,
        plan,
        packed(part.map(({ person, from, until, terms }) => [person, from, until, terms])),
      ),
    ),

  /** Closes what was known of these stays; what holds instead is opened after it. */
  closeStays: (stays: readonly KeptStay[]): Statement[] =>
    chunks(stays, STAYS_A_STATEMENT).map((part) =>
      write(
        `UPDATE incentive_members SET until_seq = ${SEQ}
         WHERE tenant = ?1 AND until_seq IS NULL AND (person, from_day, since_seq) IN (
           SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(?2) AS j)`,
        packed(part.map(({ person, from, sinceSeq }) => [person, from, sinceSeq])),
      ),
    ),

  /** The stays that a command looked at are still what is known. */
  staysAreKnown: (stays: readonly KeptStay[]): Guard => ({
    what: "payplan/stays",
    sql: `(SELECT count(*) = ?3 FROM json_each(?2) AS j CROSS JOIN incentive_members AS m
      WHERE m.tenant = ?1 AND m.person = j.value ->> 0 AND m.from_day = j.value ->> 1
        AND m.since_seq = j.value ->> 2 AND m.until_seq IS NULL)`,
    params: [
      packed(stays.map(({ person, from, sinceSeq }) => [person, from, sinceSeq])),
      stays.length,
    ],
  }),
};
