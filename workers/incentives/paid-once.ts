import type { PayComponent } from "./plan-components.ts";
import type { PersonResult } from "./results.ts";
import type { Run } from "./run.ts";

/**
 * A frozen ranking is paid once: what was posted of its window stands as it was posted, for everybody,
 * whether the ranking is handed in again or not and whatever is known later. A ranking of which nothing
 * was posted yet has the results it is given now. Other components are left as they are.
 */
export function paidOnce(
  run: Run,
  component: PayComponent,
  results: PersonResult[],
): PersonResult[] {
  if (component.kind !== "prize" && component.kind !== "raffle") return results;
  const posted = postedOf(run, component);
  const windows = new Set(posted.map(({ window }) => window));
  return [...results.filter(({ window }) => !windows.has(window)), ...posted];
}

function postedOf({ ledger, world }: Run, { key }: PayComponent): PersonResult[] {
  return [...ledger.people()].flatMap((participant) => {
    if (!world.people.has(participant)) return [];
    const origins = new Map(
      ledger
        .linesOf(participant)
        .filter(({ kind, component }) => kind === "component" && component === key)
        .map(({ window, origin }) => [window, origin]),
    );
    return [...origins].flatMap(([window, origin]) => {
      const amount = ledger.sum(participant, "component", key, window);
      if (amount === 0n) return [];
      return [
        { participant, window, origin, amount, parts: [], steps: [], repriced: null, single: null },
      ];
    });
  });
}
