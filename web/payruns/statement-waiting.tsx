import { day, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Veiled } from "../ui/veil.tsx";
import { inWords } from "./names.ts";
import type { StatementPage } from "./wire.ts";

/** Cash that came before its order: it earns nothing yet, and nobody has to wonder where it went. */
export function WaitingCash({ page }: { readonly page: StatementPage }) {
  const w = words("statement").waiting;
  const { waiting, plans } = page;
  if (waiting.length === 0) return null;
  const currency = plans.at(-1)?.currency ?? page.currency;
  return (
    <section class="st-part st-waiting">
      <h2>{w.title}</h2>
      <p class="muted">{w.lead(inWords(page.run.plan.name))}</p>
      <ul class="run-list">
        {waiting.map(({ deal, on, amount }, at) => (
          <li key={at}>
            <span>
              {deal} <span class="muted">{day(on)}</span>
            </span>
            <span class="num">
              <Veiled>{exactMoney(amount, currency)}</Veiled>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
