import { every, maybe, read, type Read, SEQ, type Statement, text, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Place } from "./place.ts";

export type KeptAbsence = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: "leave" | "relief";
  readonly from: string;
  readonly until: string;
  readonly factor: string | null;
  readonly metric: string | null;
};
/** `metric` is an id here. */
export type NewAbsence = Omit<KeptAbsence, "name" | "nameEn">;

export const absenceStore = {
  /** Leave and relief as known now, of one person or of all; the latest first, those behind a place. */
  list: (person: string | null, { from, id }: Place, limit: number): Read<KeptAbsence[]> =>
    read(
      `SELECT a.id, a.person, a.kind, a.from_day, a.until_day, a.factor, k.code AS metric, w.name,
         w.name_en
       FROM absences AS a CROSS JOIN people AS w ON w.tenant = ?1 AND w.id = a.person
         LEFT JOIN metrics AS k ON k.tenant = ?1 AND k.id = a.metric
       WHERE a.tenant = ?1 AND (?2 IS NULL OR a.person = ?2) AND a.until_seq IS NULL
         AND (a.from_day < ?3 OR (a.from_day = ?3 AND a.id > ?4))
       ORDER BY a.from_day DESC, a.id LIMIT ?5`,
      [person, from, id, limit],
      every((row) => ({
        id: text(row, "id"),
        person: text(row, "person"),
        name: text(row, "name"),
        nameEn: maybe(row, "name_en"),
        kind: text(row, "kind") === "relief" ? ("relief" as const) : ("leave" as const),
        from: text(row, "from_day"),
        until: text(row, "until_day"),
        factor: maybe(row, "factor"),
        metric: maybe(row, "metric"),
      })),
    ),

  /** Which of these people there are. */
  known: (people: readonly string[]): Read<string[]> =>
    read(
      `SELECT DISTINCT p.id FROM json_each(?2) AS j CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = j.value`,
      [packed(people)],
      every((row) => text(row, "id")),
    ),

  /** Ids of metrics by their codes. */
  metrics: (codes: readonly string[]): Read<ReadonlyMap<string, string>> =>
    read(
      `SELECT DISTINCT m.code, m.id FROM json_each(?2) AS j CROSS JOIN metrics AS m
       WHERE m.tenant = ?1 AND m.code = j.value`,
      [packed(codes)],
      (rows) => new Map(rows.map((row) => [text(row, "code"), text(row, "id")])),
    ),

  /** Says these anew; what stood under their ids is closed, and so is what is taken back. */
  save: (rows: readonly NewAbsence[], endedIds: readonly string[]): Statement[] => [
    write(
      `UPDATE absences SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND until_seq IS NULL AND id IN (SELECT value FROM json_each(?2))`,
      packed([...rows.map(({ id }) => id), ...endedIds]),
    ),
    write(
      `INSERT INTO absences (tenant, person, from_day, since_seq, until_day, until_seq, id, kind,
         factor, metric)
       SELECT ?1, j.value ->> 0, j.value ->> 1, ${SEQ}, j.value ->> 2, NULL, j.value ->> 3,
         j.value ->> 4, j.value ->> 5, j.value ->> 6
       FROM json_each(?2) AS j`,
      packed(
        rows.map(({ person, from, until, id, kind, factor, metric }) => [
          ...[person, from, until, id, kind, factor, metric],
        ]),
      ),
    ),
  ],
};
