import type { ComponentJson } from "../plan-document.ts";
import { type Language, number, type Piece, say, words } from "./sentence.ts";
import { variableName } from "./terms.ts";

export type SumJson = Extract<ComponentJson, { kind: "bonus" }>["pays"];

/** A sum of money in a sentence: an amount, or a person's own sum times a factor. */
export function sumPieces(of: SumJson, pointer: string, to: Language): Piece[] {
  if (typeof of === "string") return [number(pointer, of, "money")];
  const prorates = (text: string) => (of.prorates === false ? text : "");
  if ("amount" in of)
    return say`${number(`${pointer}/amount`, of.amount, "money")}${prorates(to === "zh" ? "（不按在岗天数折算）" : " (not prorated)")}`;
  const name = words(variableName(of.variable, to));
  return of.times === undefined
    ? [name]
    : say`${name} × ${number(`${pointer}/times`, of.times, "plain")}`;
}
