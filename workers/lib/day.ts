import { assert } from "./assert.ts";

declare const brand: unique symbol;
/** A local date, "YYYY-MM-DD". It compares as text and knows no zone. */
export type Day = string & { readonly [brand]: "day" };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_A_DAY = 86_400_000;

/** True only for days that exist: 2025-02-29 is not one. */
export function isDay(text: string): text is Day {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

export function day(text: string): Day {
  assert(numbers.has(text) || isDay(text), "a day is YYYY-MM-DD and exists");
  return text as Day; // Looked at just now, or when its number was kept.
}

export function dayOf(year: number, month: number, date: number): Day {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return day(text);
}

/** `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function yearOf(on: Day): number {
  return Number(on.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(on: Day): number {
  return Number(on.slice(5, 7));
}

/** Days that were asked for before, both ways: arithmetic meets the same few over and over. */
const DAYS_KEPT = 20_000;
const numbers = new Map<string, number>();
const texts = new Map<number, Day>();

/** Days since 1970-01-01. A day number has no zone, so UTC arithmetic is exact. */
export function dayNumber(on: Day): number {
  const known = numbers.get(on);
  if (known !== undefined) return known;
  const number = Date.UTC(yearOf(on), monthOf(on) - 1, Number(on.slice(8, 10))) / MS_A_DAY;
  if (numbers.size < DAYS_KEPT) numbers.set(on, number);
  return number;
}

export function fromDayNumber(number: number): Day {
  const known = texts.get(number);
  if (known !== undefined) return known;
  const on = new Date(number * MS_A_DAY).toISOString().slice(0, 10) as Day;
  if (texts.size < DAYS_KEPT) texts.set(number, on);
  return on;
}

export function addDays(on: Day, days: number): Day {
  return fromDayNumber(dayNumber(on) + days);
}

/** Days from `from` to `until`, the last not counted. */
export function daysBetween(from: Day, until: Day): number {
  return dayNumber(until) - dayNumber(from);
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekday(on: Day): number {
  return ((((dayNumber(on) + 3) % 7) + 7) % 7) + 1;
}

/** The same date `months` later, or the month's last day where that date does not exist. */
export function addMonths(on: Day, months: number): Day {
  const index = yearOf(on) * 12 + monthOf(on) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return dayOf(year, month, Math.min(Number(on.slice(8, 10)), daysInMonth(year, month)));
}

export function firstOfMonth(on: Day): Day {
  return `${on.slice(0, 7)}-01` as Day;
}
