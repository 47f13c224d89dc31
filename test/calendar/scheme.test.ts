// Goal: what the settings page draws before saving is what the server would make of it.
import { describe, expect, test } from "vitest";
import {
  draftOf,
  groupsOf,
  isSame,
  isTransition,
  longYears,
  previewOf,
  ruleOf,
  yearsToCome,
} from "../../web/calendar/scheme.ts";
import { periodOf } from "../../workers/calendar/periods.ts";
import { GREGORIAN } from "../../workers/calendar/rule.ts";
import { day } from "../../workers/lib/day.ts";
import { APPLE, APRIL, FOUR_WEEKS, NRF } from "./rules.ts";

const today = day("2026-11-21");

test.each([GREGORIAN, APRIL, NRF, APPLE, FOUR_WEEKS])("a rule survives the form: $kind", (rule) => {
  expect(ruleOf(draftOf(rule))).toEqual(rule);
  expect(isSame(ruleOf(draftOf(rule)), rule)).toBe(true);
  expect(isSame(rule, { ...rule, labelBy: rule.labelBy === "end" ? "start" : "end" })).toBe(false);
});

test("trying another scheme forgets nothing of the first", () => {
  const tried = { ...draftOf(APRIL), kind: "retail_weeks" as const };
  expect(ruleOf({ ...tried, kind: "gregorian_months" })).toEqual(APRIL);
});

test("a new calendar may begin with the next four years that have not begun", () => {
  expect(yearsToCome(APRIL, today)).toEqual([
    { year: 2027, from: "2027-04-01" },
    { year: 2028, from: "2028-04-01" },
    { year: 2029, from: "2029-04-01" },
    { year: 2030, from: "2030-04-01" },
  ]);
  expect(yearsToCome(NRF, today)[0]).toEqual({ year: 2027, from: "2027-01-31" });
});

test("years of 53 weeks are named ahead", () => {
  expect(longYears(NRF, day("2016-06-01"))).toEqual([2017, 2023]);
  expect(longYears(GREGORIAN, today)).toEqual([]);
});

describe("the preview", () => {
  const preview = (wish: Parameters<typeof previewOf>[1]) => previewOf(GREGORIAN, wish, today);

  test("draws this year where the rule is to hold in all years", () => {
    const made = preview({ rule: NRF, fromYear: null, transition: undefined });
    expect(made).toMatchObject({ value: { seam: null, years: [{ key: "FY2026" }] } });
  });

  test("draws the last old year and the first new one, and marks a transition", () => {
    const made = preview({ rule: APRIL, fromYear: 2027, transition: "short" });
    expect(made).toMatchObject({ value: { years: [{ key: "FY2027T" }, { key: "FY2027" }] } });
    expect(made.ok && made.value.seam && isTransition(made.value.seam)).toBe(true);
    const plain = preview({
      rule: { ...GREGORIAN, weekStart: 7 },
      fromYear: 2027,
      transition: undefined,
    });
    expect(plain.ok && plain.value.seam && isTransition(plain.value.seam)).toBe(false);
  });

  test("says why a wish cannot be", () => {
    expect(preview({ rule: APRIL, fromYear: 2026, transition: undefined })).toMatchObject({
      error: { code: "calendar/not_future" },
    });
  });
});

test("a strip groups months by quarters, or by the year where there are none", () => {
  const of = (rule: typeof FOUR_WEEKS) => groupsOf(rule, periodOf(rule, "year", today)).length;
  expect([of(FOUR_WEEKS), of({ ...FOUR_WEEKS, quarters: "none" })]).toEqual([4, 1]);
});
