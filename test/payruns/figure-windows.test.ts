// Goal: a figure that was handed in for a closed month is still handed in when the plan pays by another
// calendar later.
import * as v from "valibot";
import { expect, test } from "vitest";
import { CalendarInput } from "../../workers/incentives/input.ts";
import { timeOf } from "../../workers/incentives/time.ts";
import { day } from "../../workers/lib/day.ts";
import { figureWindows } from "../../workers/payruns/figures.ts";

const days = { from: day("2026-01-01"), until: day("2026-10-01") };
const time = timeOf(v.parse(CalendarInput, {}));
const named = (...pays: Parameters<typeof figureWindows>[1]) =>
  figureWindows(time, pays, days).map(({ from, until }) => `${from} ${until}`);

test("months keep their figures beside quarters, each window once", () => {
  const both = named({ every: "month" }, { every: "quarter" });
  expect(both).toContain("2026-05-01 2026-06-01");
  expect(both).toContain("2026-07-01 2026-10-01");
  expect(new Set(both).size).toBe(both.length);
  expect(new Set(both)).toEqual(
    new Set([...named({ every: "month" }), ...named({ every: "quarter" })]),
  );
  expect(named({ every: "quarter" })).not.toContain("2026-05-01 2026-06-01");
});
