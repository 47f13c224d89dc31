import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { words } from "../messages/messages.ts";
import type { Variable } from "./people.ts";

/** What a variable of a person is called; a company's own key stands for itself. */
export function termName(key: string): string {
  const { keys } = words("payplans").people;
  return Object.entries(keys).find(([own]) => own === key)?.[1] ?? key;
}

/** Variables of a person that a plan reads, empty as yet: what whoever adds people has to say. */
export function termKeys(document: PlanJson): Variable[] {
  const keys = new Set<string>();
  const walk = (of: unknown): void => {
    if (Array.isArray(of)) return of.forEach(walk);
    if (typeof of !== "object" || of === null) return;
    for (const [key, value] of Object.entries(of)) {
      if (key === "variable" && typeof value === "string") keys.add(value);
      else walk(value);
    }
  };
  walk(document);
  return [...keys].map((key) => ({ key, amount: "", per: "month" }));
}
