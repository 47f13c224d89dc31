import { addDays, type Day } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import { big, every, maybe, read, type Read, text, whole } from "../tenancy/sql.ts";
import type { Candidate, Vote } from "./ranking.ts";

/** Who takes part, on the last day: everybody who sits somewhere, or at or below ?2. */
const PEOPLE = `SELECT DISTINCT s.person AS id, s.unit FROM memberships AS s
  WHERE s.tenant = ?1 AND s.from_day <= ?3 AND s.until_day > ?3 AND s.until_seq IS NULL
    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM unit_paths AS u
      WHERE u.tenant = ?1 AND u.unit = s.unit AND u.above = ?2 AND u.from_day <= ?3
        AND u.until_day > ?3))`;
/** Direct sub-units of ?2 on the last day. */
const UNITS = `SELECT x.unit AS id FROM unit_paths AS x INDEXED BY unit_paths_above
  WHERE x.tenant = ?1 AND x.above = ?2 AND x.depth = 1 AND x.from_day <= ?3 AND x.until_day > ?3`;
/** Money of a metric without a currency of its own is the company's; other currencies do not mix in. */
export const CURRENCY_OF_METRIC = `CASE m.unit WHEN 'money' THEN coalesce(m.currency,
  (SELECT currency FROM tenant_here WHERE tenant = ?1)) ELSE '' END`;
const OWN = `FROM entries AS e WHERE e.tenant = ?1 AND e.person = w.id AND e.metric = ?4
  AND e.on_day >= ?5 AND e.on_day <= ?3 AND e.credited = 0
  AND e.currency = ${CURRENCY_OF_METRIC}`;
const SHARED = `FROM credits AS c WHERE c.tenant = ?1 AND c.person = w.id AND c.metric = ?4
  AND c.on_day >= ?5 AND c.on_day <= ?3 AND c.role = 'direct'
  AND c.currency = ${CURRENCY_OF_METRIC}`;
/** Overlays and overrides of a person, which their total holds and a ranking does not count. */
const BESIDE = `EXISTS (SELECT 1 FROM credits AS c WHERE c.tenant = ?1 AND c.person = w.id
  AND c.metric = ?4 AND c.on_day >= ?5 AND c.on_day <= ?3 AND c.role <> 'direct')`;
/** Totals of a subject over the days; whole months have theirs, which are fewer rows. */
const TOTALS = `LEFT JOIN totals AS t ON t.tenant = ?1 AND t.subject = w.id AND t.metric = ?4
    AND t.grain = ?6 AND t.currency = ${CURRENCY_OF_METRIC} AND t.on_day >= ?5 AND t.on_day <= ?3`;
const SUMMED = `coalesce(sum(t.amount), 0) AS amount, coalesce(sum(t.n), 0) AS n,
  coalesce(max(t.last_seq), 0) AS last`;
/** A reversal takes its record out of the count as well. */
const COUNTED = `coalesce(sum(CASE e.kind WHEN 'reversal' THEN -1 ELSE 1 END), 0)`;

type Asked = {
  readonly unit: string | null;
  readonly metric: string;
  readonly from: Day;
  /** The last day of the period, which is in it. */
  readonly lastDay: Day;
};

/** Months where the days are whole ones. */
function grainOf(from: Day, lastDay: Day): "m" | "d" {
  return from.endsWith("-01") && addDays(lastDay, 1).endsWith("-01") ? "m" : "d";
}

export type Seat = { readonly person: string; readonly unit: string };

