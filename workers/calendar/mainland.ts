import { day, fromDayNumber, dayNumber, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { DayOverride } from "./working-days.ts";

/**
 * Public holidays of mainland China and the weekend days worked in exchange, as the State Council
 * announced them each year (as amended: 2015 the 3 September, 2019 the first of May, 2020 the
 * longer Spring Festival). Days stand under the year they fall in. A holiday range holds its
 * weekends too, so the table also serves tenants who work on Saturdays.
 */
const NOTICES: Readonly<Record<number, { readonly off: string; readonly on: string }>> = {
  2011: {
    off: "0101-0103 0202-0208 0403-0405 0430-0502 0604-0606 0910-0912 1001-1007",
    on: "0130 0212 0402 1008-1009 1231",
  },
  2012: {
    off: "0101-0103 0122-0128 0402-0404 0429-0501 0622-0624 0930-1007",
    on: "0121 0129 0331-0401 0428 0929",
  },
  2013: {
    off: "0101-0103 0209-0215 0404-0406 0429-0501 0610-0612 0919-0921 1001-1007",
    on: "0105-0106 0216-0217 0407 0427-0428 0608-0609 0922 0929 1012",
  },
  2014: {
    off: "0101 0131-0206 0405 0407 0501-0503 0602 0908 1001-1007",
    on: "0126 0208 0504 0928 1011",
  },
  2015: {
    off: "0101-0103 0218-0224 0405-0406 0501 0620 0622 0903-0905 0927 1001-1007",
    on: "0104 0215 0228 0906 1010",
  },
  2016: {
    off: "0101 0207-0213 0404 0501-0502 0609-0611 0915-0917 1001-1007",
    on: "0206 0214 0612 0918 1008-1009",
  },
  2017: {
    off: "0101-0102 0127-0202 0402-0404 0501 0528-0530 1001-1008",
    on: "0122 0204 0401 0527 0930",
  },
  2018: {
    off: "0101 0215-0221 0405-0407 0429-0501 0618 0924 1001-1007 1230-1231",
    on: "0211 0224 0408 0428 0929-0930 1229",
  },
  2019: {
    off: "0101 0204-0210 0405 0501-0504 0607 0913 1001-1007",
    on: "0202-0203 0428 0505 0929 1012",
  },
  2020: {
    off: "0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008",
    on: "0119 0426 0509 0628 0927 1010",
  },
  2021: {
    off: "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
    on: "0207 0220 0425 0508 0918 0926 1009",
  },
  2022: {
    off: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231",
    on: "0129-0130 0402 0424 0507 1008-1009",
  },
  2023: {
    off: "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006",
    on: "0128-0129 0423 0506 0625 1007-1008",
  },
  2024: {
    off: "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
    on: "0204 0218 0407 0428 0511 0914 0929 1012",
  },
  2025: {
    off: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    on: "0126 0208 0427 0928 1011",
  },
  2026: {
    off: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
    on: "0104 0214 0228 0509 0920 1010",
  },
};

/** Where the table speaks. Outside it only the weekly pattern counts, and a page should say so. */
export const MAINLAND_KNOWN: Interval = { from: day("2011-01-01"), until: day("2027-01-01") };

/** All announced days, in order of year. */
export const MAINLAND: readonly DayOverride[] = Object.entries(NOTICES).flatMap(
  ([year, { off, on }]) => [...listed(year, off, false), ...listed(year, on, true)],
);

function listed(year: string, ranges: string, works: boolean): DayOverride[] {
  return ranges.split(" ").flatMap((range) => {
    const [first = "", last = first] = range.split("-").map((text) => toDay(year, text));
    return span(day(first), day(last)).map((on) => ({ on, works }));
  });
}

function toDay(year: string, monthAndDate: string): string {
  return `${year}-${monthAndDate.slice(0, 2)}-${monthAndDate.slice(2)}`;
}

function span(first: Day, last: Day): Day[] {
  const length = dayNumber(last) - dayNumber(first) + 1;
  return Array.from({ length }, (_, at) => fromDayNumber(dayNumber(first) + at));
}
