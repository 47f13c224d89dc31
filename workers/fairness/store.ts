import { day, type Day } from "../lib/day.ts";
import { every, maybe, read, type Read, type Row, text } from "../tenancy/sql.ts";
import { namedRowFrom, type NamedRow } from "../targets/plan-row.ts";
import { PAST_MONTHS } from "./past.ts";
import { scenarioReads, scenarioWrites } from "./scenario-store.ts";

/** A recipient with what it made by the month, smallest steps by index; sparse. */
export type PastRow = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly position: string | null;
  readonly asOf: Day;
  readonly months: ReadonlyMap<number, bigint>;
};

const MONTH = (on: string) =>
  `(CAST(substr(${on}, 1, 4) AS INTEGER) * 12 + CAST(substr(${on}, 6, 2) AS INTEGER))`;

const pastReads = {
  /**
   * The draft's recipients; of people and of the top also what each month before the forecast's day
   * brought, packed into one text a row. The day is the first of the plan's first month, or of
   * today's while the plan lies ahead.
   */
  past: (plan: string, today: Day): Read<PastRow[]> =>
    read(
      `WITH p AS MATERIALIZED (
         SELECT metric, currency, date(min(from_day, ?3), 'start of month') AS as_of
         FROM plans WHERE tenant = ?1 AND id = ?2)
       SELECT r.subject, r.parent, r.kind, p.as_of, w.starts_on, w.ends_on,
         CASE WHEN r.kind = 'person' THEN (
           SELECT m.position FROM memberships AS m
           WHERE m.tenant = ?1 AND m.person = r.subject AND m.until_seq IS NULL
           ORDER BY m.from_day DESC LIMIT 1) END AS position,
         CASE WHEN r.kind = 'person' OR r.parent IS NULL THEN (
           SELECT group_concat(
             (${MONTH("t.on_day")} - ${MONTH("p.as_of")} + ${PAST_MONTHS}) || ':' || t.amount)
           FROM totals AS t
           WHERE t.tenant = ?1 AND t.subject = r.subject AND t.metric = p.metric
             AND t.currency = p.currency AND t.grain = 'm'
             AND t.on_day >= date(p.as_of, '-${PAST_MONTHS} months') AND t.on_day < p.as_of
         ) END AS past
       FROM p CROSS JOIN plan_rows AS r
         LEFT JOIN people AS w ON r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = 0`,
      [plan, today],
      every(pastFrom),
    ),

  /** Every row of the draft with its name, however many: a panel needs everybody. */
  everyRow: (plan: string): Read<NamedRow[]> =>
    read(
      `SELECT r.subject, r.parent, r.kind, r.inputs, r.amount, r.version,
         NULL AS run, NULL AS months, NULL AS levels, NULL AS slices,
         (SELECT m.scale FROM plans AS p CROSS JOIN metrics AS m
          WHERE p.tenant = ?1 AND p.id = ?2 AND m.tenant = ?1 AND m.id = p.metric) AS scale,
         coalesce(u.code, w.code) AS code, coalesce(u.name, w.name) AS name,
         coalesce(u.name_en, w.name_en) AS name_en
       FROM plan_rows AS r
         LEFT JOIN units AS u ON r.kind = 'unit' AND u.tenant = ?1 AND u.id = r.subject
         LEFT JOIN people AS w ON r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = 0`,
      [plan],
      every(namedRowFrom),
    ),
};

function pastFrom(row: Row): PastRow {
  const dayIn = (name: string) => {
    const on = maybe(row, name);
    return on === null ? null : day(on);
  };
  return {
    subject: text(row, "subject"),
    parent: maybe(row, "parent"),
    kind: text(row, "kind") === "unit" ? "unit" : "person",
    startsOn: dayIn("starts_on"),
    endsOn: dayIn("ends_on"),
    position: maybe(row, "position"),
    asOf: day(text(row, "as_of")),
    months: monthsFrom(maybe(row, "past") ?? ""),
  };
}

/** "24:1200,25:-300" by index. */
function monthsFrom(packed: string): ReadonlyMap<number, bigint> {
  const pairs = packed === "" ? [] : packed.split(",");
  return new Map(
    pairs.map((pair) => {
      const [at = "", amount = "0"] = pair.split(":");
      return [Number(at), BigInt(amount)];
    }),
  );
}

/** All of fairness's SQL, as values: nothing has run until load() or commit(). */
export const fairnessStore = { ...pastReads, ...scenarioReads, ...scenarioWrites };
export type FairnessStore = typeof fairnessStore;
