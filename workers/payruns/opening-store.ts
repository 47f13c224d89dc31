import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import { groupBy } from "../lib/list.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  maybe,
  maybeWhole,
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
import { packedBySize } from "./packed-by-size.ts";
import { Earned, type OpeningRow, type OpeningState } from "./opening.ts";

type Names = { readonly name: string | null; readonly nameEn: string | null };
export type KeptOpening = {
  readonly id: string;
  readonly plan: string;
  readonly from: Day;
  readonly note: string;
  readonly account: string;
  readonly accountName: Names;
  readonly at: number;
  readonly state: OpeningState;
  /** Who decided last, and when. */
  readonly decidedBy: string | null;
  readonly decidedName: Names;
  readonly decidedAt: number | null;
  readonly alone: boolean;
  readonly rows: readonly (OpeningRow & {
    readonly name: string;
    readonly nameEn: string | null;
  })[];
};
export type NewOpening = Pick<KeptOpening, "id" | "plan" | "from" | "note"> & {
  readonly rows: readonly OpeningRow[];
};
type Stamp = { readonly by: string; readonly account: string; readonly at: number };

/** The newest word on a list, of those up to a commit. */
const WORD = (upTo: string) => `(SELECT max(x.seq) FROM pay_opening_decisions AS x
  WHERE x.tenant = ?1 AND x.opening = o.id AND x.seq <= ${upTo})`;
const EVER = "9007199254740991";
const ROWS_MAX = 5_000;

function rowFrom(row: Row): OpeningRow {
  return {
    person: text(row, "person"),
    currency: text(row, "currency"),
    debt: big(row, "debt"),
    drawBalance: big(row, "draw_balance"),
    earned: v.parse(Earned, JSON.parse(text(row, "earned"))),
  };
}

/** Rows of a read that may have stopped inside a list: that list is left out, unless it is the only one. */
export function wholeLists(rows: readonly Row[], limit: number): readonly Row[] {
  const last = rows.at(-1)?.["id"];
  if (rows.length < limit || rows[0]?.["id"] === last) return rows;
  return rows.filter(({ id }) => id !== last);
}

function openingsFrom(rows: readonly Row[]): KeptOpening[] {
  return [...groupBy(rows, (row) => text(row, "id"))].flatMap(([id, all]): KeptOpening[] => {
    const [head] = all;
    if (!head) return [];
    const decision = maybe(head, "decision");
    return [
      {
        ...{ id, plan: text(head, "plan"), from: day(text(head, "from_day")) },
        ...{ note: text(head, "note"), account: text(head, "account"), at: whole(head, "at") },
        state:
          decision === "approved" || decision === "rejected" || decision === "withdrawn"
            ? decision
            : "waiting",
        accountName: { name: maybe(head, "by_name"), nameEn: maybe(head, "by_name_en") },
        decidedName: { name: maybe(head, "decided_name"), nameEn: maybe(head, "decided_name_en") },
        ...{ decidedBy: maybe(head, "decided_by"), decidedAt: maybeWhole(head, "decided_at") },
        alone: head["alone"] === 1,
        rows: all.map((row) => ({
          ...rowFrom(row),
          ...{ name: maybe(row, "name") ?? "", nameEn: maybe(row, "name_en") },
        })),
      },
    ];
  });
}

/** Who an account is in the company. */
const PERSON_OF = (account: string, as: string) =>
  `LEFT JOIN access AS x_${as} ON x_${as}.tenant = ?1 AND x_${as}.account = ${account}
    LEFT JOIN people AS ${as} ON ${as}.tenant = ?1 AND ${as}.id = x_${as}.person`;
const LISTED = `SELECT o.id, o.plan, o.from_day, o.note, o.account, o.at, d.decision,
    d.account AS decided_by, d.at AS decided_at, d.alone, w.person, w.currency, w.debt,
    w.draw_balance, w.earned, p.name, p.name_en, e.name AS by_name, e.name_en AS by_name_en,
    z.name AS decided_name, z.name_en AS decided_name_en
  FROM pay_openings AS o
    LEFT JOIN pay_opening_decisions AS d ON d.tenant = ?1 AND d.opening = o.id AND d.seq = ${WORD(EVER)}
    JOIN pay_opening_rows AS w ON w.tenant = ?1 AND w.opening = o.id
    LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = w.person
    ${PERSON_OF("o.account", "e")} ${PERSON_OF("d.account", "z")}`;

