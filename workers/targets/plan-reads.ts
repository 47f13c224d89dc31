import { day as dayIn, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { minor, type Minor } from "../lib/money.ts";
import type { Guard } from "../tenancy/commit.ts";
import { big, every, first, maybe, type Read, read, text, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { WHOLE_MAX, type Plan } from "./plan.ts";
import { namedRowFrom, planFrom, rowFrom, type NamedRow, type StoredRow } from "./plan-row.ts";

export type VersionRow = {
  readonly number: number;
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly amount: Minor;
  readonly recipients: number;
  readonly hash: string;
};
export type ListedPlan = Plan & {
  readonly unitName: string;
  readonly unitNameEn: string | null;
};
export type DiffRow = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly name: string;
  readonly nameEn: string | null;
  readonly before: bigint | null;
  readonly after: bigint | null;
};
/** Who a target runs down to; the parent is null at the plan's top. */
export type Recipient = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly name: string;
  /** A person's first day, and the first day without them; a unit has none. */
  readonly starts?: Day;
  readonly ends?: Day;
};
export type Named = { readonly ref: string; readonly id: string };
/** What one recipient made in the past, by subject. */
export type History = ReadonlyMap<string, bigint>;
export type DayAmount = { readonly on: Day; readonly amount: bigint };

/** The draft's number; any other is a published version. */
export const DRAFT = 0;

const METRIC = "m.id AS metric, m.code AS metric_code, m.name_zh, m.name_en, m.scale";
const PLAN = `p.id, p.name, p.currency, p.unit, p.from_day, p.until_day, p.amount, p.rules,
  p.published, p.sample, p.draft, p.version, ${METRIC}`;
/** One look-up for all rows: the scale does not depend on them. */
const SCALE = `(SELECT m.scale FROM plans AS p CROSS JOIN metrics AS m
  WHERE p.tenant = ?1 AND p.id = ?2 AND m.tenant = ?1 AND m.id = p.metric) AS scale`;
const OWN = `r.subject, r.parent, r.kind, r.inputs, r.amount, r.version, ${SCALE}`;
export const ROW = `${OWN}, r.run, r.months, r.levels, r.slices`;
export const NAMES = `LEFT JOIN units AS u ON r.kind = 'unit' AND u.tenant = ?1 AND u.id = r.subject
  LEFT JOIN people AS w ON r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject`;
export const NAME = `coalesce(u.code, w.code) AS code, coalesce(u.name, w.name) AS name,
  coalesce(u.name_en, w.name_en) AS name_en`;

/** Units at and below ?2 on the day ?3. */
const BELOW = "x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3";

