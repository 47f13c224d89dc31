import type { Minor } from "../lib/money.ts";
import { chunks } from "../lib/list.ts";
import { SEQ, type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Plan, PlanRules, RowInputs } from "./plan.ts";
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
  readonly version: number;
};

/** About 400 bytes a row: one parameter of a statement stays well under D1's 2 MB. */
const ROWS_A_STATEMENT = 2_000;

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

  /** Replaces the draft's rows. */
  replaceRows: (plan: string, rows: readonly NewRow[]): Statement[] => [
    write("DELETE FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0", plan),
    ...chunks(rows, ROWS_A_STATEMENT).map((chunk) =>
      write(
        `INSERT INTO plan_rows
           (tenant, plan, number, subject, parent, kind, inputs, amount, months, run, version)
         SELECT ?1, ?2, 0, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
           j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7
         FROM json_each(?3) AS j`,
        plan,
        packed(chunk.map(rowValues)),
      ),
    ),
  ],

  /** Changes rows of the draft in place. */
  saveRows: (plan: string, rows: readonly NewRow[]): Statement =>
    write(
      `INSERT INTO plan_rows
         (tenant, plan, number, subject, parent, kind, inputs, amount, months, run, version)
       SELECT ?1, ?2, 0, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
         j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7
       FROM json_each(?3) AS j WHERE true
       ON CONFLICT (tenant, plan, number, subject) DO UPDATE SET inputs = excluded.inputs,
         amount = excluded.amount, months = excluded.months, version = excluded.version`,
      plan,
      packed(rows.map(rowValues)),
    ),

  /** Copies the draft's rows under a number that is never changed again, and says what they are. */
  addVersion: (
    { id, amount, rules }: Plan,
    version: { number: number; at: number; by: string; recipients: number; hash: string },
  ): Statement[] => [
    write(
      `INSERT INTO plan_versions (tenant, plan, number, seq, at, by, amount, rules, recipients, hash)
       SELECT ?1, ?2, ?3, ${SEQ}, ?4, ?5, ?6, ?7, ?8, ?9`,
      id,
      version.number,
      version.at,
      version.by,
      Number(amount),
      JSON.stringify(rules),
      version.recipients,
      version.hash,
    ),
    write(
      `INSERT INTO plan_rows
         (tenant, plan, number, subject, parent, kind, inputs, amount, months, run, version)
       SELECT tenant, plan, ?3, subject, parent, kind, inputs, amount, months, run, version
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0`,
      id,
      version.number,
    ),
    write(
      "UPDATE plans SET published = ?3, version = version + 1 WHERE tenant = ?1 AND id = ?2",
      id,
      version.number,
    ),
  ],

  /** Closes what the plan's earlier version said and unpacks every cell of the draft. */
  publishTargets: (
    { id, metric, currency, rules, published }: Plan,
    number: number,
  ): Statement[] => [
    write(
      `UPDATE targets SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND metric = ?3 AND level = 'committed' AND slice = ''
         AND until_seq IS NULL AND plan = ?2
         AND subject IN (SELECT subject FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = ?4)`,
      id,
      metric.id,
      published,
    ),
    write(
      `INSERT INTO targets (tenant, subject, metric, level, slice, from_day, since_seq, until_day,
         until_seq, amount, currency, plan, plan_version)
       SELECT ?1, r.subject, ?3, 'committed', '',
         json_extract(?6, '$[' || j.key || '].from'), ${SEQ},
         json_extract(?6, '$[' || j.key || '].until'), NULL, j.value, ?4, ?2, ?5
       FROM plan_rows AS r CROSS JOIN json_each(r.months) AS j
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.number = 0`,
      id,
      metric.id,
      currency,
      number,
      JSON.stringify(rules.basis?.periods ?? []),
    ),
  ],

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
      `INSERT INTO plan_rows
         (tenant, plan, number, subject, parent, kind, inputs, amount, months, run, version)
       SELECT tenant, plan, 0, subject, parent, kind, inputs, amount, months, run, version + 1
       FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3
       ON CONFLICT (tenant, plan, number, subject) DO UPDATE SET parent = excluded.parent,
         inputs = excluded.inputs, amount = excluded.amount, months = excluded.months,
         run = excluded.run, version = plan_rows.version + 1`,
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
  return [subject, parent, kind, JSON.stringify(inputs), units, cells, json, version];
}
