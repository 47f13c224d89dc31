import { parse } from "valibot";
import type { Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import { entriesRefold as refold } from "../entries/totals-store.ts";
import { PersonRow, UnitRow } from "../org/contract.ts";
import { decidePeople } from "../org/person.ts";
import { freshIds, type OrgRefusal } from "../org/save.ts";
import { savePeople } from "../org/save-people.ts";
import { saveUnits } from "../org/save-units.ts";
import { orgStore } from "../org/store.ts";
import { decideUnits, namesOf } from "../org/unit.ts";
import type { Also, Riding } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Made, Recording, Sink, When } from "../imports/sink.ts";

const tools = { store: orgStore, refold };

/** Teams by code. What is created by an import is ended or renamed later, never reversed. */
export const unitsSink: Sink = {
  schema: UnitRow,
  preview: async (db, values, at) => {
    const rows = values.map((value) => parse(UnitRow, value));
    const { units, parents } = await db.load({
      units: orgStore.allUnits(),
      parents: orgStore.allParents(),
    });
    return withoutBad(rows, (good) =>
      decideUnits(good, {
        units,
        parents: parents.ranges,
        freshIds: freshIds<"unit">({ rows: good, today: at.today, now: at.now }),
        sample: false,
      }),
    );
  },
  record: (db, values, at) =>
    recorded(
      values.map((value) => parse(UnitRow, value)),
      at,
      (rows, also) => saveUnits(db, tools, { rows, today: at.today, now: at.now, also }),
    ),
  takeBack: null,
};

/** People by code, with their seats and managers. */
export const peopleSink: Sink = {
  schema: PersonRow,
  preview: previewPeople,
  record: (db, values, at) =>
    recorded(
      values.map((value) => parse(PersonRow, value)),
      at,
      (rows, also) => savePeople(db, tools, { rows, today: at.today, now: at.now, also }),
    ),
  takeBack: null,
};

async function previewPeople(db: TenantDb, values: readonly unknown[], at: When): Promise<Made> {
  const rows = values.map((value) => parse(PersonRow, value));
  const refs = rows.flatMap(({ code, id = "", manager = "" }) => [code, id, manager]);
  const { people, units, seats, lines } = await db.load({
    people: orgStore.resolvePeople(refs),
    units: orgStore.resolveUnits(rows.map(({ unit = "" }) => unit)),
    seats: orgStore.seats(refs),
    lines: orgStore.allLines(),
  });
  const named = new Map(
    people.flatMap((each) => [[each.id as string, each] as const, [each.code, each] as const]),
  );
  return withoutBad(rows, (good) =>
    decidePeople(good, {
      people: named,
      units: namesOf(units),
      seats: seats.ranges,
      lines: lines.ranges,
      freshIds: freshIds<"person">({ rows: good, today: at.today, now: at.now }),
      today: at.today,
      sample: false,
    }),
  );
}

type Decision = { readonly results: readonly ("new" | "changed" | "unchanged")[] };

/** Org takes a batch whole or not at all; a file leaves its bad rows behind and says which. */
function withoutBad<Row>(
  rows: readonly Row[],
  decide: (good: readonly Row[]) => Result<Decision, readonly RowError[]>,
): Made {
  let bad: ReadonlyMap<number, readonly RowError[]> = new Map();
  for (;;) {
    const kept = rows.map((_, at) => at).filter((at) => !bad.has(at));
    const good = kept.flatMap((at) => rows.slice(at, at + 1));
    const decided = decide(good);
    if (decided.ok) return madeOf(rows.length, kept, decided.value.results, bad);
    bad = worse(bad, decided.error, kept);
  }
}

async function recorded<Row>(
  rows: readonly Row[],
  at: Recording,
  save: (rows: readonly Row[], also: Riding<Decision>) => Promise<Result<unknown, OrgRefusal>>,
): Promise<Result<unknown, { readonly code: string }>> {
  let bad: ReadonlyMap<number, readonly RowError[]> = new Map();
  for (;;) {
    const kept = rows.map((_, row) => row).filter((row) => !bad.has(row));
    const also = ({ results }: Decision): Also => at.also(madeOf(rows.length, kept, results, bad));
    const saved = await save(
      kept.flatMap((row) => rows.slice(row, row + 1)),
      also,
    );
    if (saved.ok || saved.error.code !== "org/rows_refused") return saved;
    bad = worse(bad, saved.error.errors, kept);
  }
}

/** Errors name rows of the shorter batch; they are moved back to the rows of the chunk. */
function worse(
  bad: ReadonlyMap<number, readonly RowError[]>,
  errors: readonly RowError[],
  kept: readonly number[],
): ReadonlyMap<number, readonly RowError[]> {
  const all = new Map(bad);
  for (const error of errors) {
    const [, , short = "0", ...rest] = error.pointer.split("/");
    const row = kept[Number(short)] ?? kept[0] ?? 0;
    const pointer = ["", "rows", row, ...rest].join("/");
    all.set(row, [...(all.get(row) ?? []), { ...error, pointer }]);
  }
  return all;
}

function madeOf(
  length: number,
  kept: readonly number[],
  results: Decision["results"],
  bad: ReadonlyMap<number, readonly RowError[]>,
): Made {
  const outcomes: Made["results"][number][] = Array.from({ length }, () => null);
  kept.forEach((row, at) => (outcomes[row] = results[at] ?? null));
  return { results: outcomes, rejected: [...bad.values()].flat() };
}
