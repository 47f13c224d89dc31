import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { incentiveRefusals } from "../../workers/incentives/refusals.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { filled } from "../../workers/lib/refusals.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { exactMoney, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import type { Worked } from "./engine.ts";
import { PayoutCurve } from "./payout-curve.tsx";
import { groupedAmount, type PayoutModel, type Typed, wrongIn } from "./payout-model.ts";
import { jumpsOf, warningText } from "./payout-words.ts";
import { PlanSentences } from "./sentences.tsx";

type Props = { readonly model: PayoutModel };

/** Which plan, its words with editable numbers, and the month it is tried on. */
export function PayoutInputs({ model }: Props) {
  const w = words("payout");
  const plan = model.plan.value;
  const typed = model.typed.value;
  const wrong = wrongIn(typed);
  const field = (name: keyof Typed) => (
    <Field
      label={w[name]}
      value={typed[name]}
      onInput={(text) => model.change({ [name]: text })}
      error={wrong.includes(name) ? w.wrong[name] : null}
      inputMode="decimal"
      numeric
    />
  );
  const sum = (name: "amount" | "target") => (
    <Field
      label={w[name]}
      value={typed[name]}
      onInput={(text) => model.change({ [name]: text })}
      onBlur={() => model.change({ [name]: groupedAmount(typed[name]) })}
      error={wrong.includes(name) ? w.wrong[name] : null}
      numeric
    />
  );
  const isHeld = plan.release !== undefined;
  const isScored = plan.metrics.some(({ from }) => from === "given");
  return (
    <div class="stack stack-l">
      <Select
        label={w.template}
        value={plan.key}
        onChange={model.choose}
        options={TEMPLATES.map(({ key, name }) => ({ value: key, label: name[language.value] }))}
        size="l"
      />
      <fieldset class="payout-month">
        <legend class="field-label">{w.month}</legend>
        {sum("amount")}
        {sum("target")}
        {field("deals")}
        {isHeld && field("collected")}
        {isScored && field("score")}
      </fieldset>
      <section class="stack" aria-label={w.plan}>
        <div class="row row-between">
          <h2>{w.plan}</h2>
          {model.isChanged.value && (
            <Button kind="quiet" size="s" icon="undo" onClick={() => model.choose(plan.key)}>
              {w.reset}
            </Button>
          )}
        </div>
        <PlanSentences
          plan={plan}
          fineLabel={w.fine}
          edit={{
            number: model.setNumber,
            put: model.set,
            words: {
              field: w.numberIn,
              remove: w.numberIn,
              removeShort: "",
              choose: w.choose,
              byDefault: "",
              place: () => "",
            },
          }}
        />
      </section>
    </div>
  );
}

/** The pay, its curve with the reader on it, what to beware of, and every step. */
export function PayoutResult({ model }: Props) {
  const w = words("payout");
  const worked = model.worked.value;
  if (worked === null)
    return model.isReady.value ? (
      <Note tone="bad" icon="warn">
        {w.notNumber}
      </Note>
    ) : (
      <Skeleton lines={6} label={w.loading} />
    );
  if (!worked.ok) return <Flawed worked={worked} />;
  const { statement, total, curve, next, warnings } = worked;
  const sold = model.amount.value;
  const here = { amount: sold, pay: total };
  return (
    <div class="stack stack-l" aria-live="polite">
      <Sums statement={statement} total={total} sold={sold} />
      <p>{w.next(money(next.amount), money(next.pay))}</p>
      <PayoutCurve
        title={w.curve}
        points={curve}
        here={here}
        hereLabel={w.hereLabel(money(total))}
        heads={[w.amount, w.total]}
        jumps={jumpsOf(curve)}
      />
      {warnings.map((warning) => (
        <Note key={warning.pointer + warning.code} tone="warn" icon="warn">
          {warningText(warning, model.plan.value)}
        </Note>
      ))}
      <Why statement={statement} model={model} />
    </div>
  );
}

function money(units: bigint): string {
  return exactMoney(withoutZeros(formatMinor(units, 2)), "CNY");
}

function Sums({ statement, total, sold }: { statement: Statement; total: bigint; sold: bigint }) {
  const w = words("payout");
  const rate = sold === 0n ? null : formatMinor((total * 100_000n) / sold, 5);
  const sums: [string, string][] = [
    [w.total, money(total)],
    ...(statement.pending === 0n
      ? []
      : [
          [w.now, money(statement.pay)] as [string, string],
          [w.pending, money(statement.pending)] as [string, string],
        ]),
    [w.rate, percent(rate, 2)],
  ];
  return (
    <dl class="payout-sum">
      {sums.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Flawed({ worked }: { worked: Extract<Worked, { ok: false }> }) {
  const w = words("payout");
  const { flaw, place } = worked;
  return (
    <Note tone="bad" icon="warn">
      {flaw ? filled(incentiveRefusals[flaw.code][language.value], flaw) : w.wrongNumber(place)}
    </Note>
  );
}

type Steps = ComponentType<{ readonly plan: PlanJson; readonly statement: Statement }>;

/** Every step in words, fetched when somebody asks. */
function Why({ statement, model }: Props & { readonly statement: Statement }) {
  const w = words("payout");
  const [shown, setShown] = useState<{ readonly Steps: Steps } | null>(null);
  const [isAsked, setAsked] = useState(false);
  const open = async () => {
    setAsked(true);
    const { PayoutSteps } = await import("./payout-steps.tsx");
    setShown({ Steps: PayoutSteps });
  };
  return (
    <details class="calc-more" onToggle={() => shown ?? void open()}>
      <summary>{w.why}</summary>
      {shown ? (
        <shown.Steps plan={model.plan.value} statement={statement} />
      ) : (
        isAsked && <Skeleton lines={4} />
      )}
    </details>
  );
}
