import { without } from "../calendar/day-count.ts";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { EvaluationInput, Opening, Participant } from "./input.ts";
import { until, windowKey } from "./time.ts";
import { daysOn, endOf, type World, worldOf } from "./world.ts";

/**
 * Who was paid elsewhere until a day and has opened a window here goes on as if they had been here
 * since the window began: its credits, target and sums count from its first day on, for the component
 * that was opened and for nothing else. Days after the opening are those of the person's stays.
 */

/** The days before the opening that the person's stays leave out. */
function daysBefore(person: Participant, { on }: Opening, from: Day): Interval[] {
  const end = until(endOf(person));
  const held = { from, until: on < end ? on : end };
  return held.from < held.until ? without(held, daysOn(person)) : [];
}

/** The same person, on the plan on these days too. */
function thereToo(person: Participant, more: readonly Interval[]): Participant {
  const from = more.reduce((first, each) => (each.from < first ? each.from : first), person.from);
  const all = { from, until: until(endOf(person)) };
  return { ...person, from, away: without(all, [...daysOn(person), ...more]) };
}

/** Whether a day before the stay is of a window that somebody brought along. */
export function isOpened({ input }: World, { id }: Participant, day: Day): boolean {
  return (input.openings ?? []).some(
    ({ participant, on, earned }) =>
      participant === id && day < on && earned.some(({ window }) => window.from <= day),
  );
}

type Opened = ReadonlyMap<string, Day>;
const known = new WeakMap<World, Opened>();

/** First day of a window that a person has opened before their stay; null for any other window. */
export function openedSince(
  world: World,
  component: string,
  person: string,
  window: string,
): Day | null {
  if (!world.input.openings) return null;
  const all = known.get(world) ?? openedWindows(world);
  known.set(world, all);
  return all.get(`${component}\n${person}\n${window}`) ?? null;
}

function openedWindows({ input, people }: World): Opened {
  const all = new Map<string, Day>();
  for (const opening of input.openings ?? [])
    for (const { component, window } of opening.earned) {
      const person = people.get(opening.participant);
      if (person && daysBefore(person, opening, window.from).length > 0)
        all.set(`${component}\n${person.id}\n${windowKey(window)}`, window.from);
    }
  return all;
}

const earlier = new WeakMap<World, Map<Day, World>>();

/** The same world in which whoever opened a window that begins on this day has been there since. */
export function worldSince(world: World, from: Day): World {
  const all = earlier.get(world) ?? new Map<Day, World>();
  earlier.set(world, all);
  const made = all.get(from) ?? {
    ...worldOf(withOpened(world.input, from), world.traced, world.other),
    ...{ sums: world.sums, flaws: world.flaws },
  };
  all.set(from, made);
  return made;
}

/** Whoever opened a window from this day on, or (null) any window, was there since it began. */
function withOpened(input: EvaluationInput, from: Day | null): EvaluationInput {
  const openings = groupBy(input.openings ?? [], ({ participant }) => participant);
  return {
    ...input,
    participants: input.participants.map((person) => {
      const more = (openings.get(person.id) ?? []).flatMap((opening) =>
        opening.earned.flatMap(({ window }) =>
          from === null || window.from === from ? daysBefore(person, opening, window.from) : [],
        ),
      );
      return more.length === 0 ? person : thereToo(person, more);
    }),
  };
}

/**
 * Everybody on every day that counts for any of their windows, and the days on which that changes:
 * credits may be added up only between those.
 */
export function everThere(input: EvaluationInput): {
  readonly participants: EvaluationInput["participants"];
  readonly days: readonly Day[];
} {
  if (!input.openings) return { participants: input.participants, days: [] };
  const { participants } = withOpened(input, null);
  const days = input.participants.flatMap((person, at) =>
    participants[at] === person ? [] : daysOn(person).flatMap((each) => [each.from, each.until]),
  );
  return { participants, days };
}
