import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
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
  readonly overTime: string;
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
  readonly active: Interval;
};

export type BucketRow = {
  readonly subject: string;
  readonly since: Day;
  readonly on: Day;
  readonly amount: bigint;
  readonly entries: number;
};

export type TargetRow = Interval & {
  readonly subject: string;
  readonly since: Day;
  readonly amount: bigint;
};

/** How far the data of the whole tree reaches, and the newest commit in the subject's figures. */
export type DataRow = {
  readonly lastDay: Day | null;
  readonly seq: number;
  readonly at: number | null;
};

export type HeldRow = Interval & { readonly targets: number };

export type ReportStore = typeof reportStore;

/** ?2 metric (code or id), ?3 currency or null. */
const METRIC = `m AS MATERIALIZED (
  SELECT id, code, name_zh, name_en, unit, scale, direction, over_time,
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
const SPAN = `span(self, kind, id, a, b) AS MATERIALIZED (
  SELECT 1, 'self', ?4, ?5, ?6
  UNION ALL
  SELECT 0, 'unit', unit, max(from_day, ?5), min(until_day, ?6)
  FROM unit_paths INDEXED BY unit_paths_above
  WHERE tenant = ?1 AND above = ?4 AND depth = 1 AND from_day < ?6 AND until_day > ?5
  UNION ALL
  SELECT 0, 'person', person, max(from_day, ?5), min(until_day, ?6)
  FROM memberships INDEXED BY memberships_unit
  WHERE tenant = ?1 AND unit = ?4 AND until_seq IS NULL AND from_day < ?6 AND until_day > ?5)`;

const params = (asked: Asked) => [
  asked.metric,
  asked.currency,
  asked.subject,
  asked.from,
  asked.until,
];

export const reportStore = {
  /** Which intervals targets hold that have not ended, for whoever changes the calendar. */
  heldIntervals: (today: Day): Read<HeldRow[]> =>
    read(
      `SELECT from_day, until_day, count(*) AS targets FROM targets
       WHERE tenant = ?1 AND until_seq IS NULL AND until_day > ?2
       GROUP BY +from_day, +until_day ORDER BY +from_day, +until_day`,
      [today],
      every((row) => ({
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        targets: whole(row, "targets"),
      })),
    ),

  metric: ({ metric, currency }: Asked): Read<MetricRow | null> =>
    read(
      `WITH ${METRIC} SELECT * FROM m WHERE ?1 IS NOT NULL`,
      [metric, currency],
      first(metricOf),
    ),

  /** The subject and its direct children, by kind and code. */
  spans: ({ subject, from, until }: Asked): Read<SpanRow[]> =>
    read(
      `WITH ${SPAN}
       SELECT s.self, s.a, s.b, 'unit' AS kind, u.id, u.code, u.name, u.name_en, u.sample,
         s.a AS starts_on, s.b AS ends_on
       FROM span AS s CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = s.id
       UNION ALL
       SELECT s.self, s.a, s.b, 'person', p.id, p.code, p.name, p.name_en, p.sample,
         p.starts_on, p.ends_on
       FROM span AS s CROSS JOIN people AS p ON p.tenant = ?1 AND p.id = s.id
       ORDER BY kind DESC, code`,
      // SPAN counts its own from ?4.
      [null, null, subject, from, until],
      every(spanOf),
    ),

  /** Month totals for whole months, day totals at the edges: rows in proportion to what is shown. */
  buckets: (asked: Asked): Read<BucketRow[]> =>
    read(
      `WITH ${METRIC}, ${SPAN}, cut AS MATERIALIZED (
         SELECT id, a, b, date(b, 'start of month') AS mu,
           CASE WHEN ?7 = 1 AND self = 1 THEN b
             WHEN substr(a, 9) = '01' THEN a
             ELSE date(a, 'start of month', '+1 month') END AS mf
         FROM span)
       SELECT c.id, c.a, t.on_day, t.amount, t.n FROM m CROSS JOIN cut AS c CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = c.id AND t.metric = m.id AND t.currency = m.currency
         AND t.grain = 'm' AND t.on_day >= c.mf AND t.on_day < c.mu
       UNION ALL
       SELECT c.id, c.a, t.on_day, t.amount, t.n FROM m CROSS JOIN cut AS c CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = c.id AND t.metric = m.id AND t.currency = m.currency
         AND t.grain = 'd' AND t.on_day >= c.a AND t.on_day < min(c.mf, c.b)
       UNION ALL
       SELECT c.id, c.a, t.on_day, t.amount, t.n FROM m CROSS JOIN cut AS c CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = c.id AND t.metric = m.id AND t.currency = m.currency
         AND t.grain = 'd' AND t.on_day >= max(c.mf, c.mu) AND t.on_day < c.b`,
      [...params(asked), Number(asked.daily)],
      every((row) => ({
        subject: text(row, "id"),
        since: day(text(row, "a")),
        on: day(text(row, "on_day")),
        amount: big(row, "amount"),
        entries: whole(row, "n"),
      })),
    ),

  /**
   * The agreed targets that meet the window, as known now. There is at most one a day, so those
   * before the last that begins with the window or earlier have ended: they are not read.
   */
  targets: (asked: Asked): Read<TargetRow[]> =>
    read(
      `WITH ${METRIC}, ${SPAN}
       SELECT s.id, s.a, t.from_day, t.until_day, t.amount
       FROM m CROSS JOIN span AS s CROSS JOIN targets AS t
       WHERE t.tenant = ?1 AND t.subject = s.id AND t.metric = m.id AND t.level = ?7
         AND t.slice = '' AND t.from_day < ?6 AND t.until_day > ?5 AND t.until_seq IS NULL
         AND t.from_day >= coalesce((
           SELECT from_day FROM targets AS e
           WHERE e.tenant = ?1 AND e.subject = s.id AND e.metric = m.id AND e.level = ?7
             AND e.slice = '' AND e.from_day <= ?5 AND e.until_seq IS NULL
           ORDER BY e.from_day DESC LIMIT 1), ?5)
         AND coalesce(t.currency, '') = m.currency`,
      [...params(asked), asked.level],
      every((row) => ({
        subject: text(row, "id"),
        since: day(text(row, "a")),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        amount: big(row, "amount"),
      })),
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
       ), newest AS (
         SELECT coalesce(max(t.last_seq), (SELECT last_seq FROM last), 0) AS seq
         FROM m CROSS JOIN totals AS t
         WHERE t.tenant = ?1 AND t.subject = ?4 AND t.metric = m.id AND t.currency = m.currency
           AND t.grain = 'm' AND t.on_day >= date(?5, 'start of month') AND t.on_day < ?6
       )
       SELECT (SELECT on_day FROM last) AS last_day, seq,
         (SELECT at FROM commits WHERE tenant = ?1 AND commits.seq = newest.seq) AS at
       FROM newest`,
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
    overTime: text(row, "over_time"),
  };
}

function spanOf(row: Row): SpanRow {
  const from = day(text(row, "a"));
  const until = day(text(row, "b"));
  return {
    self: whole(row, "self") === 1,
    kind: text(row, "kind") === "unit" ? "unit" : "person",
    id: text(row, "id"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    sample: whole(row, "sample") === 1,
    active: {
      from: day(maybe(row, "starts_on") ?? from),
      until: day(maybe(row, "ends_on") ?? until),
    },
    from,
    until,
  };
}

function dataOf(row: Row | undefined): DataRow {
  if (!row) return { lastDay: null, seq: 0, at: null };
  const lastDay = maybe(row, "last_day");
  return {
    lastDay: lastDay === null ? null : day(lastDay),
    seq: whole(row, "seq"),
    at: maybeWhole(row, "at"),
  };
}
