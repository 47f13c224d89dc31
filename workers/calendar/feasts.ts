import { day, daysBetween, monthOf, yearOf, type Day } from "../lib/day.ts";

/** The days around which a Chinese company's year turns, whatever month they fall in. */
export const FEASTS = ["spring_festival", "may_day", "618", "national_day", "double_11"] as const;
export type Feast = (typeof FEASTS)[number];

/** Lunar new year's day in the mainland, by year from 2000 on. */
const NEW_YEARS = (
  "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 " +
  "0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 " +
  "0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123"
).split(" ");
const FIRST_YEAR = 2000;
const FIXED: Readonly<Record<Exclude<Feast, "spring_festival">, string>> = {
  may_day: "0501",
  "618": "0618",
  national_day: "1001",
  double_11: "1111",
};

/** The feast's day in a Gregorian year; null where the table of lunar years ends (2000 to 2050). */
export function feastDay(feast: Feast, year: number): Day | null {
  const text = feast === "spring_festival" ? NEW_YEARS[year - FIRST_YEAR] : FIXED[feast];
  return text === undefined ? null : day(`${year}-${text.slice(0, 2)}-${text.slice(2)}`);
}

/**
 * The stretches around each feast, in days from it: from the first offset up to the next, the last
 * offset not included. Before a festival business is brought forward, in it there is none, after it
 * there is a time of starting again; before a sale people wait, in it they buy, after it they have.
 */
const STRETCHES: Readonly<Record<Feast, readonly number[]>> = {
  spring_festival: [-21, -14, -7, -1, 7, 14, 21],
  may_day: [-7, 0, 5, 12],
  "618": [-18, -3, 1, 7],
  national_day: [-7, 0, 8, 15],
  double_11: [-11, -1, 1, 8],
};

/** Where a day stands: in a numbered stretch of a feast, or in an ordinary part of its month. */
export type Position = `${Feast}:${number}` | `month:${number}`;

/**
 * A day's position in the year of business: "spring_festival:4" is its fourth stretch, "month:7" an
 * ordinary day of July. Feasts' stretches do not overlap, so each day has exactly one.
 */
export function positionOf(on: Day): Position {
  for (const feast of FEASTS) {
    const at = feastDay(feast, yearOf(on));
    if (at === null) continue;
    const away = daysBetween(at, on);
    const offsets = STRETCHES[feast];
    const place = offsets.findLastIndex((offset) => offset <= away);
    if (place >= 0 && place < offsets.length - 1) return `${feast}:${place + 1}`;
  }
  return `month:${monthOf(on)}`;
}
