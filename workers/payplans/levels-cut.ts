import type { Time } from "../calendar/day-count.ts";
import type { Plan } from "../incentives/plan-document.ts";
import type { TimeWindow } from "../incentives/plan-parts.ts";
import { payPeriodAt, windowAt } from "../incentives/time.ts";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Flaw } from "../lib/refusals.ts";

const LEVELS = ["guarantee", "cap"] as const;

/**
 * The plan's cap or guarantee goes to date over a window. A version that gives it a window of another
 * length begins where both windows begin, or the same periods would stand in two of them.
 */
export function levelsCut(time: Time, before: Plan, plan: Plan, from: Day): Flaw[] {
  return LEVELS.flatMap((level): Flaw[] => {
    const [old, now] = [before.plan?.[level], plan.plan?.[level]];
    if (!old || !now) return [];
    const windows = [
      windowOn(time, before, old.window, from),
      windowOn(time, plan, now.window, from),
    ];
    const [running, next] = windows;
    if (running?.from === next?.from && running?.until === next?.until) return [];
    const ends = windows.flatMap((each) => (each && each.from < from ? each.until : []));
    const [until] = ends.toSorted().toReversed();
    if (!until) return [];
    return [{ pointer: `/plan/${level}/window`, code: "payplan/level_cut", value: from, until }];
  });
}

function windowOn(time: Time, { pay }: Plan, window: TimeWindow, on: Day): Interval | null {
  return window === "period" ? payPeriodAt(time, pay, on) : windowAt(time, window, on);
}
