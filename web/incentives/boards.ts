import { useEffect } from "preact/hooks";
import type { listAwardRules } from "../../workers/awards/contract.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Option } from "../../workers/incentives/sentences/sentence.ts";
import { api } from "../api.ts";
import { language } from "../messages/language.ts";
import type { BuilderModel } from "./builder-model.ts";

/** Reads the company's awards once the plan names a board: a prize, a raffle or an honour by place. */
export function useBoards(model: BuilderModel): void {
  const isNamed = model.plan.value.components.some(namesBoard);
  const of = language.value;
  useEffect(() => {
    if (!isNamed) return;
    void api<typeof listAwardRules>("GET", "/award-rules").then((answer) => {
      if (!answer.ok) return;
      const ranked = answer.body.items.filter(
        ({ retired, document }) => !retired && document.of === "person",
      );
      const options = ranked.map(({ code, document: { name } }): Option => {
        const isAlone = ranked.filter((each) => each.document.name[of] === name[of]).length === 1;
        return { value: code, label: isAlone ? name[of] : `${name[of]} (${code})` };
      });
      model.boards.value = options.length > 0 ? options : null;
    });
  }, [isNamed, of]);
}

function namesBoard(component: PlanJson["components"][number]): boolean {
  return "board" in component || (component.kind === "award" && "board" in component.to);
}
