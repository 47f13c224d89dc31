import { day, type Day } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import {
  every,
  first,
  maybeWhole,
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

/** A signature: who accepted which text, and when. */
export type Acceptance = {
  readonly person: string;
  readonly number: number;
  readonly hash: string;
  readonly language: string;
  readonly account: string;
  readonly at: number;
};
/** Somebody who is asked for a version, with the answer so far. */
export type Asked = {
  readonly person: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** From when the plan holds for the person. */
  readonly from: Day;
  readonly accepted: {
    readonly at: number;
    readonly hash: string;
    readonly language: string;
  } | null;
  readonly reminded: number | null;
};

/** The version ?3 of the plan ?2; null is the newest. */
export const NUMBER = `coalesce(?3, (SELECT published FROM incentive_plans
  WHERE tenant = ?1 AND id = ?2))`;

function askedFrom(row: Row): Asked {
  const at = maybeWhole(row, "at");
  return {
    person: text(row, "person"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    from: day(text(row, "from_day")),
    accepted: at === null ? null : { at, hash: text(row, "hash"), language: text(row, "language") },
    reminded: maybeWhole(row, "reminded"),
  };
}

export const acceptanceReads = {
  /** Who accepted which versions of a plan; of one version where a number is given. */
  acceptances: (plan: string, number: number | null = null): Read<Acceptance[]> =>
    read(
      `SELECT person, number, hash, language, account, at FROM incentive_acceptances
       WHERE tenant = ?1 AND plan = ?2 AND (?3 IS NULL OR number = ?3)`,
      [plan, number],
      every((row) => ({
        person: text(row, "person"),
        number: whole(row, "number"),
        hash: text(row, "hash"),
        language: text(row, "language"),
        account: text(row, "account"),
        at: whole(row, "at"),
      })),
    ),

  /**
   * Who of these people is on the plan within [from, until) and has not accepted a version of it, in the
   * order given. Names are looked up for those alone.
   */
  unsigned: (
    { plan, number, from, until }: { plan: string; number: number; from: Day; until: Day },
    people: readonly string[],
  ): Read<{ person: string; name: string; nameEn: string | null }[]> =>
    read(
      `SELECT w.id, w.name, w.name_en FROM json_each(?4) AS j CROSS JOIN people AS w
       WHERE NOT EXISTS (SELECT 1 FROM incentive_acceptances AS a WHERE a.tenant = ?1 AND a.plan = ?2
           AND a.number = ?3 AND a.person = j.value)
         AND EXISTS (SELECT 1 FROM incentive_members AS m WHERE m.tenant = ?1 AND m.person = j.value
           AND m.plan = ?2 AND m.until_seq IS NULL AND m.from_day < ?6 AND m.until_day > ?5)
         AND w.tenant = ?1 AND w.id = j.value ORDER BY j.id`,
      [plan, number, packed(people), from, until],
      every((row) => ({
        person: text(row, "id"),
        ...{ name: text(row, "name"), nameEn: maybe(row, "name_en") },
      })),
    ),

  /** Everybody on the plan from a day on, with what they said to a version; null: the newest. */
  asked: (plan: string, number: number | null, today: Day): Read<Asked[]> =>
    read(
      `SELECT m.person, min(m.from_day) AS from_day, w.code, w.name, w.name_en, a.at, a.hash,
         a.language, (SELECT max(r.at) FROM incentive_reminders AS r
           WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ${NUMBER} AND r.person = m.person) AS reminded
       FROM incentive_members AS m INDEXED BY incentive_members_plan CROSS JOIN people AS w
         LEFT JOIN incentive_acceptances AS a ON a.tenant = ?1 AND a.plan = ?2 AND a.number = ${NUMBER}
           AND a.person = m.person
       WHERE m.tenant = ?1 AND m.plan = ?2 AND m.until_seq IS NULL AND m.until_day > ?4
         AND w.tenant = ?1 AND w.id = m.person
       GROUP BY m.person`,
      [plan, number, today],
      // Ordered here: a sort in the database reads every row once more.
      (rows) => rows.map(askedFrom).toSorted((a, b) => ascending(a.code, b.code)),
    ),

  /** What one person accepted last of a plan, and when they were last reminded of a version. */
  lastAccepted: (plan: string, person: string): Read<Acceptance | null> =>
    read(
      `SELECT person, number, hash, language, account, at FROM incentive_acceptances
       WHERE tenant = ?1 AND plan = ?2 AND person = ?3 ORDER BY number DESC LIMIT 1`,
      [plan, person],
      first((row) => ({
        person: text(row, "person"),
        number: whole(row, "number"),
        hash: text(row, "hash"),
        language: text(row, "language"),
        account: text(row, "account"),
        at: whole(row, "at"),
      })),
    ),

  reminded: (plan: string, number: number, person: string): Read<number | null> =>
    read(
      `SELECT max(at) AS at FROM incentive_reminders
       WHERE tenant = ?1 AND plan = ?2 AND number = ?3 AND person = ?4`,
      [plan, number, person],
      ([row]) => (row ? maybeWhole(row, "at") : null),
    ),
};

type Signature = {
  readonly plan: string;
  readonly number: number;
  readonly hash: string;
  readonly language: string;
  readonly at: number;
};

export const acceptanceWrites = {
  accept: ({ plan, number, hash, language, at }: Signature, person: string, account: string) =>
    write(
      `INSERT INTO incentive_acceptances (tenant, plan, number, person, hash, language, account, at, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ${SEQ}`,
      plan,
      number,
      person,
      hash,
      language,
      account,
      at,
    ),

  /** One more of those who are asked: what the job counted is right again at once. */
  tallyAccepted: ({ plan, number, at }: Omit<Signature, "language" | "hash">): Statement =>
    write(
      `UPDATE incentive_tallies SET accepted = min(asked, accepted + 1), turn = ${SEQ}, at = ?4
       WHERE tenant = ?1 AND plan = ?2 AND number = ?3`,
      ...[plan, number, at],
    ),

  /** Many signatures at once, each with its own moment and account: the sample's. */
  acceptAll: (
    { plan, number, hash }: Omit<Signature, "language" | "at">,
    rows: readonly { readonly person: string; readonly at: number; readonly language: string }[],
  ): Statement =>
    write(
      `INSERT INTO incentive_acceptances (tenant, plan, number, person, hash, language, account, at, seq)
       SELECT ?1, ?2, ?3, j.value ->> 0, ?4, j.value ->> 2, j.value ->> 0, j.value ->> 1, ${SEQ}
       FROM json_each(?5) AS j`,
      plan,
      number,
      hash,
      packed(rows.map(({ person, at, language }) => [person, at, language])),
    ),

  remind: (
    { plan, number, by, at }: { plan: string; number: number; by: string; at: number },
    people: readonly string[],
  ): Statement =>
    write(
      `INSERT INTO incentive_reminders (tenant, plan, number, person, seq, by, at)
       SELECT ?1, ?2, ?3, j.value, ${SEQ}, ?4, ?5 FROM json_each(?6) AS j`,
      plan,
      number,
      by,
      at,
      packed(people),
    ),
};
