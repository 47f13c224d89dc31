import type { EvaluationJson } from "../incentives/input.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { Terms } from "./wire.ts";

/** A stay of a person on a plan, as it is known now. */
export type Stay = {
  readonly person: string;
  readonly from: Day;
  /** First day no longer on the plan; FOREVER while it lasts. */
  readonly until: Day;
  readonly terms: Terms;
};
export type PlanParticipant = Pick<
  NonNullable<EvaluationJson["participants"]>[number],
  "id" | "from" | "until" | "away" | "currency" | "successor" | "variables"
>;

/**
 * One participant for each person: from the first stay's first day to the last stay's end, without
 * the days between two stays. Variables are dated by their stay. Currency and successor are those of
 * the last stay. Asserts that the stays are of one plan.
 */
export function participantsOf(stays: readonly Stay[]): PlanParticipant[] {
  return [...groupBy(stays, ({ person }) => person)].map(([id, own]) => {
    const sorted = own.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    const [first = own[0]] = sorted;
    const last = sorted.at(-1) ?? first;
    const { currency, successor } = last?.terms ?? {};
    const away = sorted.slice(1).flatMap(({ from }, at) => {
      const left = sorted[at]?.until ?? from;
      return left < from ? [{ from: left, until: from }] : [];
    });
    return {
      id,
      from: first?.from ?? FOREVER,
      until: openEnd(last?.until ?? FOREVER),
      ...(away.length === 0 ? {} : { away }),
      ...(currency === undefined ? {} : { currency }),
      ...(successor === undefined ? {} : { successor }),
      variables: sorted.flatMap(({ terms, from, until }) =>
        terms.variables.map((variable) => ({ ...variable, from, until: openEnd(until) })),
      ),
    };
  });
}

function openEnd(until: Day): Day | null {
  return until === FOREVER ? null : until;
}
