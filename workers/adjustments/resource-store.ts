import { must } from "../lib/assert.ts";
import { day, type Day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import { big, every, read, type Read, type Row, SEQ, text, whole } from "../tenancy/sql.ts";
import { type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { type Resource, RESOURCE_KINDS } from "./resource.ts";

export type KeptResource = Resource & { readonly since: number };
export type BudgetUse = {
  readonly unit: string;
  readonly purpose: string;
  readonly currency: string;
  readonly amount: bigint;
};
export type UseRow = BudgetUse & { readonly id: string; readonly on: Day };

const COLUMNS =
  "r.unit, r.kind, r.purpose, r.from_day, r.until_day, r.amount, r.currency, r.since_seq";

function resourceFrom(row: Row): KeptResource {
  return {
    unit: text(row, "unit"),
    kind: must(RESOURCE_KINDS.find((kind) => kind === row["kind"])),
    purpose: text(row, "purpose"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    amount: big(row, "amount"),
    currency: text(row, "currency"),
    since: whole(row, "since_seq"),
  };
}

/** Units a request touches: those it names, those the people it names sit in, and all above them. */
const TOUCHED = `WITH RECURSIVE touched (unit) AS (
    SELECT value FROM json_each(?2) UNION
    SELECT r.parent FROM touched AS t CROSS JOIN plan_rows AS r
    WHERE r.tenant = ?1 AND r.plan = ?3 AND r.subject = t.unit AND r.parent IS NOT NULL
      AND r.number = (SELECT published FROM plans WHERE tenant = ?1 AND id = ?3))`;
/** Every unit of a plan's published version. */
const PLANNED = `SELECT r.subject AS unit FROM plan_rows AS r
  WHERE r.tenant = ?1 AND r.plan = ?2 AND r.kind = 'unit'
    AND r.number = (SELECT published FROM plans WHERE tenant = ?1 AND id = ?2)`;

export const resourceReads = {
  resourcesAround: (plan: string, refs: readonly string[]): Read<KeptResource[]> =>
    read(
      `${TOUCHED} SELECT ${COLUMNS} FROM touched AS u CROSS JOIN resources AS r
       WHERE r.tenant = ?1 AND r.unit = u.unit AND r.until_seq IS NULL`,
      [packed(refs), plan],
      every(resourceFrom),
    ),

  resourcesOfPlan: (plan: string): Read<KeptResource[]> =>
    read(
      `SELECT ${COLUMNS} FROM (${PLANNED}) AS u CROSS JOIN resources AS r
       WHERE r.tenant = ?1 AND r.unit = u.unit AND r.until_seq IS NULL`,
      [plan],
      every(resourceFrom),
    ),

  resourcesOf: (units: readonly string[]): Read<KeptResource[]> =>
    read(
      `SELECT ${COLUMNS} FROM json_each(?2) AS u CROSS JOIN resources AS r
       WHERE r.tenant = ?1 AND r.unit = u.value AND r.until_seq IS NULL`,
      [packed(units)],
      every(resourceFrom),
    ),

  usesAround: (plan: string, refs: readonly string[]): Read<BudgetUse[]> =>
    read(
      `${TOUCHED} SELECT r.unit, r.purpose, r.currency, sum(r.amount) AS amount
       FROM touched AS u CROSS JOIN plans AS p CROSS JOIN resource_uses AS r
       WHERE p.tenant = ?1 AND p.id = ?3 AND r.tenant = ?1 AND r.unit = u.unit
         AND r.on_day >= p.from_day AND r.on_day < p.until_day
       GROUP BY +r.unit, +r.purpose, +r.currency`,
      [packed(refs), plan],
      every(useFrom),
    ),

  usesOfPlan: (plan: string): Read<BudgetUse[]> =>
    read(
      `SELECT r.unit, r.purpose, r.currency, sum(r.amount) AS amount
       FROM (${PLANNED}) AS u CROSS JOIN plans AS p CROSS JOIN resource_uses AS r
       WHERE p.tenant = ?1 AND p.id = ?2 AND r.tenant = ?1 AND r.unit = u.unit
         AND r.on_day >= p.from_day AND r.on_day < p.until_day
       GROUP BY +r.unit, +r.purpose, +r.currency`,
      [plan],
      every(useFrom),
    ),

  /** Units and metrics by code or id, and the tenant's currency. */
  placesNamed: (refs: readonly string[]): Read<{ ref: string; id: string; kind: string }[]> =>
    read(
      `SELECT j.value AS ref, u.id, 'unit' AS kind FROM json_each(?2) AS j CROSS JOIN units AS u
         WHERE u.tenant = ?1 AND u.code = j.value
       UNION SELECT j.value, u.id, 'unit' FROM json_each(?2) AS j CROSS JOIN units AS u
         WHERE u.tenant = ?1 AND u.id = j.value
       UNION SELECT j.value, m.id, 'metric:' || m.scale FROM json_each(?2) AS j
         CROSS JOIN metrics AS m WHERE m.tenant = ?1 AND (m.code = j.value OR m.id = j.value)`,
      [packed([...new Set(refs)])],
      every((row) => ({ ref: text(row, "ref"), id: text(row, "id"), kind: text(row, "kind") })),
    ),
};

function useFrom(row: Row): BudgetUse {
  return {
    unit: text(row, "unit"),
    purpose: text(row, "purpose"),
    currency: text(row, "currency"),
    amount: big(row, "amount"),
  };
}

export const resourceWrites = {
  closeResources: (rows: readonly Resource[]): Statement =>
    write(
      `UPDATE resources SET until_seq = ${SEQ}
       WHERE tenant = ?1 AND until_seq IS NULL AND (unit, kind, purpose, from_day) IN (
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2))`,
      packed(rows.map(({ unit, kind, purpose, from }) => [unit, kind, purpose, from])),
    ),

  openResources: (rows: readonly Resource[]): Statement =>
    write(
      `INSERT INTO resources (tenant, unit, kind, purpose, from_day, since_seq, until_day, until_seq,
         amount, currency)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, ${SEQ}, j.value ->> 4,
         NULL, j.value ->> 5, j.value ->> 6
       FROM json_each(?2) AS j`,
      packed(rows.map((r) => [r.unit, r.kind, r.purpose, r.from, r.until, r.amount, r.currency])),
    ),

  addUses: (rows: readonly UseRow[], by: string): Statement =>
    write(
      `INSERT INTO resource_uses (tenant, unit, purpose, on_day, id, amount, currency, by, seq)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
         j.value ->> 5, ?3, ${SEQ}
       FROM json_each(?2) AS j`,
      packed(rows.map((r) => [r.unit, r.purpose, r.on, r.id, r.amount, r.currency])),
      by,
    ),

  /** Nobody else has changed the resources of these units since they were read. */
  resourcesStill: (units: readonly string[], newest: number): Guard => ({
    what: "resource/moved",
    sql: `coalesce((SELECT max(r.since_seq) FROM json_each(?2) AS u CROSS JOIN resources AS r
            WHERE r.tenant = ?1 AND r.unit = u.value AND r.until_seq IS NULL), 0) = ?3`,
    params: [packed(units), newest],
  }),
};
