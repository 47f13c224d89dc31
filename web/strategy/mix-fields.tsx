import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { AmountField } from "../ui/amount-field.tsx";

/** One part of a planned mix, as typed. */
export type MixText = {
  readonly name: string;
  readonly before: string;
  readonly planned: string;
  readonly earns: string;
};

type Props = {
  readonly parts: readonly MixText[];
  readonly onChange: (parts: readonly MixText[]) => void;
};

const EMPTY: MixText = { name: "", before: "", planned: "", earns: "" };
const PARTS_MAX = 12;

/** What is sold of what, before and as planned, and what of it is earned. */
export function MixFields({ parts, onChange }: Props) {
  const w = words("strategy").goal;
  const set = (at: number, change: Partial<MixText>) =>
    onChange(parts.map((part, place) => (place === at ? { ...part, ...change } : part)));
  return (
    <details class="form-mix" open={parts.length > 0}>
      <summary>{w.mix}</summary>
      <p class="field-hint">{w.mixHint}</p>
      {parts.map((part, at) => (
        <fieldset key={at} class="mix-part">
          <legend class="sr-only">{part.name || `${w.mixName} ${at + 1}`}</legend>
          <Field label={w.mixName} value={part.name} onInput={(name) => set(at, { name })} />
          <AmountField
            label={w.mixBefore}
            value={part.before}
            onInput={(before) => set(at, { before })}
          />
          <AmountField
            label={w.mixPlanned}
            value={part.planned}
            onInput={(planned) => set(at, { planned })}
          />
          <Field
            label={w.mixEarns}
            placeholder="30%"
            value={part.earns}
            onInput={(earns) => set(at, { earns })}
            numeric
          />
          <Button
            kind="quiet"
            icon="close"
            label={w.mixRemove(part.name || String(at + 1))}
            onClick={() => onChange(parts.filter((_, place) => place !== at))}
          />
        </fieldset>
      ))}
      {parts.length < PARTS_MAX && (
        <Button size="s" icon="plus" onClick={() => onChange([...parts, EMPTY])}>
          {w.mixAdd}
        </Button>
      )}
    </details>
  );
}
