import type { Plan } from "./plan-document.ts";

/** Something of it moves when something happens to a deal, without any credit being entered. */
export function followsDeals({ events, components }: Plan): boolean {
  return (
    events.counts !== "entry" ||
    events.earned !== "counted" ||
    components.some((each) => "tiersOf" in each && each.tiersOf === "released")
  );
}
