// What a statement opens into: everything that needs the words of the engine. It is fetched once the
// pay itself is on screen.
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { plainText } from "../../workers/incentives/sentences/sentence.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { exactMoney } from "../format.ts";
import { useBoardNames } from "../incentives/boards.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { isVeiled } from "../ui/veil.tsx";
import { type Difference, differencesOf } from "./differences.ts";
import { minorOf } from "./names.ts";
import { Questioned } from "./question.tsx";
import { bridgeSentence } from "./statement-bridges.tsx";
import { StatementLines } from "./statement-lines.tsx";
import type { TracedLine } from "./statement-model.ts";
import { nameOfLine, planOf } from "./statement-words.ts";
import type { StatementPage } from "./wire.ts";

type Props = { readonly page: StatementPage; readonly lines: readonly TracedLine[] };

/** Where pay stands on another figure than the attainment pages show, and by how much. */
function Differences({ page, lines }: Props) {
  const w = words("statement").differences;
  const { pending, scale } = page.statement;
  const found = differencesOf(lines, minorOf(pending, scale), page.compared);
  return (
    <section class="st-part">
      <h2>{w.title}</h2>
      {found.length === 0 ? (
        <p class="muted">{w.none}</p>
      ) : (
        <ul class="st-differences">
          {found.map((each, index) => (
            <li key={index}>{isVeiled.value ? "••••" : said(each, page, lines)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function said(of: Difference, page: StatementPage, lines: readonly TracedLine[]): string {
  const w = words("statement").differences;
  if (of.kind !== "bridge") {
    const amount = exactMoney(formatMinor(of.amount, page.statement.scale), page.currency);
    return of.kind === "pending" ? w.pending(amount) : w.trueUp(amount);
  }
  const line = lines.find(({ at }) => at === of.bridge.line);
  return bridgeSentence(line ? nameOfLine(page, line) : "", of.bridge);
}

type BodyProps = Props & { readonly asked: string };

export function StatementBody({ page, lines, asked }: BodyProps) {
  return (
    <>
      <StatementLines page={page} lines={lines} asked={asked} />
      <Questioned page={page} />
      <Differences page={page} lines={lines} />
    </>
  );
}

/** The whole plan as it was agreed to, in plain words made from its document. */
export function PlanInFull({ page }: { readonly page: StatementPage }) {
  const plan = planOf(page, page.run.from);
  const named = useBoardNames(plan ?? null);
  if (!plan) return null;
  return (
    <details class="st-part st-plan">
      <summary>
        <h2>{words("statement").plan}</h2>
      </summary>
      {planSentences(plan, language.value).map(({ title, sentences }, index) => (
        <section key={index}>
          <h3>{title}</h3>
          {sentences.map((sentence, at) => (
            <p key={at}>{plainText({ pieces: sentence.pieces.map(named) })}</p>
          ))}
        </section>
      ))}
    </details>
  );
}
