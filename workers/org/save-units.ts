import { type Day, day } from "../lib/day.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { UnitId } from "./chart.ts";
import { type Batch, type Draft, freshIds, type OrgTools, saved } from "./save.ts";
import { type Known, newest } from "./store.ts";
import { type Path, paths } from "./tree.ts";
import { decideUnits, type Unit, type UnitDecision, type UnitRow } from "./unit.ts";

/** Creates and changes units by code, and moves them from a day on. See decideUnits. */
export function saveUnits(db: TenantDb, tools: OrgTools, batch: Batch<UnitRow>) {
  return saved(db, batch, async () => {
    const { store } = tools;
    const loaded = await db.load({ units: store.allUnits(), parents: store.allParents() });
    return draftUnits(tools, batch, loaded);
  });
}

type Loaded = { readonly units: readonly Unit[]; readonly parents: Known<UnitId, UnitId | null> };

export function draftUnits(
  { store, refold }: OrgTools,
  batch: Batch<UnitRow>,
  { units, parents }: Loaded,
): Result<Draft, readonly RowError[]> {
  const decided = decideUnits(batch.rows, {
    units,
    parents: parents.ranges,
    freshIds: freshIds<"unit">(batch),
    sample: batch.sample ?? false,
  });
  if (!decided.ok) return err(decided.error);
  const { results, ids, save, redrawn } = decided.value;
  const drawn = redrawnPaths(decided.value, parents);
  const moved = { people: [], units: movedUnits(decided.value, drawn.units) };
  const redraws = redrawn.length > 0;
  return ok({
    results,
    ids,
    event: redraws ? "unit/moved" : "unit/saved",
    detail: { units: save.map(({ id }) => id) },
    expect: [
      store.guards.unitVersions(save),
      ...(redraws ? [store.guards.tree(newest(parents))] : []),
    ],
    writes: [
      store.saveUnits(save),
      ...(redraws
        ? [
            ...refold.takeOut(moved),
            ...store.redrawParents(redrawn),
            ...store.redrawPaths(drawn.units, drawn.paths),
            ...refold.putBack(moved),
          ]
        : []),
    ],
  });
}

/** The units whose ways up differ afterwards, and all their new paths. */
function redrawnPaths(decision: UnitDecision, parents: Known<UnitId, UnitId | null>) {
  const before = paths(parents.ranges);
  const old = groupBy(before.ok ? before.value : [], ({ unit }) => unit);
  const drawn = groupBy(decision.paths, ({ unit }) => unit);
  const differs = ([unit, list]: [UnitId, Path[]]) =>
    JSON.stringify(list) !== JSON.stringify(old.get(unit) ?? []);
  const changed = [...drawn].filter(differs);
  return { units: changed.map(([unit]) => unit), paths: changed.flatMap(([, list]) => list) };
}

/** Figures are folded again from the first day on which any parent differs. */
function movedUnits({ redrawn }: UnitDecision, units: readonly UnitId[]) {
  const days = redrawn.flatMap(({ closed, opened }) => changedDays(closed, opened));
  const from = days.sort(ascending)[0];
  return from === undefined ? [] : units.map((unit) => ({ unit, from: day(from) }));
}

/** A range that only got another end differs from the earlier end on. */
function changedDays(closed: readonly Dated[], opened: readonly Dated[]): Day[] {
  const same = (a: Dated, b: Dated) => a.from === b.from && a.value === b.value;
  return [...closed, ...opened].map((range) => {
    const twin = [...closed, ...opened].find((other) => other !== range && same(other, range));
    if (!twin) return range.from;
    return twin.until < range.until ? twin.until : range.until;
  });
}
type Dated = { readonly from: Day; readonly until: Day; readonly value: UnitId | null };
