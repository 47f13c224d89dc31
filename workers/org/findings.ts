import type { Day } from "../lib/day.ts";
import { addDays } from "../lib/day.ts";
import { FOREVER, intersection, type Interval, overlaps } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { ALWAYS, at, type PersonId, type Seat, type UnitId } from "./chart.ts";
import type { Person, Seats } from "./person.ts";
import { cycleAt, type Lines } from "./reporting.ts";

/**
 * What somebody should look at before targets are set on this organisation. None of it is refused:
 * a founder reports to nobody, and a seat may be empty on purpose.
 */
export type Finding = {
  readonly code: FindingCode;
  readonly person: PersonId | null;
  readonly unit: UnitId | null;
  /** From when it is so, or the day of joining or leaving. */
  readonly on: Day;
};
export const FINDING_CODES = [
  "org/no_unit",
  "org/no_manager",
  "org/manager_left",
  "org/reports_in_a_circle",
  "org/joins_in_period",
  "org/leaves_in_period",
  "org/moves_in_period",
  "org/empty_unit",
  "org/empty_seat",
  "org/two_managers",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Organisation = {
  readonly people: readonly Person[];
  readonly seats: Seats;
  readonly lines: Lines;
  /** Units without units below them: where people are expected. */
  readonly leaves: readonly UnitId[];
};

/**
 * Looks through a period: who sits nowhere, reports to nobody, to somebody who has left or in a
 * circle, joins, leaves or moves within it, which last units stand empty throughout, which positions
 * nobody took over, and whose people report to more than one manager.
 *
 * Promises: people and units come by id, each finding once. One person without a manager is the
 * head and no finding; a second one is, and then both are named.
 */
export function findings(organisation: Organisation, period: Interval): readonly Finding[] {
  const here = organisation.people.filter((person) => overlaps(daysOf(person), period));
  const found = [
    ...here.flatMap((person) => ofSeat(person, organisation, period)),
    ...here.flatMap((person) => ofLine(person, organisation, period)),
    ...headless(here, organisation, period),
    ...here.flatMap((person) => ofDays(person, period)),
    ...emptyUnits(here, organisation, period),
    ...emptySeats(here, organisation, period),
    ...dividedUnits(here, organisation, period),
  ];
  return found.sort(
    (a, b) =>
      ascending(a.person ?? a.unit ?? "", b.person ?? b.unit ?? "") || ascending(a.code, b.code),
  );
}

function daysOf({ startsOn, endsOn }: Person): Interval {
  return { from: startsOn, until: endsOn };
}

/** The first day of the period on which the person is here. */
function firstDay({ startsOn }: Person, { from }: Interval): Day {
  return startsOn > from ? startsOn : from;
}

function finding(code: FindingCode, who: PersonId | null, on: Day, unit: UnitId | null = null) {
  return { code, person: who, unit, on };
}

function ofSeat(person: Person, { seats }: Organisation, period: Interval): Finding[] {
  const ranges = seats.get(person.id) ?? [];
  const first = firstDay(person, period);
  const seat: Seat | undefined = at(ranges, first);
  const none = !seat?.unit ? [finding("org/no_unit", person.id, first)] : [];
  const moves = ranges
    .filter(({ from }) => first < from && from < period.until && from < person.endsOn)
    .map(({ from, value }) => finding("org/moves_in_period", person.id, from, value.unit));
  return [...none, ...moves];
}

function ofLine(person: Person, { people, lines }: Organisation, period: Interval): Finding[] {
  const circle = cycleAt(lines, person.id);
  if (circle !== null) return [finding("org/reports_in_a_circle", person.id, circle)];
  return (lines.get(person.id) ?? []).flatMap(({ from, until, value }) => {
    const manager = people.find(({ id }) => id === value);
    if (!manager || manager.endsOn === FOREVER || !overlaps({ from, until }, period)) return [];
    const alone = { from: manager.endsOn > from ? manager.endsOn : from, until };
    if (alone.from >= until || alone.from >= person.endsOn || !overlaps(alone, period)) return [];
    return [finding("org/manager_left", person.id, alone.from)];
  });
}

function headless(here: readonly Person[], { lines }: Organisation, period: Interval): Finding[] {
  const alone = here.filter((person) => !at(lines.get(person.id) ?? [], firstDay(person, period)));
  if (alone.length < 2) return [];
  return alone.map((person) => finding("org/no_manager", person.id, firstDay(person, period)));
}

function ofDays({ id, startsOn, endsOn }: Person, { from, until }: Interval): Finding[] {
  const joins = startsOn !== ALWAYS && from < startsOn && startsOn < until;
  const leaves = endsOn !== FOREVER && from < endsOn && endsOn < until;
  return [
    ...(joins ? [finding("org/joins_in_period", id, startsOn)] : []),
    ...(leaves ? [finding("org/leaves_in_period", id, addDays(endsOn, -1))] : []),
  ];
}

function emptyUnits(
  here: readonly Person[],
  { seats, leaves }: Organisation,
  period: Interval,
): Finding[] {
  const taken = new Set(
    here.flatMap((person) =>
      (seats.get(person.id) ?? [])
        .filter((range) => overlaps(range, period) && overlaps(range, daysOf(person)))
        .map(({ value }) => value.unit),
    ),
  );
  return leaves
    .filter((unit) => !taken.has(unit))
    .map((unit) => finding("org/empty_unit", null, period.from, unit));
}

/** Positions that somebody left in the period and that nobody holds in that unit afterwards. */
function emptySeats(here: readonly Person[], { seats }: Organisation, period: Interval): Finding[] {
  const held = here.flatMap((person) => {
    return (seats.get(person.id) ?? []).flatMap(({ value, ...range }) => {
      const days = intersection(range, daysOf(person));
      return days && value.unit && value.position ? [{ ...value, ...days, person }] : [];
    });
  });
  return held.flatMap(({ person, unit, position, until }) => {
    if (until <= period.from || until >= period.until) return [];
    const taken = held.some(
      (other) => other.unit === unit && other.position === position && other.until > until,
    );
    return taken ? [] : [finding("org/empty_seat", person.id, until, unit)];
  });
}

/**
 * Units whose people report to two managers or more on the period's first day: who answers for the
 * unit's number is then not clear. Who leads somebody of the unit is not counted as one of its people.
 */
function dividedUnits(
  here: readonly Person[],
  { seats, lines }: Organisation,
  period: Interval,
): Finding[] {
  const managerOf = (person: Person) => at(lines.get(person.id) ?? [], firstDay(person, period));
  const leading = new Set(here.map(managerOf));
  const managers = new Map<UnitId, Set<PersonId>>();
  for (const person of here) {
    const unit = at(seats.get(person.id) ?? [], firstDay(person, period))?.unit;
    const manager = managerOf(person);
    if (!unit || !manager || leading.has(person.id)) continue;
    managers.set(unit, (managers.get(unit) ?? new Set()).add(manager));
  }
  return [...managers]
    .filter(([, each]) => each.size > 1)
    .map(([unit]) => finding("org/two_managers", null, period.from, unit));
}
