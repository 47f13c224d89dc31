import type { ComponentJson, PlanJson } from "../plan-document.ts";
import { around } from "./around.ts";
import { flat, interpolated, tiered } from "./component-credits.ts";
import { bonus, curve, gonik, jointBase, scorecard } from "./component-figures.ts";
import { award, greaterOf, override, pool, prizes } from "./component-shared.ts";
import { onCredits, unitRate } from "./on-credits.ts";
import { type Language, type Piece, type Sentence, sentences } from "./sentence.ts";

/** A sentence of a component as its maker gives it: pieces alone, or with what can be done with it. */
export type Told = Piece[] | Omit<Sentence, "pointer">;

/** What a component pays, sentence by sentence; what holds by default comes last, as fine print. */
export function componentSentences(
  plan: PlanJson,
  component: ComponentJson,
  pointer: string,
  to: Language,
): Sentence[] {
  const told = [
    ...own(plan, component, pointer, to),
    ...("split" in component ? onCredits(plan, component, pointer, to) : []),
    ...around(plan, component, pointer, to),
  ];
  const isFine = (each: Told) => "pieces" in each && each.isFine === true;
  return sentences(pointer, [...told.filter((each) => !isFine(each)), ...told.filter(isFine)]);
}

function own(plan: PlanJson, component: ComponentJson, at: string, to: Language): Told[] {
  switch (component.kind) {
    case "flat":
      return flat(plan, component, at, to);
    case "tiered":
      return tiered(plan, component, at, to);
    case "interpolated":
      return interpolated(plan, component, at, to);
    case "curve":
      return curve(plan, component, at, to);
    case "unit_rate":
      return unitRate(component, at, to);
    case "scorecard":
      return scorecard(plan, component, at, to);
    case "bonus":
      return bonus(plan, component, at, to);
    case "prize":
    case "raffle":
      return prizes(plan, component, at, to);
    case "pool":
      return pool(plan, component, at, to);
    case "override":
      return override(plan, component, at, to);
    case "greater_of":
      return greaterOf(plan, component, at, to);
    case "gonik":
      return gonik(plan, component, at, to);
    case "joint_base":
      return jointBase(plan, component, at, to);
    case "award":
      return award(plan, component, at, to);
  }
}
