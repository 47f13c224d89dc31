import { chunks } from "../lib/list.ts";
import { minor } from "../lib/money.ts";
import { namedRowFrom, rulesFrom } from "../targets/plan-row.ts";
import type { NewRow } from "../targets/plan-writes.ts";
import {
  big,
  every,
  first,
  read,
  type Read,
  type Row,
  type Statement,
  text,
} from "../tenancy/sql.ts";
import { whole, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Scenario, ScenarioRow } from "./scenario.ts";

const SCENARIO = "s.id, s.plan, s.name, s.amount, s.rules, s.recipients, s.by, s.at, s.sample";
/** What a page lists; more than that nobody compares. */
const LISTED_MAX = 100;
/** About 600 bytes a row: a parameter stays well under D1's 2 MB. */
const ROWS_A_STATEMENT = 1_500;

export const scenarioReads = {
  scenarios: (plan: string): Read<Scenario[]> =>
    read(
      `SELECT ${SCENARIO} FROM scenarios AS s WHERE s.tenant = ?1 AND s.plan = ?2
       ORDER BY s.id DESC LIMIT ${LISTED_MAX}`,
      [plan],
      every(scenarioFrom),
    ),

  scenario: (plan: string, id: string): Read<Scenario | null> =>
    read(
      `SELECT ${SCENARIO} FROM scenarios AS s WHERE s.tenant = ?1 AND s.plan = ?2 AND s.id = ?3`,
      [plan, id],
      first(scenarioFrom),
    ),

  /** Every recipient of a scenario with its name; how it shared its number out comes along. */
  scenarioRows: (plan: string, id: string): Read<ScenarioRow[]> =>
    read(
      `SELECT r.subject, r.parent, r.kind, r.inputs, r.amount, r.months, r.run, r.levels, r.slices,
         1 AS version,
         (SELECT m.scale FROM plans AS p CROSS JOIN metrics AS m
          WHERE p.tenant = ?1 AND p.id = ?2 AND m.tenant = ?1 AND m.id = p.metric) AS scale,
         coalesce(u.code, w.code) AS code, coalesce(u.name, w.name) AS name,
         coalesce(u.name_en, w.name_en) AS name_en
       FROM scenario_rows AS r
         LEFT JOIN units AS u ON r.kind = 'unit' AND u.tenant = ?1 AND u.id = r.subject
         LEFT JOIN people AS w ON r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.scenario = ?3`,
      [plan, id],
      every(namedRowFrom),
    ),
};

export const scenarioWrites = {
  keepScenario: ({ id, plan, name, amount, rules, recipients, by, at, sample }: Scenario) =>
    write(
      `INSERT INTO scenarios (tenant, plan, id, name, amount, rules, recipients, by, at, sample)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10`,
      ...[plan, id, name, Number(amount), JSON.stringify(rules), recipients, by, at],
      sample ? 1 : 0,
    ),

  /** The draft's own rows, copied where they stand. */
  keepDraft: (plan: string, id: string): Statement =>
    write(
      `INSERT INTO scenario_rows (tenant, plan, scenario, subject, parent, kind, inputs, amount,
         months, run, levels, slices)
       SELECT tenant, plan, ?3, subject, parent, kind, inputs, amount, months, run, levels, slices
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0`,
      plan,
      id,
    ),

  /** Rows that were worked out for the scenario alone. */
  keepRows: (plan: string, id: string, rows: readonly NewRow[]): Statement[] =>
    chunks(rows, ROWS_A_STATEMENT).map((chunk) =>
      write(
        `INSERT INTO scenario_rows (tenant, plan, scenario, subject, parent, kind, inputs, amount,
           months, run, levels, slices)
         SELECT ?1, ?2, ?3, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
           j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8
         FROM json_each(?4) AS j`,
        plan,
        id,
        packed(chunk.map(valuesOf)),
      ),
    ),
};

/** JSON columns travel as text within the JSON parameter. */
function valuesOf({ subject, parent, kind, inputs, units, months, run, levels, slices }: NewRow) {
  const json = (value: unknown) =>
    value === null || value === undefined ? null : packed([value])?.toString().slice(1, -1);
  return [
    ...[subject, parent, kind, JSON.stringify(inputs), units],
    ...[json(months), json(run), json(levels), json(slices)],
  ];
}

function scenarioFrom(row: Row): Scenario {
  return {
    id: text(row, "id"),
    plan: text(row, "plan"),
    name: text(row, "name"),
    amount: minor(big(row, "amount")),
    rules: rulesFrom(text(row, "rules")),
    recipients: whole(row, "recipients"),
    by: text(row, "by"),
    at: whole(row, "at"),
    sample: whole(row, "sample") === 1,
  };
}
