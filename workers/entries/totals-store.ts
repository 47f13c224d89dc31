import { type Day, day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Refold } from "../org/refold.ts";
import {
  every,
  type Param,
  read,
  type Read,
  type Row,
  SEQ,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import type { Statement } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Grain, PersonDelta, Total } from "./fold.ts";
import { packedParts } from "./parts.ts";
import { spans } from "./span.ts";

export type Sum = { readonly amount: bigint; readonly n: number; readonly lastSeq: number };
export type SeriesRow = Sum & { readonly subject: string; readonly on: Day };
export type Asked = Interval & {
  readonly subjects: readonly string[];
  readonly metric: string;
  /** "" where the metric is not money. */
  readonly currency: string;
};

function sumOf(row: Row): Sum {
  // Years of days may leave 2^53: SQLite's 64 bits come as text.
  return {
    amount: BigInt(text(row, "amount")),
    n: whole(row, "n"),
    lastSeq: whole(row, "last_seq"),
  };
}

export const totalsReads = {
  /** Sums of any interval: whole months inside, days at the edges. Who has none is absent. */
  totals: ({ subjects, metric, currency, ...interval }: Asked): Read<ReadonlyMap<string, Sum>> =>
    read(
      `SELECT t.subject, CAST(sum(t.amount) AS TEXT) AS amount, sum(t.n) AS n,
         max(t.last_seq) AS last_seq
       FROM json_each(?2) AS s CROSS JOIN json_each(?5) AS g CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = s.value AND t.metric = ?3 AND t.currency = ?4
         AND t.grain = g.value ->> 0 AND t.on_day >= g.value ->> 1 AND t.on_day < g.value ->> 2
       GROUP BY +t.subject`,
      [packed(subjects), metric, currency, packedSpans(interval)],
      (rows) => new Map(rows.map((row) => [text(row, "subject"), sumOf(row)])),
    ),

  /** One row a day or a month that has entries; of a month its first day. */
  series: ({ subjects, metric, currency, from, until, grain }: Asked & { readonly grain: Grain }) =>
    read(
      `SELECT t.subject, t.on_day, CAST(t.amount AS TEXT) AS amount, t.n, t.last_seq
       FROM json_each(?2) AS s CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = s.value AND t.metric = ?3 AND t.currency = ?4
         AND t.grain = ?5 AND t.on_day >= ?6 AND t.on_day < ?7`,
      [packed(subjects), metric, currency, grain, from, until],
      every((row): SeriesRow => ({
        ...sumOf(row),
        subject: text(row, "subject"),
        on: day(text(row, "on_day")),
      })),
    ),

  /** The whole table of totals, for the same. */
  allTotals: (): Read<Total[]> =>
    read(
      `SELECT subject, metric, currency, grain, on_day, CAST(amount AS TEXT) AS amount, n, last_seq
       FROM totals WHERE tenant = ?1`,
      [],
      every((row) => ({
        ...sumOf(row),
        subject: text(row, "subject"),
        metric: text(row, "metric"),
        currency: text(row, "currency"),
        grain: row["grain"] === "d" ? "d" : "m",
        on: day(text(row, "on_day")),
      })),
    ),
};

export function packedSpans(interval: Interval): Param {
  return packed(spans(interval).map(({ grain, from, until }) => [grain, from, until]));
}

/** Of a day its first month: totals of both grains change together. */
const PERIOD = (on: string) =>
  `CASE g.value WHEN 'd' THEN ${on} ELSE substr(${on}, 1, 7) || '-01' END`;
const GRAINS = `json_each('["d","m"]')`;
const ADD = `ON CONFLICT (tenant, subject, metric, currency, grain, on_day) DO UPDATE SET
  amount = amount + excluded.amount, n = n + excluded.n, last_seq = excluded.last_seq`;

/**
 * Adds what moved to the credited people, and what is theirs directly to every unit above them on
 * that day. The chart is
 * read inside the batch: no move can slip between a decision and its totals.
 */
const ADD_TOTALS = `INSERT INTO totals
    (tenant, subject, metric, currency, grain, on_day, amount, n, last_seq)
  WITH moved AS (
    SELECT j.value ->> 0 AS person, j.value ->> 1 AS metric, j.value ->> 2 AS currency,
      j.value ->> 3 AS on_day, j.value ->> 4 AS amount, j.value ->> 5 AS n,
      j.value ->> 6 AS beside
    FROM json_each(?2) AS j
  ), shown AS (
    SELECT person AS subject, metric, currency, on_day, amount, n FROM moved
    UNION ALL
    SELECT p.above, d.metric, d.currency, d.on_day, d.amount, d.n
    FROM moved AS d CROSS JOIN memberships AS m CROSS JOIN unit_paths AS p
    WHERE d.beside = 0 AND m.tenant = ?1 AND m.person = d.person AND m.from_day <= d.on_day
      AND m.until_day > d.on_day AND m.until_seq IS NULL
      AND p.tenant = ?1 AND p.unit = m.unit AND p.from_day <= d.on_day AND p.until_day > d.on_day
  )
  SELECT ?1, s.subject, s.metric, s.currency, g.value, ${PERIOD("s.on_day")} AS period,
    sum(s.amount), sum(s.n), ${SEQ}
  FROM shown AS s CROSS JOIN ${GRAINS} AS g WHERE true
  GROUP BY s.subject, s.metric, s.currency, g.value, period
  ${ADD}`;

