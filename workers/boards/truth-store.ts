import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import { instant, type Instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import { awayOf, type CarryingText, RAMPED, staysOf } from "../payplans/denominator.ts";
import type { OwnTarget } from "../targets/carried-target.ts";
import {
  every,
  first,
  maybe,
  maybeWhole,
  read,
  text,
  whole,
  type Read,
  type Row,
} from "../tenancy/sql.ts";
import type { Seat } from "./fold.ts";
import type { Member } from "./rebuild.ts";
import { windowTable } from "./window.ts";

/** A row of a board with what the totals say of it. */
export type Scored = Member & {
  readonly amount: bigint;
  readonly lastSeq: number;
  /** The committed targets that touch the window, whole, with their own days. */
  readonly held: readonly OwnTarget[];
  /** Null is a unit, which carries its own figure. */
  readonly employed: Interval | null;
  readonly carrying: CarryingText | null;
};
export type Frame = {
  readonly window: Interval;
  readonly seq: number;
  readonly dataAt: Instant | null;
};
/** SQLite writes sums as JSON integers; one beyond 2^53 would not be what was stored. */
const Whole = v.pipe(v.number(), v.safeInteger());
const Total = v.tuple([Whole, Whole]);
const Held = v.array(v.tuple([v.string(), v.string(), Whole, v.number()]));
/** What a commit said, as the log remembers it. */
export type Logged = { readonly seq: number; readonly at: Instant; readonly event: string };
/**
 * ?2 board, ?3 today, ?4 the window table: the board with the window it is in today. A calendar that
 * is more than one number says itself on which days its periods begin (calendars.cuts).
 */
const BOARD = `cut AS MATERIALIZED (
    SELECT d.*, CASE
      WHEN d.span = 'day' THEN json_extract(?4, '$."day:0"')
      WHEN c.cuts IS NOT NULL THEN (
        SELECT json_object('from', a, 'until', b, 'grain',
          CASE WHEN a LIKE '%-01' AND b LIKE '%-01' THEN 'm' ELSE 'd' END)
        FROM (SELECT max(CASE WHEN value <= ?3 THEN value END) AS a,
                min(CASE WHEN value > ?3 THEN value END) AS b
              FROM json_each(c.cuts, '$.' || d.span)))
      ELSE json_extract(?4, '$."' || d.span || ':' || CASE d.span
        WHEN 'week' THEN json_extract(c.rule, '$.weekStart')
        WHEN 'quarter' THEN json_extract(c.rule, '$.firstMonth')
        WHEN 'year' THEN json_extract(c.rule, '$.firstMonth')
        ELSE 0 END || '"') END AS open
    FROM boards AS d
    CROSS JOIN calendars AS c ON c.tenant = ?1 AND c.until_seq IS NULL
    WHERE d.tenant = ?1 AND d.id = ?2 ORDER BY c.from_day LIMIT 1
  ), b AS MATERIALIZED (
    SELECT unit, metric, currency, subjects, json_extract(open, '$.from') AS from_day,
      json_extract(open, '$.until') AS until_day, json_extract(open, '$.grain') AS grain FROM cut
  )`;
/**
 * What the totals and the targets say of one subject in the window. Targets of a subject follow one
 * another, so those that touch the window begin with the one its first day lies in: a year of
 * months costs a quarter's board three rows and not twelve.
 */
const figuresOf = (subject: string) => `
  (SELECT json_array(coalesce(sum(t.amount), 0), coalesce(max(t.last_seq), 0)) FROM totals AS t
   WHERE t.tenant = ?1 AND t.subject = ${subject} AND t.metric = b.metric
     AND t.currency = b.currency AND t.grain = b.grain
     AND t.on_day >= b.from_day AND t.on_day < b.until_day) AS total,
  (SELECT json_group_array(json_array(t.from_day, t.until_day, t.amount,
     t.plan IS NOT NULL)) FROM targets AS t
   WHERE t.tenant = ?1 AND t.subject = ${subject} AND t.metric = b.metric
     AND t.level = 'committed' AND t.slice = '' AND t.from_day < b.until_day
     AND t.from_day >= coalesce((
       SELECT e.from_day FROM targets AS e
       WHERE e.tenant = ?1 AND e.subject = ${subject} AND e.metric = b.metric
         AND e.level = 'committed' AND e.slice = '' AND e.from_day <= b.from_day
         AND e.until_seq IS NULL
       ORDER BY e.from_day DESC LIMIT 1), b.from_day)
     AND t.until_day > b.from_day AND t.until_seq IS NULL AND t.currency = b.currency) AS held`;
const UNIT_ROW = `u.id AS subject, u.id AS unit, u.name AS unit_name, u.name_en AS unit_name_en,
  u.name, u.name_en, NULL AS starts_on, NULL AS ends_on, NULL AS away, ${figuresOf("u.id")}`;

/** Held targets are in the order of their days: the first begins, the last ends them. */
const HELD_IS_CUT = `json_extract(x.held, '$[0][0]') < x.from_day
  OR json_extract(x.held, '$[#-1][1]') > x.until_day`;

const AWAY = {
  ...{ person: "k.person", metric: "b.metric", from: "b.from_day", until: "b.until_day" },
};

const about = (board: string, today: Day) => [board, today, JSON.stringify(windowTable(today))];

/** Where a board stands, from members, targets and totals: one batch, never the log. */
export const truthStore = {
  /** The window the board is in, the tenant's last commit, and when its newest figure came. */
  frame: (board: string, today: Day): Read<Frame | null> =>
    read(
      `WITH ${BOARD}
       SELECT from_day, until_day,
         (SELECT coalesce(max(seq), 0) FROM commits WHERE tenant = ?1) AS seq,
         (SELECT at FROM commits WHERE tenant = ?1 AND ?3 IS NOT NULL AND seq = (
            SELECT max(t.last_seq) FROM totals AS t
            WHERE t.tenant = ?1 AND t.subject = b.unit AND t.metric = b.metric
              AND t.currency = b.currency AND t.grain = b.grain
              AND t.on_day >= b.from_day AND t.on_day < b.until_day)) AS data_at
       FROM b`,
      about(board, today),
      first((row) => {
        const at = maybeWhole(row, "data_at");
        const window = { from: day(text(row, "from_day")), until: day(text(row, "until_day")) };
        return { window, seq: whole(row, "seq"), dataAt: at === null ? null : instant(at) };
      }),
    ),

  /** Rows with their totals and targets; the scope itself is among them under its own id. */
  scored: (board: string, today: Day): Read<Scored[]> =>
    read(
      `WITH ${BOARD}, ramped AS MATERIALIZED (SELECT ${RAMPED} AS any_plan), x AS (
       SELECT b.from_day, b.until_day, k.person AS subject, u.id AS unit, u.name AS unit_name, u.name_en AS unit_name_en,
         q.name, q.name_en, q.starts_on, q.ends_on, ${awayOf(AWAY)} AS away,
         ${figuresOf("k.person")}
       FROM b
       CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = b.unit
         AND p.from_day <= ?3 AND p.until_day > ?3
       CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = p.unit
       CROSS JOIN memberships AS k INDEXED BY memberships_unit ON k.tenant = ?1
         AND k.unit = p.unit AND k.from_day <= ?3 AND k.until_day > ?3 AND k.until_seq IS NULL
       CROSS JOIN people AS q ON q.tenant = ?1 AND q.id = k.person AND q.ends_on > ?3
       WHERE b.subjects = 'people'
       UNION ALL
       SELECT b.from_day, b.until_day, ${UNIT_ROW} FROM b
       CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = b.unit
         AND p.depth = 1 AND p.from_day <= ?3 AND p.until_day > ?3
       CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = p.unit
       WHERE b.subjects = 'units'
       UNION ALL
       SELECT b.from_day, b.until_day, ${UNIT_ROW}
       FROM b CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = b.unit)
       SELECT x.*, CASE WHEN x.starts_on IS NOT NULL AND x.held <> '[]' AND (
           (SELECT any_plan FROM ramped) OR x.away <> '[]' OR x.starts_on > x.from_day
           OR x.ends_on < x.until_day OR ${HELD_IS_CUT}) THEN ${staysOf("x.subject")} END AS stays
       FROM x`,
      about(board, today),
      every((row) => {
        const [amount, lastSeq] = v.parse(Total, JSON.parse(text(row, "total")));
        const figures = { amount: BigInt(amount), lastSeq, held: heldIn(row) };
        return { ...memberOf(row), ...figures, ...carriedBy(row) };
      }),
    ),

  /** Who counted for the scope, and for each unit that is a row, on which days of the window. */
  seats: (board: string, today: Day): Read<(Seat & { readonly person: string })[]> =>
    read(
      `WITH ${BOARD}, x AS (
         SELECT unit FROM b
         UNION ALL
         SELECT p.unit FROM b CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = b.unit
           AND p.depth = 1 AND p.from_day <= ?3 AND p.until_day > ?3
         WHERE b.subjects = 'units'
       )
       SELECT k.person, x.unit, max(p.from_day, k.from_day, b.from_day) AS from_day,
         min(p.until_day, k.until_day, b.until_day) AS until_day
       FROM b CROSS JOIN x
       CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = x.unit
       CROSS JOIN memberships AS k INDEXED BY memberships_unit ON k.tenant = ?1 AND k.unit = p.unit AND k.until_seq IS NULL
       WHERE max(p.from_day, k.from_day, b.from_day) < min(p.until_day, k.until_day, b.until_day)
       ORDER BY k.person, x.unit, 3`,
      about(board, today),
      every((row) => ({
        person: text(row, "person"),
        unit: text(row, "unit"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
      })),
    ),

  commitsSince: (seq: number, limit: number): Read<Logged[]> =>
    read(
      `SELECT seq, at, event FROM commits WHERE tenant = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3`,
      [seq, limit],
      every((row) => ({
        seq: whole(row, "seq"),
        at: instant(whole(row, "at")),
        event: text(row, "event"),
      })),
    ),
};

function heldIn(row: Row): OwnTarget[] {
  const held = v.parse(Held, JSON.parse(text(row, "held")));
  return held.map(([from, until, amount, planned]) => ({
    ...{ from: day(from), until: day(until) },
    ...{ amount: BigInt(amount), planned: planned === 1 },
  }));
}

function carriedBy(row: Row): Pick<Scored, "employed" | "carrying"> {
  const [starts, ends] = [maybe(row, "starts_on"), maybe(row, "ends_on")];
  if (!starts || !ends) return { employed: null, carrying: null };
  return {
    employed: { from: day(starts), until: day(ends) },
    carrying: { away: text(row, "away"), stays: maybe(row, "stays") },
  };
}

function memberOf(row: Row): Member {
  const name = text(row, "name");
  const unitName = text(row, "unit_name");
  return {
    subject: text(row, "subject"),
    name,
    nameEn: maybe(row, "name_en") ?? name,
    unit: text(row, "unit"),
    unitName,
    unitNameEn: maybe(row, "unit_name_en") ?? unitName,
  };
}
