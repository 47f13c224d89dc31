import { derivedId } from "../lib/id.ts";
import { FOREVER } from "../lib/interval.ts";
import type { Statement } from "../tenancy/sql.ts";
import { write } from "../tenancy/sql.ts";
import { ALWAYS, type UnitId } from "./chart.ts";

/** The id of the tenant's own root: known before it is written. */
export function rootUnitId(tenant: string, at: number): Promise<UnitId> {
  return derivedId<"unit">(`${tenant}:unit:root`, at);
}

/** For prepareTenant, under commit 1: the company as a unit. Repeating it changes nothing. */
export async function defaultOrg(seeding: {
  readonly tenant: string;
  readonly name: string;
  readonly at: number;
}): Promise<Statement[]> {
  const root = await rootUnitId(seeding.tenant, seeding.at);
  return [
    write(
      `INSERT OR IGNORE INTO units (tenant, id, code, kind, name)
       VALUES (?1, ?2, 'company', 'company', ?3)`,
      root,
      seeding.name,
    ),
    write(
      `INSERT OR IGNORE INTO unit_parents (tenant, unit, from_day, since_seq, until_day)
       VALUES (?1, ?2, ?3, 1, ?4)`,
      root,
      ALWAYS,
      FOREVER,
    ),
    write(
      `INSERT OR IGNORE INTO unit_paths (tenant, unit, above, from_day, until_day, depth)
       VALUES (?1, ?2, ?2, ?3, ?4, 0)`,
      root,
      ALWAYS,
      FOREVER,
    ),
  ];
}
