import { useMemo, useState } from "preact/hooks";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { THEME_KINDS } from "../../workers/strategy/theme.ts";
import { actionKey } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { Field, Select } from "../ui/field.tsx";
import { DayFields, FormDrawer, OwnerSelect, UnitSelect } from "./form.tsx";
import { lastDayOf, type StrategyModel, type Theme, untilOf } from "./model.ts";

type Props = {
  readonly model: StrategyModel;
  /** The theme to change; null makes a new one. */
  readonly of: Theme | null;
  readonly onClose: () => void;
};

/** What the company is after, in its own words, over some years. */
export function ThemeForm({ model, of, onClose }: Props) {
  const w = words("strategy");
  const id = useMemo(() => newId<"theme">(nowMs.peek()), []);
  const key = useMemo(actionKey, []);
  const year = me().today.slice(0, 4);
  const [name, setName] = useState(of?.name ?? "");
  const [nameEn, setNameEn] = useState(of?.nameEn ?? "");
  const [kind, setKind] = useState<Theme["kind"]>(of?.kind ?? "growth");
  const [intent, setIntent] = useState(of?.intent ?? "");
  const [unit, setUnit] = useState("");
  const [owner, setOwner] = useState(of?.owner?.id ?? "");
  const [from, setFrom] = useState<string>(of?.from ?? `${year}-01-01`);
  const [last, setLast] = useState(of ? lastDayOf(of.until) : `${year}-12-31`);
  const body = {
    name,
    nameEn: nameEn.trim() === "" ? null : nameEn,
    kind,
    intent: intent.trim() === "" ? null : intent,
    owner: owner === "" ? null : owner,
    from: from as Day,
    until: untilOf(last) as Day,
  };
  const end = of && {
    label: w.theme.end,
    go: () => model.setTheme(of, { ended: true }),
  };
  return (
    <FormDrawer
      title={of ? w.theme.edit : w.theme.add}
      onClose={onClose}
      isComplete={name.trim() !== "" && from !== "" && last !== ""}
      onSave={() => (of ? model.setTheme(of, body) : model.addTheme({ id, ...body }, key))}
      end={end && !of.ended ? end : undefined}
    >
      <Field label={w.theme.name} value={name} onInput={setName} maxLength={120} autoFocus />
      <Field
        label={w.theme.nameEn}
        aside={w.goal.optional}
        value={nameEn}
        onInput={setNameEn}
        maxLength={120}
      />
      <Select
        label={w.theme.kind}
        value={kind}
        onChange={(to) => setKind(THEME_KINDS.find((each) => each === to) ?? "other")}
        options={THEME_KINDS.map((value) => ({ value, label: w.kind[value] }))}
      />
      <Field
        label={w.theme.intent}
        hint={w.theme.intentHint}
        value={intent}
        onInput={setIntent}
        maxLength={500}
        rows={3}
      />
      <DayFields from={from} last={last} onFrom={setFrom} onLast={setLast} />
      <UnitSelect value={unit} onChange={setUnit} />
      <OwnerSelect unit={unit} now={of?.owner ?? null} value={owner} onChange={setOwner} />
    </FormDrawer>
  );
}
