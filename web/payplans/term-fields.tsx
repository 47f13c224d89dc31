import { words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import type { Variable } from "./people.ts";
import { termName } from "./terms.ts";

type Props = {
  readonly currency: string;
  readonly value: readonly Variable[];
  readonly onChange: (next: readonly Variable[]) => void;
};
const PERS = ["month", "quarter", "half", "year"] as const;
const KNOWN = ["target_variable", "base_pay"];

/** Sums of a person that a plan may read: what each is, how much, for how long. */
export function TermFields({ currency, value, onChange }: Props) {
  const w = words("payplans").assign;
  const { per } = words("payplans").people;
  const set = (at: number, change: Partial<Variable>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...change } : each)));
  const unused = KNOWN.filter((key) => !value.some((each) => each.key === key));
  const add = () => onChange([...value, { key: unused[0] ?? "", amount: "", per: "month" }]);
  return (
    <fieldset class="stack payplan-term-fields">
      <legend class="field-label">{w.terms}</legend>
      {value.map((each, at) => (
        <div key={at} class="payplan-term">
          {KNOWN.includes(each.key) ? (
            <span class="payplan-term-name">{termName(each.key)}</span>
          ) : (
            <Field
              label={w.keyName}
              hideLabel
              placeholder={w.keyName}
              value={each.key}
              onInput={(key) => set(at, { key })}
            />
          )}
          <AmountField
            label={w.amount}
            hideLabel
            value={each.amount}
            currency={currency}
            onInput={(amount) => set(at, { amount })}
          />
          <Select
            label={w.per}
            hideLabel
            value={each.per}
            options={PERS.map((key) => ({ value: key, label: per[key] }))}
            onChange={(to) => set(at, { per: PERS.find((key) => key === to) ?? "month" })}
          />
          <Button
            kind="quiet"
            icon="trash"
            label={w.remove}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div class="row row-between">
        <Button size="s" kind="quiet" icon="plus" onClick={add}>
          {w.addVariable}
        </Button>
        {value.length > 0 && <span class="field-hint">{w.termsHint}</span>}
      </div>
    </fieldset>
  );
}
