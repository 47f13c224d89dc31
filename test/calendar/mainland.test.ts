// Goal: our table of mainland China's holidays and make-up days is the announced one.
// Method: known year counts always; every published day, where the data set lies beside the repository.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { MAINLAND, MAINLAND_KNOWN } from "../../workers/calendar/mainland.ts";
import {
  countWorkingDays,
  MONDAY_TO_FRIDAY,
  workingDays,
  works,
} from "../../workers/calendar/working-days.ts";
import { day, yearOf } from "../../workers/lib/day.ts";
import { contains, eachDay } from "../../workers/lib/interval.ts";

const mainland = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const published = fileURLToPath(new URL("../../../shared/data/holiday-cn", import.meta.url));

describe("the mainland calendar", () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("%i has %i working days", (year, expected) => {
    const whole = { from: day(`${year}-01-01`), until: day(`${year + 1}-01-01`) };
    expect(countWorkingDays(mainland, whole)).toBe(expected);
  });

  test("names each day once, inside the years it says it knows", () => {
    expect(new Set(MAINLAND.map(({ on }) => on)).size).toBe(MAINLAND.length);
    expect(MAINLAND.every(({ on }) => contains(MAINLAND_KNOWN, on))).toBe(true);
  });
});

type Published = { days: { date: string; isOffDay: boolean }[] };

function publishedDays(): Map<string, boolean> {
  const files = readdirSync(published).filter((name) => name.endsWith(".json"));
  // A year's notice may list days of the year before; they are days like any other.
  return new Map(
    files.sort().flatMap((name) => {
      const { days } = JSON.parse(readFileSync(`${published}/${name}`, "utf8")) as Published;
      return days.map(({ date, isOffDay }): [string, boolean] => [date, !isOffDay]);
    }),
  );
}

if (existsSync(published)) {
  test("agrees with the published notices on every day of 2011 to 2026", () => {
    const announced = publishedDays();
    const wrong = [...eachDay(MAINLAND_KNOWN)].filter((on) => {
      const plain = workingDays(MONDAY_TO_FRIDAY);
      return works(mainland, on) !== (announced.get(on) ?? works(plain, on));
    });
    expect(wrong).toEqual([]);
    expect([...announced].filter(([date]) => yearOf(day(date)) <= 2026).length).toBeGreaterThan(
      400,
    );
  });
} else {
  console.warn(`No published holiday data at ../shared/data/holiday-cn: not compared.`);
  test.skip("published data is absent: not checked", () => {});
}
