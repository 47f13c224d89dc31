import type { Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { OrgOnDay, Seat } from "./credit-entry.ts";

/** Dated facts around the participants of a batch, as the organisation is known now. */
export type OrgRow = Interval &
  (
    | { readonly kind: "seat"; readonly who: string; readonly seat: Seat }
    | { readonly kind: "above"; readonly who: string; readonly unit: string }
    | { readonly kind: "manager"; readonly who: string; readonly manager: string | null }
    | { readonly kind: "works"; readonly who: string }
  );

/** Answers about a day from dated rows. What no row says is nobody and nowhere. */
export function orgFrom(rows: readonly OrgRow[]): OrgOnDay {
  const kept = groupBy(rows, ({ kind, who }) => `${kind} ${who}`);
  const on = (kind: OrgRow["kind"], who: string, day: Day) =>
    (kept.get(`${kind} ${who}`) ?? []).filter((row) => contains(row, day));
  return {
    seatOf: (person, day) => {
      const [row] = on("seat", person, day);
      return row?.kind === "seat" ? row.seat : null;
    },
    aboveOf: (unit, day) =>
      on("above", unit, day).flatMap((row) => (row.kind === "above" ? [row.unit] : [])),
    managerOf: (person, day) => {
      const [row] = on("manager", person, day);
      return row?.kind === "manager" ? row.manager : null;
    },
    worksOn: (person, day) => on("works", person, day).length > 0,
  };
}
