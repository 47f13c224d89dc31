// Goal: what is odd about an organisation is named before targets stand on it. Method: one company
// that is sound, and one thing wrong with it at a time.
import { describe, expect, test } from "vitest";
import { day, type Day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { ALWAYS, type Manager, type Range, type Seat } from "../../workers/org/chart.ts";
import { findings, type Organisation } from "../../workers/org/findings.ts";
import type { Person } from "../../workers/org/person.ts";

const YEAR = { from: day("2026-01-01"), until: day("2027-01-01") };
const p = (code: string) => id<"person">(code);
const u = (code: string) => id<"unit">(code);
const person = (code: string, days: Partial<Person> = {}): Person => ({
  id: p(code),
  code,
  name: code,
  nameEn: null,
  email: null,
  startsOn: ALWAYS,
  endsOn: FOREVER,
  sample: false,
  version: 1,
  ...days,
});
const range = <Value>(value: Value, from: Day = ALWAYS, until: Day = FOREVER): Range<Value> => ({
  from,
  until,
  value,
});
const seat = (unit: string | null, from?: Day, until?: Day): Range<Seat> =>
  range({ unit: unit === null ? null : u(unit), position: null }, from, until);
const post = (unit: string, position: string, from?: Day, until?: Day): Range<Seat> =>
  range({ unit: u(unit), position }, from, until);
const line = (manager: string | null, from?: Day, until?: Day): Range<Manager> =>
  range(manager === null ? null : p(manager), from, until);

type Change = {
  readonly people?: Record<string, Partial<Person>>;
  readonly seats?: Record<string, readonly Range<Seat>[]>;
  readonly lines?: Record<string, readonly Range<Manager>[]>;
  readonly leaves?: readonly string[];
};
/** Boss leads lin and wu; everybody sits. */
function changed({ people = {}, seats = {}, lines = {}, leaves = [] }: Change): Organisation {
  const codes = ["boss", "lin", "wu"];
  return {
    people: codes.map((code) => person(code, people[code])),
    seats: new Map(codes.map((code) => [p(code), seats[code] ?? [seat("n1")]])),
    lines: new Map(
      codes.map((code) => [p(code), lines[code] ?? (code === "boss" ? [] : [line("boss")])]),
    ),
    leaves: ["n1", ...leaves].map(u),
  };
}
const JUNE = day("2026-06-01");

describe("findings", () => {
  // prettier-ignore
  test.each<[string, Change, string[]]>([
    ["a sound company has none",             {},                                                        []],
    ["one head is no finding, two are",      { lines: { lin: [] } },                                    ["boss org/no_manager 2026-01-01", "lin org/no_manager 2026-01-01"]],
    ["said to report to nobody counts too",  { lines: { lin: [line(null)] } },                          ["boss org/no_manager 2026-01-01", "lin org/no_manager 2026-01-01"]],
    ["sitting nowhere",                      { seats: { lin: [] } },                                    ["lin org/no_unit 2026-01-01"]],
    ["a seat closed in the year is a move",  { seats: { lin: [seat("n1", ALWAYS, JUNE), seat(null, JUNE)] } }, ["lin org/moves_in_period 2026-06-01"]],
    ["joining within the year",              { people: { lin: { startsOn: JUNE } } },                   ["lin org/joins_in_period 2026-06-01"]],
    ["leaving within it, by the last day",   { people: { lin: { endsOn: JUNE } } },                     ["lin org/leaves_in_period 2026-05-31"]],
    ["who left before is not looked at",     { people: { lin: { endsOn: YEAR.from } }, seats: { lin: [] } }, []],
    ["a manager who left",                   { people: { boss: { endsOn: JUNE } } },                    ["boss org/leaves_in_period 2026-05-31", "lin org/manager_left 2026-06-01", "wu org/manager_left 2026-06-01"]],
    ["and was replaced in time is none",     { people: { boss: { endsOn: JUNE } }, lines: { lin: [line("boss", ALWAYS, JUNE), line("wu", JUNE)], wu: [line("boss", ALWAYS, JUNE)] } },
      ["boss org/leaves_in_period 2026-05-31"]],
    ["a circle names who stands in it",      { lines: { lin: [line("wu")], wu: [line("lin")] } },       ["lin org/reports_in_a_circle 0001-01-01", "wu org/reports_in_a_circle 0001-01-01"]],
    ["a position nobody took over",          { people: { lin: { endsOn: JUNE } }, seats: { lin: [post("n1", "KA")] } },
      ["lin org/empty_seat 2026-06-01", "lin org/leaves_in_period 2026-05-31"]],
    ["one that was taken over is none",      { people: { lin: { endsOn: JUNE } }, seats: { lin: [post("n1", "KA")], wu: [seat("n1", ALWAYS, JUNE), post("n1", "KA", JUNE)] } },
      ["lin org/leaves_in_period 2026-05-31", "wu org/moves_in_period 2026-06-01"]],
    ["one left by a move stands empty too",  { seats: { lin: [post("n1", "KA", ALWAYS, JUNE), post("n2", "KA", JUNE)] }, leaves: [] },
      ["lin org/empty_seat 2026-06-01", "lin org/moves_in_period 2026-06-01"]],
    ["a unit whose people have two managers", { lines: { wu: [line("lin2")], lin: [line("boss")] }, people: {} },
      ["n1 org/two_managers 2026-01-01"]],
    ["who leads there is not one of its people", { lines: { lin: [line("boss")], wu: [line("lin")] } }, []],
    ["a unit nobody sits in",                { leaves: ["s1"] },                                        ["s1 org/empty_unit 2026-01-01"]],
  ])("%s", (_, change, expected) => {
    const found = findings(changed(change), YEAR);
    const said = found.map((each) => `${each.person ?? each.unit} ${each.code} ${each.on}`);
    expect(said).toEqual(expected);
  });
});
