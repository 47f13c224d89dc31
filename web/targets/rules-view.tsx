import { ONE, compareRates, formatRate, parseRate, rate, ZERO } from "../../workers/lib/rate.ts";
import type { FactorRule } from "../../workers/targets/plan.ts";
import { day, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check, Field, Select } from "../ui/field.tsx";
import { plainDecimal, withoutZeros } from "./decimal.ts";
import { factorName } from "./factor-name.ts";
import { lastDay } from "./interval.ts";
import type { Edit, Plan, PlanModel } from "./model.ts";
import { Method, MoreRules } from "./method-view.tsx";
import { Weights } from "./weights.tsx";

type Props = { readonly model: PlanModel; readonly plan: Plan };

/** How the plan shares out. Nothing is kept until it is saved; the numbers follow at once. */
export function Rules({ model, plan }: Props) {
  const w = words("targets").rules;
  const { factors, method } = { ...plan.rules, ...model.edit.value.rules };
  const isSum = method?.kind !== "value";
  const byFactors = (method?.kind ?? "factors") === "factors";
  return (
    <Card title={w.title} lead={isSum ? w.lead : null} class="plan-rules">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void model.save();
        }}
      >
        <Method model={model} plan={plan} />
        {byFactors && (
          <Weights
            legend={w.weights}
            rows={factors.map(({ key, weight }) => ({
              key,
              name: factorName(key),
              note: sourceOf(plan, key),
              weight,
            }))}
            onChange={(key, weight) =>
              (model.edit.value = withWeight(model.edit.value, factors, key, weight))
            }
            sumText={w.weightSum(percent(formatRate(model.weightSum.value, 6), 0))}
            isRight={compareRates(model.weightSum.value, ONE) === 0}
            error={w.weightWrong(percent(formatRate(model.weightSum.value, 6), 2))}
          />
        )}
        {isSum ? <Numbers model={model} plan={plan} /> : <Value model={model} plan={plan} />}
        {isSum && <MoreRules model={model} plan={plan} />}
        {model.isEdited.value && <Actions model={model} />}
      </form>
    </Card>
  );
}

function Actions({ model }: { readonly model: PlanModel }) {
  const w = words("targets").rules;
  return (
    <div class="row row-end plan-actions">
      <Button kind="quiet" onClick={model.discard}>
        {w.discard}
      </Button>
      <Button
        kind="primary"
        type="submit"
        busy={model.busy.value}
        disabled={!model.canPreview.value}
      >
        {w.save}
      </Button>
    </div>
  );
}

/** The value at the top: all that is set of a plan whose metric does not add up. */
function Value({ model: { edit }, plan }: Props) {
  return (
    <Field
      label={words("plan").method.value.top}
      value={edit.value.amount ?? withoutZeros(plan.amount)}
      onInput={(amount) => (edit.value = { ...edit.value, amount: plainDecimal(amount) })}
      inputMode="decimal"
      numeric
    />
  );
}

function Numbers({ model, plan }: Props) {
  const w = words("targets").rules;
  const months = words("targets").months;
  const { edit } = model;
  const rules = { ...plan.rules, ...edit.value.rules };
  const change = (to: NonNullable<Edit["rules"]>) => {
    edit.value = { ...edit.value, rules: { ...edit.value.rules, ...to } };
  };
  const over = parseRate(rules.over) ?? ZERO;
  const { mode, yearsMin = 2, curve = [] } = rules.months;
  return (
    <div class="plan-numbers">
      <Field
        label={w.amount}
        value={edit.value.amount ?? withoutZeros(plan.amount)}
        onInput={(amount) => (edit.value = { ...edit.value, amount: plainDecimal(amount) })}
        inputMode="decimal"
        numeric
      />
      <Field
        label={w.granularity}
        value={edit.value.rules?.granularity ?? withoutZeros(rules.granularity)}
        onInput={(text) => change({ granularity: plainDecimal(text) })}
        inputMode="decimal"
        numeric
      />
      <Field
        label={w.over}
        hint={w.overHint}
        value={formatRate(rate(over.num * 100n, over.den), 4)}
        onInput={(text) => change({ over: `${plainDecimal(text) || "0"}%` })}
        inputMode="decimal"
        numeric
        suffix="%"
      />
      <Select
        label={w.months}
        value={mode}
        onChange={(next) => {
          const to = MODES.find((each) => each === next) ?? "equal";
          change({ months: { mode: to, yearsMin, ...(to === "curve" ? { curve } : {}) } });
        }}
        options={MODES.map((value) => ({ value, label: months[value] }))}
      />
      {(mode === "history" || mode === "season") && (
        <Check
          label={w.yearsMin}
          checked={yearsMin === 1}
          onChange={(one) => change({ months: { mode, yearsMin: one ? 1 : 2 } })}
        />
      )}
    </div>
  );
}

const MODES = ["equal", "calendar_days", "working_days", "season", "history", "curve"] as const;

function sourceOf({ rules }: Plan, key: string): string {
  const w = words("targets").rules.source;
  const source = rules.factors.find((each) => each.key === key)?.source ?? "entered";
  if (source !== "history") return w[source];
  const past = rules.basis?.history;
  return past ? w.history(day(past.from), lastDay(past.until)) : "";
}

function withWeight(edit: Edit, factors: readonly FactorRule[], key: string, weight: string): Edit {
  const next = factors.map((each) => (each.key === key ? { ...each, weight } : each));
  return { ...edit, rules: { ...edit.rules, factors: next } };
}
