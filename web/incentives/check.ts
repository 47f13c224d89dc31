import * as v from "valibot";
import { checkPlans } from "../../workers/incentives/check.ts";
import type { IncentiveFlaw } from "../../workers/incentives/outcome.ts";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Warning, warningsOf } from "../../workers/incentives/warnings.ts";

/** One thing that keeps a plan from being published, at its place in the document. */
export type Place =
  /** A choice without default that nobody has made yet. */
  | { readonly kind: "unchosen"; readonly pointer: string }
  /** A value that does not fit; what would, in the contract's own words. */
  | { readonly kind: "unfit"; readonly pointer: string; readonly wanted: string }
  | { readonly kind: "flaw"; readonly pointer: string; readonly flaw: IncentiveFlaw };

export type Checked = {
  readonly places: readonly Place[];
  readonly warnings: readonly Warning[];
  /** False while a value does not fit or a choice is open: then nothing can be computed. */
  readonly computable: boolean;
};

/** Everything that is wrong with a draft, each at its place, and what to beware of. */
export function checked(plan: PlanJson): Checked {
  const read = v.safeParse(PlanDocument, plan);
  if (!read.success)
    return { places: unique(read.issues.map(placeOf)), warnings: [], computable: false };
  const flaws = checkPlans([read.output]).map((flaw): Place => ({
    kind: "flaw",
    pointer: flaw.pointer.replace(/^\/plans\/0/, ""),
    flaw,
  }));
  return { places: flaws, warnings: warningsOf(read.output), computable: flaws.length === 0 };
}

type Issue = {
  readonly message: string;
  readonly received: string;
  readonly path?: readonly { readonly key: unknown }[] | undefined;
};

function placeOf({ path, received, message }: Issue): Place {
  const pointer = (path ?? []).map(({ key }) => `/${String(key)}`).join("");
  return received === "undefined"
    ? { kind: "unchosen", pointer }
    : { kind: "unfit", pointer, wanted: message };
}

function unique(places: readonly Place[]): Place[] {
  return places.filter(
    ({ pointer }, at) => places.findIndex((each) => each.pointer === pointer) === at,
  );
}
