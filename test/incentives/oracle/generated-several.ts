// Components that look at other components, by chance: the greater of several, shares of others' pay.
import fc from "fast-check";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Component } from "./case.ts";
import { common, component, percentOrMore } from "./generated-components.ts";
import { name, pick, time } from "./generated-words.ts";

export type Components = {
  readonly components: readonly object[];
  /** Components of another plan. */
  readonly elsewhere?: readonly object[];
  readonly others?: (plan: EvaluationJson["plans"][number]) => EvaluationJson["plans"];
};
const isAlone = ({ kind }: { readonly kind: string }) => kind !== "pool";
const keyed = (of: readonly object[]) => of.map((each, at) => ({ ...each, key: `c${at}` }));
const over = (window: string, of: readonly object[]) => of.map((each) => ({ ...each, window }));
const inner = fc.array(component.filter(isAlone), { minLength: 2, maxLength: 3 });

/** The greatest of components, or of one and what another plan of a component would have paid. */
const greater = fc
  .tuple(common, time, inner, fc.boolean())
  .map(([all, window, of, isOther]): Components => {
    const [first, ...rest] = keyed(over(window, of));
    const best = { kind: "greater_of", key: "best", name, ...all, window };
    if (!isOther)
      return {
        components: [first, ...rest, { ...best, of: of.map((_, at) => `c${at}`) }].flatMap(
          (each) => each ?? [],
        ),
      };
    const other = over("period", rest.slice(0, 1)).map((each) => ({ ...each, difference: "line" }));
    return {
      components: [first ?? {}, { ...best, of: ["c0", { plan: "other" }] }],
      elsewhere: other,
      others: (plan) => [{ ...plan, key: "other", plan: {}, components: other as Component[] }],
    };
  });

/** A share of what reports, the unit or oneself were paid in the period, and perhaps a share of that. */
const override = fc
  .tuple(
    fc.array(component, { minLength: 1, maxLength: 2 }),
    fc.array(fc.tuple(common, percentOrMore, pick("reports", "own_unit", "self" as const)), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([sources, shares]): Components => ({
    components: [
      ...shares.map(([all, share, people], at) => ({
        ...{ kind: "override", key: `o${at}`, name, ...all, share },
        // Who takes from nobody has no floor: of a share of a share that would have to be asked again.
        ...(at === 0 ? {} : { floor: undefined }),
        of: { components: at === 0 ? sources.map((_, index) => `c${index}`) : ["o0"], people },
      })),
      ...keyed(over("period", sources)),
    ],
  }));

export const several = fc.oneof(greater, override);
