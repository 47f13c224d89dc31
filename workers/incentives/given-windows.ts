import type { Interval } from "../lib/interval.ts";
import { isDay } from "../lib/day.ts";
import type { PlanJson } from "./plan-document.ts";

/**
 * The intervals a plan names as windows (campaigns and the like): a figure that is handed in for one of
 * them counts, besides those of its fiscal windows and pay periods. Of a running one the figure is of
 * its days up to the end of the pay period.
 */
export function intervalsNamed(plans: readonly PlanJson[]): Interval[] {
  const found = new Map<string, Interval>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [key, each] of Object.entries(value)) {
      const named = key === "window" ? intervalOf(each) : null;
      if (named) found.set(`${named.from} ${named.until}`, named);
      walk(each);
    }
  };
  plans.forEach(walk);
  return [...found.values()];
}

function intervalOf(value: unknown): Interval | null {
  if (typeof value !== "object" || value === null) return null;
  const [from, until] = [
    "from" in value ? value.from : null,
    "until" in value ? value.until : null,
  ];
  return typeof from === "string" && typeof until === "string" && isDay(from) && isDay(until)
    ? { from, until }
    : null;
}
