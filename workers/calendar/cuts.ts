import { dayOf, type Day } from "../lib/day.ts";
import { periodsAcross, type PeriodKind } from "./periods.ts";
import type { CalendarRule } from "./rule.ts";

export type Cuts = Readonly<Record<Exclude<PeriodKind, "day" | "half">, readonly Day[]>>;

/** Today is always between these; a board is asked for nothing else. */
const CUTS_FROM = dayOf(2015, 1, 1);
const CUTS_UNTIL = dayOf(2060, 1, 1);

/**
 * First days of the periods of each kind, ascending, for readers in SQL: the period that holds a day
 * begins on the last of them that is not after it. Null where SQL can do without, which is every
 * calendar of Gregorian months that was never changed.
 */
export function cutsOf(rule: CalendarRule): Cuts | null {
  if (rule.kind === "gregorian_months") return null;
  const within = { from: CUTS_FROM, until: CUTS_UNTIL };
  const starts = (kind: PeriodKind) => periodsAcross(rule, kind, within).map(({ from }) => from);
  return {
    ...{ year: starts("year"), quarter: starts("quarter") },
    ...{ month: starts("month"), week: starts("week") },
  };
}
