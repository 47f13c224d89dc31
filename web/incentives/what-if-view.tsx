import { useEffect, useMemo, useState } from "preact/hooks";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { currencyScale, formatMinor } from "../../workers/lib/money.ts";
import { readAmount } from "../amount-text.ts";
import { exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import { engine } from "./engine-client.ts";
import type { Input } from "./jobs.ts";
import type { WhatIfAnswer } from "./what-if.ts";
import "./what-if.css";

type Props = {
  readonly input: Input;
  readonly person: string;
  /** A day of the open period: when the deal would close. */
  readonly today: string;
  readonly currency: string;
};

/** Positions of the slider; each is computed beforehand, so that it moves with the thumb. */
const STEPS = 24;

/** "If this deal closes, I earn …": a slider over sizes of a deal, and a field for an exact one. */
export function WhatIf({ input, person, today, currency }: Props) {
  const w = words("whatif");
  const step = useMemo(() => stepFor(input, person), [input, person]);
  const [at, setAt] = useState(Math.round(STEPS / 4));
  const [typed, setTyped] = useState("");
  const [steps, setSteps] = useState<WhatIfAnswer | "failed" | null>(null);
  const [exact, setExact] = useState<WhatIfAnswer | null>(null);
  const read = typed.trim() === "" ? null : readAmount(typed);
  const plain = read?.ok ? read.plain : null;
  const ask = (amounts: readonly string[], signal: AbortSignal) =>
    engine.run("whatIf", { input, person, on: today, amounts }, { signal });
  useEffect(() => {
    const abort = new AbortController();
    const amounts = Array.from({ length: STEPS + 1 }, (_, n) => String(BigInt(n) * step));
    ask(amounts, abort.signal).then(setSteps, () => abort.signal.aborted || setSteps("failed"));
    return () => abort.abort();
  }, [input, person, today, step]);
  useEffect(() => {
    setExact(null);
    if (plain === null) return;
    const abort = new AbortController();
    ask([plain], abort.signal).then(setExact, () => null);
    return () => abort.abort();
  }, [plain, input]);
  if (steps === null) return <Skeleton lines={3} label={w.loading} />;
  if (steps === "failed")
    return <ErrorState inline problem={{ title: w.failed, status: 0, code: "engine/failed" }} />;
  if (!steps.ok) return <Note>{w.notNow}</Note>;
  const point = exact?.ok ? exact.points[0] : plain === null ? steps.points[at] : undefined;
  const amount = plain ?? String(BigInt(at) * step);
  const scale = currencyScale(currency);
  const sum = (units: bigint) => exactMoney(withoutZeros(formatMinor(units, scale)), currency);
  const shown = money(amount, currency);
  return (
    <div class="what-if">
      <label class="what-if-slide">
        <span class="field-label">{w.amount}</span>
        <output class="what-if-amount">{shown}</output>
        <input
          type="range"
          min={0}
          max={STEPS}
          value={at}
          aria-valuetext={shown}
          onInput={(event) => {
            setAt(Number(event.currentTarget.value));
            setTyped("");
          }}
        />
      </label>
      <div class="what-if-answer" aria-live="polite">
        <span class="what-if-label">{w.more}</span>
        <span class="what-if-more">{point ? <Veiled>{`+${sum(point.more)}`}</Veiled> : "…"}</span>
        {point && (
          <p class="muted">
            {point.rate !== null && <Veiled>{w.rate(percent(point.rate, 2))}</Veiled>}
            {point.atOnce !== point.more && (
              <>
                {" "}
                <Veiled>{w.atOnce(sum(point.atOnce), sum(point.more - point.atOnce))}</Veiled>
              </>
            )}{" "}
            <Veiled>{w.period(sum(point.pay))}</Veiled>
          </p>
        )}
      </div>
      <details class="what-if-exact">
        <summary>{w.exactly}</summary>
        <AmountField
          label={w.amount}
          value={typed}
          onInput={setTyped}
          currency={currency}
          error={read && !read.ok ? w.notAmount : null}
        />
      </details>
      <p class="what-if-note">{w.note}</p>
    </div>
  );
}

/** A step such that the slider reaches four times a usual deal of the person, in whole round figures. */
function stepFor(input: Input, person: string): bigint {
  const usual = "held" in input ? 0n : medianOf(input, person);
  const top = usual > 0n ? usual * 4n : 200_000n;
  const raw = top / BigInt(STEPS);
  const unit = 10n ** BigInt(Math.max(0, String(raw).length - 1));
  const rounded = ((raw + unit - 1n) / unit) * unit;
  return rounded > 0n ? rounded : 1n;
}

/** The middle of the person's own sales, in whole units of the currency. */
function medianOf({ credits = [] }: EvaluationJson, person: string): bigint {
  const amounts = credits
    .filter((credit) => credit.person === person && credit.reverses === undefined)
    .flatMap(({ measures }) => {
      const whole = /^\d+/.exec(measures["amount"] ?? "")?.[0];
      return whole === undefined ? [] : [BigInt(whole)];
    })
    .sort((a, b) => (a < b ? -1 : 1));
  return amounts[Math.floor(amounts.length / 2)] ?? 0n;
}