export const planReads = {
  plan: (plan: string): Read<Plan | null> =>
    read(
      `SELECT ${PLAN} FROM plans AS p CROSS JOIN metrics AS m
       WHERE p.tenant = ?1 AND p.id = ?2 AND m.tenant = ?1 AND m.id = p.metric`,
      [plan],
      first(planFrom),
    ),

  /** The plan with the amount and the rules of a version; null is the newest. */
  planAt: (plan: string, number: number | null): Read<Plan | null> =>
    read(
      `SELECT p.id, p.name, p.currency, p.unit, p.from_day, p.until_day, x.amount, x.rules,
         p.published, p.sample, p.draft, p.version, ${METRIC}
       FROM plans AS p CROSS JOIN plan_versions AS x CROSS JOIN metrics AS m
       WHERE p.tenant = ?1 AND p.id = ?2 AND x.tenant = ?1 AND x.plan = p.id
         AND x.number = coalesce(?3, p.published)
         AND m.tenant = ?1 AND m.id = p.metric`,
      [plan, number],
      first(planFrom),
    ),

  plans: (): Read<ListedPlan[]> =>
    read(
      `SELECT ${PLAN}, u.name AS unit_name, u.name_en AS unit_name_en
       FROM plans AS p CROSS JOIN metrics AS m CROSS JOIN units AS u
       WHERE p.tenant = ?1 AND m.tenant = ?1 AND m.id = p.metric
         AND u.tenant = ?1 AND u.id = p.unit
       ORDER BY p.id DESC LIMIT 200`,
      [],
      every((row) => ({
        ...planFrom(row),
        unitName: text(row, "unit_name"),
        unitNameEn: maybe(row, "unit_name_en"),
      })),
    ),

  rows: (plan: string, number: number): Read<StoredRow[]> =>
    read(
      `SELECT ${ROW} FROM plan_rows AS r
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = ?3`,
      [plan, number],
      every(rowFrom),
    ),

  /** The published numbers of another plan, by subject: what a copy of it weighs. */
  amounts: (plan: string | null): Read<ReadonlyMap<string, bigint>> =>
    read(
      `SELECT r.subject, r.amount FROM plans AS p CROSS JOIN plan_rows AS r
       WHERE p.tenant = ?1 AND p.id = ?2 AND r.tenant = ?1 AND r.plan = p.id
         AND r.number = p.published AND r.amount IS NOT NULL`,
      [plan],
      (rows) => new Map(rows.map((row) => [text(row, "subject"), big(row, "amount")])),
    ),

  /**
   * What a page shows: how a row shared its number out stays behind, the card reads it. None of a
   * plan of more than WHOLE_MAX: its rows are not even looked at.
   */
  namedRows: (plan: string, number: number): Read<NamedRow[]> =>
    read(
      `SELECT ${OWN}, ${NAME} FROM plans AS p CROSS JOIN plan_rows AS r ${NAMES}
       WHERE p.tenant = ?1 AND p.id = ?2 AND coalesce(json_extract(p.rules, '$.size'), 0) <= ?4
         AND r.tenant = ?1 AND r.plan = ?2 AND r.number = ?3`,
      [plan, number, WHOLE_MAX],
      every(namedRowFrom),
    ),

  /** A recipient and, where there is one, the row whose number it shares. */
  rowAndParent: (plan: string, number: number | null, subject: string): Read<StoredRow[]> =>
    read(
      `WITH at AS (SELECT coalesce(?3, (SELECT published FROM plans
         WHERE tenant = ?1 AND id = ?2)) AS number),
       who AS (SELECT subject, parent FROM plan_rows
         WHERE tenant = ?1 AND plan = ?2 AND number = (SELECT number FROM at) AND subject = ?4)
       SELECT ${ROW} FROM (SELECT subject FROM who UNION ALL SELECT parent FROM who) AS each
         CROSS JOIN plan_rows AS r
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = (SELECT number FROM at)
         AND r.subject = each.subject`,
      [plan, number, subject],
      every(rowFrom),
    ),

  /** The months of a recipient, in smallest steps. */
  monthsOfRow: (plan: string, number: number | null, subject: string): Read<bigint[]> =>
    read(
      `SELECT j.value AS amount FROM plan_rows AS r CROSS JOIN json_each(r.months) AS j
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.subject = ?4
         AND r.number = coalesce(?3, (SELECT published FROM plans WHERE tenant = ?1 AND id = ?2))
       ORDER BY j.key`,
      [plan, number, subject],
      every((row) => big(row, "amount")),
    ),

  versions: (plan: string): Read<VersionRow[]> =>
    read(
      `SELECT number, seq, at, by, amount, recipients, hash FROM plan_versions
       WHERE tenant = ?1 AND plan = ?2 ORDER BY number DESC LIMIT 200`,
      [plan],
      every((row) => ({
        number: whole(row, "number"),
        seq: whole(row, "seq"),
        at: whole(row, "at"),
        by: text(row, "by"),
        amount: minor(big(row, "amount")),
        recipients: whole(row, "recipients"),
        hash: text(row, "hash"),
      })),
    ),

  /**
   * Whose number differs between two versions; names are read of those alone. Both versions come by
   * subject from the key, so that each row is read once and nothing is sorted.
   */
  diff: (plan: string, before: number, after: number): Read<DiffRow[]> =>
    read(
      `SELECT r.subject, r.parent, r.kind, r.before, r.after, ${NAME}
       FROM (
         SELECT subject, max(kind) AS kind, max(parent) AS parent,
           max(CASE WHEN number = ?3 THEN amount END) AS before,
           max(CASE WHEN number = ?4 THEN amount END) AS after
         FROM (
           SELECT number, subject, parent, kind, amount FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = ?3
           UNION ALL
           SELECT number, subject, parent, kind, amount FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = ?4 AND ?4 <> ?3
           ORDER BY subject)
         GROUP BY subject) AS r
       LEFT JOIN units AS u
         ON r.before IS NOT r.after AND r.kind = 'unit' AND u.tenant = ?1 AND u.id = r.subject
       LEFT JOIN people AS w
         ON r.before IS NOT r.after AND r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject`,
      [plan, before, after],
      every((row) => ({
        subject: text(row, "subject"),
        parent: maybe(row, "parent"),
        kind: text(row, "kind") === "unit" ? "unit" : "person",
        name: maybe(row, "name") ?? "",
        nameEn: maybe(row, "name_en"),
        before: row["before"] === null ? null : big(row, "before"),
        after: row["after"] === null ? null : big(row, "after"),
      })),
    ),

  /**
   * The unit, all units beneath it and everybody who sits there on the day, with their names; and
   * whoever begins there after it and before `until`.
   */
  recipients: (unit: string, on: Day, until: Day): Read<Recipient[]> =>
    read(
      `SELECT 'unit' AS kind, u.id, r.parent, x.depth, u.code, u.name, NULL AS starts_on,
         NULL AS ends_on
       FROM unit_paths AS x CROSS JOIN units AS u CROSS JOIN unit_parents AS r
       WHERE ${BELOW} AND u.tenant = ?1 AND u.id = x.unit AND r.tenant = ?1 AND r.unit = x.unit
         AND r.from_day <= ?3 AND r.until_day > ?3 AND r.until_seq IS NULL
       UNION ALL
       SELECT 'person', w.id, s.unit, x.depth + 1, w.code, w.name, w.starts_on, w.ends_on
       FROM unit_paths AS x CROSS JOIN memberships AS s INDEXED BY memberships_unit
         CROSS JOIN people AS w
       WHERE ${BELOW} AND s.tenant = ?1 AND s.unit = x.unit AND s.until_seq IS NULL
         AND w.tenant = ?1 AND w.id = s.person AND w.ends_on > ?3 AND w.starts_on < ?4
         AND s.from_day <= max(?3, w.starts_on) AND s.until_day > max(?3, w.starts_on)
       ORDER BY 4, 5`,
      [unit, on, until],
      every((row) => ({
        subject: text(row, "id"),
        parent: text(row, "id") === unit ? null : maybe(row, "parent"),
        kind: text(row, "kind") === "unit" ? "unit" : "person",
        name: text(row, "name"),
        ...(row["starts_on"] === null
          ? {}
          : { starts: dayIn(text(row, "starts_on")), ends: dayIn(text(row, "ends_on")) }),
      })),
    ),

  /** People and units named by code or id, with the text that named them. */
  named: (refs: readonly string[]): Read<Named[]> =>
    read(
      `SELECT j.value AS ref, x.id FROM json_each(?2) AS j CROSS JOIN units AS x
         WHERE x.tenant = ?1 AND x.code = j.value
       UNION SELECT j.value, x.id FROM json_each(?2) AS j CROSS JOIN units AS x
         WHERE x.tenant = ?1 AND x.id = j.value
       UNION SELECT j.value, x.id FROM json_each(?2) AS j CROSS JOIN people AS x
         WHERE x.tenant = ?1 AND x.code = j.value
       UNION SELECT j.value, x.id FROM json_each(?2) AS j CROSS JOIN people AS x
         WHERE x.tenant = ?1 AND x.id = j.value`,
      [packed([...new Set(refs)])],
      every((row) => ({ ref: text(row, "ref"), id: text(row, "id") })),
    ),

  /**
   * What everybody under the unit, and every unit of it, made of the metric: months where the
   * interval is whole months, days elsewhere. Who made nothing is absent: unknown is not zero.
   */
  history: (
    { unit, metric, currency }: { unit: string; metric: string; currency: string },
    on: Day,
    { from, until }: Interval,
  ): Read<History> =>
    read(
      `WITH who AS (SELECT x.unit AS subject FROM unit_paths AS x WHERE ${BELOW} UNION
         SELECT s.person FROM unit_paths AS x
           CROSS JOIN memberships AS s INDEXED BY memberships_unit
         WHERE ${BELOW} AND s.tenant = ?1 AND s.unit = x.unit AND s.from_day <= ?3 AND s.until_day > ?3
           AND s.until_seq IS NULL)
       SELECT t.subject, sum(t.amount) AS amount FROM who CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = who.subject AND t.metric = ?4 AND t.currency = ?5
         AND t.grain = ?6 AND t.on_day >= ?7 AND t.on_day < ?8
       GROUP BY +t.subject`,
      [unit, on, metric, currency, wholeMonths({ from, until }) ? "m" : "d", from, until],
      (rows) => new Map(rows.map((row) => [text(row, "subject"), big(row, "amount")])),
    ),

  /** A subject's days of a metric, for the season of a year. */
  days: (
    { unit, metric, currency }: { unit: string; metric: string; currency: string },
    { from, until }: Interval,
  ): Read<DayAmount[]> =>
    read(
      `SELECT on_day, amount FROM totals
       WHERE tenant = ?1 AND subject = ?2 AND metric = ?3 AND currency = ?4 AND grain = 'd'
         AND on_day >= ?5 AND on_day < ?6`,
      [unit, metric, currency, from, until],
      every((row) => ({ on: dayIn(text(row, "on_day")), amount: big(row, "amount") })),
    ),

  /** The currency of a tenant, for metrics that name none. */
  currency: (): Read<string> =>
    read("SELECT currency FROM tenant_here WHERE tenant = ?1", [], (rows) =>
      rows[0] ? text(rows[0], "currency") : "",
    ),
};

export const planGuards = {
  plan: (plan: string, version: number): Guard => ({
    what: "plan/version",
    sql: "(SELECT version = ?3 FROM plans WHERE tenant = ?1 AND id = ?2)",
    params: [plan, version],
  }),
  draft: (plan: string, draft: number): Guard => ({
    what: "plan/draft",
    sql: "(SELECT draft = ?3 FROM plans WHERE tenant = ?1 AND id = ?2)",
    params: [plan, draft],
  }),
  row: (plan: string, subject: string, version: number): Guard => ({
    what: "plan/row",
    sql: `(SELECT version = ?4 FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = 0 AND subject = ?3)`,
    params: [plan, subject, version],
  }),
};

function wholeMonths({ from, until }: Interval): boolean {
  return from.endsWith("-01") && until.endsWith("-01");
}
