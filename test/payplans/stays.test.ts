// Goal: a target is counted once for whoever leaves a plan for another and comes back to it.
import { expect, test } from "vitest";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { workingDays } from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { carryingOf } from "../../workers/payplans/denominator.ts";
import { carriedTarget } from "../../workers/targets/carried-target.ts";

const within = { from: day("2026-01-01"), until: day("2027-01-01") };
const WEEK = [true, true, true, true, true, false, false] as const;

test("on A, then on B, then on A again: the year's target is the year's, on every day once", () => {
  const version = (plan: string) => ({
    ...{ plan, number: 1, from: within.from, ramps: [] },
    ...{ dayCount: { kind: "calendar_days" as const }, quotaVersions: "by_days" as const },
  });
  const stays = [
    ["A", "2026-06-01", FOREVER],
    ["A", "2026-01-01", "2026-04-01"],
    ["B", "2026-04-01", "2026-06-01"],
  ];
  const carrying = carryingOf(
    { away: "[]", stays: JSON.stringify(stays) },
    {
      ...{ employed: { from: day("2020-01-01"), until: FOREVER }, within },
      ...{ metric: { code: "revenue", scale: 2 }, versions: [version("A"), version("B")] },
    },
  );
  const time = { rule: GREGORIAN, days: workingDays(WEEK, []), found: new Map() };
  const target = carriedTarget([{ ...within, amount: 36_500n }], within, carrying, {
    ...{ time, dayCount: { kind: "calendar_days" } },
  });
  expect(target.committed).toEqual({ num: 36_500n, den: 1n });
  expect(target.effective).toEqual({ num: 36_500n, den: 1n });
});
