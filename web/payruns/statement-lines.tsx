import { useEffect, useRef } from "preact/hooks";
import { componentSentences } from "../../workers/incentives/sentences/component.ts";
import { plainText } from "../../workers/incentives/sentences/sentence.ts";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import { periodName } from "./names.ts";
import { inMoney, nameOfLine, planOf } from "./statement-words.ts";
import { Bridges } from "./statement-bridges.tsx";
import { Entries } from "./statement-entries.tsx";
import { Steps } from "./statement-steps.tsx";
import { groupOf } from "./line-groups.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

type Props = {
  readonly page: StatementPage;
  readonly lines: readonly TracedLine[];
  /** Pointer of the line or step that a link asks for. */
  readonly asked: string;
};

const GROUPS = ["earned", "released", "settled"] as const;

/** Every line of the statement, in the order in which they add up; each opens into what made it. */
export function StatementLines({ page, lines, asked }: Props) {
  const w = words("statement").lines;
  if (lines.length === 0) return <p class="muted">{w.none}</p>;
  return (
    <div class="stack st-groups">
      {GROUPS.map((group) => {
        const own = lines.filter(({ kind }) => groupOf(kind) === group);
        if (own.length === 0) return null;
        const sum = own.reduce((all, { amount }) => all + amount, 0n);
        return (
          <section key={group} class="st-group">
            <header class="st-group-head">
              <h2>{w[group]}</h2>
              <span class="num">
                <Veiled>{inMoney(page, sum)}</Veiled>
              </span>
            </header>
            {own.map((line) => (
              <Line key={line.at} page={page} line={line} lines={lines} asked={asked} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

type LineProps = {
  readonly page: StatementPage;
  readonly line: TracedLine;
  readonly lines: readonly TracedLine[];
  readonly asked: string;
};

function Line({ page, line, lines, asked }: LineProps) {
  const w = words("statement");
  const box = useRef<HTMLDetailsElement>(null);
  const isAsked = asked === `/lines/${line.at}` || asked.startsWith(`/lines/${line.at}/`);
  useEffect(() => {
    if (!isAsked || !box.current) return;
    box.current.open = true;
    const step = document.getElementById(asked.replace(/\//g, "-"));
    (step ?? box.current).scrollIntoView({ block: "center" });
  }, [isAsked, asked]);
  return (
    <details class="st-line" ref={box} id={`-lines-${line.at}`}>
      <summary>
        <Icon name="right" size={16} />
        <span class="st-line-name">
          {nameOfLine(page, line)}
          <span class="muted small">{windowText(line)}</span>
        </span>
        {line.needsApproval && <Badge tone="warn">{w.lines.approval}</Badge>}
        <span class="st-line-amount num">
          <Veiled>{inMoney(page, line.amount)}</Veiled>
        </span>
      </summary>
      <div class="st-trace">
        <Rule page={page} line={line} />
        <Steps page={page} line={line} asked={asked} />
        <Bridges page={page} line={line} lines={lines} />
        <Result page={page} line={line} />
        <Entries page={page} line={line} />
      </div>
    </details>
  );
}

/** "2026年10月", "单笔 ERP:1002": which window the line is a result of. */
function windowText({ window }: TracedLine): string {
  const days = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)/.exec(window);
  const [, from, until] = days ?? [];
  if (from && until) {
    const period = { from, until };
    const text = periodName(period);
    return text.includes("–") ? `${day(from)} – ${day(addDays(asDay(until), -1))}` : text;
  }
  return window.replace(/^(credit|deal|adjustment):/, "").replace(/@.*$/, "");
}

/** The component in plain words, generated from the plan it was computed by. */
function Rule({ page, line }: { readonly page: StatementPage; readonly line: TracedLine }) {
  const w = words("statement").trace;
  const plan = planOf(page, line.origin);
  const at = plan?.components.findIndex(({ key }) => key === line.component) ?? -1;
  const component = plan?.components[at];
  // What is held or let go follows the schedule, which its own steps tell.
  if (!plan || !component || line.kind === "release") return null;
  const said = componentSentences(plan, component, `/components/${at}`, language.value);
  return (
    <div class="st-rule">
      <h3>{w.rule}</h3>
      <p>{said.map(plainText).join(language.value === "zh" ? "" : " ")}</p>
    </div>
  );
}

/** The window's result less what was earned before is the line; both stand where there is a window. */
function Result({ page, line }: { readonly page: StatementPage; readonly line: TracedLine }) {
  const w = words("statement").lines;
  const { result, before, amount } = line;
  if (result === undefined || before === undefined || line.kind === "release") return null;
  const waits = result - before !== amount;
  return (
    <dl class="st-result">
      <div>
        <dt>{w.result}</dt>
        <dd class="num">
          <Veiled>{inMoney(page, result)}</Veiled>
        </dd>
      </div>
      <div>
        <dt>{w.before}</dt>
        <dd class="num">
          <Veiled>{inMoney(page, before)}</Veiled>
        </dd>
      </div>
      <div class="is-sum">
        <dt>{w.amount}</dt>
        <dd class="num">
          <Veiled>{inMoney(page, amount)}</Veiled>
        </dd>
      </div>
      {waits && <p class="muted small">{w.waits}</p>}
    </dl>
  );
}
