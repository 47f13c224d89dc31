import { err, ok, type Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Manager, PersonId, Seat } from "./chart.ts";
import {
  decideMoves,
  decidePeople,
  decideReporting,
  type MoveRow,
  type PeopleDecision,
  type PeopleFacts,
  type Person,
  type PersonRow,
  type ReportingRow,
} from "./person.ts";
import { type Batch, type Draft, freshIds, type OrgTools, saved } from "./save.ts";
import { type Known, newest } from "./store.ts";
import { namesOf, type Unit } from "./unit.ts";

/** Creates and changes people by code, seats them and says to whom they report. See decidePeople. */
export function savePeople(db: TenantDb, tools: OrgTools, batch: Batch<PersonRow>) {
  const { rows } = batch;
  const refs = {
    people: rows.flatMap(({ code, id, manager }) => [code, id ?? "", manager ?? ""]),
    units: rows.map(({ unit }) => unit ?? ""),
    reporting: rows.some(({ manager }) => manager),
  };
  return decided(db, tools, { batch, refs, decide: (facts) => decidePeople(rows, facts) });
}

/** Moves people between units from a day on; figures move with them. See decideMoves. */
export function movePeople(db: TenantDb, tools: OrgTools, batch: Batch<MoveRow>) {
  const { rows } = batch;
  const refs = {
    people: rows.map(({ person }) => person),
    units: rows.map(({ unit }) => unit ?? ""),
    reporting: false,
  };
  return decided(db, tools, { batch, refs, decide: (facts) => decideMoves(rows, facts) });
}

/** Says to whom people report from a day on. See decideReporting. */
export function setReporting(db: TenantDb, tools: OrgTools, batch: Batch<ReportingRow>) {
  const { rows } = batch;
  const refs = {
    people: rows.flatMap(({ person, manager }) => [person, manager ?? ""]),
    units: [],
    reporting: true,
  };
  return decided(db, tools, { batch, refs, decide: (facts) => decideReporting(rows, facts) });
}

type Refs = {
  readonly people: readonly string[];
  readonly units: readonly string[];
  /** Lines are drawn: everybody's are needed, because a cycle may close anywhere above. */
  readonly reporting: boolean;
};
type Plan = {
  readonly batch: Batch<unknown>;
  readonly refs: Refs;
  readonly decide: (facts: PeopleFacts) => Result<PeopleDecision, readonly RowError[]>;
};

function decided(db: TenantDb, tools: OrgTools, { batch, refs, decide }: Plan) {
  const { store } = tools;
  return saved(db, batch, async () => {
    const loaded = await db.load({
      people: store.resolvePeople(refs.people),
      units: store.resolveUnits(refs.units),
      seats: store.seats(refs.people),
      lines: refs.reporting ? store.allLines() : store.lines([]),
    });
    const decision = decide(factsOf(batch, loaded));
    if (decision.ok) return ok(draft(tools, loaded, decision.value));
    return err(await withRings(db, tools, decision.error));
  });
}

/** Who stands in a circle, by name: `ring` holds ids, and the reader is told `members`. */
async function withRings(db: TenantDb, { store }: OrgTools, errors: readonly RowError[]) {
  const idsOf = ({ ring = "" }: RowError) => String(ring).split(" ");
  const ids = errors.flatMap((error) => ("ring" in error ? idsOf(error) : []));
  if (ids.length === 0) return errors;
  const { people } = await db.load({ people: store.resolvePeople(ids) });
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  return errors.map(({ ring, ...error }): RowError => {
    if (ring === undefined) return error;
    const members = idsOf({ ...error, ring }).map((id) => names.get(id) ?? error.value);
    return { ...error, members: members.join(" → ") };
  });
}

type Loaded = {
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly seats: Known<PersonId, Seat>;
  readonly lines: Known<PersonId, Manager>;
};

function factsOf(batch: Batch<unknown>, { people, units, seats, lines }: Loaded): PeopleFacts {
  return {
    people: new Map([
      ...people.map((person): [string, Person] => [person.id, person]),
      ...people.map((person): [string, Person] => [person.code, person]),
    ]),
    units: namesOf(units),
    seats: seats.ranges,
    lines: lines.ranges,
    freshIds: freshIds<"person">(batch),
    today: batch.today,
    sample: batch.sample ?? false,
  };
}

function draft({ store, refold }: OrgTools, loaded: Loaded, decision: PeopleDecision): Draft {
  const { results, ids, save, seats, lines, moved } = decision;
  const moving = { people: moved, units: [] };
  const since = seats.map(({ who }) => ({ who, since: loaded.seats.since.get(who) ?? 0 }));
  // A touched chart raises its person's version too: what one person edits at once is the person.
  return {
    results,
    ids,
    event:
      seats.length > 0 ? "person/moved" : lines.length > 0 ? "person/reported" : "person/saved",
    detail: { people: save.map(({ id }) => id) },
    expect: [
      store.guards.personVersions(save),
      ...(seats.length > 0 ? [store.guards.seats(since)] : []),
      ...(lines.length > 0 ? [store.guards.allLines(newest(loaded.lines))] : []),
    ],
    writes: [
      store.savePeople(save),
      ...(seats.length > 0
        ? [...refold.takeOut(moving), ...store.redrawSeats(seats), ...refold.putBack(moving)]
        : []),
      ...(lines.length > 0 ? store.redrawLines(lines) : []),
    ],
  };
}
