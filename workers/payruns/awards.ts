import { day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Version } from "../payplans/store.ts";
import type { RunAward } from "./deps.ts";
import type { Kept } from "./pack.ts";

/** What a run's statements give besides money, in the words of the newest version that names it. */
export function awardsOf(
  statements: readonly Pick<Kept, "person" | "awards">[],
  versions: readonly Version[],
  period: Interval,
): RunAward[] {
  const named = new Map(
    versions.flatMap(({ document }) =>
      document.components.flatMap((each) =>
        each.kind === "award" ? [[each.key, each] as const] : [],
      ),
    ),
  );
  return statements.flatMap(({ person, awards }) =>
    awards.flatMap(({ component, award, place, window }): RunAward[] => {
      const words = named.get(component);
      if (!words) return [];
      const [from = period.from, until = period.until] = /^\d{4}-/.test(window)
        ? window.split("/")
        : [];
      return [
        {
          ...{ person, component, award, place, name: words.name, gives: words.gives },
          from: day(from),
          until: day(until),
        },
      ];
    }),
  );
}
