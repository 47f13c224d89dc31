// A period as it stands in the URL: "2026", "2026-Q4", "2026-11" or "2026-11-21". Calendar periods;
// a company's own fiscal names come from its calendar.
import { addDays, addMonths, day as dayOf, isDay, type Day } from "../../workers/lib/day.ts";
import { day as shownDay } from "../format.ts";
import { language, type Language } from "../messages/language.ts";

export type Grain = "day" | "month" | "quarter" | "year";
export type Period = {
  readonly text: string;
  readonly grain: Grain;
  readonly from: Day;
  /** The first day that is not in it. */
  readonly until: Day;
};

const MONTHS: Readonly<Record<Exclude<Grain, "day">, number>> = { month: 1, quarter: 3, year: 12 };

/** Reads a period; null when the text is none. */
export function parsePeriod(text: string): Period | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) {
    const month = (Number(quarter[2]) - 1) * 3 + 1;
    return monthsFrom(text, "quarter", `${quarter[1]}-${String(month).padStart(2, "0")}-01`);
  }
  if (/^\d{4}$/.test(text)) return monthsFrom(text, "year", `${text}-01-01`);
  if (/^\d{4}-\d{2}$/.test(text)) return monthsFrom(text, "month", `${text}-01`);
  return isDay(text) ? { text, grain: "day", from: text, until: addDays(text, 1) } : null;
}

function monthsFrom(text: string, grain: Exclude<Grain, "day">, first: string): Period | null {
  if (!isDay(first)) return null;
  const from = dayOf(first);
  return { text, grain, from, until: addMonths(from, MONTHS[grain]) };
}

/** The period of a grain that holds a day. */
export function periodOf(on: Day, grain: Grain): Period {
  const year = on.slice(0, 4);
  const texts: Readonly<Record<Grain, string>> = {
    day: on,
    month: on.slice(0, 7),
    quarter: `${year}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`,
    year,
  };
  const period = parsePeriod(texts[grain]);
  if (!period) throw new Error("every day lies in a period");
  return period;
}

/** The one before (-1) or after (1), of the same grain. */
export function step(period: Period, by: -1 | 1): Period {
  return periodOf(by === 1 ? period.until : addDays(period.from, -1), period.grain);
}

/** "2026年第4季度", "Q4 2026". */
export function periodLabel(period: Period, to: Language = language.value): string {
  const year = period.text.slice(0, 4);
  switch (period.grain) {
    case "year":
      return to === "zh" ? `${year}年` : year;
    case "quarter":
      return to === "zh"
        ? `${year}年第${period.text.slice(-1)}季度`
        : `${period.text.slice(-2)} ${year}`;
    case "month":
      return shownDay(period.from, "month", to);
    case "day":
      return shownDay(period.from, "long", to);
  }
}
