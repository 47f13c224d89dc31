import { addDays, day as dayIn } from "../../workers/lib/day.ts";
import { day } from "../format.ts";

type Days = { readonly from: string; readonly until: string };

/** `[from, until)` as people say it: both ends are days that belong to it. */
export function interval({ from, until }: Days): string {
  return `${day(from)} – ${lastDay(until)}`;
}

export function lastDay(until: string): string {
  return day(addDays(dayIn(until), -1));
}
