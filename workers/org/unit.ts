import { day, type Day } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import { groupBy } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type RowError, rowError } from "../lib/row-error.ts";
import { ALWAYS, at, difference, type Range, setAll, type Step, type UnitId } from "./chart.ts";
import { type Parents, type Path, paths } from "./tree.ts";

export type Unit = {
  readonly id: UnitId;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly sample: boolean;
  readonly version: number;
};

export type UnitRow = {
  readonly id?: UnitId | undefined;
  readonly code: string;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly parent?: string | null | undefined;
  readonly from?: Day | undefined;
};

export type Saving = "new" | "changed" | "unchanged";
/** Ranges of one unit or person that end being known, and those that begin. */
export type Redrawn<Who, Value> = {
  readonly who: Who;
  readonly closed: readonly Range<Value>[];
  readonly opened: readonly Range<Value>[];
};

/** What is known before the batch: every unit with its parents, and an id for each new row. */
export type UnitFacts = {
  readonly units: readonly Unit[];
  readonly parents: Parents;
  readonly freshIds: readonly UnitId[];
  readonly sample: boolean;
};

export type UnitDecision = {
  readonly results: readonly Saving[];
  readonly ids: readonly UnitId[];
  readonly save: readonly Unit[];
  readonly redrawn: readonly Redrawn<UnitId, UnitId | null>[];
  /** All paths of the whole tree afterwards; the same list as before when no parent changed. */
  readonly paths: readonly Path[];
};

const same = (a: UnitId | null, b: UnitId | null) => a === b;

/**
 * What a batch of unit rows does, by code.
 *
 * Promises: a blank field changes nothing; the same rows twice change nothing; the order of rows
 * does not matter, so a child may stand before its parent. Refuses, row by row: a code twice, an id
 * that belongs to another code, a new unit without a name, an unknown parent, a cycle, a tree
 * deeper than eight.
 */
export function decideUnits(
  rows: readonly UnitRow[],
  facts: UnitFacts,
): Result<UnitDecision, readonly RowError[]> {
  const errors = [...repeatedCodes(rows), ...missingNames(rows, facts)];
  const saved = rows.map((row, at) => savedUnit(row, at, facts));
  errors.push(...saved.flatMap(({ error }) => (error ? [error] : [])));
  const names = namesOf([...facts.units, ...saved.map(({ unit }) => unit)]);
  errors.push(...rows.flatMap((row, at) => unknownParent(row, at, names)));
  if (errors.length > 0) return err(errors);

  const parents = parentsAfter(rows, saved, facts, names);
  const drawn = paths(parents);
  if (!drawn.ok) {
    const moved = saved.flatMap(({ unit }, at) => (rows[at]?.parent ? [unit.id] : []));
    const all = [...facts.units, ...saved.map(({ unit }) => unit)];
    const ring = ringOf(parents, drawn.error, all, moved);
    return err([treeError(drawn.error, rows, saved, ring)]);
  }
  const redrawn = redrawnUnits(facts.parents, parents);
  const moved = new Set(redrawn.map(({ who }) => who));
  const results = saved.map(({ unit, result }) =>
    result === "unchanged" && moved.has(unit.id) ? "changed" : result,
  );
  const save = saved.flatMap(({ unit }, at) => (results[at] === "unchanged" ? [] : [unit]));
  return ok({ results, ids: saved.map(({ unit }) => unit.id), save, redrawn, paths: drawn.value });
}

export function repeatedCodes(rows: readonly { readonly code: string }[]): RowError[] {
  const groups = groupBy(
    rows.map(({ code }, row) => ({ code, row })),
    ({ code }) => code,
  );
  return [...groups.values()].flatMap((group) =>
    group
      .slice(1)
      .map(({ code, row }) => rowError({ row, field: "code" }, "org/code_repeated", code)),
  );
}

function missingNames(rows: readonly UnitRow[], { units }: UnitFacts): RowError[] {
  const codes = new Set(units.map(({ code }) => code));
  return rows.flatMap(({ code, name }, row) =>
    !codes.has(code) && !name ? [rowError({ row, field: "name" }, "org/name_missing", code)] : [],
  );
}

type Saved = { readonly unit: Unit; readonly result: Saving; readonly error?: RowError };

