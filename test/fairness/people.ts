import { PAST_MONTHS, USUAL_RAMP, type Past, type Question } from "../../workers/fairness/past.ts";
import { monthsAhead } from "../../workers/fairness/facts.ts";
import { day } from "../../workers/lib/day.ts";
import { rate } from "../../workers/lib/rate.ts";

/** A year from January 2026, asked on its first day. */
export const YEAR: Question = {
  first: 0,
  ahead: monthsAhead(day("2026-01-01"), { from: day("2026-01-01"), until: day("2027-01-01") }),
  ramp: USUAL_RAMP,
};

/** Somebody who worked through the whole past; `of` says what each of the 36 months brought. */
export function person(
  id: string,
  of: (month: number) => number | null,
  change: Partial<Past> = {},
): Past {
  const months = Array.from({ length: PAST_MONTHS }, (_, at) => {
    const amount = of(at);
    return amount === null ? null : BigInt(amount);
  });
  return {
    id,
    above: ["team", "all"],
    months,
    starts: 0,
    ends: 9_999,
    size: rate(1n, 1n),
    ...change,
  };
}

export const team = (count: number, of: (month: number, who: number) => number | null) =>
  Array.from({ length: count }, (_, who) =>
    person(`p${String(who).padStart(2, "0")}`, (month) => of(month, who)),
  );
