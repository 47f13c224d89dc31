import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { getIncentiveVersion } from "../../workers/payplans/contract.ts";
import { language } from "../messages/language.ts";
import "./my-plan.css";

export type Change = AnswerOf<typeof getIncentiveVersion>["changes"][number];
type ChangeWords = {
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly was: string;
  readonly is: string;
};
type Props = { readonly changes: readonly Change[]; readonly words: ChangeWords };

/** Sentences of a plan that came, went or read otherwise, by the part they stand in. */
export function Changes({ changes, words: w }: Props) {
  const to = language.value;
  return (
    <ul class="plan-changes">
      {changes.map(({ kind, part, before, after }, at) => (
        <li key={at} class={`plan-change plan-change-${kind}`}>
          <span class="plan-change-kind">
            {w[kind]} · {part[to]}
          </span>
          {before && (
            <p class="plan-change-was">
              <span class="sr-only">{w.was} </span>
              <del>{before[to]}</del>
            </p>
          )}
          {after && (
            <p class="plan-change-is">
              <span class="sr-only">{w.is} </span>
              <ins>{after[to]}</ins>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
