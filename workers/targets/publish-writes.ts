import type { Minor } from "../lib/money.ts";
import { SEQ, type Statement, write } from "../tenancy/sql.ts";
import type { Plan } from "./plan.ts";
import { COLUMNS, type NewRow, planWrites } from "./plan-writes.ts";

/** What a version says of itself. */
export type NewVersion = {
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly recipients: number;
  readonly hash: string;
};

export const publishWrites = {
  /** What is said of a version, under a number that is never changed again. */
  addVersion: ({ id, amount, rules }: Plan, version: NewVersion): Statement[] => [
    write(
      `INSERT INTO plan_versions (tenant, plan, number, seq, at, by, amount, rules, recipients, hash)
       SELECT ?1, ?2, ?3, ${SEQ}, ?4, ?5, ?6, ?7, ?8, ?9`,
      id,
      version.number,
      version.at,
      version.by,
      Number(amount),
      JSON.stringify(rules),
      version.recipients,
      version.hash,
    ),
    write(
      "UPDATE plans SET published = ?3, version = version + 1 WHERE tenant = ?1 AND id = ?2",
      id,
      version.number,
    ),
  ],

  /** The rows of one number again under another; 0 is the draft. */
  copyRows: (plan: string, from: number, to: number): Statement =>
    write(
      `INSERT INTO plan_rows (${COLUMNS})
       SELECT tenant, plan, ?4, subject, parent, kind, inputs, amount, months, run, levels, slices,
         version
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3`,
      plan,
      from,
      to,
    ),

  /** The rows of one number under another, with these in place of theirs. */
  copyRowsWith: (plan: string, from: number, to: number, rows: readonly NewRow[]): Statement[] => [
    write(
      `INSERT INTO plan_rows (${COLUMNS})
       SELECT tenant, plan, ?4, subject, parent, kind, inputs, amount, months, run, levels, slices,
         version
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3
         AND subject NOT IN (SELECT value FROM json_each(?5))`,
      plan,
      from,
      to,
      JSON.stringify(rows.map(({ subject }) => subject)),
    ),
    planWrites.addRows(plan, to, rows),
  ],

  /** These rows become the draft's too, so that publishing it later does not take them back. */
  follow: (plan: string, rows: readonly NewRow[], amount: Minor | null): Statement[] => [
    planWrites.followRows(plan, rows),
    write(
      `UPDATE plans SET draft = draft + 1, amount = coalesce(?3, amount)
       WHERE tenant = ?1 AND id = ?2`,
      plan,
      amount === null ? null : Number(amount),
    ),
  ],

  /**
   * Makes the rows of a version everybody's targets: what the version before said otherwise is
   * closed, what it said alike stays, and every cell that is new is unpacked.
   */
  publishTargets: (
    { id, metric, currency, published }: Plan,
    number: number,
    periods: readonly { readonly from: string; readonly until: string }[],
  ): Statement[] => [
    write(
      `UPDATE targets SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND metric = ?3 AND until_seq IS NULL AND plan = ?2
         AND subject IN (SELECT subject FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = ?4)
         AND amount IS NOT (SELECT CASE
             WHEN slice <> '' THEN json_extract(r.slices, '$."' || slice || '"[' || ${PLACE} || ']')
             WHEN level = 'committed' THEN json_extract(r.months, '$[' || ${PLACE} || ']')
             ELSE json_extract(r.levels, '$."' || level || '"[' || ${PLACE} || ']') END
           FROM plan_rows AS r WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ?5
             AND r.subject = targets.subject)`,
      id,
      metric.id,
      published,
      number,
      JSON.stringify(
        Object.fromEntries(periods.map(({ from, until }, at) => [`${from} ${until}`, at])),
      ),
    ),
    ...CELLS.map(({ column, level, slice }) =>
      write(
        `INSERT INTO targets (tenant, subject, metric, level, slice, from_day, since_seq, until_day,
           until_seq, amount, currency, plan, plan_version)
         SELECT ?1, r.subject, ?3, ${level}, ${slice},
           json_extract(?6, '$[' || j.key || '].from'), ${SEQ},
           json_extract(?6, '$[' || j.key || '].until'), NULL, j.value, ?4, ?2, ?5
         FROM plan_rows AS r ${column}
         WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ?5 AND NOT EXISTS (
           SELECT 1 FROM targets AS t WHERE t.tenant = ?1 AND t.subject = r.subject
             AND t.metric = ?3 AND t.level = ${level} AND t.slice = ${slice}
             AND t.from_day = json_extract(?6, '$[' || j.key || '].from') AND t.until_seq IS NULL)`,
        id,
        metric.id,
        currency,
        number,
        JSON.stringify(periods.map(({ from, until }) => ({ from, until }))),
      ),
    ),
  ],
};

/** Which period of the plan a stored target stands for; null when the plan has none like it. */
const PLACE = `json_extract(?6, '$."' || from_day || ' ' || until_day || '"')`;

/** Where a row keeps its cells: the committed months, those of other levels, those of slices. */
const CELLS = [
  { column: "CROSS JOIN json_each(r.months) AS j", level: "'committed'", slice: "''" },
  {
    column: "CROSS JOIN json_each(r.levels) AS l CROSS JOIN json_each(l.value) AS j",
    level: "l.key",
    slice: "''",
  },
  {
    column: "CROSS JOIN json_each(r.slices) AS l CROSS JOIN json_each(l.value) AS j",
    level: "'committed'",
    slice: "l.key",
  },
] as const;
