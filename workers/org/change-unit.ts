import { must } from "../lib/assert.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { UnitId } from "./chart.ts";
import { type Batch, type OrgRefusal, type OrgTools, saved } from "./save.ts";
import { draftUnits } from "./save-units.ts";
import type { Unit, UnitRow } from "./unit.ts";

export type ChangeUnit = Omit<Batch<UnitRow>, "rows"> & {
  readonly unit: UnitId;
  /** The version the change is based on. */
  readonly version: number;
  readonly change: Omit<UnitRow, "code" | "id">;
};
export type ChangeUnitRefusal =
  | OrgRefusal
  | { readonly code: "org/not_found"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number };

/** One unit, by its version. Refuses a stale one, and what decideUnits refuses. */
export async function changeUnit(
  db: TenantDb,
  tools: OrgTools,
  { unit: id, version, change, ...batch }: ChangeUnit,
): Promise<Result<Unit, ChangeUnitRefusal>> {
  const { store } = tools;
  const reads = { units: store.allUnits(), parents: store.allParents() };
  const first = await db.load(reads);
  const unit = first.units.find((each) => each.id === id);
  if (!unit) return err({ code: "org/not_found", id });
  if (unit.version !== version)
    return err({ code: "version/stale", yours: version, current: unit.version });

  const rows = [{ ...change, code: unit.code }];
  let loaded: typeof first | null = first;
  const outcome = await saved(db, { ...batch, rows }, async () => {
    const known = loaded ?? (await db.load(reads));
    loaded = null;
    return draftUnits(tools, { ...batch, rows }, known);
  });
  if (!outcome.ok) return outcome;
  const after = await db.load({ unit: store.unit(id) });
  return ok(must(after.unit));
}
