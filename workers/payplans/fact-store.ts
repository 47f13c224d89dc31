import { day, type Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import { every, big, read, type Read, type Row, text, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";

/** A target of a person or unit, as the check of a plan asks for it. */
export type KnownTarget = {
  readonly subject: string;
  readonly metric: string;
  readonly level: "committed" | "sprint" | "challenge";
  readonly from: Day;
  readonly until: Day;
  readonly amount: string;
};
/** What somebody stated in a negotiation, frozen with its round, as a decimal of the metric. */
export type FrozenForecast = {
  readonly person: string;
  /** The metric's code. */
  readonly metric: string;
  readonly from: Day;
  readonly until: Day;
  readonly value: string;
};
/** A unit and what stands above it on a day. */
export type PlacedUnit = {
  readonly id: string;
  readonly code: string;
  /** Codes of the units above, nearest first. */
  readonly above: readonly string[];
};
/** A text by which entries are told apart, with the values seen lately. */
export type Dimension = { readonly key: string; readonly values: readonly string[] };

/** How many of the newest entries are looked at for dimensions. */
const LATEST = 2_000;

/** What a plan is checked against, from tables of nouns to the left. */
export const factReads = {
  /** Targets of these people and units that touch [from, until), as decimals of their metric. */
  targetsOf: (subjects: readonly string[], from: Day, until: Day): Read<KnownTarget[]> =>
    read(
      `SELECT t.subject, m.code, m.scale, t.level, t.from_day, t.until_day, t.amount
       FROM metrics AS m CROSS JOIN json_each(?2) AS j CROSS JOIN targets AS t
       WHERE m.tenant = ?1 AND t.tenant = ?1 AND t.subject = j.value AND t.metric = m.id
         AND t.level IN ('committed', 'sprint', 'challenge') AND t.slice = ''
         AND t.until_seq IS NULL AND t.from_day < ?4 AND t.until_day > ?3`,
      [packed([...new Set(subjects)]), from, until],
      every((row) => ({
        subject: text(row, "subject"),
        metric: text(row, "code"),
        level: levelOf(text(row, "level")),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        amount: formatMinor(big(row, "amount"), whole(row, "scale")),
      })),
    ),

  /**
   * Forecasts of these people as closed rounds froze them; of several over the same days that of the
   * round that was closed last. A figure that was not frozen before the days were over is no forecast.
   */
  frozenForecasts: (people: readonly string[]): Read<FrozenForecast[]> =>
    read(
      `SELECT a.subject, m.code, m.scale, a.agreed ->> '$.from' AS from_day,
         a.agreed ->> '$.until' AS until_day,
         CAST(a.agreed ->> '$.stated' AS INTEGER) AS stated
       FROM json_each(?2) AS j
         CROSS JOIN negotiation_threads AS t INDEXED BY negotiation_threads_subject
         CROSS JOIN negotiation_rounds AS r CROSS JOIN negotiation_agreements AS a
         CROSS JOIN metrics AS m
       WHERE t.tenant = ?1 AND t.subject = j.value AND r.tenant = ?1 AND r.id = t.round
         AND r.state = 'closed' AND a.tenant = ?1 AND a.round = t.round AND a.subject = t.subject
         AND m.tenant = ?1 AND m.id = a.agreed ->> '$.metric'
         AND a.agreed ->> '$.stated' IS NOT NULL AND r.deadline < a.agreed ->> '$.until'
       ORDER BY r.closed_at, a.round, a.thread`,
      [packed([...new Set(people)])],
      (rows) => {
        const newest = new Map(rows.map((row) => [forecastKey(row), row]));
        return [...newest.values()].map((row) => ({
          ...{ person: text(row, "subject"), metric: text(row, "code") },
          ...{ from: day(text(row, "from_day")), until: day(text(row, "until_day")) },
          value: formatMinor(big(row, "stated"), whole(row, "scale")),
        }));
      },
    ),

  /** Dimensions of the newest entries, with the values they had. */
  dimensions: (): Read<Dimension[]> =>
    read(
      `SELECT d.key AS name, json_group_array(DISTINCT d.value) AS seen
       FROM (SELECT dims FROM entries WHERE tenant = ?1 ORDER BY seq DESC LIMIT ${LATEST}) AS e
         CROSS JOIN json_each(e.dims) AS d
       WHERE e.dims IS NOT NULL GROUP BY d.key`,
      [],
      every((row) => ({
        key: text(row, "name"),
        values: (JSON.parse(text(row, "seen")) as unknown[]).map(String),
      })),
    ),

  /** Currencies of the newest entries; metrics that are no money have none. */
  currencies: (): Read<string[]> =>
    read(
      `SELECT DISTINCT currency FROM (
         SELECT currency FROM entries WHERE tenant = ?1 ORDER BY seq DESC LIMIT ${LATEST})
       WHERE currency <> ''`,
      [],
      every((row) => text(row, "currency")),
    ),

  /** Every unit with those above it on a day. */
  placedUnits: (on: Day): Read<PlacedUnit[]> =>
    read(
      `SELECT u.id, u.code, (SELECT json_group_array(a.code) FROM (
           SELECT w.code FROM unit_paths AS x CROSS JOIN units AS w
           WHERE x.tenant = ?1 AND x.unit = u.id AND x.depth > 0 AND x.from_day <= ?2
             AND x.until_day > ?2 AND w.tenant = ?1 AND w.id = x.above ORDER BY x.depth) AS a) AS above
       FROM units AS u WHERE u.tenant = ?1`,
      [on],
      every((row) => ({
        id: text(row, "id"),
        code: text(row, "code"),
        above: (JSON.parse(text(row, "above")) as unknown[]).map(String),
      })),
    ),

  /** The currency in which a company counts by default. */
  company: (): Read<{ readonly currency: string }> =>
    read("SELECT currency FROM tenant_here WHERE tenant = ?1", [], ([row]) => ({
      currency: row ? text(row, "currency") : "CNY",
    })),
};

function forecastKey(row: Row): string {
  return ["subject", "code", "from_day", "until_day"].map((name) => text(row, name)).join(" ");
}

function levelOf(level: string): KnownTarget["level"] {
  return level === "sprint" || level === "challenge" ? level : "committed";
}
