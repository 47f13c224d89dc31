import { CREDIT_ROLES } from "../../workers/crediting/rule.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import {
  type Condition,
  CONDITION_KINDS,
  directSum,
  type Draft,
  type GiveLine,
  RECIPIENTS,
  type RecipientKind,
} from "./draft.ts";
import type { Choice, Choices } from "./model.ts";

type Props = {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** Null while they are read. */
  readonly choices: Choices | null;
};

function replaced<Line>(lines: readonly Line[], at: number, change: Partial<Line>): Line[] {
  return lines.map((line, index) => (index === at ? { ...line, ...change } : line));
}

/** Which entries: each line says one thing that must hold. */
export function Conditions({ draft, set, choices }: Props) {
  const w = words("crediting").form;
  const { conditions } = draft;
  return (
    <fieldset class="crediting-part">
      <legend class="field-label">{w.when}</legend>
      <p class="field-hint">{w.whenHint}</p>
      {conditions.map((condition, at) => (
        <div class="crediting-line" key={at}>
          <Select
            label={w.condition}
            value={condition.kind}
            options={CONDITION_KINDS.map((value) => ({ value, label: w.kinds[value] }))}
            onChange={(value) => {
              const kind = CONDITION_KINDS.find((each) => each === value);
              if (kind) set({ conditions: replaced(conditions, at, { kind, value: "", dim: "" }) });
            }}
          />
          <ConditionValue
            condition={condition}
            choices={choices}
            change={(change) => set({ conditions: replaced(conditions, at, change) })}
          />
          <Button
            kind="quiet"
            icon="close"
            label={w.removeCondition}
            onClick={() => set({ conditions: conditions.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <Button
        kind="quiet"
        icon="plus"
        onClick={() => set({ conditions: [...conditions, { kind: "units", value: "", dim: "" }] })}
      >
        {w.addCondition}
      </Button>
    </fieldset>
  );
}

type ValueProps = {
  readonly condition: Condition;
  readonly choices: Choices | null;
  readonly change: (change: Partial<Condition>) => void;
};

function ConditionValue({ condition: { kind, value, dim }, choices, change }: ValueProps) {
  const w = words("crediting").form;
  if (kind === "dims") {
    return (
      <div class="crediting-two">
        <Field
          label={w.dimName}
          hint={w.dimNameHint}
          value={dim}
          onInput={(text) => change({ dim: text.toLowerCase() })}
          maxLength={32}
        />
        <Field
          label={w.dimValues}
          hint={w.dimValuesHint}
          value={value}
          onInput={(text) => change({ value: text })}
        />
      </div>
    );
  }
  if (kind === "positions") {
    const onInput = (text: string) => change({ value: text });
    return <Field label={w.value} value={value} onInput={onInput} maxLength={120} />;
  }
  return (
    <Pick
      label={w.value}
      value={value}
      choices={choices?.[kind] ?? null}
      full={kind === "metrics" || (choices?.full ?? true)}
      onChange={(chosen) => change({ value: chosen })}
    />
  );
}

type PickProps = {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[] | null;
  /** False: there are more than could be listed, so a code is typed. */
  readonly full: boolean;
  readonly onChange: (value: string) => void;
};

function Pick({ label, value, choices, full, onChange }: PickProps) {
  const w = words("crediting").form;
  if (!full)
    return (
      <Field label={label} hint={w.codeHint} value={value} onInput={onChange} maxLength={64} />
    );
  const options = (choices ?? []).map(({ value: id, label: zh, labelEn }) => ({
    ...{ value: id, label: language.value === "en" ? labelEn : zh },
  }));
  return (
    <Select
      label={label}
      value={value}
      options={[{ value: "", label: w.choose }, ...options]}
      onChange={onChange}
    />
  );
}

/** Who is credited, how, and with which share. */
export function Gives({ draft, set, choices }: Props) {
  const w = words("crediting").form;
  const { gives } = draft;
  const change = (at: number) => (to: Partial<GiveLine>) => set({ gives: replaced(gives, at, to) });
  return (
    <fieldset class="crediting-part">
      <legend class="field-label">{w.gives}</legend>
      {gives.map((give, at) => (
        <div class="crediting-line crediting-give" key={at}>
          <GiveParts give={give} choices={choices} change={change(at)} />
          {gives.length > 1 && (
            <Button
              kind="quiet"
              icon="close"
              label={w.removeGive}
              onClick={() => set({ gives: gives.filter((_, index) => index !== at) })}
            />
          )}
        </div>
      ))}
      <DirectSum gives={gives} />
      <Button
        kind="quiet"
        icon="plus"
        onClick={() =>
          set({
            gives: [...gives, { to: "manager1", person: "", role: "override", share: "100%" }],
          })
        }
      >
        {w.addGive}
      </Button>
    </fieldset>
  );
}

type GiveProps = {
  readonly give: GiveLine;
  readonly choices: Choices | null;
  readonly change: (to: Partial<GiveLine>) => void;
};

function GiveParts({ give, choices, change }: GiveProps) {
  const { form: w, role } = words("crediting");
  return (
    <>
      <Select
        label={w.to}
        value={give.to}
        options={RECIPIENTS.map((value) => ({ value, label: recipientName(value) }))}
        onChange={(value) => {
          const to = RECIPIENTS.find((each) => each === value);
          if (to) change({ to, person: "" });
        }}
      />
      {give.to === "person" && (
        <Pick
          label={w.person}
          value={give.person}
          choices={choices?.people ?? null}
          full={choices?.full ?? true}
          onChange={(person) => change({ person })}
        />
      )}
      <Select
        label={w.role}
        value={give.role}
        hint={words("crediting").roleHint[give.role]}
        options={CREDIT_ROLES.map((value) => ({ value, label: role[value] }))}
        onChange={(value) => {
          const next = CREDIT_ROLES.find((each) => each === value);
          if (next) change({ role: next });
        }}
      />
      <Field
        label={w.share}
        hint={w.shareHint}
        value={give.share}
        onInput={(share) => change({ share })}
        maxLength={20}
        numeric
        required
      />
    </>
  );
}

function recipientName(kind: RecipientKind): string {
  const { who } = words("crediting");
  if (kind === "participant" || kind === "person") return who[kind];
  return who.manager[Number(kind.slice(-1))] ?? "";
}

function DirectSum({ gives }: { readonly gives: readonly GiveLine[] }) {
  const w = words("crediting").form;
  const sum = directSum(gives);
  if (sum === null) return null;
  if (sum === "own") return <p class="muted">{w.sumOwn}</p>;
  return (
    <p class={sum.whole ? "crediting-sum-ok" : "crediting-sum-bad"} aria-live="polite">
      {sum.whole ? w.sumOk : w.sum(sum.text)}
    </p>
  );
}
