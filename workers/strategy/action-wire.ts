import type { AnswerOf } from "../lib/contract.ts";
import { must } from "../lib/assert.ts";
import { parseRate, rate, type Rate } from "../lib/rate.ts";
import type { createAction } from "./action-contract.ts";
import type { PastPair } from "./action-store.ts";
import type { ActionTarget } from "./action-target.ts";
import { CEILING, conversionOf, type MonthBasis, perMonth, perPace } from "./action.ts";
import { rateText } from "./goal-wire.ts";

/** The exact numbers of a stored action target. */
export function numbersOf({ results, actions, ceiling }: ActionTarget) {
  const exact = (text: string) => must(parseRate(text), "a stored number is one");
  return {
    results: exact(results),
    actions: exact(actions),
    ceiling: ceiling === null ? CEILING : exact(ceiling),
  };
}

/** What was made of what was done, month by month. */
export function conversionsOf(past: readonly PastPair[]): Rate[] {
  return past.map(({ results, resultScale, actions, actionScale }) =>
    rate(results * 10n ** BigInt(actionScale), actions * 10n ** BigInt(resultScale)),
  );
}

/** An action target with what its pace comes to in the usual month, and the conversion it implies. */
export function actionWire(
  of: ActionTarget,
  { basis, past }: { readonly basis: MonthBasis; readonly past: readonly Rate[] },
): AnswerOf<typeof createAction> {
  const { results, actions, ceiling } = numbersOf(of);
  const aMonth = perMonth(actions, of.pace, basis);
  const { week, day } = perPace(aMonth, basis);
  const told = conversionOf({ results, actions: aMonth }, past, ceiling);
  const text = (value: Rate | null) => (value === null ? null : rateText(value));
  return {
    ...of,
    ...{ aMonth: rateText(aMonth), aWeek: rateText(week), aDay: rateText(day) },
    conversion: {
      implied: rateText(told.implied),
      verdict: told.verdict,
      ceiling: rateText(told.ceiling),
      usual: text(told.usual),
      percentile: text(told.percentile),
      past: past.length,
    },
  };
}
