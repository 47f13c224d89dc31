import { currencyScale, formatMinor } from "../../workers/lib/money.ts";
import { exactMoney, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";
import { Field } from "../ui/field.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import type { BuilderModel } from "./builder-model.ts";
import type { Worked } from "./engine.ts";
import { PayoutCurve } from "./payout-curve.tsx";
import { groupedAmount } from "./payout-model.ts";
import { jumpsOf, warningText } from "./payout-words.ts";

/** What the draft pays for sales one types, over all sales, and what to beware of. */
export function CurvePanel({ model }: { readonly model: BuilderModel }) {
  const w = words("builder");
  const worked = model.worked.value;
  const isCurrent = model.check.value?.computable !== false;
  return (
    <div class="builder-panel stack">
      <h2>{w.whatItPays}</h2>
      <Trial model={model} />
      {!model.trial.value && (
        <Note tone="bad" icon="warn">
          {w.trialWrong}
        </Note>
      )}
      {!isCurrent && (
        <Note tone="warn" icon="info">
          {worked?.ok ? w.lastCurve : w.noCurve}
        </Note>
      )}
      {worked === null ? (
        isCurrent && <Skeleton lines={6} label={w.loading} />
      ) : worked.ok ? (
        <Drawn worked={worked} model={model} />
      ) : null}
      <Warnings model={model} />
    </div>
  );
}

function Trial({ model }: { readonly model: BuilderModel }) {
  const w = words("builder");
  const plan = model.plan.value;
  const { amount, target, deals, collected, score, variable } = model.typed.value;
  const worked = model.worked.value;
  const kind = worked?.ok ? worked.stretch.kind : "period";
  const text = JSON.stringify(plan);
  const field = (label: string, value: string, onInput: (text: string) => void) => (
    <Field label={label} value={value} onInput={onInput} inputMode="decimal" numeric />
  );
  const sum = (label: string, value: string, onInput: (text: string) => void) => (
    <Field
      label={label}
      value={value}
      onInput={onInput}
      onBlur={() => onInput(groupedAmount(value))}
      numeric
    />
  );
  return (
    <fieldset class="payout-month">
      <legend class="field-label">{w.stretches[kind]}</legend>
      {sum(w.sold, amount, (to) => model.tryOn({ amount: to }))}
      {sum(w.target, target, (to) => model.tryOn({ target: to }))}
      {field(w.deals, deals, (to) => model.tryOn({ deals: to }))}
      {text.includes('"event":"collection"') &&
        field(w.collected, collected, (to) => model.tryOn({ collected: to }))}
      {text.includes('"given"') && field(w.score, score, (to) => model.tryOn({ score: to }))}
      {text.includes('"variable"') &&
        sum(w.variable, variable, (to) => model.tryOn({ variable: to }))}
    </fieldset>
  );
}

type DrawnProps = { readonly worked: Extract<Worked, { ok: true }>; readonly model: BuilderModel };

function Drawn({ worked, model }: DrawnProps) {
  const w = words("builder");
  const { curve, total, pending, next } = worked;
  const { currency } = model.plan.value;
  const scale = currencyScale(currency);
  const money = (units: bigint) => exactMoney(withoutZeros(formatMinor(units, scale)), currency);
  const sold = model.trial.value?.amount ?? 0n;
  const rate = sold === 0n ? null : formatMinor((total * 100_000n) / sold, 5);
  const sums: [string, string][] = [
    [w.pays, money(total)],
    ...(pending === 0n ? [] : [[w.pending, money(pending)] as [string, string]]),
    [w.ofSales, percent(rate, 2)],
  ];
  return (
    <div class="stack" aria-live="polite">
      <dl class="payout-sum">
        {sums.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">{w.next(money(next.amount), money(next.pay))}</p>
      <PayoutCurve
        title={w.curve(curve.length > 0 ? jumpsOf(curve).length : 0)}
        points={curve}
        here={{ amount: sold, pay: total }}
        hereLabel={w.here(money(total))}
        heads={[w.sold, w.pays]}
        jumps={jumpsOf(curve)}
      />
    </div>
  );
}

/** What is told and need not be changed. */
const TOLD: ReadonlySet<string> = new Set(["split_example", "refund_leaves", "cost_partial"]);

/** Cliffs, dead zones and the like, with their numbers, as the check finds them while one types. */
function Warnings({ model }: { readonly model: BuilderModel }) {
  const w = words("builder");
  const warnings = model.check.value?.warnings ?? [];
  if (model.check.value === null || !model.check.value.computable) return null;
  const worked = model.worked.value;
  // A jump that only the drawn curve shows is told by the curve's own title.
  if (warnings.length === 0 && worked?.ok && jumpsOf(worked.curve).length > 0) return null;
  if (warnings.length === 0)
    return (
      <Note tone="good" icon="check">
        {w.noWarnings}
      </Note>
    );
  return (
    <ul class="builder-warnings stack stack-s" aria-label={w.warnings}>
      {warnings.map((warning) => (
        <li key={warning.pointer + warning.code}>
          <Note
            tone={TOLD.has(warning.code) ? "neutral" : "warn"}
            icon={TOLD.has(warning.code) ? "info" : "warn"}
          >
            {warningText(warning, model.plan.value)}
          </Note>
        </li>
      ))}
    </ul>
  );
}
