import { useMemo, useState } from "preact/hooks";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { plainAmount, readAmount } from "../amount-text.ts";
import { actionKey } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Field } from "../ui/field.tsx";
import { DayFields, FormDrawer, MetricSelect, OwnerSelect } from "./form.tsx";
import { type Goal, type Initiative, lastDayOf, type StrategyModel, untilOf } from "./model.ts";

type Props = {
  readonly model: StrategyModel;
  readonly goal: Goal;
  /** The initiative to change; null adds one. */
  readonly of: Initiative | null;
  readonly onClose: () => void;
};

/** What is to bring a part of the goal: so much of its own metric, worth so much of the goal's. */
export function InitiativeForm({ model, goal, of, onClose }: Props) {
  const w = words("strategy").initiative;
  const id = useMemo(() => newId<"initiative">(nowMs.peek()), []);
  const key = useMemo(actionKey, []);
  const { today } = me();
  const [name, setName] = useState(of?.name ?? "");
  const [metric, setMetric] = useState(of?.metric.id ?? "");
  const [quantity, setQuantity] = useState(of?.quantity.replace(/\.0+$/, "") ?? "");
  const [brings, setBrings] = useState(of?.contribution.replace(/\.0+$/, "") ?? "");
  const [owner, setOwner] = useState(of?.owner?.id ?? "");
  const [from, setFrom] = useState<string>(of?.from ?? goal.from ?? today);
  const [last, setLast] = useState(lastDayOf(of?.until ?? goal.until ?? today));
  const body = {
    name,
    quantity: plainAmount(quantity),
    contribution: plainAmount(brings),
    owner: owner === "" ? null : owner,
    from: from as Day,
    until: untilOf(last) as Day,
  };
  const isComplete = name.trim() !== "" && readAmount(quantity).ok && readAmount(brings).ok;
  return (
    <FormDrawer
      title={of ? w.edit : w.add}
      onClose={onClose}
      isComplete={isComplete}
      onSave={() =>
        of
          ? model.setInitiative(of, body)
          : model.addInitiative({ ...body, id, goal: goal.id, metric }, key)
      }
      end={of ? { label: w.end, go: () => model.setInitiative(of, { ended: true }) } : undefined}
    >
      <Field label={w.name} value={name} onInput={setName} maxLength={120} autoFocus />
      {!of && <MetricSelect label={w.metric} value={metric} onChange={setMetric} />}
      <div class="form-pair">
        <AmountField label={w.quantity} value={quantity} onInput={setQuantity} />
        <AmountField
          label={w.contribution}
          value={brings}
          onInput={setBrings}
          currency={goal.currency}
        />
      </div>
      <OwnerSelect
        unit={goal.unit.id}
        now={of?.owner ?? goal.owner}
        value={owner}
        onChange={setOwner}
      />
      <DayFields from={from} last={last} onFrom={setFrom} onLast={setLast} />
    </FormDrawer>
  );
}
