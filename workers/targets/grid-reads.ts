import { every, type Read, read, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { DRAFT, NAME, NAMES, ROW } from "./plan-reads.ts";
import { namedRowFrom, rowFrom, type NamedRow, type StoredRow } from "./plan-row.ts";

type Page = {
  readonly plan: string;
  readonly number: number;
  readonly limit: number;
  /** The last subject of the page before. */
  readonly after: string;
};

export const gridReads = {
  /** The unit's own row and those directly under it, the latter page by page. */
  level: ({ plan, number, limit, after }: Page, unit: string): Read<NamedRow[]> =>
    read(
      `SELECT ${ROW}, ${NAME} FROM (
         SELECT subject AS id FROM plan_rows
         WHERE tenant = ?1 AND plan = ?2 AND number = ?3 AND subject = ?4 AND ?5 = ''
         UNION ALL SELECT * FROM (SELECT subject FROM plan_rows INDEXED BY plan_rows_parent
           WHERE tenant = ?1 AND plan = ?2 AND number = ?3 AND parent = ?4 AND subject > ?5
           ORDER BY subject LIMIT ?6)) AS each
       CROSS JOIN plan_rows AS r ${NAMES}
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ?3 AND r.subject = each.id`,
      [plan, number, unit, after, limit],
      every(namedRowFrom),
    ),

  /** All rows of a plan, page by page. */
  page: ({ plan, number, limit, after }: Page): Read<NamedRow[]> =>
    read(
      `SELECT ${ROW}, ${NAME} FROM plan_rows AS r ${NAMES}
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ?3 AND r.subject > ?4
       ORDER BY r.subject LIMIT ?5`,
      [plan, number, after, limit],
      every(namedRowFrom),
    ),

  /** These rows of the draft. */
  rowsOf: (plan: string, subjects: readonly string[]): Read<StoredRow[]> =>
    read(
      `SELECT ${ROW} FROM json_each(?3) AS j CROSS JOIN plan_rows AS r
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ${DRAFT} AND r.subject = j.value`,
      [plan, packed(subjects)],
      every(rowFrom),
    ),

  /** How many rows the draft has, counted up to `most`. */
  rowCount: (plan: string, most: number = 1_000_000): Read<number> =>
    read(
      `SELECT count(*) AS n FROM (SELECT 1 FROM plan_rows
         WHERE tenant = ?1 AND plan = ?2 AND number = ${DRAFT} LIMIT ?3)`,
      [plan, most],
      (rows) => (rows[0] ? whole(rows[0], "n") : 0),
    ),
};
