import type { Day } from "../lib/day.ts";
import { groupBy } from "../lib/list.ts";
import { everything, type Item, leftOf } from "./items.ts";
import type { Plan } from "./plan-document.ts";
import type { World } from "./world.ts";

/** What was posted before a day: each list in its places. */
export type KnownItems = {
  readonly all: () => readonly Item[];
  readonly of: (person: string) => readonly Item[];
};

/**
 * All credits that were posted before `known`, by the plan's rule for refunds and late entries.
 * Reversals are merged into what they take back (true-up, as paid) or stand for themselves on the day
 * they were posted (current base).
 */
export function itemsKnown(world: World, plan: Plan, known: Day): KnownItems {
  const seen = (of: readonly Item[]) => {
    const posted = isPrompt(of)
      ? between(of, "", known)
      : of.filter((each) => each.posting < known);
    return leftOf(world, plan, posted, known);
  };
  const people = new Map<string, readonly Item[]>();
  let all: readonly Item[] | null = null;
  return {
    all: () => (all ??= seen(everything(world, plan).items)),
    of(person) {
      const found = people.get(person) ?? seen(byPerson(world, plan).get(person) ?? []);
      people.set(person, found);
      return found;
    },
  };
}

const people = new WeakMap<readonly Item[], ReadonlyMap<string, readonly Item[]>>();

function byPerson(world: World, plan: Plan): ReadonlyMap<string, readonly Item[]> {
  const { items } = everything(world, plan);
  const known = people.get(items) ?? groupBy(items, ({ person }) => person);
  people.set(items, known);
  return known;
}

const prompt = new WeakMap<readonly Item[], boolean>();

/** Whether each became known on its own day: then what is known is the first so many. */
function isPrompt(items: readonly Item[]): boolean {
  const known = prompt.get(items) ?? items.every(({ day, posting }) => posting === day);
  prompt.set(items, known);
  return known;
}

/** Items whose day is in [from, until), of a list in its places. */
export function between(items: readonly Item[], from: string, until: Day): readonly Item[] {
  const [first, end] = [countBefore(items, from), countBefore(items, until)];
  return first === 0 && end === items.length ? items : items.slice(first, end);
}

function countBefore(items: readonly Item[], on: string): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.day ?? "") < on) low = middle + 1;
    else high = middle;
  }
  return low;
}
