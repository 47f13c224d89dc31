import { useMemo, useState } from "preact/hooks";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { KEY_RESULTS_MAX, KEY_RESULTS_MIN } from "../../workers/strategy/okr.ts";
import { plainAmount, readAmount } from "../amount-text.ts";
import { actionKey } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { AmountField } from "../ui/amount-field.tsx";
import { Field, Select } from "../ui/field.tsx";
import { DayFields, FormDrawer, OwnerSelect, UnitSelect } from "./form.tsx";
import { lastDayOf, untilOf } from "./model.ts";
import type { Objective, OkrList, OkrModel } from "./okr-model.ts";

type Props = {
  readonly model: OkrModel;
  readonly list: OkrList;
  /** The objective to change; null sets a new one with its key results. */
  readonly of: Objective | null;
  readonly onClose: () => void;
};

type KeyText = {
  readonly name: string;
  readonly measure: string;
  readonly start: string;
  readonly target: string;
};
const EMPTY: KeyText = { name: "", measure: "", start: "0", target: "" };

/** Where to go, what it serves, and the two to four results that would show it. */
export function ObjectiveForm({ model, list, of, onClose }: Props) {
  const w = words("strategy").okr;
  const ids = useMemo(
    () => Array.from({ length: KEY_RESULTS_MAX + 1 }, () => newId<"key_result">(nowMs.peek())),
    [],
  );
  const id = useMemo(() => newId<"objective">(nowMs.peek()), []);
  const key = useMemo(actionKey, []);
  const year = me().today.slice(0, 4);
  const [name, setName] = useState(of?.name ?? "");
  const [unit, setUnit] = useState(of?.unit.id ?? "");
  const [parent, setParent] = useState(of?.parent ?? "");
  const [theme, setTheme] = useState(of?.theme ?? "");
  const [owner, setOwner] = useState(of?.owner?.id ?? "");
  const [from, setFrom] = useState<string>(of?.from ?? `${year}-01-01`);
  const [last, setLast] = useState(of ? lastDayOf(of.until) : `${year}-12-31`);
  const [results, setResults] = useState<readonly KeyText[]>([EMPTY, EMPTY]);
  const orNull = (text: string) => (text === "" ? null : text);
  const body = {
    name,
    ...{ parent: orNull(parent), theme: orNull(theme), owner: orNull(owner) },
    ...{ from: from as Day, until: untilOf(last) as Day },
  };
  const save = () => {
    if (of) return model.set(of, body);
    const keyResults = results.map((each, at) => ({
      id: ids[at] ?? id,
      name: each.name,
      measure: orNull(each.measure.trim()),
      start: plainAmount(each.start),
      target: plainAmount(each.target),
    }));
    return model.add({ ...body, id, unit, keyResults }, key);
  };
  const filled = results.every(
    (each) => each.name.trim() !== "" && readAmount(each.start).ok && readAmount(each.target).ok,
  );
  const others = list.items.filter((each) => each.id !== of?.id && !each.ended);
  return (
    <FormDrawer
      wide
      title={of ? w.edit : w.add}
      onClose={onClose}
      isComplete={name.trim() !== "" && unit !== "" && (of !== null || filled)}
      onSave={save}
      end={of && !of.ended ? { label: w.end, go: () => model.set(of, { ended: true }) } : undefined}
    >
      <Field label={w.name} value={name} onInput={setName} maxLength={120} autoFocus />
      {!of && <KeyResultFields results={results} onChange={setResults} />}
      {!of && <UnitSelect value={unit} onChange={setUnit} />}
      <Select
        label={w.serves}
        value={parent}
        onChange={setParent}
        options={[
          { value: "", label: w.top },
          ...others.map((each) => ({ value: each.id, label: nameOf(each) })),
        ]}
      />
      <Select
        label={w.theme}
        value={theme}
        onChange={setTheme}
        options={[
          { value: "", label: words("strategy").goal.noTheme },
          ...list.themes.map((each) => ({ value: each.id, label: nameOf(each) })),
        ]}
      />
      <OwnerSelect unit={unit} now={of?.owner ?? null} value={owner} onChange={setOwner} />
      <DayFields from={from} last={last} onFrom={setFrom} onLast={setLast} />
    </FormDrawer>
  );
}

type FieldsProps = {
  readonly results: readonly KeyText[];
  readonly onChange: (results: readonly KeyText[]) => void;
};

function KeyResultFields({ results, onChange }: FieldsProps) {
  const w = words("strategy").okr;
  const set = (at: number, change: Partial<KeyText>) =>
    onChange(results.map((each, place) => (place === at ? { ...each, ...change } : each)));
  return (
    <>
      <p class="field-hint">{w.krRule}</p>
      {results.map((each, at) => (
        <fieldset key={at} class="okr-fields">
          <legend class="field-label">{w.krName(at + 1)}</legend>
          <Field
            label={words("strategy").head.name}
            value={each.name}
            onInput={(name) => set(at, { name })}
            maxLength={120}
          />
          <div class="okr-numbers">
            <AmountField
              label={w.start}
              value={each.start}
              onInput={(start) => set(at, { start })}
            />
            <AmountField
              label={w.target}
              value={each.target}
              onInput={(target) => set(at, { target })}
            />
            <Field
              label={w.measure}
              value={each.measure}
              onInput={(measure) => set(at, { measure })}
              maxLength={20}
            />
          </div>
          {results.length > KEY_RESULTS_MIN && (
            <Button
              kind="quiet"
              size="s"
              onClick={() => onChange(results.filter((_, place) => place !== at))}
            >
              {w.removeKr(at + 1)}
            </Button>
          )}
        </fieldset>
      ))}
      {results.length < KEY_RESULTS_MAX && (
        <Button size="s" icon="plus" onClick={() => onChange([...results, EMPTY])}>
          {w.addKr}
        </Button>
      )}
    </>
  );
}
