import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answer, Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import {
  allMetrics,
  type Choice,
  loadAllMetrics,
  loadUnits,
  metricName,
  peopleIn,
  unitChoices,
} from "./model.ts";

type FormProps = {
  readonly title: string;
  readonly onClose: () => void;
  /** Saves; an answer that is well closes the form. */
  readonly onSave: () => Promise<Answer<unknown>>;
  readonly isComplete: boolean;
  /** Ends the thing that is being changed; absent for something new. */
  readonly end?:
    { readonly label: string; readonly go: () => Promise<Answer<unknown>> } | undefined;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
};

/** One thing in one form: saved whole, refused by field, ended without being lost. */
export function FormDrawer(props: FormProps) {
  const { title, onClose, onSave, isComplete, end, wide = false, children } = props;
  const w = words("strategy").theme;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (asked: () => Promise<Answer<unknown>>, said: string) => {
    setBusy(true);
    const answer = await asked();
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(said);
    onClose();
  };
  const save = () => {
    if (isComplete) void send(onSave, w.saved);
  };
  return (
    <Drawer
      open
      wide={wide}
      title={title}
      onClose={onClose}
      footer={
        <>
          {end && (
            <Button kind="quiet" busy={isBusy} onClick={() => void send(end.go, w.ended)}>
              {end.label}
            </Button>
          )}
          <Button kind="primary" busy={isBusy} disabled={!isComplete} onClick={save}>
            {w.save}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {problem && <ErrorState problem={problem} inline />}
        {children}
        <button type="submit" class="sr-only" tabIndex={-1} aria-hidden="true">
          {w.save}
        </button>
      </form>
    </Drawer>
  );
}

type PickProps = { readonly value: string; readonly onChange: (value: string) => void };

export function UnitSelect({ value, onChange }: PickProps) {
  useEffect(() => void loadUnits(), []);
  const units = unitChoices.value;
  // The sample's tree while it is what there is to see, else the company's own.
  const isReady = me().tenant.sample === "ready";
  const first = (units.find(({ sample }) => sample === isReady) ?? units[0])?.id ?? "";
  useEffect(() => {
    if (value === "" && first !== "") onChange(first);
  }, [first, value]);
  return (
    <Select
      label={words("strategy").goal.unit}
      value={value}
      onChange={onChange}
      options={units.map((unit) => ({
        value: unit.id,
        label: `${"　".repeat(unit.depth)}${nameOf(unit)}`,
      }))}
    />
  );
}

type MetricProps = PickProps & {
  readonly label?: string;
  readonly hint?: string;
  /** What no metric is called; absent where one must be chosen. */
  readonly none?: string;
};

export function MetricSelect({ value, onChange, label, hint, none }: MetricProps) {
  useEffect(() => void loadAllMetrics(), []);
  const metrics = allMetrics.value;
  const first = metrics.find(({ code }) => code === "revenue")?.id ?? metrics[0]?.id ?? "";
  useEffect(() => {
    if (value === "" && none === undefined && first !== "") onChange(first);
  }, [first, value]);
  return (
    <Select
      label={label ?? words("strategy").goal.metric}
      hint={hint}
      value={value}
      onChange={onChange}
      options={[
        ...(none === undefined ? [] : [{ value: "", label: none }]),
        ...metrics.map((metric) => ({ value: metric.id, label: metricName(metric) })),
      ]}
    />
  );
}

type OwnerProps = PickProps & { readonly unit: string; readonly now: Choice | null };

/** Nobody, whoever owns it now, or who sits in the unit. */
export function OwnerSelect({ value, onChange, unit, now }: OwnerProps) {
  const w = words("strategy").theme;
  const [people, setPeople] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let late = false;
    if (unit !== "") void peopleIn(unit).then((found) => late || setPeople(found));
    return () => {
      late = true;
    };
  }, [unit]);
  const known = now && !people.some(({ id }) => id === now.id) ? [now, ...people] : people;
  return (
    <Select
      label={w.owner}
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: w.nobody },
        ...known.map((person) => ({ value: person.id, label: nameOf(person) })),
      ]}
    />
  );
}

type DaysProps = {
  readonly from: string;
  /** The last day, as people write it. */
  readonly last: string;
  readonly onFrom: (day: string) => void;
  readonly onLast: (day: string) => void;
};

export function DayFields({ from, last, onFrom, onLast }: DaysProps) {
  const w = words("strategy").theme;
  return (
    <div class="form-pair">
      <DateField label={w.from} value={from} onInput={onFrom} />
      <DateField label={w.until} value={last} onInput={onLast} min={from} />
    </div>
  );
}
