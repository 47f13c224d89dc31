// Goal: hold a batch of people, moves or lines to what a personnel file would mean by it. Method: a
// table of rows against a small company.
import { describe, expect, test } from "vitest";
import { day, type Day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { ALWAYS, type PersonId } from "../../workers/org/chart.ts";
import {
  decideMoves,
  decidePeople,
  decideReporting,
  type PeopleFacts,
  type Person,
  type PersonRow,
} from "../../workers/org/person.ts";
import { circleOn, cycleAt } from "../../workers/org/reporting.ts";
import { decideUnits, type UnitFacts, type UnitRow } from "../../workers/org/unit.ts";

const TODAY = day("2026-07-01");
const who = (code: string) => id<"person">(`id-${code}`);
const known = (code: string): Person => ({
  id: who(code),
  code,
  name: code.toUpperCase(),
  nameEn: null,
  email: `${code}@example.com`,
  startsOn: ALWAYS,
  endsOn: FOREVER,
  sample: false,
  version: 3,
});
const range = <Value>(value: Value, from: Day = ALWAYS, until: Day = FOREVER) => ({
  from,
  until,
  value,
});
const seat = (unit: string) => ({ unit: id<"unit">(unit), position: null });
const people = ["lin", "wu", "zhao"].map(known);
const facts: PeopleFacts = {
  people: new Map(people.flatMap((each) => [[each.code, each] as const, [each.id, each] as const])),
  units: new Map(["n1", "s1"].map((code) => [code, id<"unit">(code)])),
  seats: new Map([[who("lin"), [range(seat("n1"))]]]),
  lines: new Map<PersonId, { from: Day; until: Day; value: PersonId | null }[]>([
    [who("lin"), [range<PersonId | null>(who("wu"))]],
    [who("wu"), [range<PersonId | null>(who("zhao"))]],
  ]),
  freshIds: Array.from({ length: 9 }, (_, at) => id<"person">(`fresh-${at}`)),
  today: TODAY,
  sample: false,
};
const codes = (rows: readonly PersonRow[]) => {
  const decided = decidePeople(rows, facts);
  return decided.ok
    ? decided.value.results
    : decided.error.map(({ code, pointer }) => [code, pointer]);
};

describe("people by code", () => {
  // prettier-ignore
  test.each<[string, PersonRow[], unknown]>([
    ["a new one needs a name",           [{ code: "xu" }],                          [["org/name_missing", "/rows/0/name"]]],
    ["is created, seated and led",       [{ code: "xu", name: "Xu", unit: "n1", manager: "lin" }], ["new"]],
    ["may be led by a later row",        [{ code: "xu", name: "Xu", manager: "bo" }, { code: "bo", name: "Bo" }], ["new", "new"]],
    ["a blank overwrites nothing",       [{ code: "lin", name: "", email: "", endsOn: "" }], ["unchanged"]],
    ["the same again changes nothing",   [{ code: "lin", name: "LIN", unit: "n1", manager: "wu" }], ["unchanged"]],
    ["a removal is an end date",         [{ code: "lin", endsOn: day("2026-08-01") }], ["changed"]],
    ["an end is after the start",        [{ code: "lin", startsOn: day("2026-08-01"), endsOn: day("2026-08-01") }], [["org/ends_before_start", "/rows/0/endsOn"]]],
    ["a code stands in one row",         [{ code: "lin" }, { code: "lin" }],        [["org/code_repeated", "/rows/1/code"]]],
    ["an id keeps to its code",          [{ code: "lin", id: who("wu") }],          [["org/id_differs", "/rows/0/id"]]],
    ["a unit exists",                    [{ code: "lin", unit: "moon" }],           [["org/unknown_unit", "/rows/0/unit"]]],
    ["a manager exists",                 [{ code: "lin", manager: "moon" }],        [["org/unknown_person", "/rows/0/manager"]]],
    ["nobody leads themselves",          [{ code: "lin", manager: "lin" }],         [["org/cycle", "/rows/0/manager"]]],
    ["nobody leads who leads them",      [{ code: "zhao", manager: "lin" }],        [["org/cycle", "/rows/0/manager"]]],
  ])("%s", (_, rows, expected) => {
    expect(codes(rows)).toEqual(expected);
  });

  test("an undated seat counts from the first day of somebody new and from today for others", () => {
    const rows = [
      { code: "xu", name: "Xu", startsOn: day("2026-03-01"), unit: "n1" },
      { code: "lin", unit: "s1" },
    ];
    const decided = decidePeople(rows, facts);
    expect(decided.ok && decided.value.moved).toEqual([
      { person: "fresh-0", from: "2026-03-01" },
      { person: who("lin"), from: TODAY },
    ]);
  });
});

describe("moves and lines", () => {
  test("one day cannot seat a person twice, or give two managers", () => {
    const from = day("2026-08-01");
    const twice = decideMoves(
      [
        { person: "lin", unit: "s1", from },
        { person: who("lin"), unit: null, from },
      ],
      facts,
    );
    expect(!twice.ok && twice.error[0]).toMatchObject({
      code: "org/two_units",
      pointer: "/rows/1/unit",
    });
    const led = decideReporting(
      [
        { person: "lin", manager: "wu", from },
        { person: "lin", manager: "zhao", from },
      ],
      facts,
    );
    expect(!led.ok && led.error[0]).toMatchObject({ code: "org/two_managers" });
  });

  test("a history of moves in any order is the same history", () => {
    const rows = [
      { person: "lin", unit: "s1", from: day("2026-02-01") },
      { person: "lin", unit: "n1", from: day("2026-05-01") },
      { person: "lin", unit: null, from: day("2026-06-01") },
    ];
    const straight = decideMoves(rows, facts);
    const reversed = decideMoves([...rows].reverse(), facts);
    expect(straight.ok && straight.value.seats).toEqual(reversed.ok && reversed.value.seats);
    expect(straight.ok && straight.value.seats[0]?.opened).toHaveLength(4);
  });

  test("two who led each other at different times are no cycle", () => {
    const cut = day("2026-04-01");
    const [a, b] = [who("a"), who("b")];
    const lines = (second: Day) =>
      new Map([
        [a, [range<PersonId | null>(b, ALWAYS, cut)]],
        [b, [range<PersonId | null>(a, second)]],
      ]);
    expect(cycleAt(lines(cut), a)).toBeNull();
    expect(cycleAt(lines(day("2026-03-01")), a)).toBe("2026-03-01");
    expect(circleOn(lines(day("2026-03-01")), a, day("2026-03-01"))).toEqual([a, b, a]);
  });
});

describe("units by code", () => {
  const units = ["co", "north", "n1"].map((code) => ({
    id: id<"unit">(code),
    code,
    kind: "team",
    name: code,
    nameEn: null,
    sample: false,
    version: 1,
  }));
  const tree: UnitFacts = {
    units,
    parents: new Map([
      [id<"unit">("co"), [range(null)]],
      [id<"unit">("north"), [range(id<"unit">("co"))]],
      [id<"unit">("n1"), [range(id<"unit">("north"))]],
    ]),
    freshIds: Array.from({ length: 9 }, (_, at) => id<"unit">(`fresh-${at}`)),
    sample: false,
  };
  // prettier-ignore
  test.each<[string, UnitRow[], unknown]>([
    ["the same again changes nothing",    [{ code: "n1", name: "n1", parent: "north" }], ["unchanged"]],
    ["a child may stand before its parent", [{ code: "s1", name: "S1", parent: "south" }, { code: "south", name: "South", parent: "co" }], ["new", "new"]],
    ["a rename keeps the place",          [{ code: "n1", name: "Team 1" }], ["changed"]],
    ["a move from a day is a change",     [{ code: "n1", parent: "co", from: day("2026-04-01") }], ["changed"]],
    ["a new one needs a name",            [{ code: "s1" }], ["org/name_missing"]],
    ["a parent exists",                   [{ code: "n1", parent: "moon" }], ["org/unknown_unit"]],
    ["a unit is never above itself",      [{ code: "north", parent: "n1" }], ["org/cycle"]],
  ])("%s", (_, rows, expected) => {
    const decided = decideUnits(rows, tree);
    expect(decided.ok ? decided.value.results : decided.error.map(({ code }) => code)).toEqual(expected);
  });
});
