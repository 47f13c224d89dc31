import { addDays, dayOf, daysInMonth, monthOf, weekday, yearOf } from "../../workers/lib/day.ts";
import { daysBetween, type Day } from "../../workers/lib/day.ts";

/** First day of the lunar year, as the Purple Mountain Observatory's calendar has it. */
const SPRING_FESTIVAL: Readonly<Record<number, string>> = {
  2022: "02-01",
  2023: "01-22",
  2024: "02-10",
  2025: "01-29",
  2026: "02-17",
  2027: "02-06",
  2028: "01-26",
  2029: "02-13",
  2030: "02-03",
  2031: "01-23",
  2032: "02-11",
  2033: "01-31",
  2034: "02-19",
  2035: "02-08",
  2036: "01-28",
};

/** The day the lunar year begins; outside the table its usual middle, which a sample can bear. */
export function springFestival(year: number): Day {
  const [month, date] = (SPRING_FESTIVAL[year] ?? "02-05").split("-").map(Number);
  return dayOf(year, month ?? 2, date ?? 5);
}

// Monday to Sunday. Contracts are signed in the middle of the week and hardly at all on Sundays.
const WEEKDAYS = [85, 110, 115, 115, 100, 8, 3];
// Business customers spend their budgets late in the year.
const MONTHS = [95, 92, 105, 95, 97, 106, 92, 95, 105, 94, 103, 121];

/**
 * How much business a day carries; an ordinary Wednesday is about 11,000. No unit: only ratios count.
 * Holidays carry nothing, quarter ends are pushed, and the Spring Festival moves with the moon.
 */
export function dayWeight(on: Day): number {
  const ordinary = (WEEKDAYS[weekday(on) - 1] ?? 0) * (MONTHS[monthOf(on) - 1] ?? 0);
  return Math.trunc((ordinary * festive(on) * push(on)) / 100_000);
}

/** 0 to 100: what the holidays leave of a day. */
function festive(on: Day): number {
  const month = monthOf(on);
  const date = Number(on.slice(8));
  if ((month === 10 && date <= 7) || (month === 5 && date <= 5) || (month === 1 && date === 1)) {
    return 0;
  }
  const after = daysBetween(springFestival(yearOf(on)), on);
  if (after >= -1 && after <= 6) return 0;
  if (after >= -12 && after < -1) return 55;
  return after > 6 && after <= 13 ? 60 : 100;
}

/** Per mille: the last month of a quarter is stronger, its last ten days much stronger. */
function push(on: Day): number {
  if (monthOf(on) % 3 !== 0) return 1000;
  const left = daysInMonth(yearOf(on), monthOf(on)) - Number(on.slice(8));
  return left < 10 ? 2100 : 1150;
}

/** The days of a month with their weights. */
export function monthDays(first: Day): { readonly on: Day; readonly weight: number }[] {
  const length = daysInMonth(yearOf(first), monthOf(first));
  return Array.from({ length }, (_, at) => {
    const on = addDays(first, at);
    return { on, weight: dayWeight(on) };
  });
}
