import { day, type Day } from "../lib/day.ts";
import { instant, type Instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import { must } from "../lib/assert.ts";
import type { OwnTarget } from "../reports/attainment.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  text,
  whole,
  type Read,
  type Row,
} from "../tenancy/sql.ts";
import type { Seat } from "./fold.ts";
import type { Member } from "./rebuild.ts";
import { windowTable } from "./window.ts";

export type TruthStore = typeof truthStore;
/** A row of a board with what the totals say of it. */
export type Scored = Member & { readonly amount: bigint; readonly lastSeq: number };
/** What a commit said, as the log remembers it. */
export type Logged = { readonly seq: number; readonly at: Instant; readonly event: string };
/** ?2 board, ?3 today, ?4 the window table: the board with the window it is in today. */
const BOARD = `rule (body) AS MATERIALIZED (
    SELECT rule FROM calendars WHERE tenant = ?1 AND until_seq IS NULL ORDER BY from_day LIMIT 1
  ), cut AS (
    SELECT *, json_extract(?4, '$."' || span || ':' || CASE span
      WHEN 'week' THEN json_extract((SELECT body FROM rule), '$.weekStart')
      WHEN 'quarter' THEN json_extract((SELECT body FROM rule), '$.firstMonth')
      WHEN 'year' THEN json_extract((SELECT body FROM rule), '$.firstMonth')
      ELSE 0 END || '"') AS open
    FROM boards WHERE tenant = ?1 AND id = ?2
  ), b AS MATERIALIZED (
    SELECT unit, metric, currency, subjects, json_extract(open, '$.from') AS from_day,
      json_extract(open, '$.until') AS until_day, json_extract(open, '$.grain') AS grain FROM cut
  )`;
/** Everything the board has a figure of: its rows today, and the scope itself. */
const SUBJECTS_OF = `${BOARD}, s AS MATERIALIZED (
    SELECT k.person AS subject, k.unit FROM b
    CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = b.unit
      AND p.from_day <= ?3 AND p.until_day > ?3
    CROSS JOIN memberships AS k INDEXED BY memberships_unit ON k.tenant = ?1 AND k.unit = p.unit
      AND k.from_day <= ?3 AND k.until_day > ?3 AND k.until_seq IS NULL
    WHERE b.subjects = 'people'
    UNION ALL
    SELECT p.unit, p.unit FROM b
    CROSS JOIN unit_paths AS p INDEXED BY unit_paths_above ON p.tenant = ?1 AND p.above = b.unit AND p.depth = 1
      AND p.from_day <= ?3 AND p.until_day > ?3
    WHERE b.subjects = 'units'
    UNION ALL
    SELECT unit, unit FROM b
  )`;

const about = (board: string, today: Day) => [board, today, JSON.stringify(windowTable(today))];

/** Where a board stands, from members, targets and totals: one batch, never the log. */
export const truthStore = {
  /** The tenant's last commit number. */
  head: (): Read<number> =>
    read("SELECT coalesce(max(seq), 0) AS seq FROM commits WHERE tenant = ?1", [], (rows) =>
      whole(must(rows[0]), "seq"),
    ),

  window: (board: string, today: Day): Read<Interval | null> =>
    read(
      `WITH ${BOARD} SELECT from_day, until_day FROM b WHERE ?1 IS NOT NULL`,
      about(board, today),
      first((row) => ({ from: day(text(row, "from_day")), until: day(text(row, "until_day")) })),
    ),

  /** Rows with their totals; the scope itself is among them under its own id. */
  scored: (board: string, today: Day): Read<Scored[]> =>
    read(
      `WITH ${SUBJECTS_OF}
       SELECT s.subject, s.unit, u.name AS unit_name, u.name_en AS unit_name_en,
         coalesce(q.name, u.name) AS name, coalesce(q.name_en, u.name_en) AS name_en,
         coalesce(sum(t.amount), 0) AS amount, coalesce(max(t.last_seq), 0) AS last_seq
       FROM s CROSS JOIN b
       CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = s.unit
       LEFT JOIN people AS q ON q.tenant = ?1 AND q.id = s.subject
       LEFT JOIN totals AS t ON t.tenant = ?1 AND t.subject = s.subject AND t.metric = b.metric
         AND t.currency = b.currency AND t.grain = b.grain
         AND t.on_day >= b.from_day AND t.on_day < b.until_day
       WHERE q.ends_on IS NULL OR q.ends_on > ?3
       GROUP BY +s.subject`,
      about(board, today),
      every((row) => ({
        ...memberOf(row),
        amount: big(row, "amount"),
        lastSeq: whole(row, "last_seq"),
      })),
    ),

  /** The committed targets that touch the window, whole, with their own days. */
  targets: (board: string, today: Day): Read<(OwnTarget & { readonly subject: string })[]> =>
    read(
      `WITH ${SUBJECTS_OF}
       SELECT t.subject, t.from_day, t.until_day, t.amount FROM s CROSS JOIN b
       CROSS JOIN targets AS t ON t.tenant = ?1 AND t.subject = s.subject AND t.metric = b.metric
         AND t.level = 'committed' AND t.slice = ''
       WHERE t.until_seq IS NULL AND t.currency = b.currency
         AND t.from_day < b.until_day AND t.until_day > b.from_day`,
      about(board, today),
      every((row) => ({
        subject: text(row, "subject"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        amount: big(row, "amount"),
      })),
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

  /** When the newest figure in the window was recorded. */
  dataAt: (board: string, today: Day): Read<Instant | null> =>
    read(
      `WITH ${BOARD}
       SELECT at FROM commits WHERE tenant = ?1 AND ?3 IS NOT NULL AND seq = (
         SELECT max(t.last_seq) FROM b
         CROSS JOIN totals AS t ON t.tenant = ?1 AND t.subject = b.unit AND t.metric = b.metric
           AND t.currency = b.currency AND t.grain = b.grain
           AND t.on_day >= b.from_day AND t.on_day < b.until_day)`,
      about(board, today),
      first((row) => instant(whole(row, "at"))),
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
