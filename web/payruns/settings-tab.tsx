import { useEffect, useMemo, useState } from "preact/hooks";
import { Absences } from "../absences/view.tsx";
import { partText } from "../absences/part.ts";
import { may } from "../auth/session.ts";
import { useAskedHere } from "../incentives/asked-here.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check, Field, Select } from "../ui/field.tsx";
import { ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { Openings } from "./openings.tsx";
import { PayrollColumns } from "./payroll-columns.tsx";
import { Rates } from "./rates.tsx";
import { type Draft, isChanged, isSound, partTyped } from "./settings-draft.ts";
import { type Metric, type SettingsModel, settingsModel } from "./settings-model.ts";
import "./pay-settings.css";

const EVENTS = ["order", "signing", "invoice", "delivery", "collection"] as const;

/** How the company pays: who approves, who sees it, deal events, the payroll file, absences, rates, opening balances. */
export function PaySettingsTab() {
  const model = useMemo(settingsModel, []);
  useEffect(() => void model.load(), [model]);
  const metrics = model.metrics.value.value;
  const [at] = useQuery("at");
  // What stands above has its height by then.
  const isHere = model.held.value.value.state === "ready" && metrics.state === "ready";
  const openings = useAskedHere(isHere && at === "openings");
  return (
    <div class="stack stack-l">
      <When of={model.held} waiting={<Skeleton lines={8} />}>
        {(held) => (
          <Form
            key={model.held.value.value.state === "ready" ? model.held.value.value.version : 0}
            model={model}
            held={held}
            metrics={metrics.state === "ready" ? metrics.body.items : []}
          />
        )}
      </When>
      <Absences metrics={metrics.state === "ready" ? metrics.body.items : []} />
      <Rates />
      <div ref={openings} tabIndex={-1}>
        <Openings />
      </div>
    </div>
  );
}

type FormProps = {
  readonly model: SettingsModel;
  readonly held: Draft;
  readonly metrics: readonly Metric[];
};

function Form({ model, held, metrics }: FormProps) {
  const w = words("paysettings");
  const mine = may("incentives.publish");
  const draft = model.draft.value ?? held;
  const change = (part: Partial<Draft>) => (model.draft.value = { ...draft, ...part });
  const problem = model.problem.value;
  return (
    <form
      class="stack stack-l"
      onSubmit={(event) => {
        event.preventDefault();
        void model.save().then((saved) => saved && toast(words("common").saved));
      }}
    >
      <p class="muted">{mine ? w.lead : w.readOnly}</p>
      <Card title={w.rules.title} class="pay-settings-card">
        <Rules draft={draft} mine={mine} onChange={change} />
      </Card>
      <Card title={w.events.title} lead={w.events.lead} class="pay-settings-card">
        <DealEvents draft={draft} metrics={metrics} mine={mine} onChange={change} />
      </Card>
      <Card title={w.columns.title} lead={w.columns.lead} class="pay-settings-card">
        <PayrollColumns
          columns={draft.columns}
          mine={mine}
          onChange={(columns) => change({ columns: [...columns] })}
        />
      </Card>
      {problem && <ErrorState problem={problem} inline />}
      {mine && (
        <div class="row">
          <Button
            kind="primary"
            type="submit"
            busy={model.busy.value}
            disabled={!isChanged(held, draft) || !isSound(draft)}
          >
            {words("common").save}
          </Button>
          {(isChanged(held, draft) || problem) && (
            <Button onClick={() => void model.load()}>{w.discard}</Button>
          )}
        </div>
      )}
    </form>
  );
}

type PartProps = {
  readonly draft: Draft;
  readonly mine: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
};

function Rules({ draft, mine, onChange }: PartProps) {
  const w = words("paysettings").rules;
  return (
    <div class="stack pay-settings-narrow">
      <Check
        label={w.onePerson}
        hint={w.onePersonHint}
        checked={draft.onePersonApproval}
        disabled={!mine}
        onChange={(onePersonApproval) => onChange({ onePersonApproval })}
      />
      {draft.onePersonApproval && <Note tone="warn">{w.onePersonWarning}</Note>}
      <Check
        label={w.managers}
        hint={w.managersHint}
        checked={draft.managersSeePay}
        disabled={!mine}
        onChange={(managersSeePay) => onChange({ managersSeePay })}
      />
      <div class="pay-settings-days">
        <Field
          label={w.disputeDays}
          hint={w.disputeDaysHint}
          type="number"
          inputMode="numeric"
          min="1"
          max="60"
          numeric
          required
          disabled={!mine}
          value={Number.isNaN(draft.disputeDays) ? "" : String(draft.disputeDays)}
          onInput={(text) => onChange({ disputeDays: Number.parseInt(text, 10) })}
        />
      </div>
      <Deduction draft={draft} mine={mine} onChange={onChange} />
    </div>
  );
}

/** What is typed that is no part of a whole: kept in the field, never sent. */
const NO_PART = "?";

/** The most of somebody's pay that a carried debt may take, as a law or the company has it. */
function Deduction({ draft, mine, onChange }: PartProps) {
  const w = words("paysettings").rules;
  const [typed, setTyped] = useState(() => partTyped(draft.deductionMax ?? null));
  const isWrong = draft.deductionMax === NO_PART;
  return (
    <div class="pay-settings-days">
      <Field
        label={w.deduction}
        hint={w.deductionHint}
        inputMode="decimal"
        numeric
        suffix="%"
        disabled={!mine}
        value={typed}
        error={isWrong ? w.deductionWrong : null}
        onInput={(text) => {
          setTyped(text);
          onChange({ deductionMax: text.trim() === "" ? null : (partText(text) ?? NO_PART) });
        }}
      />
    </div>
  );
}

function DealEvents({
  draft,
  metrics,
  mine,
  onChange,
}: PartProps & { readonly metrics: readonly Metric[] }) {
  const w = words("paysettings").events;
  const isChinese = language.value === "zh";
  return (
    <div class="pay-settings-events">
      {EVENTS.map((event) => {
        const chosen = draft.eventMetrics[event] ?? "";
        const known = metrics.some(({ code }) => code === chosen);
        return (
          <Select
            key={event}
            label={w.names[event]}
            value={chosen}
            disabled={!mine}
            options={[
              { value: "", label: w.none },
              ...(chosen === "" || known ? [] : [{ value: chosen, label: chosen }]),
              ...metrics.map(({ code, nameZh, nameEn }) => ({
                value: code,
                label: isChinese ? nameZh : nameEn,
              })),
            ]}
            onChange={(code) =>
              onChange({
                eventMetrics: { ...draft.eventMetrics, [event]: code === "" ? null : code },
              })
            }
          />
        );
      })}
    </div>
  );
}
