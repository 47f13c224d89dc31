import { chunks } from "../lib/list.ts";
import type { Guard } from "../tenancy/commit.ts";
import { SEQ, type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Manager, PersonId, Seat, UnitId } from "./chart.ts";
import type { Person } from "./person.ts";
import type { Path } from "./tree.ts";
import type { Redrawn, Unit } from "./unit.ts";

/** What nobody else may have changed since it was loaded. 0 stands for a row that was not there. */
type Versions = readonly { readonly id: string; readonly version: number }[];

function versionGuard(table: "units" | "people", versions: Versions): Guard {
  return {
    what: "org/version",
    sql: `NOT EXISTS (SELECT 1 FROM json_each(?2) AS j WHERE coalesce(
            (SELECT version FROM ${table} WHERE tenant = ?1 AND id = j.value ->> 0), 0)
            <> j.value ->> 1)`,
    params: [packed(versions.map(({ id: who, version }) => [who, version]))],
  };
}

const CHARTS = {
  unit_parents: { who: "unit", values: ["parent"] },
  memberships: { who: "person", values: ["unit", "position"] },
  reporting: { who: "person", values: ["manager"] },
} as const;

function chartGuard(
  table: "memberships" | "reporting",
  since: readonly { readonly who: string; readonly since: number }[],
): Guard {
  return {
    what: "org/chart",
    sql: `NOT EXISTS (SELECT 1 FROM json_each(?2) AS j WHERE coalesce(
            (SELECT max(since_seq) FROM ${table}
             WHERE tenant = ?1 AND person = j.value ->> 0 AND until_seq IS NULL), 0)
            <> j.value ->> 1)`,
    params: [packed(since.map((each) => [each.who, each.since]))],
  };
}

/** For decisions that looked at the whole chart: a tree, or a way up without end. */
function wholeChartGuard(table: "unit_parents" | "reporting", since: number): Guard {
  return {
    what: "org/chart",
    sql: `coalesce((SELECT max(since_seq) FROM ${table}
            WHERE tenant = ?1 AND until_seq IS NULL), 0) = ?2`,
    params: [since],
  };
}

/** Closes what is no longer known and inserts what is; ranges are never changed in place. */
function redraw<Value>(
  table: keyof typeof CHARTS,
  changes: readonly Redrawn<string, Value>[],
  valuesOf: (value: Value) => readonly (string | null)[],
): Statement[] {
  const { who, values } = CHARTS[table];
  const closed = changes.flatMap((each) => each.closed.map(({ from }) => [each.who, from]));
  const opened = changes.flatMap((each) =>
    each.opened.map(({ from, until, value }) => [each.who, from, until, ...valuesOf(value)]),
  );
  const columns = values.map((_, at) => `j.value ->> ${at + 3}`).join(", ");
  return [
    ...(closed.length === 0
      ? []
      : [
          write(
            `UPDATE ${table} SET until_seq = ${SEQ}
             WHERE tenant = ?1 AND until_seq IS NULL AND (${who}, from_day) IN (
               SELECT j.value ->> 0, j.value ->> 1 FROM json_each(?2) AS j)`,
            packed(closed),
          ),
        ]),
    write(
      `INSERT INTO ${table} (tenant, ${who}, from_day, until_day, since_seq, ${values.join(", ")})
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, ${SEQ}, ${columns}
       FROM json_each(?2) AS j`,
      packed(opened),
    ),
  ];
}

/** About 600 kB: one value of a statement holds at most 2 MB (D1). */
const PATHS_MAX = 5_000;

export const writes = {
  saveUnits: (units: readonly Unit[]): Statement =>
    write(
      `INSERT INTO units (tenant, id, code, kind, name, name_en, sample, version)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
         j.value ->> 5, 1
       FROM json_each(?2) AS j WHERE true
       ON CONFLICT (tenant, id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
         name_en = excluded.name_en, version = version + 1`,
      packed(units.map((u) => [u.id, u.code, u.kind, u.name, u.nameEn, u.sample ? 1 : 0])),
    ),

  savePeople: (people: readonly Person[]): Statement =>
    write(
      `INSERT INTO people
         (tenant, id, code, name, name_en, email, starts_on, ends_on, sample, version)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
         j.value ->> 5, j.value ->> 6, j.value ->> 7, 1
       FROM json_each(?2) AS j WHERE true
       ON CONFLICT (tenant, id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
         email = excluded.email, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
         version = version + 1`,
      packed(
        people.map((p) => [
          p.id,
          p.code,
          p.name,
          p.nameEn,
          p.email,
          p.startsOn,
          p.endsOn,
          p.sample ? 1 : 0,
        ]),
      ),
    ),

  redrawParents: (changes: readonly Redrawn<UnitId, UnitId | null>[]) =>
    redraw("unit_parents", changes, (parent) => [parent]),
  redrawSeats: (changes: readonly Redrawn<PersonId, Seat>[]) =>
    redraw("memberships", changes, ({ unit, position }) => [unit, position]),
  redrawLines: (changes: readonly Redrawn<PersonId, Manager>[]) =>
    redraw("reporting", changes, (manager) => [manager]),

  /** The paths of these units become exactly these. */
  redrawPaths: (units: readonly UnitId[], paths: readonly Path[]): Statement[] => [
    write(
      `DELETE FROM unit_paths WHERE tenant = ?1 AND unit IN (SELECT value FROM json_each(?2))`,
      packed(units),
    ),
    ...chunks(paths, PATHS_MAX).map((part) =>
      write(
        `INSERT INTO unit_paths (tenant, unit, above, depth, from_day, until_day)
         SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
         FROM json_each(?2) AS j`,
        packed(part.map((p) => [p.unit, p.above, p.depth, p.from, p.until])),
      ),
    ),
  ],
};

export const guards = {
  unitVersions: (versions: Versions) => versionGuard("units", versions),
  personVersions: (versions: Versions) => versionGuard("people", versions),
  tree: (since: number) => wholeChartGuard("unit_parents", since),
  allLines: (since: number) => wholeChartGuard("reporting", since),
  seats: (since: readonly { readonly who: string; readonly since: number }[]) =>
    chartGuard("memberships", since),
};
