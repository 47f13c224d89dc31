import { addDays, isDay } from "../../lib/day.ts";
import { FOREVER } from "../../lib/interval.ts";
import type { Language } from "./sentence.ts";

/** Days as readers write them, the same in a Worker, a browser and a test: no locale data is asked. */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** 2026年10月1日, Oct 1, 2026. Text that is no day comes back as it is. */
export function dayWords(on: string, to: Language): string {
  if (!isDay(on)) return on;
  const [year = "", ...rest] = on.split("-");
  const [month = 1, date = 1] = rest.map(Number);
  if (to === "zh") return `${year}年${month}月${date}日`;
  return `${MONTHS[month - 1] ?? ""} ${date}, ${year}`;
}

/** The last day of `[.., until)`. */
export function lastDayWords(until: string, to: Language): string {
  return isDay(until) ? dayWords(addDays(until, -1), to) : until;
}

/** 2026年10月1日–10月31日 of `[from, until)`: the year is said once where it is one. */
export function daysWords(from: string, until: string, to: Language): string {
  const zh = to === "zh";
  const first = dayWords(from, to);
  if (until >= FOREVER) return zh ? `${first}起` : `from ${first}`;
  const last = lastDayWords(until, to);
  if (last === first) return first;
  const year = from.slice(0, 4);
  const isOne = isDay(until) && addDays(until, -1).startsWith(year);
  if (zh) return `${first}–${isOne ? last.slice(`${year}年`.length) : last}`;
  return `${isOne ? first.slice(0, -`, ${year}`.length) : first} – ${last}`;
}
