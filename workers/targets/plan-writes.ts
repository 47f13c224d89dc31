import type { Minor } from "../lib/money.ts";
import { chunks } from "../lib/list.ts";
import { type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Plan, PlanRules, RowInputs } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { RunText } from "./run-text.ts";

/** A row to write; `units` and `months` are smallest steps. */
export type NewRow = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly inputs: RowInputs;
  readonly units: Minor | null;
  readonly months: readonly Minor[] | null;
  readonly run: RunText | null;
  /** Months of the other levels and of slices, by name; absent where a plan has none. */
  readonly levels?: Months | null;
  readonly slices?: Months | null;
  readonly version: number;
};

export type Months = Readonly<Record<string, readonly Minor[]>>;

/** About 400 bytes a row: one parameter of a statement stays well under D1's 2 MB. */
export const ROWS_A_STATEMENT = 2_000;

/** Every column of plan_rows, in the order of FROM_JSON. */
export const COLUMNS = `tenant, plan, number, subject, parent, kind, inputs, amount, months, run,
  levels, slices, version`;

/** ?2 is the plan, ?3 the number, ?4 the rows. */
const FROM_JSON = `SELECT ?1, ?2, ?3, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
  j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9
  FROM json_each(?4) AS j`;

export const planWrites = {
  createPlan: (plan: Plan, madeAt: number): Statement =>
    write(
      `INSERT INTO plans (tenant, id, name, metric, currency, unit, from_day, until_day, amount,
         rules, sample, made_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12`,
      plan.id,
      plan.name,
      plan.metric.id,
      plan.currency,
      plan.unit,
      plan.from,
      plan.until,
      Number(plan.amount),
      JSON.stringify(plan.rules),
      plan.sample ? 1 : 0,
      madeAt,
    ),

  changePlan: (plan: string, to: Pick<Plan, "name" | "amount" | "rules">): Statement =>
    write(
      `UPDATE plans SET name = ?3, amount = ?4, rules = ?5, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      plan,
      to.name,
      Number(to.amount),
      JSON.stringify(to.rules),
    ),

  /** The draft has new numbers, made with these rules. */
  keepRules: (plan: string, rules: PlanRules): Statement =>
    write(
      "UPDATE plans SET rules = ?3, draft = draft + 1 WHERE tenant = ?1 AND id = ?2",
      plan,
      JSON.stringify(rules),
    ),

  /** The draft moved; `current` says whether its numbers are still those of its inputs. */
  moveDraft: (plan: string, current: boolean): Statement =>
    write(
      `UPDATE plans SET draft = draft + 1,
         rules = CASE WHEN ?3 = 1 THEN rules ELSE json_set(rules, '$.current', json('false')) END
       WHERE tenant = ?1 AND id = ?2`,
      plan,
      current ? 1 : 0,
    ),

  /** Puts rows into the draft over what stood there; each row's own version goes on counting. */
  followRows: (plan: string, rows: readonly NewRow[]): Statement =>
    write(
      `INSERT INTO plan_rows (${COLUMNS}) ${FROM_JSON} WHERE true
       ON CONFLICT (tenant, plan, number, subject) DO UPDATE SET parent = excluded.parent, inputs = excluded.inputs,
         amount = excluded.amount, months = excluded.months, levels = excluded.levels,
         slices = excluded.slices, version = plan_rows.version + 1`,
      plan,
      DRAFT,
      packed(rows.map(rowValues)),
    ),

  /** Replaces the draft's rows. */
  replaceRows: (plan: string, rows: readonly NewRow[]): Statement[] => [
    write("DELETE FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0", plan),
    ...chunks(rows, ROWS_A_STATEMENT).map((chunk) => planWrites.addRows(plan, 0, chunk)),
  ],

  /** New rows under a number; a statement takes ROWS_A_STATEMENT. */
  addRows: (plan: string, number: number, rows: readonly NewRow[]): Statement =>
    write(
      `INSERT INTO plan_rows (${COLUMNS}) ${FROM_JSON}`,
      plan,
      number,
      packed(rows.map(rowValues)),
    ),

  /** Changes rows of the draft in place. */
  saveRows: (plan: string, rows: readonly NewRow[]): Statement =>
    write(
      `INSERT INTO plan_rows (${COLUMNS}) ${FROM_JSON} WHERE true
       ON CONFLICT (tenant, plan, number, subject) DO UPDATE SET inputs = excluded.inputs,
         amount = excluded.amount, months = excluded.months, levels = excluded.levels,
         slices = excluded.slices, version = excluded.version`,
      plan,
      DRAFT,
      packed(rows.map(rowValues)),
    ),

  /**
   * The rows, the amount and the rules of a version become the draft. A row's own version goes on
   * counting, so that who looks at the draft of before cannot change this one by mistake.
   */
  restore: (plan: string, number: number): Statement[] => [
    write(
      `DELETE FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0 AND subject NOT IN (
         SELECT subject FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3)`,
      plan,
      number,
    ),
    write(
      `INSERT INTO plan_rows (${COLUMNS})
       SELECT tenant, plan, 0, subject, parent, kind, inputs, amount, months, run, levels, slices,
         version + 1
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3
       ON CONFLICT (tenant, plan, number, subject) DO UPDATE SET parent = excluded.parent,
         inputs = excluded.inputs, amount = excluded.amount, months = excluded.months,
         run = excluded.run, levels = excluded.levels, slices = excluded.slices,
         version = plan_rows.version + 1`,
      plan,
      number,
    ),
    write(
      `UPDATE plans SET draft = draft + 1, version = version + 1,
         amount = (SELECT amount FROM plan_versions WHERE tenant = ?1 AND plan = ?2 AND number = ?3),
         rules = (SELECT rules FROM plan_versions WHERE tenant = ?1 AND plan = ?2 AND number = ?3)
       WHERE tenant = ?1 AND id = ?2`,
      plan,
      number,
    ),
  ],
};

/** JSON columns travel as text within the JSON parameter. */
function rowValues(row: NewRow) {
  const { subject, parent, kind, inputs, units, months, run, version } = row;
  const cells = months === null ? null : JSON.stringify(months.map(Number));
  const json = run === null ? null : JSON.stringify(run);
  const more = [monthsJson(row.levels), monthsJson(row.slices)];
  return [subject, parent, kind, JSON.stringify(inputs), units, cells, json, ...more, version];
}

function monthsJson(named: Months | null | undefined): string | null {
  const each = Object.entries(named ?? {});
  if (each.length === 0) return null;
  return JSON.stringify(Object.fromEntries(each.map(([name, own]) => [name, own.map(Number)])));
}
