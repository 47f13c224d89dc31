import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { awayOf, type CarryingText, staysOf } from "../payplans/denominator.ts";
import type { OwnTarget } from "../targets/carried-target.ts";
import type { DownRule } from "./attainment.ts";
import { big, every, first, maybe, maybeWhole, read, text, whole } from "../tenancy/sql.ts";
import type { Read, Row } from "../tenancy/sql.ts";

/** What one answer is about; `metric` is a code or an id. */
export type Asked = Interval & {
  readonly subject: string;
  readonly metric: string;
  readonly level: string;
  /** Null: the metric's own, or else the tenant's. */
  readonly currency: string | null;
  readonly today: Day;
  /** By the day throughout, where the series is finer than months. */
  readonly daily: boolean;
};

export type MetricRow = {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly scale: number;
  readonly currency: string;
  readonly direction: "up" | "down";
  readonly downRule: DownRule;
  /** Decimal text. */
  readonly downMax: string;
  readonly overTime: string;
  readonly formula: string | null;
  readonly weighedBy: string | null;
};

/** The subject itself, or a direct child, with its days in the window. */
export type SpanRow = Interval & {
  readonly self: boolean;
  readonly kind: "unit" | "person";
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly sample: boolean;
  /** Null is a unit. */
  readonly employed: Interval | null;
  readonly carrying: CarryingText | null;
};

export type BucketRow = {
  readonly subject: string;
  readonly since: Day;
  readonly on: Day;
  readonly amount: bigint;
  readonly entries: number;
  readonly seq: number;
};

export type TargetRow = OwnTarget & { readonly subject: string; readonly since: Day };

export type HoldingRows = {
  readonly buckets: readonly BucketRow[];
  readonly targets: readonly TargetRow[];
};

/** How far the data of the whole tree reaches. */
export type DataRow = {
  readonly lastDay: Day | null;
  /** The commit that last touched that day, and its moment. */
  readonly seq: number;
  readonly at: number | null;
};

export type HeldRow = Interval & {
  readonly metric: string;
  readonly level: string;
  /** The plan they were published by; null for targets that were set one by one. */
  readonly plan: string | null;
  readonly targets: number;
  /** The first of their subjects: a refusal names people, not ten thousand of them. */
  readonly subjects: readonly { readonly id: string; readonly name: string }[];
};
const NAMED_MAX = 100;
const Named = v.array(v.tuple([v.string(), v.nullable(v.string())]));

export type ReportStore = typeof reportStore;

/** ?2 metric (code or id), ?3 currency or null. */
const METRIC = `m AS MATERIALIZED (
  SELECT id, code, name_zh, name_en, unit, scale, direction, down_rule, down_max, over_time,
    formula, weighed_by,
    CASE WHEN unit = 'money'
      THEN coalesce(?3, currency, (SELECT currency FROM tenant_here WHERE tenant = ?1))
      ELSE '' END AS currency
  FROM (SELECT * FROM metrics WHERE tenant = ?1 AND code = ?2
        UNION ALL SELECT * FROM metrics WHERE tenant = ?1 AND id = ?2)
  LIMIT 1)`;

/**
 * ?4 subject, ?5 from, ?6 until. Children are those whose days here meet the window: who left in
 * the middle is still shown with the days until then, so that the children re-add to their unit.
 * The indexes are named: without statistics SQLite takes the whole tenant for the smaller set.
 */
const SPANS = `SELECT 1 AS self, ?4 AS id, ?5 AS a, ?6 AS b
  UNION ALL
  SELECT 0, unit, max(from_day, ?5), min(until_day, ?6)
  FROM unit_paths INDEXED BY unit_paths_above
  WHERE tenant = ?1 AND above = ?4 AND depth = 1 AND from_day < ?6 AND until_day > ?5
  UNION ALL
  SELECT 0, person, max(from_day, ?5), min(until_day, ?6)
  FROM memberships INDEXED BY memberships_unit
  WHERE tenant = ?1 AND unit = ?4 AND until_seq IS NULL AND from_day < ?6 AND until_day > ?5`;

const AWAY = awayOf({ person: "p.id", metric: "(SELECT id FROM m)", from: "s.a", until: "s.b" });

/** ?8 = 1 reads the subject by the day. mf to mu are its whole months; the rest are edges. */
const CUT = `cut AS MATERIALIZED (
  SELECT id, a, b, date(b, 'start of month') AS mu,
    CASE WHEN ?8 = 1 AND self = 1 THEN b
      WHEN substr(a, 9) = '01' THEN a
      ELSE date(a, 'start of month', '+1 month') END AS mf
  FROM (${SPANS}))`;

