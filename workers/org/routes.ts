import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { dayOf, yearOf, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { err, ok } from "../lib/result.ts";
import { changeUnit } from "./change-unit.ts";
import { ALWAYS, at, type Range } from "./chart.ts";
import * as contracts from "./contract.ts";
import { findings } from "./findings.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import type { Person, Seats } from "./person.ts";
import type { Lines } from "./reporting.ts";
import type { Refold } from "./refold.ts";
import { movePeople, savePeople, setReporting } from "./save-people.ts";
import { saveUnits } from "./save-units.ts";
import { orgStore } from "./store.ts";
import type { Unit } from "./unit.ts";

/** `refold` moves figures along with people and units; entries, which lie to the right, hand it in. */
export function orgRoutes(api: Api, refold: Refold): void {
  const tools = { store: orgStore, refold };
  unitRoutes(api, tools);
  peopleRoutes(api, tools);
  findingRoutes(api, tools);
}

type Tools = { readonly store: typeof orgStore; readonly refold: Refold };

function unitRoutes(api: Api, tools: Tools): void {
  const { store } = tools;

  endpoint(api, contracts.postUnits, async ({ db, input, today, now }) => {
    const { rows } = input.body;
    const done = await saveUnits(db, tools, { rows, today, now });
    return done.ok ? ok({ body: { results: [...done.value.results] } }) : done;
  });

  endpoint(api, contracts.patchUnit, async ({ db, input, today, now }) => {
    const { params, body: change, version } = input;
    const asked = { unit: params.unitId, version, change, today, now };
    const done = await changeUnit(db, tools, asked);
    return done.ok ? ok({ body: done.value, version: done.value.version }) : done;
  });

  endpoint(api, contracts.listUnits, async ({ db, input, today }) => {
    const { parent, on = today } = input.query;
    const read = parent ? store.children(parent, on) : store.roots(on);
    const { items } = await db.load({ items: read });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.getUnit, async ({ db, input, today }) => {
    const { unitId } = input.params;
    const { on = today, cursor, limit } = input.query;
    const page = { limit: limit + 1, ...(cursor === undefined ? {} : { after: cursor }) };
    const loaded = await db.load({
      unit: store.unit(unitId),
      above: store.above(unitId, on),
      children: store.children(unitId, on),
      members: store.members(unitId, on, page),
    });
    if (!loaded.unit) return err({ code: "org/not_found", id: unitId });
    const { unit, above, children } = loaded;
    const ups = above.filter(({ depth }) => depth > 0);
    const { items: members, next } = paged(loaded.members, limit);
    return ok({
      body: {
        unit,
        on,
        above: ups.map(({ id, depth, name, nameEn }) => ({ id, depth, name, nameEn })),
        children,
        members: members.map(shownPerson),
        next,
      },
      version: unit.version,
    });
  });
}

function peopleRoutes(api: Api, tools: Tools): void {
  const { store } = tools;

  endpoint(api, contracts.postPeople, async ({ db, input, today, now }) => {
    const { rows } = input.body;
    const done = await savePeople(db, tools, { rows, today, now });
    return done.ok ? ok({ body: { results: [...done.value.results] } }) : done;
  });

  endpoint(api, contracts.postMemberships, async ({ db, input, today, now }) => {
    const { rows } = input.body;
    const done = await movePeople(db, tools, { rows, today, now });
    return done.ok ? ok({ body: { results: [...done.value.results] } }) : done;
  });

  endpoint(api, contracts.postReporting, async ({ db, input, today, now }) => {
    const { rows } = input.body;
    const done = await setReporting(db, tools, { rows, today, now });
    return done.ok ? ok({ body: { results: [...done.value.results] } }) : done;
  });

  endpoint(api, contracts.listPeople, async ({ db, input, today }) => {
    const { unit, on = today, cursor, limit } = input.query;
    const page = { limit: limit + 1, ...(cursor === undefined ? {} : { after: cursor }) };
    const { members } = await db.load({ members: store.members(unit, on, page) });
    const { items, next } = paged(members, limit);
    return ok({ body: { items: items.map(shownPerson), next } });
  });

  endpoint(api, contracts.getPerson, async ({ db, input, today }) => {
    const { personId } = input.params;
    const { on = today } = input.query;
    const { person, seats, lines } = await db.load({
      person: store.person(personId),
      seats: store.seats([personId]),
      lines: store.lines([personId]),
    });
    if (!person) return err({ code: "org/not_found", id: personId });
    return ok({
      body: {
        person: shownPerson(person),
        on,
        asOf: standingOf(person, on, { seats: seats.ranges, lines: lines.ranges }),
        memberships: (seats.ranges.get(personId) ?? []).map((range) => ({
          ...range.value,
          ...shownDays(range),
        })),
        reporting: (lines.ranges.get(personId) ?? []).map((range) => ({
          manager: range.value,
          ...shownDays(range),
        })),
      },
      version: person.version,
    });
  });
}

/** Where somebody stands on a day; null before the first and after the last one here. */
function standingOf(
  { id, startsOn, endsOn }: Person,
  on: Day,
  { seats, lines }: { readonly seats: Seats; readonly lines: Lines },
) {
  if (on < startsOn || on >= endsOn) return null;
  const seat = at(seats.get(id) ?? [], on);
  const manager = at(lines.get(id) ?? [], on) ?? null;
  return { unit: seat?.unit ?? null, position: seat?.position ?? null, manager };
}

/** One row more than shown was asked for: it says that there is a next page. */
function paged<Row extends { readonly id: string }>(rows: readonly Row[], limit: number) {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** What nobody has dated is null on the wire. */
function shownDays({ from, until }: Pick<Range<unknown>, "from" | "until">) {
  return { from: from === ALWAYS ? null : from, until: until === FOREVER ? null : until };
}

function shownPerson<P extends Person>(person: P) {
  const { from, until } = shownDays({ from: person.startsOn, until: person.endsOn });
  return { ...person, startsOn: from, endsOn: until };
}

function findingRoutes(api: Api, { store }: Tools): void {
  endpoint(api, contracts.listFindings, async ({ db, input, today }) => {
    const around = input.query.on ?? today;
    const period = {
      from: input.query.from ?? dayOf(yearOf(around), 1, 1),
      until: input.query.until ?? dayOf(yearOf(around) + 1, 1, 1),
    };
    const loaded = await db.load({
      people: store.allPeople(),
      seats: store.allSeats(),
      lines: store.allLines(),
      units: store.leaves(period.from),
      all: store.allUnits(),
    });
    const people = loaded.people.filter(({ sample }) => !sample);
    const units = loaded.units.filter(({ sample }) => !sample);
    const found = findings(
      {
        people,
        seats: loaded.seats.ranges,
        lines: loaded.lines.ranges,
        leaves: units.map(({ id }) => id),
      },
      period,
    );
    const items = found.map(({ code, on, person, unit }) => ({
      code,
      on,
      person: shownName(people.find(({ id }) => id === person)),
      unit: shownName(loaded.all.find(({ id }) => id === unit)),
      messages: FINDING_WORDS[code],
    }));
    return ok({ body: { items, next: null } });
  });
}

function shownName(named: Pick<Person, "id" | "code" | "name" | "nameEn"> | Unit | undefined) {
  if (!named) return null;
  const { id, code, name, nameEn } = named;
  return { id, code, name, nameEn };
}
