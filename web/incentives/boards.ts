import { useEffect, useState } from "preact/hooks";
import type { listAwardRules } from "../../workers/awards/contract.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Option, type Piece, words } from "../../workers/incentives/sentences/sentence.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";
import { language } from "../messages/language.ts";
import type { BuilderModel } from "./builder-model.ts";

/** Reads the company's awards once the plan names a board: a prize, a raffle or an honour by place. */
export function useBoards(model: BuilderModel): void {
  const rules = useRankings(model.plan.value.components.some(namesBoard));
  const of = language.value;
  useEffect(() => {
    const open = rules.filter(({ retired }) => !retired);
    const options = open.map(({ code, document: { name } }): Option => {
      const isAlone = open.filter((each) => each.document.name[of] === name[of]).length === 1;
      return { value: code, label: isAlone ? name[of] : `${name[of]} (${code})` };
    });
    model.boards.value = options.length > 0 ? options : null;
  }, [rules, of]);
}

/** Names awards in a plan that is only read; one that is not known keeps its code. */
export function useBoardNames(plan: PlanJson | null): (piece: Piece) => Piece {
  const rules = useRankings(plan?.components.some(namesBoard) ?? false);
  return (piece) => {
    if (piece.kind !== "text" || !piece.pointer.endsWith("/board")) return piece;
    const rule = rules.find(({ code }) => code === piece.value);
    return rule ? words(rule.document.name[language.value]) : piece;
  };
}

type Rule = AnswerOf<typeof listAwardRules>["items"][number];
const NONE: readonly Rule[] = [];

/** Awards of people, those that are given no longer among them; none until they are asked for and known. */
function useRankings(isAsked: boolean): readonly Rule[] {
  const [rules, setRules] = useState(NONE);
  useEffect(() => {
    if (!isAsked) return;
    void api<typeof listAwardRules>("GET", "/award-rules").then((answer) => {
      if (answer.ok) setRules(answer.body.items.filter(({ document }) => document.of === "person"));
    });
  }, [isAsked]);
  return rules;
}

function namesBoard(component: PlanJson["components"][number]): boolean {
  return "board" in component || (component.kind === "award" && "board" in component.to);
}
