import { standingNumber, wantedNumber, type State, type Thread } from "./thread.ts";

/**
 * What a unit's page sums up without reading every thread: for the numbers below it, how many stand
 * in a state, since when, and how long others stayed; for its direct children also their sums.
 * Times are ms since the round opened, so that sums of them stay exact.
 */
export type Tally = {
  readonly unit: string;
  readonly state: State;
  /** How many stand here now, and the sum of the moments at which they came. */
  readonly count: number;
  readonly entered: number;
  /** How many ever came, and how long those that left had stayed, in all. */
  readonly ever: number;
  readonly stayed: number;
  /** Direct children only, smallest steps: as they stand, and as they are asked or offered. */
  readonly given: bigint;
  readonly wanted: bigint;
};

export type ThreadChange = { readonly before: Thread | null; readonly after: Thread };

/** What changes add to the tallies; a round that opens is changes from nothing. */
export function tallyChanges(changes: readonly ThreadChange[], openedAt: number): Tally[] {
  const sums = new Map<string, Tally>();
  const add = (unit: string, state: State, more: Partial<Tally>) => {
    const key = `${unit} ${state}`;
    const old = sums.get(key) ?? { unit, state, ...NOTHING };
    sums.set(key, {
      ...old,
      count: old.count + (more.count ?? 0),
      entered: old.entered + (more.entered ?? 0),
      ever: old.ever + (more.ever ?? 0),
      stayed: old.stayed + (more.stayed ?? 0),
      given: old.given + (more.given ?? 0n),
      wanted: old.wanted + (more.wanted ?? 0n),
    });
  };
  for (const { before, after } of changes) {
    const from = before?.standing.state;
    const to = after.standing.state;
    for (const unit of from === to ? [] : after.chain) {
      if (before) {
        const entered = before.enteredAt - openedAt;
        add(unit, before.standing.state, {
          count: -1,
          entered: -entered,
          stayed: after.enteredAt - before.enteredAt,
        });
      }
      add(unit, to, { count: 1, entered: after.enteredAt - openedAt, ever: 1 });
    }
    if (before) {
      const given = 0n - standingNumber(before);
      add(after.parent, before.standing.state, { given, wanted: 0n - wantedNumber(before) });
    }
    add(after.parent, to, { given: standingNumber(after), wanted: wantedNumber(after) });
  }
  return [...sums.values()];
}

const NOTHING = { count: 0, entered: 0, ever: 0, stayed: 0, given: 0n, wanted: 0n };

/** One bar of the funnel: how many stand there, ever came, and how long they stay on average, ms. */
export type FunnelBar = {
  readonly state: State;
  readonly count: number;
  readonly ever: number;
  readonly meanMs: number | null;
};

/** `now` is ms since the round opened. Who still stands in a state counts with the time so far. */
export function funnelOf(tallies: readonly Tally[], now: number): FunnelBar[] {
  return tallies.map(({ state, count, ever, entered, stayed }) => {
    const sofar = count * now - entered + stayed;
    return { state, count, ever, meanMs: ever === 0 ? null : Math.floor(sofar / ever) };
  });
}