export const openingReads = {
  /** The name of whoever acts, a key under that of who made it. */
  nameBehind: (actor: string): Read<Names> =>
    read(
      `SELECT p.name, p.name_en FROM access AS x CROSS JOIN people AS p
       WHERE x.tenant = ?1 AND p.tenant = ?1 AND p.id = x.person
         AND x.account = coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?2), ?2)`,
      [actor],
      ([row]) => ({
        name: row ? maybe(row, "name") : null,
        nameEn: row ? maybe(row, "name_en") : null,
      }),
    ),

  opening: (id: string): Read<KeptOpening | null> =>
    read(
      `${LISTED} WHERE o.tenant = ?1 AND o.id = ?2 ORDER BY p.code`,
      [id],
      (rows) => openingsFrom(rows)[0] ?? null,
    ),

  /** Of a plan, the newest list first; as many lists as are whole within what is read at once. */
  openings: (plan: string): Read<KeptOpening[]> =>
    read(
      `${LISTED} WHERE o.tenant = ?1 AND o.plan = ?2 ORDER BY o.seq DESC, p.code LIMIT ?3`,
      [plan, ROWS_MAX],
      (rows) => openingsFrom(wholeLists(rows, ROWS_MAX)),
    ),

  /** What people of a plan brought along before a day, as approved by a commit up to the cut-off. */
  openingsOf: (
    plan: string,
    people: readonly string[],
    { cutoff, until }: { readonly cutoff: number; readonly until: Day },
  ): Read<(OpeningRow & { readonly from: Day })[]> =>
    read(
      `SELECT w.person, w.currency, w.debt, w.draw_balance, w.earned, o.from_day
       FROM json_each(?3) AS j CROSS JOIN pay_opening_rows AS w CROSS JOIN pay_openings AS o
         CROSS JOIN pay_opening_decisions AS d
       WHERE w.tenant = ?1 AND w.person = j.value AND o.tenant = ?1 AND o.id = w.opening
         AND o.plan = ?2 AND d.tenant = ?1 AND d.opening = o.id AND d.seq = ${WORD("?4")}
         AND d.decision = 'approved' AND o.from_day < ?5
       ORDER BY w.person, o.seq`,
      [plan, packed(people), cutoff, until],
      every((row) => ({ ...rowFrom(row), from: day(text(row, "from_day")) })),
    ),

  /** Who entered a list that was approved after the plan's newest closed run, up to the cut-off. */
  openers: (plan: string, cutoff: number): Read<string[]> =>
    read(
      `SELECT DISTINCT o.account FROM pay_openings AS o CROSS JOIN pay_opening_decisions AS d
       WHERE o.tenant = ?1 AND o.plan = ?2 AND d.tenant = ?1 AND d.opening = o.id
         AND d.seq = ${WORD("?3")} AND d.decision = 'approved'
         AND d.seq > coalesce((SELECT max(cutoff_seq) FROM pay_runs
           WHERE tenant = ?1 AND plan = ?2 AND state IN ('locked', 'paid')), 0)`,
      [plan, cutoff],
      every((row) => text(row, "account")),
    ),

  /** People of these who have been paid by a closed run of the plan, or have a list that stands or waits. */
  notOpening: (plan: string, people: readonly string[], but: string): Read<string[]> =>
    read(
      `SELECT j.value AS person FROM json_each(?3) AS j
       WHERE EXISTS (SELECT 1 FROM pay_runs AS r CROSS JOIN pay_statements AS s
           WHERE r.tenant = ?1 AND r.plan = ?2 AND r.state IN ('locked', 'paid')
             AND s.tenant = ?1 AND s.run = r.id AND s.person = j.value)
         OR EXISTS (SELECT 1 FROM pay_opening_rows AS w CROSS JOIN pay_openings AS o
           WHERE w.tenant = ?1 AND w.person = j.value AND o.tenant = ?1 AND o.id = w.opening
             AND o.plan = ?2 AND o.id <> ?4 AND coalesce((SELECT d.decision
               FROM pay_opening_decisions AS d WHERE d.tenant = ?1 AND d.opening = o.id
                 AND d.seq = ${WORD(EVER)}), 'waiting') IN ('waiting', 'approved'))`,
      [plan, packed(people), but],
      every((row) => text(row, "person")),
    ),
};

export const openingWrites = {
  addOpening: ({ id, plan, from, note, rows }: NewOpening, { by, account, at }: Stamp) => [
    write(
      `INSERT INTO pay_openings (tenant, id, plan, from_day, note, by, account, at, sample, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, p.sample, ${SEQ} FROM incentive_plans AS p
       WHERE p.tenant = ?1 AND p.id = ?3`,
      ...[id, plan, from, note, by, account, at],
    ),
    ...packedBySize(
      rows.map(({ person, currency, debt, drawBalance, earned }) => [
        ...[person, currency, debt, drawBalance, JSON.stringify(earned)],
      ]),
    ).map((part) =>
      write(
        `INSERT INTO pay_opening_rows (tenant, person, opening, currency, debt, draw_balance, earned)
         SELECT ?1, j.value ->> 0, ?2, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
         FROM json_each(?3) AS j`,
        id,
        part,
      ),
    ),
  ],

  decideOpening: (
    id: string,
    { by, account, at }: Stamp,
    how: {
      readonly decision: Exclude<OpeningState, "waiting">;
      readonly alone: boolean;
      readonly note: string | null;
    },
  ): Statement =>
    write(
      `INSERT INTO pay_opening_decisions (tenant, opening, seq, decision, by, account, at, alone, note)
       SELECT ?1, ?2, ${SEQ}, ?3, ?4, ?5, ?6, ?7, ?8`,
      ...[id, how.decision, by, account, at, how.alone ? 1 : 0, how.note],
    ),
};

export const openingGuards = {
  /** Nobody has decided otherwise in the meantime. */
  openingIs: (id: string, state: OpeningState): Guard => ({
    what: "pay_opening/state",
    sql: `coalesce((SELECT d.decision FROM pay_openings AS o CROSS JOIN pay_opening_decisions AS d
      WHERE o.tenant = ?1 AND o.id = ?2 AND d.tenant = ?1 AND d.opening = o.id
        AND d.seq = ${WORD(EVER)}), 'waiting') = ?3`,
    params: [id, state],
  }),
  /** None of these people was paid by the plan before, or brought something along by another list. */
  mayOpen: (plan: string, people: readonly string[], but: string): Guard => {
    const { sql, params } = openingReads.notOpening(plan, people, but);
    return { what: "pay_opening/people", sql: `NOT EXISTS (${sql})`, params };
  },
};
