import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as asDay, firstOfMonth } from "../../workers/lib/day.ts";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { DateField } from "../ui/date-field.tsx";
import { Field, type Option, Select } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { toast } from "../ui/toast.tsx";
import { allUnits, handModel, peopleOf, type PlacedUnit, type Document } from "./model.ts";

type Props = { readonly onClose: () => void; readonly onGiven: () => void };
type Kind = Document["kind"];
const KINDS: readonly Kind[] = ["honour", "growth", "best_practice", "stage", "team"];

/** An honour that no figure ranks: to a person, or to a team as a whole. */
export function HandForm({ onClose, onGiven }: Props) {
  const w = words("awards");
  const model = useMemo(handModel, []);
  const [units, setUnits] = useState<readonly PlacedUnit[]>([]);
  const [people, setPeople] = useState<readonly Option[]>([]);
  const { today } = me();
  const [form, setForm] = useState({
    ...{ unit: "", subject: "", kind: "growth" as Kind, zh: "", en: "", givesZh: "", givesEn: "" },
    ...{ from: firstOfMonth(today) as string, last: today as string, reason: "" },
  });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  useEffect(() => void allUnits().then(setUnits), []);
  useEffect(() => {
    if (form.unit === "") return;
    let late = false;
    void peopleOf(form.unit).then((found) => {
      if (!late) setPeople(found.map((each) => ({ value: each.id, label: nameOf(each) })));
    });
    return () => {
      late = true;
    };
  }, [form.unit]);
  const texts = [form.subject, form.zh, form.en, form.givesZh, form.givesEn, form.from, form.last];
  const isOrdered = form.from <= form.last;
  const give = async () => {
    const { subject, kind, zh, en, givesZh, givesEn, from, last, reason } = form;
    const done = await model.give({
      ...{ subject, kind, reason: reason.trim() },
      title: { zh: zh.trim(), en: en.trim() },
      gives: { zh: givesZh.trim(), en: givesEn.trim() },
      ...{ from: asDay(from), until: addDays(asDay(last), 1) },
    });
    if (!done) return;
    toast(w.hand.done, { tone: "good" });
    onGiven();
    onClose();
  };
  const unit = units.find(({ id }) => id === form.unit);
  const choose = { value: "", label: w.hand.choose, disabled: true };
  return (
    <FormDrawer
      title={w.hand.title}
      save={w.hand.save}
      busy={model.busy.value}
      ready={isOrdered && texts.every((text) => text.trim() !== "")}
      problem={model.problem.value}
      onSave={give}
      onClose={onClose}
    >
      <Select
        label={w.hand.unit}
        value={form.unit}
        options={[
          choose,
          ...units.map((each) => ({
            value: each.id,
            label: `${"\u2003".repeat(each.depth)}${nameOf(each)}`,
          })),
        ]}
        onChange={(id) => {
          setPeople([]);
          change({ unit: id, subject: "" });
        }}
      />
      <Select
        label={w.hand.who}
        value={form.subject}
        disabled={form.unit === ""}
        options={[
          choose,
          ...(unit ? [{ value: unit.id, label: w.hand.whole(nameOf(unit)) }] : []),
          ...people,
        ]}
        onChange={(subject) => change({ subject })}
      />
      <Select
        label={w.form.kind}
        value={form.kind}
        options={KINDS.map((value) => ({ value, label: w.kind[value] }))}
        onChange={(to) => change({ kind: KINDS.find((kind) => kind === to) ?? form.kind })}
      />
      <Field label={w.form.nameZh} value={form.zh} onInput={(zh) => change({ zh })} />
      <Field label={w.form.nameEn} value={form.en} onInput={(en) => change({ en })} />
      <Field
        label={w.form.givesZh}
        value={form.givesZh}
        onInput={(to) => change({ givesZh: to })}
      />
      <Field
        label={w.form.givesEn}
        value={form.givesEn}
        onInput={(to) => change({ givesEn: to })}
      />
      <DateField label={w.hand.from} value={form.from} onInput={(from) => change({ from })} />
      <DateField
        label={w.hand.last}
        value={form.last}
        error={isOrdered ? null : w.hand.order}
        onInput={(last) => change({ last })}
      />
      <Field
        label={w.hand.reason}
        aside={w.form.optional}
        value={form.reason}
        rows={3}
        maxLength={500}
        onInput={(reason) => change({ reason })}
      />
    </FormDrawer>
  );
}
