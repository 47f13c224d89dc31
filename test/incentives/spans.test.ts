// Goal: what a preview looks at are whole periods of the company's own calendar.
import { expect, test } from "vitest";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { day } from "../../workers/lib/day.ts";
import { spanBefore, SPANS } from "../../web/incentives/spans.ts";

const APRIL = { ...GREGORIAN, firstMonth: 4 };
const spans = (rule: typeof GREGORIAN | typeof APRIL) =>
  SPANS.map((id) => {
    const { from, until } = spanBefore(id, day("2026-11-22"), rule);
    return `${id} ${from} ${until}`;
  });

test("the calendar year's and a year's that begins in April", () => {
  expect(spans(GREGORIAN)).toEqual([
    "month 2026-10-01 2026-11-01",
    "quarter 2026-07-01 2026-10-01",
    "half 2026-01-01 2026-07-01",
    "year 2025-01-01 2026-01-01",
    "twelve 2025-11-01 2026-11-01",
  ]);
  expect(spans(APRIL)).toEqual([
    "month 2026-10-01 2026-11-01",
    "quarter 2026-07-01 2026-10-01",
    "half 2026-04-01 2026-10-01",
    "year 2025-04-01 2026-04-01",
    "twelve 2025-11-01 2026-11-01",
  ]);
});
