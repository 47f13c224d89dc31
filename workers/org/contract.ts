import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { FINDING_CODES } from "./findings.ts";
import { WireCode, WireCursor, WireDay, wireId, WireLimit, WireName } from "../lib/wire.ts";

const UnitId = wireId<"unit">();
const PersonId = wireId<"person">();
/** How many rows one call carries; more come in several calls. */
export const ROWS_MAX = 1_000;
/** A code of the tenant's own, or an id: both name the same thing in a batch. */
const Reference = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));
const Blank = v.literal("");
const Kind = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32));
const rows = <Row extends v.GenericSchema>(row: Row) =>
  v.strictObject({ rows: v.pipe(v.array(row), v.minLength(1), v.maxLength(ROWS_MAX)) });

export const Unit = v.object({
  id: UnitId,
  code: v.string(),
  kind: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  /** Part of the sample company: shown hatched, removed in one go. */
  sample: v.boolean(),
  version: v.number(),
});

export const Person = v.object({
  id: PersonId,
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  email: v.nullable(v.string()),
  startsOn: v.nullable(WireDay),
  /** The first day on which the person is no longer here. */
  endsOn: v.nullable(WireDay),
  sample: v.boolean(),
  version: v.number(),
});

const Member = v.object({
  ...Person.entries,
  unit: v.nullable(UnitId),
  position: v.nullable(v.string()),
});

export const UnitRow = v.strictObject({
  id: v.optional(UnitId),
  code: WireCode,
  kind: v.optional(v.union([Blank, Kind])),
  name: v.optional(v.union([Blank, WireName])),
  nameEn: v.optional(v.union([Blank, WireName])),
  /** The unit above from `from` on; null makes it a root; absent changes nothing. */
  parent: v.optional(v.nullable(Reference)),
  from: v.optional(WireDay),
});

export const PersonRow = v.strictObject({
  id: v.optional(PersonId),
  code: WireCode,
  name: v.optional(v.union([Blank, WireName])),
  nameEn: v.optional(v.union([Blank, WireName])),
  email: v.optional(v.union([Blank, v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))])),
  startsOn: v.optional(v.union([Blank, WireDay])),
  endsOn: v.optional(v.union([Blank, WireDay])),
  unit: v.optional(v.union([Blank, Reference])),
  unitFrom: v.optional(v.union([Blank, WireDay])),
  position: v.optional(v.union([Blank, WireName])),
  manager: v.optional(v.union([Blank, Reference])),
  managerFrom: v.optional(v.union([Blank, WireDay])),
});

export const MoveRow = v.strictObject({
  person: Reference,
  /** null closes the membership: the person sits nowhere from that day. */
  unit: v.nullable(Reference),
  from: WireDay,
  position: v.optional(WireName),
});

export const ReportingRow = v.strictObject({
  person: Reference,
  manager: v.nullable(Reference),
  from: WireDay,
});

/** What became of each row, in the order sent. */
const Saved = v.object({
  results: v.array(v.picklist(["new", "changed", "unchanged"])),
});
/** `rows` refused: every bad row is listed, and none is written. */
const ROW_REFUSALS = ["org/rows_refused", "commit/busy"] as const;

export const postUnits = contract({
  id: "saveUnits",
  method: "POST",
  path: "/units",
  tag: "org",
  summary: "Create or change units, by code",
  description:
    "Up to 1,000 rows, all or none. A blank field never overwrites. A parent holds from its day; " +
    "days before keep theirs. At most eight levels; a unit is never above itself.",
  may: "org.change",
  body: rows(UnitRow),
  status: 200,
  answer: Saved,
  refuses: ROW_REFUSALS,
});

export const patchUnit = contract({
  id: "changeUnit",
  method: "PATCH",
  path: "/units/:unitId",
  tag: "org",
  summary: "Rename a unit or move it, from a day on",
  may: "org.change",
  ids: { "params.unitId": "unit" },
  params: v.object({ unitId: UnitId }),
  body: v.strictObject({
    kind: v.optional(Kind),
    name: v.optional(WireName),
    nameEn: v.optional(WireName),
    parent: v.optional(v.nullable(Reference)),
    from: v.optional(WireDay),
  }),
  versioned: true,
  status: 200,
  answer: Unit,
  refuses: ["org/not_found", "version/stale", ...ROW_REFUSALS],
});

export const listUnits = contract({
  id: "listUnits",
  method: "GET",
  path: "/units",
  tag: "org",
  summary: "The units directly below one, or the roots, on a day",
  may: "org.read",
  ids: { "query.parent": "unit" },
  query: v.object({ parent: v.optional(UnitId), on: v.optional(WireDay) }),
  status: 200,
  answer: v.object({ items: v.array(Unit), next: v.nullable(v.string()) }),
  refuses: [],
});

