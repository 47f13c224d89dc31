import * as v from "valibot";
import { type Day, day } from "../lib/day.ts";
import { FOREVER, type Interval } from "../lib/interval.ts";
import { must } from "../lib/assert.ts";
import { every, maybe, read, type Read, type Row, text, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { LoggedCredit, LoggedEntry } from "./credit.ts";
import type { MetricName } from "./entry-wire.ts";
import type { PayMetric } from "./needs.ts";
import type { Absence, PersonFacts, RateRow, TargetRow, UnitFacts } from "./facts.ts";

/** What was known when commit ?N was the newest: rows are closed by until_seq, never changed. */
const known = (alias: string, at: string) =>
  `${alias}.since_seq <= ${at} AND (${alias}.until_seq IS NULL OR ${alias}.until_seq > ${at})`;

const Seats = v.array(
  v.tuple([v.string(), v.string(), v.nullable(v.string()), v.nullable(v.string())]),
);
const Above = v.array(v.tuple([v.string(), v.string(), v.string()]));
const Leads = v.array(v.tuple([v.string(), v.string(), v.nullable(v.string())]));

/** Entries of the log are read by person, metric and day: one range of one index each. */
const LOGGED = `e.seq, e.line, e.id, e.metric, e.on_day, e.amount, e.currency, e.deal, e.kind,
  e.source, e.external_id, e.revision, e.dims, e.recorded_at, e.person`;

/** ?2 people, ?3 metrics, ?4 and ?5 the days, ?6 the cut-off. */
const OWN = `SELECT ${LOGGED}
  FROM json_each(?2) AS p CROSS JOIN json_each(?3) AS k
    CROSS JOIN entries AS e INDEXED BY entries_person
  WHERE e.tenant = ?1 AND e.person = p.value AND e.metric = k.value
    AND e.on_day >= ?4 AND e.on_day < ?5 AND e.credited = 0 AND e.seq <= ?6`;

/** Everybody's part of an entry that one of the people has a part of: shares are checked as a whole. */
const SHARED = `SELECT ${LOGGED}, x.person AS credited_to, x.role, x.share
  FROM json_each(?2) AS p CROSS JOIN json_each(?3) AS k
    CROSS JOIN credits AS c INDEXED BY credits_person CROSS JOIN entries AS e
    CROSS JOIN credits AS x
  WHERE c.tenant = ?1 AND c.person = p.value AND c.metric = k.value
    AND c.on_day >= ?4 AND c.on_day < ?5 AND c.seq <= ?6
    AND e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line
    AND x.tenant = ?1 AND x.seq = c.seq AND x.line = c.line`;

/** ?2 deals, ?3 metrics, ?4 the end, ?5 the cut-off. A deal is read from its first day on. */
const OF_DEALS = `SELECT ${LOGGED}
  FROM json_each(?2) AS d CROSS JOIN entries AS e INDEXED BY entries_deal
  WHERE e.tenant = ?1 AND e.deal = d.value AND e.metric IN (SELECT value FROM json_each(?3))
    AND e.on_day < ?4 AND e.seq <= ?5`;

export type Stretch = {
  readonly people: readonly string[];
  readonly metrics: readonly string[];
  readonly from: Day;
  readonly until: Day;
  readonly cutoff: number;
};

const stretch = ({ people, metrics, from, until, cutoff }: Stretch) => [
  packed(people),
  packed(metrics),
  from,
  until,
  cutoff,
];

function entryFrom(row: Row): LoggedEntry & { readonly owner: string } {
  return {
    seq: whole(row, "seq"),
    line: whole(row, "line"),
    id: text(row, "id"),
    metric: text(row, "metric"),
    on: day(text(row, "on_day")),
    amount: whole(row, "amount"),
    currency: text(row, "currency"),
    deal: maybe(row, "deal"),
    kind: text(row, "kind"),
    source: text(row, "source"),
    externalId: text(row, "external_id"),
    revision: whole(row, "revision"),
    dims: maybe(row, "dims"),
    recordedAt: whole(row, "recorded_at"),
    owner: text(row, "person"),
  };
}

/** An entry that is its own participant's alone. */
function aloneFrom(row: Row): LoggedCredit {
  const entry = entryFrom(row);
  const part: Part = { person: entry.owner, role: "direct", share: "1", alone: true };
  return Object.assign(entry, part);
}

function sharedFrom(row: Row): LoggedCredit {
  const person = text(row, "credited_to");
  const role = text(row, "role");
  const named = role === "overlay" || role === "override" ? role : "direct";
  const part: Part = { person, role: named, share: text(row, "share"), alone: false };
  return Object.assign(entryFrom(row), part);
}
type Part = Pick<LoggedCredit, "person" | "role" | "share" | "alone">;

/** All SQL of what an evaluation reads besides the plan: nothing has run until load(). */
export const inputStore = {
  /** The newest commit: what a calculation fixes. */
  newest: (): Read<number> =>
    read("SELECT coalesce(max(seq), 0) AS seq FROM commits WHERE tenant = ?1", [], (rows) =>
      whole(must(rows[0]), "seq"),
    ),

  metrics: (): Read<PayMetric[]> =>
    read(
      "SELECT id, code, unit, scale, over_time FROM metrics WHERE tenant = ?1 ORDER BY code",
      [],
      every((row) => ({
        id: text(row, "id"),
        code: text(row, "code"),
        unit: text(row, "unit"),
        scale: whole(row, "scale"),
        overTime: text(row, "over_time"),
      })),
    ),

  metricNames: (): Read<ReadonlyMap<string, MetricName>> =>
    read(
      "SELECT id, code, scale, name_zh, name_en FROM metrics WHERE tenant = ?1",
      [],
      (rows) =>
        new Map(
          rows.map((row) => [
            text(row, "id"),
            {
              ...{ code: text(row, "code"), scale: whole(row, "scale") },
              name: { zh: text(row, "name_zh"), en: text(row, "name_en") },
            },
          ]),
        ),
    ),

  ownCredits: (of: Stretch): Read<LoggedCredit[]> => read(OWN, stretch(of), every(aloneFrom)),
  sharedCredits: (of: Stretch): Read<LoggedCredit[]> =>
    read(SHARED, stretch(of), every(sharedFrom)),

  /** Lines of deals, whoever recorded them. */
  ofDeals: (of: {
    readonly deals: readonly string[];
    readonly metrics: readonly string[];
    readonly until: Day;
    readonly cutoff: number;
  }): Read<LoggedEntry[]> =>
    read(OF_DEALS, [packed(of.deals), packed(of.metrics), of.until, of.cutoff], every(entryFrom)),

  /** Where people sat, to whom they reported and until when they are employed, as known at a commit. */
  people: (people: readonly string[], cutoff: number): Read<PersonFacts[]> =>
    read(
      `SELECT p.id, p.code, p.name, p.name_en, p.starts_on, p.ends_on,
         (SELECT json_group_array(json_array(m.from_day, m.until_day, u.code, m.position))
          FROM memberships AS m LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = m.unit
          WHERE m.tenant = ?1 AND m.person = p.id AND ${known("m", "?3")}) AS seats,
         (SELECT json_group_array(json_array(r.from_day, r.until_day, r.manager))
          FROM reporting AS r
          WHERE r.tenant = ?1 AND r.person = p.id AND ${known("r", "?3")}) AS leads
       FROM json_each(?2) AS j CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = j.value`,
      [packed(people), cutoff],
      every((row) => ({
        id: text(row, "id"),
        code: text(row, "code"),
        name: text(row, "name"),
        nameEn: maybe(row, "name_en"),
        startsOn: day(text(row, "starts_on")),
        leftOn: text(row, "ends_on") === FOREVER ? null : day(text(row, "ends_on")),
        seats: v
          .parse(Seats, JSON.parse(text(row, "seats")))
          .map(([from, until, unit, position]) => ({
            ...{ from: day(from), until: day(until), unit, position },
          }))
          .sort(byDay),
        managers: v
          .parse(Leads, JSON.parse(text(row, "leads")))
          .map(([from, until, manager]) => ({ from: day(from), until: day(until), manager }))
          .sort(byDay),
      })),
    ),

  /** Targets of people and units that touch [from, until), as known at a commit. */
  targets: (
    subjects: readonly string[],
    metrics: readonly string[],
    { from, until }: Interval,
    cutoff: number,
  ): Read<TargetRow[]> =>
    read(
      `SELECT t.subject, t.metric, t.level, t.from_day, t.until_day, t.amount,
         t.plan IS NOT NULL AS planned
       FROM json_each(?2) AS j CROSS JOIN json_each(?3) AS k CROSS JOIN targets AS t
       WHERE t.tenant = ?1 AND t.subject = j.value AND t.metric = k.value AND t.slice = ''
         AND ${known("t", "?4")} AND t.from_day < ?6 AND t.until_day > ?5`,
      [packed(subjects), packed(metrics), cutoff, from, until],
      every((row) => ({
        subject: text(row, "subject"),
        metric: text(row, "metric"),
        level: text(row, "level"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        amount: whole(row, "amount"),
        planned: row["planned"] === 1,
      })),
    ),

  absences: (people: readonly string[], cutoff: number): Read<Absence[]> =>
    read(
      `SELECT a.person, a.kind, a.from_day, a.until_day, a.factor, a.metric
       FROM json_each(?2) AS j CROSS JOIN absences AS a
       WHERE a.tenant = ?1 AND a.person = j.value AND ${known("a", "?3")}
       ORDER BY a.person, a.from_day`,
      [packed(people), cutoff],
      every((row) => ({
        person: text(row, "person"),
        kind: text(row, "kind") === "relief" ? "relief" : "leave",
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        factor: maybe(row, "factor"),
        metric: maybe(row, "metric"),
      })),
    ),

  rates: (cutoff: number): Read<RateRow[]> =>
    read(
      `SELECT base, quote, on_day, rate FROM pay_rates AS r
       WHERE r.tenant = ?1 AND ${known("r", "?2")} ORDER BY base, quote, on_day`,
      [cutoff],
      every((row) => ({
        from: text(row, "base"),
        to: text(row, "quote"),
        on: day(text(row, "on_day")),
        rate: text(row, "rate"),
      })),
    ),

  /** Every unit with those that stood above it before a day, each with its days, nearest first. */
  units: (until: Day): Read<UnitFacts[]> =>
    read(
      `SELECT u.id, u.code, u.name, u.name_en,
         (SELECT json_group_array(json_array(code, from_day, until_day)) FROM (
            SELECT a.code, x.from_day, x.until_day FROM unit_paths AS x CROSS JOIN units AS a
            WHERE x.tenant = ?1 AND x.unit = u.id AND x.depth > 0
              AND x.from_day < ?2 AND a.tenant = ?1 AND a.id = x.above
            ORDER BY x.depth, a.code, x.from_day)) AS above
       FROM units AS u WHERE u.tenant = ?1 ORDER BY u.code`,
      [until],
      every((row) => ({
        id: text(row, "id"),
        code: text(row, "code"),
        name: text(row, "name"),
        nameEn: maybe(row, "name_en"),
        above: v
          .parse(Above, JSON.parse(text(row, "above")))
          .map(([code, from, end]) => ({ code, from: day(from), until: day(end) })),
      })),
    ),

  /** Everybody who sat in one of these units, or below, at some time of an interval. */
  peopleBelow: (units: readonly string[], from: Day, until: Day): Read<string[]> =>
    read(
      `SELECT DISTINCT m.person FROM json_each(?2) AS j
         CROSS JOIN unit_paths AS x INDEXED BY unit_paths_above
         CROSS JOIN memberships AS m INDEXED BY memberships_unit
       WHERE x.tenant = ?1 AND x.above = j.value AND m.tenant = ?1 AND m.unit = x.unit
         AND m.until_seq IS NULL AND m.from_day < ?4 AND m.until_day > ?3`,
      [packed(units), from, until],
      every((row) => text(row, "person")),
    ),

  /** Whose credits the log changed since a commit, of these metrics; and what else happened. */
  touchedSince: (cutoff: number, metrics: readonly string[]): Read<string[]> =>
    read(
      `SELECT DISTINCT person FROM (
         SELECT e.person FROM entries AS e
         WHERE e.tenant = ?1 AND e.seq > ?2 AND e.metric IN (SELECT value FROM json_each(?3))
         UNION ALL
         SELECT c.person FROM credits AS c
         WHERE c.tenant = ?1 AND c.seq > ?2 AND c.metric IN (SELECT value FROM json_each(?3)))`,
      [cutoff, packed(metrics)],
      every((row) => text(row, "person")),
    ),
  /** Who has a part of a deal of which a line was recorded since a commit. */
  touchedByDeals: (cutoff: number, metrics: readonly string[]): Read<string[]> =>
    read(
      `WITH moved AS MATERIALIZED (
         SELECT DISTINCT e.deal FROM entries AS e
         WHERE e.tenant = ?1 AND e.seq > ?2 AND e.deal IS NOT NULL
           AND e.metric IN (SELECT value FROM json_each(?3)))
       SELECT DISTINCT f.person FROM moved CROSS JOIN entries AS f INDEXED BY entries_deal
       WHERE f.tenant = ?1 AND f.deal = moved.deal
       UNION
       SELECT c.person FROM moved CROSS JOIN entries AS f INDEXED BY entries_deal
         CROSS JOIN credits AS c
       WHERE f.tenant = ?1 AND f.deal = moved.deal
         AND c.tenant = ?1 AND c.seq = f.seq AND c.line = f.line`,
      [cutoff, packed(metrics)],
      every((row) => text(row, "person")),
    ),
  eventsSince: (cutoff: number): Read<string[]> =>
    read(
      "SELECT DISTINCT event FROM commits WHERE tenant = ?1 AND seq > ?2",
      [cutoff],
      every((row) => text(row, "event")),
    ),
};
export type InputStore = typeof inputStore;

function byDay(a: { readonly from: Day }, b: { readonly from: Day }): number {
  return a.from < b.from ? -1 : 1;
}
