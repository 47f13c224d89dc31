import { intersection, type Interval } from "../lib/interval.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { RunBasis } from "./basis.ts";
import type { UnitFacts } from "./facts.ts";

type Places = RunBasis["units"][number]["above"];

/**
 * Those above a unit as the engine takes them: by its id alone whoever stood above on every day of
 * the interval, else with the days of the interval on which it did. Depths are no difference: A above
 * a team stays A above it when a unit comes between them. Days after the interval are left out, so
 * that a move planned for later changes no input of today.
 */
export function placesOver(above: UnitFacts["above"], days: Interval): Places {
  const codes = [...new Set(above.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const unit = planKey(code);
    return stays(
      above.filter((each) => each.code === code),
      days,
    ).map(({ from, until }) => {
      if (from === days.from && until === days.until) return unit;
      return { unit, from, until: until === days.until ? null : until };
    });
  });
}

/** What intervals that do not overlap have of `days`, neighbours as one, in order. */
function stays(intervals: readonly Interval[], days: Interval): Interval[] {
  const found: Interval[] = [];
  for (const each of [...intervals].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const shared = intersection(each, days);
    const last = found.at(-1);
    if (shared && last?.until === shared.from)
      found[found.length - 1] = { ...last, until: shared.until };
    else if (shared) found.push(shared);
  }
  return found;
}
