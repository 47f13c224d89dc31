import * as v from "valibot";
import { isOpenable } from "../incentives/openable.ts";
import type { ComponentJson, PlanJson } from "../incentives/plan-document.ts";
import { TimeWindow } from "../incentives/plan-parts.ts";
import { payPeriodAt, windowAt } from "../incentives/time.ts";
import type { Time } from "../calendar/day-count.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { type Dated, inForce } from "../payplans/in-force.ts";
import { payOf } from "./periods.ts";

type Held = Dated & { readonly until: Day; readonly document: PlanJson };

/** The window of a component that can be opened with what somebody had earned elsewhere, else null. */
export function openingWindow(component: ComponentJson): TimeWindow | null {
  return isOpenable(component) && "window" in component
    ? v.parse(TimeWindow, component.window)
    : null;
}

/**
 * Windows of a component as its lines name them, up to the one that holds a day, by the versions that
 * hold; null where no version has it, or it cannot be opened.
 */
export function openingWindows(
  time: Time,
  versions: readonly Held[],
  key: string,
  on: Day,
): readonly Interval[] | null {
  const held = inForce(versions);
  const found = new Map<string, Interval>();
  let isKnown = false;
  for (const [at, version] of held.entries()) {
    const component = version.document.components.find((each) => each.key === key);
    const window = component && openingWindow(component);
    if (window === undefined || window === null) continue;
    isKnown = true;
    const end = [version.until, held[at + 1]?.from ?? version.until, addDays(on, 1)].sort()[0];
    for (let day = version.from; end !== undefined && day < end;) {
      const each =
        window === "period"
          ? payPeriodAt(time, payOf(version.document), day)
          : windowAt(time, window, day);
      if (each) found.set(each.from, each);
      // A campaign that has not begun, or is over.
      else if (typeof window === "string" || window.from <= day) break;
      else {
        day = window.from;
        continue;
      }
      day = each.until;
    }
  }
  return isKnown ? [...found.values()].sort((a, b) => (a.from < b.from ? -1 : 1)) : null;
}
