import { day } from "../lib/day.ts";
import { FOREVER, type Interval } from "../lib/interval.ts";
import { minor } from "../lib/money.ts";
import type { Guard } from "../tenancy/commit.ts";
import { big, every, maybe, maybeWhole, type Read, read, type Row } from "../tenancy/sql.ts";
import { SEQ, type Statement, text, whole, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { LEVELS, type Level, type Target } from "./target.ts";

/** A target as it holds now, and the commit that set it. */
export type KnownTarget = Target & { readonly since: number };
export type ListedTarget = KnownTarget & { readonly scale: number };

type Page = {
  readonly subject: string;
  /** Code or id. */
  readonly metric: string | null;
  readonly level: Level | null;
  readonly within: Interval | null;
  readonly limit: number;
  /** The last row of the page before: metric, level, slice, first day. */
  readonly after: readonly [metric: string, level: string, slice: string, from: string] | null;
};

const COLUMNS = `t.subject, t.metric, t.level, t.slice, t.from_day, t.until_day, t.amount, t.currency, t.plan,
  t.plan_version, t.since_seq`;

export function targetFrom(row: Row): KnownTarget {
  return {
    subject: text(row, "subject"),
    metric: text(row, "metric"),
    level: LEVELS.find((each) => each === row["level"]) ?? "committed",
    slice: text(row, "slice"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    amount: minor(big(row, "amount")),
    currency: text(row, "currency"),
    plan: maybe(row, "plan"),
    planVersion: maybeWhole(row, "plan_version"),
    since: whole(row, "since_seq"),
  };
}

export const targetReads = {
  /** Targets of these subjects that hold on some day of the interval. */
  targetsOf: (asked: {
    subjects: readonly string[];
    metric: string;
    level: Level;
    within: Interval;
  }): Read<KnownTarget[]> =>
    read(
      `SELECT ${COLUMNS} FROM json_each(?2) AS j CROSS JOIN targets AS t
       WHERE t.tenant = ?1 AND t.subject = j.value AND t.metric = ?3 AND t.level = ?4
         AND t.slice = '' AND t.until_seq IS NULL AND t.from_day < ?6 AND t.until_day > ?5`,
      [packed(asked.subjects), asked.metric, asked.level, asked.within.from, asked.within.until],
      every(targetFrom),
    ),

  /** What already holds where these rows would. */
  overlapping: (rows: readonly Target[]): Read<KnownTarget[]> =>
    read(
      `SELECT DISTINCT ${COLUMNS} FROM json_each(?2) AS j CROSS JOIN targets AS t
       WHERE ${OVERLAPS}`,
      [packed(rows.map(placeOf))],
      every(targetFrom),
    ),

  /** Other plans' targets, and direct ones, where this draft's would stand; a few name the matter. */
  besidePlan: (plan: string): Read<KnownTarget[]> =>
    read(`SELECT ${COLUMNS} ${BESIDE} LIMIT 20`, [plan], every(targetFrom)),

  list: ({ subject, metric, level, within, limit, after }: Page): Read<ListedTarget[]> =>
    read(
      `SELECT ${COLUMNS}, m.scale FROM targets AS t CROSS JOIN metrics AS m
       WHERE t.tenant = ?1 AND t.subject = ?2 AND t.until_seq IS NULL
         AND m.tenant = ?1 AND m.id = t.metric AND (?3 IS NULL OR m.id = ?3 OR m.code = ?3)
         AND (?4 IS NULL OR t.level = ?4) AND t.from_day < ?6 AND t.until_day > ?5
         AND (t.metric, t.level, t.slice, t.from_day) > (?7, ?8, ?9, ?10)
       ORDER BY t.metric, t.level, t.slice, t.from_day LIMIT ?11`,
      [
        subject,
        metric,
        level,
        within?.from ?? "0001-01-01",
        within?.until ?? FOREVER,
        ...(after ?? ["", "", "", ""]),
        limit,
      ],
      every((row) => ({ ...targetFrom(row), scale: whole(row, "scale") })),
    ),
};

/** j is [subject, metric, level, from, until, amount, currency, slice]. */
const OVERLAPS = `t.tenant = ?1 AND t.subject = j.value ->> 0 AND t.metric = j.value ->> 1
  AND t.level = j.value ->> 2 AND t.slice = j.value ->> 7 AND t.until_seq IS NULL
  AND t.from_day < j.value ->> 4 AND t.until_day > j.value ->> 3`;

const BESIDE = `FROM plans AS p CROSS JOIN plan_rows AS r CROSS JOIN targets AS t
  WHERE p.tenant = ?1 AND p.id = ?2 AND r.tenant = ?1 AND r.plan = p.id AND r.number = 0
    AND t.tenant = ?1 AND t.subject = r.subject AND t.metric = p.metric AND t.level = 'committed'
    AND t.slice = '' AND t.until_seq IS NULL AND t.plan IS NOT p.id
    AND t.from_day < p.until_day AND t.until_day > p.from_day`;

function placeOf({ subject, metric, level, slice, from, until, amount, currency }: Target) {
  return [subject, metric, level, from, until, amount, currency, slice];
}

export const targetWrites = {
  /** Closes the targets that stand for exactly these intervals. */
  closeTargets: (rows: readonly Target[]): Statement =>
    write(
      `UPDATE targets SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND until_seq IS NULL AND (subject, metric, level, slice, from_day) IN (
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 7, value ->> 3
         FROM json_each(?2))`,
      packed(rows.map(placeOf)),
    ),

  addTargets: (rows: readonly Target[]): Statement =>
    write(
      `INSERT INTO targets (tenant, subject, metric, level, slice, from_day, since_seq, until_day,
         until_seq, amount, currency, plan, plan_version)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 7, j.value ->> 3, ${SEQ},
         j.value ->> 4, NULL, j.value ->> 5, j.value ->> 6, NULL, NULL
       FROM json_each(?2) AS j`,
      packed(rows.map(placeOf)),
    ),

  /** Nothing but the rows that are about to be closed holds on the days of the new ones. */
  nothingElseHolds: (rows: readonly Target[], closing: readonly Target[]): Guard => ({
    what: "target/overlap",
    sql: `(SELECT count(*) FROM json_each(?2) AS j CROSS JOIN targets AS t WHERE ${OVERLAPS}) =
          (SELECT count(*) FROM json_each(?3) AS j CROSS JOIN targets AS t WHERE ${OVERLAPS}
             AND t.from_day = j.value ->> 3 AND t.until_day = j.value ->> 4)`,
    params: [packed(rows.map(placeOf)), packed(closing.map(placeOf))],
  }),

  nothingBesidePlan: (plan: string): Guard => ({
    what: "target/overlap",
    sql: `NOT EXISTS (SELECT 1 ${BESIDE})`,
    params: [plan],
  }),
};