/** Totals of the spans between two days of `cut`, for the metric `m`. */
const totalsBetween = (grain: "m" | "d", from: string, until: string) =>
  `SELECT 0 AS is_target, c.id, c.a, t.on_day, NULL AS until_day, t.amount, t.n, t.last_seq, 0 AS planned
   FROM m CROSS JOIN cut AS c CROSS JOIN totals AS t
   WHERE ${from} < ${until} AND t.tenant = ?1 AND t.subject = c.id AND t.metric = m.id
     AND t.currency = m.currency AND t.grain = '${grain}'
     AND t.on_day >= ${from} AND t.on_day < ${until}`;

const params = (asked: Asked) => [
  asked.metric,
  asked.currency,
  asked.subject,
  asked.from,
  asked.until,
];

export const reportStore = {
  /**
   * Which intervals targets hold that have not ended, for whoever changes the calendar: one row for
   * each interval, metric, level and plan, with how many targets it stands for and whose.
   */
  heldIntervals: (today: Day): Read<HeldRow[]> =>
    read(
      `WITH t AS MATERIALIZED (
         SELECT from_day, until_day, metric, level, plan, subject, row_number() OVER (
           PARTITION BY from_day, until_day, metric, level, plan ORDER BY subject) AS place
         FROM targets WHERE tenant = ?1 AND until_seq IS NULL AND until_day > ?2)
       SELECT t.from_day, t.until_day, m.code AS metric, t.level, p.name AS plan,
         count(*) AS targets, json_group_array(json_array(t.subject, (
           SELECT name FROM units WHERE tenant = ?1 AND id = t.subject
           UNION ALL SELECT name FROM people WHERE tenant = ?1 AND id = t.subject LIMIT 1)))
           FILTER (WHERE t.place <= ${NAMED_MAX}) AS subjects
       FROM t
       LEFT JOIN metrics AS m ON m.tenant = ?1 AND m.id = t.metric
       LEFT JOIN plans AS p ON p.tenant = ?1 AND p.id = t.plan
       GROUP BY t.from_day, t.until_day, t.metric, t.level, t.plan
       ORDER BY t.from_day, t.until_day, t.metric, t.level, t.plan`,
      [today],
      every((row) => ({
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        metric: maybe(row, "metric") ?? "",
        level: text(row, "level"),
        plan: maybe(row, "plan"),
        targets: whole(row, "targets"),
        subjects: v
          .parse(Named, JSON.parse(text(row, "subjects")))
          .map(([id, name]) => ({ id, name: name ?? id })),
      })),
    ),

  metric: ({ metric, currency }: Asked): Read<MetricRow | null> =>
    read(
      `WITH ${METRIC} SELECT * FROM m WHERE ?1 IS NOT NULL`,
      [metric, currency],
      first(metricOf),
    ),

  /** The subject and its direct children. */
  spans: (asked: Asked): Read<SpanRow[]> =>
    read(
      `WITH ${METRIC}
       SELECT s.self, s.a, s.b, u.id AS unit, s.id, coalesce(u.code, p.code) AS code,
         coalesce(u.name, p.name) AS name, CASE WHEN u.id IS NULL THEN p.name_en ELSE u.name_en END
           AS name_en, coalesce(u.sample, p.sample) AS sample, p.starts_on, p.ends_on,
         CASE WHEN p.id IS NULL THEN NULL ELSE ${AWAY} END AS away,
         CASE WHEN p.id IS NULL THEN NULL ELSE ${staysOf("p.id")} END AS stays
       FROM (${SPANS}) AS s
       LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = s.id
       LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = s.id AND u.id IS NULL
       WHERE u.id IS NOT NULL OR p.id IS NOT NULL`,
      params(asked),
      (rows) => rows.map(spanOf).sort(byKindAndCode),
    ),

  /**
   * Month totals for whole months, day totals at the edges, and the agreed targets that meet the
   * window: rows in proportion to what is shown. There is at most one target a day, so those before
   * the last that begins with the window or earlier have ended and are not read.
   */
  holdings: (asked: Asked): Read<HoldingRows> =>
    read(
      `WITH ${METRIC}, ${CUT}
       ${totalsBetween("m", "c.mf", "c.mu")}
       UNION ALL ${totalsBetween("d", "c.a", "min(c.mf, c.b)")}
       UNION ALL ${totalsBetween("d", "max(c.mf, c.mu)", "c.b")}
       UNION ALL
       SELECT 1, c.id, c.a, t.from_day, t.until_day, t.amount, 0, 0, t.plan IS NOT NULL
       FROM m CROSS JOIN cut AS c CROSS JOIN targets AS t
       WHERE t.tenant = ?1 AND t.subject = c.id AND t.metric = m.id AND t.level = ?7
         AND t.slice = '' AND t.from_day < ?6 AND t.until_day > ?5 AND t.until_seq IS NULL
         AND t.from_day >= coalesce((
           SELECT from_day FROM targets AS e
           WHERE e.tenant = ?1 AND e.subject = c.id AND e.metric = m.id AND e.level = ?7
             AND e.slice = '' AND e.from_day <= ?5 AND e.until_seq IS NULL
           ORDER BY e.from_day DESC LIMIT 1), ?5)
         AND coalesce(t.currency, '') = m.currency`,
      [...params(asked), asked.level, Number(asked.daily)],
      (rows) => ({
        buckets: rows.filter((row) => row["is_target"] === 0).map(bucketOf),
        targets: rows.filter((row) => row["is_target"] === 1).map(targetOf),
      }),
    ),

  /** The last day in the window on which the subject has anything, for what is not summed. */
  last: (asked: Asked): Read<BucketRow[]> =>
    read(
      `WITH ${METRIC}
       SELECT t.subject AS id, ?5 AS a, t.on_day, t.amount, t.n, t.last_seq
       FROM m CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = ?4 AND t.metric = m.id AND t.currency = m.currency
         AND t.grain = 'd' AND t.on_day >= ?5 AND t.on_day < ?6
       ORDER BY t.on_day DESC LIMIT 1`,
      params(asked),
      (rows) => rows.map(bucketOf),
    ),

  /**
   * A person who sold nothing since Monday is not data until Monday: how far the data reaches is
   * asked of the root above the subject. ?7 is today.
   */
  data: (asked: Asked): Read<DataRow> =>
    read(
      `WITH ${METRIC}, home AS (
         SELECT id AS unit FROM units WHERE tenant = ?1 AND id = ?4
         UNION ALL
         SELECT unit FROM (SELECT unit FROM memberships
           WHERE tenant = ?1 AND person = ?4 AND until_seq IS NULL AND unit IS NOT NULL
           ORDER BY from_day DESC LIMIT 1)
       ), root AS (
         SELECT p.above FROM home AS h CROSS JOIN unit_paths AS p
         WHERE p.tenant = ?1 AND p.unit = h.unit AND p.from_day <= ?7 AND p.until_day > ?7
         ORDER BY p.depth DESC LIMIT 1
       ), last AS (
         SELECT on_day, last_seq FROM totals
         WHERE tenant = ?1 AND subject = coalesce((SELECT above FROM root), ?4)
           AND metric = (SELECT id FROM m) AND currency = (SELECT currency FROM m)
           AND grain = 'd'
         ORDER BY on_day DESC LIMIT 1
       )
       SELECT on_day, last_seq,
         (SELECT at FROM commits WHERE tenant = ?1 AND commits.seq = last_seq) AS at FROM last`,
      [...params(asked), asked.today],
      ([row]) => dataOf(row),
    ),
};

