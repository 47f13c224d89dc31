import { stepWords } from "../../workers/incentives/sentences/steps.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { isVeiled } from "../ui/veil.tsx";
import { Question } from "./question.tsx";
import { namesOf, planOf } from "./statement-words.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

type Props = {
  readonly page: StatementPage;
  readonly line: TracedLine;
  readonly asked: string;
};

/** Each step's arithmetic in the fixed order of evaluation; each can be questioned where it stands. */
export function Steps({ page, line, asked }: Props) {
  const w = words("statement").trace;
  const plan = planOf(page, line.origin);
  if (!plan || line.steps.length === 0) return <p class="muted">{w.none}</p>;
  const nameOf = namesOf(page);
  const of = { plan, component: line.component, currency: page.currency, nameOf };
  return (
    <div>
      <h3>{w.steps}</h3>
      <ol class="st-steps">
        {line.steps.map((step, index) => {
          const pointer = `/lines/${line.at}/steps/${index}`;
          const said = stepWords(step, of, language.value);
          return (
            <li
              key={pointer}
              id={pointer.replace(/\//g, "-")}
              class={asked === pointer ? "is-asked" : undefined}
            >
              <span class="st-step-number" title={said.place}>
                {step.step === 0 ? "·" : step.step}
                <span class="sr-only"> {said.place}</span>
              </span>
              <span class="st-step-words">
                <b>{said.title}</b>
                <span>{isVeiled.value ? "••••" : said.text}</span>
              </span>
              <Question page={page} pointer={pointer} about={`${said.title}: ${said.text}`} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