export const getUnit = contract({
  id: "getUnit",
  method: "GET",
  path: "/units/:unitId",
  tag: "org",
  summary: "A unit with its way up, its children and its members on a day",
  may: "org.read",
  sees: { unit: "unitId" },
  ids: { "params.unitId": "unit" },
  params: v.object({ unitId: UnitId }),
  query: v.object({
    on: v.optional(WireDay),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 100),
  }),
  status: 200,
  answer: v.object({
    unit: Unit,
    on: WireDay,
    /** From the unit directly above to the root. */
    above: v.array(
      v.object({ id: UnitId, depth: v.number(), name: v.string(), nameEn: v.nullable(v.string()) }),
    ),
    children: v.array(Unit),
    members: v.array(Member),
    next: v.nullable(v.string()),
  }),
  refuses: ["org/not_found"],
});

export const postPeople = contract({
  id: "savePeople",
  method: "POST",
  path: "/people",
  tag: "org",
  summary: "Create or change people, by code",
  description:
    "Up to 1,000 rows, all or none. A blank field never overwrites; a removal is an end date. " +
    "`unit` and `manager` hold from their day (default: the first day of a new person, else today).",
  may: "org.change",
  body: rows(PersonRow),
  status: 200,
  answer: Saved,
  refuses: ROW_REFUSALS,
});

export const listPeople = contract({
  id: "listPeople",
  method: "GET",
  path: "/people",
  tag: "org",
  summary: "The people who sit directly in a unit on a day",
  may: "org.read",
  sees: { unit: "unit" },
  ids: { "query.unit": "unit" },
  query: v.object({
    unit: UnitId,
    on: v.optional(WireDay),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 50),
  }),
  status: 200,
  answer: v.object({ items: v.array(Member), next: v.nullable(v.string()) }),
  refuses: ["org/not_found"],
});

const Dated = { from: v.nullable(WireDay), until: v.nullable(WireDay) };

export const getPerson = contract({
  id: "getPerson",
  method: "GET",
  path: "/people/:personId",
  tag: "org",
  summary: "A person as of a day, with the units and managers of every time",
  may: "org.read",
  sees: { person: "personId" },
  ids: { "params.personId": "person" },
  params: v.object({ personId: PersonId }),
  query: v.object({ on: v.optional(WireDay) }),
  status: 200,
  answer: v.object({
    person: Person,
    on: WireDay,
    /** Where the person sits and whom they report to on that day; null when not here then. */
    asOf: v.nullable(
      v.object({
        unit: v.nullable(UnitId),
        position: v.nullable(v.string()),
        manager: v.nullable(PersonId),
      }),
    ),
    memberships: v.array(
      v.object({ unit: v.nullable(UnitId), position: v.nullable(v.string()), ...Dated }),
    ),
    reporting: v.array(v.object({ manager: v.nullable(PersonId), ...Dated })),
  }),
  refuses: ["org/not_found"],
});

export const postMemberships = contract({
  id: "movePeople",
  method: "POST",
  path: "/memberships",
  tag: "org",
  summary: "Move people between units, from a day on",
  description:
    "A move closes one range and opens the next; what was said of later days stays. Figures from " +
    "that day on are folded from the old units to the new ones in the same commit.",
  may: "org.change",
  body: rows(MoveRow),
  status: 200,
  answer: Saved,
  refuses: ROW_REFUSALS,
});

export const postReporting = contract({
  id: "setReporting",
  method: "POST",
  path: "/reporting",
  tag: "org",
  summary: "Say whom people report to, from a day on",
  may: "org.change",
  body: rows(ReportingRow),
  status: 200,
  answer: Saved,
  refuses: ROW_REFUSALS,
});

const Named = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
});

export const listFindings = contract({
  id: "listOrganisationFindings",
  method: "GET",
  path: "/organisation/findings",
  tag: "org",
  summary: "What to look at before targets are set: seats, lines, joiners, leavers, empty units",
  description:
    "None of it is refused: a founder reports to nobody, and a unit may be empty on purpose. The " +
    "sample company is left out. Without days: the current year.",
  may: "org.change",
  query: v.object({
    from: v.optional(WireDay),
    until: v.optional(WireDay),
    /** The year around this day, where no days are given. */
    on: v.optional(WireDay),
  }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        code: v.picklist(FINDING_CODES),
        on: WireDay,
        person: v.nullable(Named),
        unit: v.nullable(Named),
        messages: v.object({ zh: v.string(), en: v.string() }),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});