function metricOf(row: Row): MetricRow {
  return {
    id: text(row, "id"),
    code: text(row, "code"),
    nameZh: text(row, "name_zh"),
    nameEn: text(row, "name_en"),
    unit: text(row, "unit"),
    scale: whole(row, "scale"),
    currency: text(row, "currency"),
    direction: text(row, "direction") === "down" ? "down" : "up",
    downRule: text(row, "down_rule") === "two_minus" ? "two_minus" : "target_over_actual",
    downMax: text(row, "down_max"),
    overTime: text(row, "over_time"),
    formula: maybe(row, "formula"),
    weighedBy: maybe(row, "weighed_by"),
  };
}

function spanOf(row: Row): SpanRow {
  const from = day(text(row, "a"));
  const until = day(text(row, "b"));
  const starts = maybe(row, "starts_on");
  const ends = maybe(row, "ends_on");
  const employed = starts && ends ? { from: day(starts), until: day(ends) } : null;
  return {
    self: whole(row, "self") === 1,
    kind: maybe(row, "unit") === null ? "person" : "unit",
    id: text(row, "id"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    sample: whole(row, "sample") === 1,
    employed,
    carrying: employed && { away: text(row, "away"), stays: maybe(row, "stays") },
    from,
    until,
  };
}

/** Units before people, each by code. */
function byKindAndCode(a: SpanRow, b: SpanRow): number {
  return ascending(b.kind, a.kind) || ascending(a.code, b.code) || ascending(a.from, b.from);
}

function bucketOf(row: Row): BucketRow {
  return {
    subject: text(row, "id"),
    since: day(text(row, "a")),
    on: day(text(row, "on_day")),
    amount: big(row, "amount"),
    entries: whole(row, "n"),
    seq: whole(row, "last_seq"),
  };
}

function targetOf(row: Row): TargetRow {
  return {
    subject: text(row, "id"),
    since: day(text(row, "a")),
    from: day(text(row, "on_day")),
    until: day(text(row, "until_day")),
    amount: big(row, "amount"),
    planned: whole(row, "planned") === 1,
  };
}

function dataOf(row: Row | undefined): DataRow {
  if (!row) return { lastDay: null, seq: 0, at: null };
  return {
    lastDay: day(text(row, "on_day")),
    seq: whole(row, "last_seq"),
    at: maybeWhole(row, "at"),
  };
}