export const rankingReads = {
  /** The newest commit: what is read with it in one batch is the log up to there. */
  newest: (): Read<number> =>
    read("SELECT max(seq) AS seq FROM commits WHERE tenant = ?1", [], ([row]) =>
      row ? whole(row, "seq") : 0,
    ),

  /** What each person made of a metric in a period: own entries and direct shares, no overlays. */
  people: ({ unit, metric, from, lastDay }: Asked): Read<Candidate[]> =>
    read(
      `WITH w AS MATERIALIZED (${PEOPLE})
       SELECT w.id, ${SUMMED} FROM w CROSS JOIN metrics AS m ${TOTALS}
       WHERE m.tenant = ?1 AND m.id = ?4 AND NOT ${BESIDE} GROUP BY w.id, w.unit
       UNION ALL
       SELECT w.id, (SELECT coalesce(sum(e.amount), 0) ${OWN})
           + (SELECT coalesce(sum(c.amount), 0) ${SHARED}) AS amount,
         (SELECT ${COUNTED} ${OWN}) + (SELECT count(*) ${SHARED}) AS n,
         max((SELECT coalesce(max(e.seq), 0) ${OWN}), (SELECT coalesce(max(c.seq), 0) ${SHARED}))
           AS last
       FROM w CROSS JOIN metrics AS m WHERE m.tenant = ?1 AND m.id = ?4 AND ${BESIDE}`,
      [unit, lastDay, metric, from, grainOf(from, lastDay)],
      every(candidateFrom),
    ),

  /** What each direct sub-unit made: what its people made while they sat there. */
  units: ({ unit, metric, from, lastDay }: Asked): Read<Candidate[]> =>
    read(
      `SELECT w.id, ${SUMMED} FROM (${UNITS}) AS w CROSS JOIN metrics AS m ${TOTALS}
       WHERE m.tenant = ?1 AND m.id = ?4 GROUP BY w.id`,
      [unit, lastDay, metric, from, grainOf(from, lastDay)],
      every(candidateFrom),
    ),

  /** Who sits where on a day, at or below a unit. */
  seats: (unit: string | null, on: Day): Read<Seat[]> =>
    read(
      `SELECT w.id, w.unit FROM (${PEOPLE}) AS w ORDER BY w.id`,
      [unit, on],
      every((row) => ({ person: text(row, "id"), unit: text(row, "unit") })),
    ),

  /**
   * Who belongs to which of a unit's direct sub-units on a day: from the units down to the seats. The
   * planner has no figures and would walk all of them.
   */
  teams: (unit: string | null, on: Day): Read<Seat[]> =>
    read(
      `SELECT s.person AS id, x.unit
       FROM unit_paths AS x INDEXED BY unit_paths_above
         CROSS JOIN unit_paths AS u INDEXED BY unit_paths_above
         CROSS JOIN memberships AS s INDEXED BY memberships_unit
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.depth = 1 AND x.from_day <= ?3
         AND x.until_day > ?3
         AND u.tenant = ?1 AND u.above = x.unit AND u.from_day <= ?3 AND u.until_day > ?3
         AND s.tenant = ?1 AND s.unit = u.unit AND s.from_day <= ?3 AND s.until_day > ?3
         AND s.until_seq IS NULL`,
      [unit, on],
      (rows) =>
        rows
          .map((row) => ({ person: text(row, "id"), unit: text(row, "unit") }))
          .toSorted((a, b) => ascending(a.person, b.person)),
    ),

  /** What everybody gave everybody under a rule in a period, the newest of each pair. */
  votes: (rule: string, from: Day): Read<Vote[]> =>
    read(
      `SELECT s.voter, s.person, s.score FROM peer_scores AS s
       WHERE s.tenant = ?1 AND s.rule = ?2 AND s.from_day = ?3
         AND s.since_seq = (SELECT max(t.since_seq) FROM peer_scores AS t
           WHERE t.tenant = ?1 AND t.rule = ?2 AND t.from_day = ?3 AND t.voter = s.voter
             AND t.person = s.person)
       ORDER BY s.voter, s.person`,
      [rule, from],
      every((row) => ({
        voter: text(row, "voter"),
        person: text(row, "person"),
        score: maybe(row, "score") ?? "0",
      })),
    ),
};

function candidateFrom(row: Parameters<typeof text>[0]): Candidate {
  return {
    subject: text(row, "id"),
    amount: big(row, "amount"),
    count: whole(row, "n"),
    last: whole(row, "last"),
  };
}