/** What a commit adds to the totals; nothing for no deltas. */
export function addTotals(deltas: readonly PersonDelta[]): Statement[] {
  const moved = deltas.map((d) => [
    ...[d.person, d.metric, d.currency, d.on, Number(d.amount), d.n],
    d.beside ? 1 : 0,
  ]);
  return moved.length === 0 ? [] : packedParts(moved).map((part) => write(ADD_TOTALS, part));
}

const SIGN = (kind: string) => `CASE ${kind} WHEN 'reversal' THEN -1 ELSE 1 END`;
/** A person's days as their totals have them, and what of that stands beside and is no unit's. */
const WHOLE = {
  from: "totals AS t",
  mine: "t.tenant = ?1 AND t.subject = m.person AND t.grain = 'd'",
  n: "t.n",
};
const BESIDE = {
  from: "credits AS t INDEXED BY credits_person CROSS JOIN entries AS e",
  mine: `t.tenant = ?1 AND t.person = m.person AND t.role <> 'direct'
    AND e.tenant = ?1 AND e.seq = t.seq AND e.line = t.line`,
  n: SIGN("e.kind"),
};
/** ?2 the moves, ?3 the sign; `who` joins json_each to the memberships that a move touches. */
const refolding = (seats: string, who: string, of: typeof WHOLE) => `INSERT INTO totals
    (tenant, subject, metric, currency, grain, on_day, amount, n, last_seq)
  SELECT ?1, p.above, t.metric, t.currency, g.value, ${PERIOD("t.on_day")} AS period,
    sum(?3 * t.amount), sum(?3 * ${of.n}), ${SEQ}
  FROM json_each(?2) AS j CROSS JOIN ${seats} CROSS JOIN ${of.from}
    CROSS JOIN unit_paths AS p CROSS JOIN ${GRAINS} AS g
  WHERE m.tenant = ?1 AND ${who} AND m.until_seq IS NULL AND m.unit IS NOT NULL
    AND m.until_day > j.value ->> 1
    AND ${of.mine}
    AND t.on_day >= max(m.from_day, j.value ->> 1) AND t.on_day < m.until_day
    AND p.tenant = ?1 AND p.unit = m.unit AND p.from_day <= t.on_day AND p.until_day > t.on_day
  GROUP BY +p.above, +t.metric, +t.currency, g.value, period
  ${ADD}`;
const ofPeople = (of: typeof WHOLE) =>
  refolding("memberships AS m", "m.person = j.value ->> 0", of);
const ofUnits = (of: typeof WHOLE) =>
  refolding("memberships AS m INDEXED BY memberships_unit", "m.unit = j.value ->> 0", of);
const REFOLD_PEOPLE = { whole: ofPeople(WHOLE), beside: ofPeople(BESIDE) };
const REFOLD_UNITS = { whole: ofUnits(WHOLE), beside: ofUnits(BESIDE) };

/**
 * A person's day totals leave the units above them (-1) or join them (1), by the chart as it
 * stands at that point of the batch; what of them stands beside goes the other way, so that units
 * gain and lose the direct credits alone.
 */
function refold(sign: 1 | -1): Refold["takeOut"] {
  const both = (of: typeof REFOLD_PEOPLE, moves: readonly (readonly string[])[]) =>
    moves.length === 0
      ? []
      : [write(of.whole, packed(moves), sign), write(of.beside, packed(moves), -sign)];
  return ({ people, units }) => [
    ...both(
      REFOLD_PEOPLE,
      people.map(({ person, from }) => [person, from]),
    ),
    ...both(
      REFOLD_UNITS,
      units.map(({ unit, from }) => [unit, from]),
    ),
  ];
}

/** What org is handed, so that a move carries its figures along. */
export const entriesRefold: Refold = { takeOut: refold(-1), putBack: refold(1) };

/** Every total of the tenant again from the log and the chart, in the two statements of one batch. */
export function rebuiltTotals(): Statement[] {
  return [
    write("DELETE FROM totals WHERE tenant = ?1"),
    write(
      `INSERT INTO totals (tenant, subject, metric, currency, grain, on_day, amount, n, last_seq)
       WITH credited AS (
         SELECT seq, person, metric, currency, on_day, amount, ${SIGN("kind")} AS n, 'direct' AS role
         FROM entries WHERE tenant = ?1 AND credited = 0
         UNION ALL
         SELECT c.seq, c.person, c.metric, c.currency, c.on_day, c.amount, ${SIGN("e.kind")}, c.role
         FROM credits AS c CROSS JOIN entries AS e
         WHERE c.tenant = ?1 AND e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line
       ), shown AS (
         SELECT person AS subject, metric, currency, on_day, amount, n, seq FROM credited
         UNION ALL
         SELECT p.above, d.metric, d.currency, d.on_day, d.amount, d.n, d.seq
         FROM credited AS d CROSS JOIN memberships AS m CROSS JOIN unit_paths AS p
         WHERE d.role = 'direct' AND m.tenant = ?1 AND m.person = d.person
           AND m.from_day <= d.on_day AND m.until_day > d.on_day AND m.until_seq IS NULL
           AND p.tenant = ?1 AND p.unit = m.unit AND p.from_day <= d.on_day
           AND p.until_day > d.on_day
       )
       SELECT ?1, s.subject, s.metric, s.currency, g.value, ${PERIOD("s.on_day")} AS period,
         sum(s.amount), sum(s.n), max(s.seq)
       FROM shown AS s CROSS JOIN ${GRAINS} AS g
       GROUP BY s.subject, s.metric, s.currency, g.value, period`,
    ),
  ];
}
