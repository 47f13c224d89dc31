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
  "id" | "from" | "until" | "currency" | "successor" | "variables"
>;

/**
 * One participant for each person: from the first stay's first day to the last stay's end. Variables
 * are dated by their stay, so days between two stays carry none. Currency and successor are those of
 * the last stay. Asserts that the stays are of one plan.
 */
export function participantsOf(stays: readonly Stay[]): PlanParticipant[] {
  return [...groupBy(stays, ({ person }) => person)].map(([id, own]) => {
    const sorted = own.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    const [first = own[0]] = sorted;
    const last = sorted.at(-1) ?? first;
    const { currency, successor } = last?.terms ?? {};
    return {
      id,
      from: first?.from ?? FOREVER,
      until: openEnd(last?.until ?? FOREVER),
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
