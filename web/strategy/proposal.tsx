import { useEffect, useState } from "preact/hooks";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { Day } from "../../workers/lib/day.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import type { getProposal } from "../../workers/strategy/contract.ts";
import { type MonthAmount, monthsIn, pastWindows } from "../../workers/strategy/past-windows.ts";
import { readAmount } from "../amount-text.ts";
import { api, type Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { money } from "../format.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import "./strategy.css";

type Answer = AnswerOf<typeof getProposal>;
type Props = {
  readonly unit: string;
  /** Id of the metric. */
  readonly metric: string;
  readonly from: Day;
  readonly until: Day;
  /** A plain decimal the reader chose; it is a person who sets the number. */
  readonly onTake: (amount: string) => void;
  /** What stretches as long as this one brought before, for a check beside it. */
  readonly onMonths?: (past: readonly bigint[]) => void;
};

/**
 * What a target could be, with the reason of each number, on demand. It loads its own words, so any
 * page can show it.
 */
export function Proposal(props: Props) {
  const [isReady, setReady] = useState(false);
  useEffect(() => void loadWords(["strategy"]).then(() => setReady(true)), []);
  return isReady ? <Asked {...props} /> : null;
}

function Asked(props: Props) {
  const { unit, metric, from, until, onTake, onMonths } = props;
  const w = words("strategy").proposal;
  const [isOpen, setOpen] = useState(onMonths !== undefined);
  const [stated, setStated] = useState({ pipeline: "", potential: "" });
  const [made, setMade] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = async () => {
    const answer = await api<typeof getProposal>("GET", "/strategy/proposal", {
      query: { unit, metric, from, until, ...given(stated) },
    });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setMade(answer.body);
    onMonths?.(windowsOf(answer.body, { from, until }));
  };
  useEffect(() => {
    if (isOpen) void ask();
  }, [isOpen, unit, metric, from, until]);
  if (!isOpen) {
    return (
      <Button kind="quiet" size="s" icon="info" onClick={() => setOpen(true)}>
        {w.ask}
      </Button>
    );
  }
  return (
    <section class="proposal" aria-label={w.title}>
      {problem && <ErrorState problem={problem} inline />}
      {!made && !problem && <Skeleton lines={2} />}
      {made && <Made made={made} onTake={onTake} />}
      <details>
        <summary>{w.reasons}</summary>
        <p class="field-hint">{w.lead}</p>
        <ul class="proposal-reasons">
          {made?.candidates.map(({ reason, amount, messages }) => (
            <li key={reason}>
              <strong>
                {w.reason[reason]} {money(amount, made.currency)}
              </strong>
              <span>{messages[language.value]}</span>
            </li>
          ))}
        </ul>
        <div class="form-pair">
          <AmountField
            label={w.pipeline}
            value={stated.pipeline}
            onInput={(pipeline) => setStated({ ...stated, pipeline })}
          />
          <AmountField
            label={w.potential}
            value={stated.potential}
            onInput={(potential) => setStated({ ...stated, potential })}
          />
        </div>
        <Button size="s" onClick={() => void ask()}>
          {w.again}
        </Button>
      </details>
    </section>
  );
}

function Made({ made, onTake }: { readonly made: Answer } & Pick<Props, "onTake">) {
  const w = words("strategy").proposal;
  const { value, low, high, currency } = made;
  if (value === null || low === null || high === null) return <p class="muted">{w.none}</p>;
  return (
    <div class="proposal-made">
      <p>
        <span class="field-label">{w.title}</span>
        <span class="proposal-value">{money(value, currency)}</span>
        {low !== high && (
          <span class="muted">{w.range(money(low, currency), money(high, currency))}</span>
        )}
      </p>
      <Button size="s" onClick={() => onTake(value.replace(/\.0+$/, ""))}>
        {w.take(money(value, currency))}
      </Button>
    </div>
  );
}

function given(stated: Readonly<Record<"pipeline" | "potential", string>>) {
  const read = Object.entries(stated).flatMap(([name, text]) => {
    const amount = text.trim() === "" ? null : readAmount(text);
    return amount?.ok ? [[name, amount.plain] as const] : [];
  });
  return Object.fromEntries(read);
}

function windowsOf({ months, metric }: Answer, at: { readonly from: Day; readonly until: Day }) {
  const read = months.flatMap(({ on, amount }): MonthAmount[] => {
    const units = parseMinor(amount, metric.scale);
    return units.ok ? [{ on: on as Day, amount: units.value }] : [];
  });
  const { today } = me();
  return pastWindows(read, monthsIn(at), at.from < today ? at.from : today);
}
