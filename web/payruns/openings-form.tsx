import { useEffect, useMemo, useState } from "preact/hooks";
import { day as asDay } from "../../workers/lib/day.ts";
import { id as asId, newId } from "../../workers/lib/id.ts";
import { readAmount } from "../amount-text.ts";
import { nowMs } from "../clock.ts";
import { currencySign } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Field, Select } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { inWords, periodName } from "./names.ts";
import {
  type OpeningsModel,
  type Plan,
  type PlanFacts,
  planFacts,
  runningOn,
} from "./openings-model.ts";

type Props = {
  readonly model: OpeningsModel;
  readonly plans: readonly Plan[];
  readonly onClose: () => void;
};

/** Enters what one person brings along when the company begins to pay here in mid-year. */
export function OpeningForm({ model, plans, onClose }: Props) {
  const w = words("paysettings").openings;
  const key = useMemo(() => newId<"payOpening">(nowMs.peek()), []);
  const [plan, setPlan] = useState(plans[0]?.id ?? "");
  const [facts, setFacts] = useState<PlanFacts | null>(null);
  const [form, setForm] = useState({ person: "", from: "", debt: "", draw: "", note: "" });
  const [earned, setEarned] = useState<Readonly<Record<string, string>>>({});
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  useEffect(() => {
    let isHere = true;
    setFacts(null);
    void planFacts(plan).then((found) => {
      if (!isHere || !found) return;
      setFacts(found);
      setForm((now) => ({ ...now, person: "", from: found.begins[0]?.from ?? "" }));
      setEarned({});
    });
    return () => void (isHere = false);
  }, [plan]);
  const member = facts?.members.find(({ person }) => person === form.person);
  const usual = plans.find(({ id }) => id === plan)?.currency ?? "";
  const currency = member?.terms.currency ?? usual;
  // What was paid deal by deal is told by a file.
  const running =
    facts && form.from !== ""
      ? runningOn(facts.versions, form.from).filter(({ waits }) => !waits)
      : [];
  const typed = [form.debt, form.draw, ...running.map((each) => earned[each.component] ?? "")];
  const isSound = typed.every((text) => text.trim() === "" || readAmount(text).ok);
  const isReady =
    member !== undefined && form.from !== "" && isSound && typed.some((text) => text.trim() !== "");
  const save = async () => {
    if (!isReady) return;
    const done = await model.enter({
      ...{ id: key, plan: asId<"incentivePlan">(plan), from: asDay(form.from), note: form.note },
      rows: [
        {
          person: asId<"person">(form.person),
          ...{ debt: plain(form.debt), drawBalance: plain(form.draw) },
          earned: running
            .map(({ component, from, until }) => ({
              ...{ component, window: { from, until }, amount: plain(earned[component] ?? "") },
            }))
            .filter(({ amount }) => /[1-9]/.test(amount)),
        },
      ],
    });
    if (!done) return;
    toast(w.done.enter);
    onClose();
  };
  const amount = (label: string, hint: string, value: string, set: (text: string) => void) => (
    <AmountField
      key={label}
      label={label}
      hint={hint}
      value={value}
      currency={currency}
      prefix={currencySign(currency)}
      onInput={set}
    />
  );
  return (
    <FormDrawer
      title={w.add}
      save={w.save}
      busy={model.busy.value === "enter"}
      ready={isReady}
      problem={model.problem.value}
      onSave={save}
      onClose={onClose}
    >
      <Note>{w.second}</Note>
      {plans.length > 1 && (
        <Select
          label={w.plan}
          value={plan}
          options={plans.map(({ id, name }) => ({ value: id, label: inWords(name) }))}
          onChange={setPlan}
        />
      )}
      {facts === null ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <Select
            label={w.person}
            value={form.person}
            options={[
              { value: "", label: w.choose, disabled: true },
              ...facts.members.map((each) => ({ value: each.person, label: nameOf(each) })),
            ]}
            onChange={(person) => change({ person })}
          />
          <Select
            label={w.from}
            hint={w.fromHint}
            value={form.from}
            options={facts.begins.map((each) => ({ value: each.from, label: periodName(each) }))}
            onChange={(from) => change({ from })}
          />
          {amount(w.debt, w.debtHint, form.debt, (debt) => change({ debt }))}
          {amount(w.draw, w.drawHint, form.draw, (draw) => change({ draw }))}
          {running.map((each) =>
            amount(
              w.earnedIn(inWords(each.name)),
              w.earnedHint(periodName(each)),
              earned[each.component] ?? "",
              (text) => setEarned({ ...earned, [each.component]: text }),
            ),
          )}
          <Field
            label={w.note}
            value={form.note}
            rows={2}
            maxLength={500}
            onInput={(note) => change({ note })}
          />
        </>
      )}
    </FormDrawer>
  );
}

/** What was typed as a decimal; nothing is 0. */
function plain(text: string): string {
  const read = readAmount(text);
  return read.ok ? read.plain : "0";
}
