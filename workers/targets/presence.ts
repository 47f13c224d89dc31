import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { rate } from "../lib/rate.ts";
import { countWorkingDays, type WorkingDays } from "../calendar/working-days.ts";
import { fraction } from "./card-text.ts";

/** How much of each period a person is there; null who is there all the time, as units are. */
export type Presence = (person: { readonly starts?: Day; readonly ends?: Day }) => string[] | null;

/**
 * The part of each period between a person's first day and the first without them, by working days:
 * "1", "0" or a fraction. A period without working days counts as whole or not at all.
 */
export function presenceIn(periods: readonly Interval[], working: WorkingDays): Presence {
  const days = periods.map((period) => countWorkingDays(working, period));
  return ({ starts, ends }) => {
    const [first, last] = [periods[0], periods.at(-1)];
    if (!starts || !ends || !first || !last) return null;
    if (starts <= first.from && ends >= last.until) return null;
    return periods.map((period, at) => {
      const from = starts > period.from ? starts : period.from;
      const until = ends < period.until ? ends : period.until;
      if (from >= until) return "0";
      if (from === period.from && until === period.until) return "1";
      const whole = days[at] ?? 0;
      if (whole === 0) return "1";
      return fraction(rate(BigInt(countWorkingDays(working, { from, until })), BigInt(whole)));
    });
  };
}
