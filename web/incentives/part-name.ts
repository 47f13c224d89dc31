import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { language } from "../messages/language.ts";
import type { Catalogues } from "../messages/messages.ts";

type Words = Catalogues["simulation"];

/** A component by its name, a line of the whole plan by its kind. */
export function partName(key: string, { components }: PlanJson, w: Pick<Words, "lines">): string {
  return (
    components.find((each) => each.key === key)?.name[language.value] ??
    w.lines[key.replace(/^\//, "")] ??
    key
  );
}
