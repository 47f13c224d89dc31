import { day } from "../../workers/lib/day.ts";
import { nameOf } from "../people/name.ts";
import { words } from "../messages/messages.ts";
import type { PlanPage } from "../targets/model.ts";
import { isNewcomer, type FairnessFacts } from "./model.ts";
import type { Expectations } from "./expectations.ts";

export const GROUPINGS = ["region", "newcomer", "position"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The name of a person's group: the unit right below the plan's, new or not, or the position. */
export function groupsOf(
  by: Grouping,
  { plan, rows }: PlanPage,
  { people }: FairnessFacts,
  expected: Expectations,
): ReadonlyMap<string, string> {
  const w = words("fairness").groups;
  if (by === "region") return regions(rows);
  return new Map(
    people.map(({ subject, startsOn, position }) => {
      if (by === "position") return [subject, position ?? w.none];
      const isNew = isNewcomer(startsOn, expected, subject, day(plan.from));
      return [subject, isNew ? w.newcomers : w.others];
    }),
  );
}

function regions(rows: PlanPage["rows"]): ReadonlyMap<string, string> {
  const byId = new Map(rows.map((row) => [row.subject, row]));
  const isTop = (parent: string | null) => parent === null || byId.get(parent)?.parent === null;
  const region = (subject: string): string | null => {
    const row = byId.get(subject);
    if (!row) return null;
    // A person who sits right under the plan's unit is in none of its regions.
    if (isTop(row.parent)) return row.kind === "unit" ? nameOf(row) : null;
    return region(row.parent ?? "");
  };
  return new Map(
    rows.flatMap(({ subject, kind }) => {
      const name = kind === "person" ? region(subject) : null;
      return name === null ? [] : [[subject, name] as const];
    }),
  );
}
