import type { Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { lineWords, stepWords } from "../../workers/incentives/sentences/steps.ts";
import { currencyScale, formatMinor } from "../../workers/lib/money.ts";
import { exactMoney } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";

type Props = { readonly plan: PlanJson; readonly statement: Statement };

/** Each line with the arithmetic that made it, in plain words and in the fixed order of evaluation. */
export function PayoutSteps({ plan, statement }: Props) {
  const w = words("payout");
  const { currency } = statement;
  const to = language.value;
  const nameOf = (id: string) => {
    const deal = /^d0*(\d+)/.exec(id)?.[1];
    return deal === undefined ? undefined : w.deal(Number(deal));
  };
  const money = (units: bigint) =>
    exactMoney(withoutZeros(formatMinor(units, currencyScale(currency))), currency);
  return (
    <div class="stack payout-steps">
      {statement.lines.map((line, at) => {
        const of = { plan, component: line.component, currency, nameOf };
        return (
          <section key={at} class="stack stack-s">
            <h3 class="row row-between">
              <span>{lineWords(line, of, to)}</span>
              <span class="num">{money(line.amount)}</span>
            </h3>
            <ol>
              {line.steps.map((step, index) => {
                const said = stepWords(step, of, to);
                return (
                  <li key={index}>
                    <b>{said.title}</b> {said.text}
                  </li>
                );
              })}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