function savedUnit(row: UnitRow, at: number, facts: UnitFacts): Saved {
  const known = facts.units.find(({ code }) => code === row.code);
  const owner = facts.units.find(({ id }) => id === row.id);
  const id = known?.id ?? row.id ?? (facts.freshIds[at] as UnitId);
  const unit: Unit = {
    id,
    code: row.code,
    kind: row.kind || known?.kind || "team",
    name: row.name || known?.name || row.code,
    nameEn: row.nameEn || known?.nameEn || null,
    sample: known?.sample ?? facts.sample,
    version: known?.version ?? 0,
  };
  const result = !known ? "new" : equalUnits(known, unit) ? "unchanged" : "changed";
  const foreign = row.id !== undefined && (known ? known.id !== row.id : owner !== undefined);
  if (!foreign) return { unit, result };
  return {
    unit,
    result,
    error: rowError({ row: at, field: "id" }, "org/id_differs", row.id ?? "", { code: row.code }),
  };
}

function equalUnits(a: Unit, b: Unit): boolean {
  return a.name === b.name && a.nameEn === b.nameEn && a.kind === b.kind;
}

/** Codes and ids both name; a code wins where somebody's code looks like another's id. */
export function namesOf<Named extends { readonly id: string; readonly code: string }>(
  named: readonly Named[],
): ReadonlyMap<string, Named["id"]> {
  return new Map([
    ...named.map(({ id }): [string, Named["id"]] => [id, id]),
    ...named.map(({ id, code }): [string, Named["id"]] => [code, id]),
  ]);
}

function unknownParent({ parent }: UnitRow, row: number, names: ReadonlyMap<string, UnitId>) {
  if (parent === undefined || parent === null || names.has(parent)) return [];
  return [rowError({ row, field: "parent" }, "org/unknown_unit", parent)];
}

function parentsAfter(
  rows: readonly UnitRow[],
  saved: readonly Saved[],
  facts: UnitFacts,
  names: ReadonlyMap<string, UnitId>,
): Parents {
  const after = new Map(facts.parents);
  rows.forEach((row, at) => {
    const id = saved[at]?.unit.id;
    if (id === undefined) return;
    const before = after.get(id) ?? [];
    // A unit that has never stood anywhere becomes a root for all time before its first parent.
    if (row.parent === undefined && before.length > 0) return;
    const value =
      row.parent === null || row.parent === undefined ? null : (names.get(row.parent) ?? null);
    const step: Step<UnitId | null> = { from: row.from ?? ALWAYS, value };
    after.set(id, setAll(before, [step], same));
  });
  return after;
}

function redrawnUnits(before: Parents, after: Parents): Redrawn<UnitId, UnitId | null>[] {
  return [...after].flatMap(([who, ranges]) => {
    const change = difference(before.get(who) ?? [], ranges, same);
    return change.opened.length + change.closed.length === 0 ? [] : [{ who, ...change }];
  });
}

/**
 * The units of a circle by name, from one that was moved up to itself again; null where there is
 * none.
 */
function ringOf(
  parents: Parents,
  { code, unit, on }: DrawingError,
  units: readonly Unit[],
  moved: readonly UnitId[],
): string | null {
  if (code !== "org/cycle") return null;
  const ring: UnitId[] = [];
  for (let here: UnitId | null = id<"unit">(unit); here && !ring.includes(here);) {
    ring.push(here);
    here = at(parents.get(here) ?? [], day(on)) ?? null;
  }
  const first = Math.max(
    0,
    ring.findIndex((each) => moved.includes(each)),
  );
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  const names = new Map<string, string>(units.map((each) => [each.id, each.name]));
  return [...turned, ...turned.slice(0, 1)].map((each) => names.get(each) ?? each).join(" → ");
}

type DrawingError = {
  readonly code: string;
  readonly unit: string;
  readonly on: string;
  readonly most?: number;
};

/** A cycle is laid to a row of the batch: the tree was sound before. */
function treeError(
  error: DrawingError,
  rows: readonly UnitRow[],
  saved: readonly Saved[],
  ring: string | null,
): RowError {
  const own = saved.findIndex(
    ({ unit }, at) => unit.id === error.unit && rows[at]?.parent !== undefined,
  );
  const row =
    own >= 0
      ? own
      : Math.max(
          0,
          rows.findIndex(({ parent }) => parent !== undefined),
        );
  const { on, most } = error;
  const facts = {
    on,
    ...(most === undefined ? {} : { most }),
    ...(ring === null ? {} : { members: ring }),
  };
  return rowError({ row, field: "parent" }, error.code, rows[row]?.code ?? error.unit, facts);
}
