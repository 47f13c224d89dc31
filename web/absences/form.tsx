import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { newId } from "../../workers/lib/id.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { type Payee, payees } from "../payplans/payees.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { AbsencesModel, Metric } from "./model.ts";
import { partText } from "./part.ts";
import { metricName } from "./words.ts";

type FormProps = {
  readonly model: AbsencesModel;
  readonly metrics: readonly Metric[];
  /** Null asks for one who is paid by a plan. */
  readonly person: string | null;
  readonly onDone: () => void;
};

type Typed = {
  readonly person: string;
  readonly kind: "leave" | "relief";
  readonly from: string;
  readonly last: string;
  readonly part: string;
  readonly metric: string;
};

/** Says who is on leave or carries a part of the target, and when. */
export function AbsenceForm({ model, metrics, person, onDone }: FormProps) {
  const w = words("absences");
  const { today } = me();
  const key = useMemo(() => newId<"absence">(nowMs.peek()), []);
  const [form, setForm] = useState<Typed>({
    ...{ person: person ?? "", kind: "leave", from: today, last: today, part: "50", metric: "" },
  });
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const isRelief = form.kind === "relief";
  const factor = isRelief ? partText(form.part) : null;
  const isOrdered = form.from !== "" && form.last !== "" && form.from <= form.last;
  const isReady = form.person !== "" && isOrdered && (!isRelief || factor !== null);
  const save = async () => {
    if (!isReady) return;
    const done = await model.save({
      ...{ id: key, person: id<"person">(form.person), kind: form.kind, factor },
      metric: isRelief && form.metric !== "" ? form.metric : null,
      days: { from: asDay(form.from), until: addDays(asDay(form.last), 1) },
    });
    if (!done) return;
    toast(words("common").saved);
    onDone();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {model.problem.value && <ErrorState inline problem={model.problem.value} />}
      {person === null && <Who value={form.person} onChange={(who) => change({ person: who })} />}
      <Choice
        legend={w.kind}
        name="absence-kind"
        value={form.kind}
        options={(["leave", "relief"] as const).map((value) => ({ value, label: w.kinds[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <DateField label={w.from} value={form.from} onInput={(from) => change({ from })} />
      <DateField
        label={w.last}
        value={form.last}
        error={isOrdered ? null : w.daysWrong}
        onInput={(last) => change({ last })}
      />
      {isRelief && (
        <>
          <Field
            label={w.stays}
            hint={w.staysHint}
            inputMode="decimal"
            numeric
            suffix="%"
            value={form.part}
            error={factor === null ? w.staysWrong : null}
            onInput={(part) => change({ part })}
          />
          <Select
            label={w.metric}
            value={form.metric}
            options={[
              { value: "", label: w.allMetrics },
              ...metrics.map(({ code }) => ({ value: code, label: metricName(metrics, code) })),
            ]}
            onChange={(metric) => change({ metric })}
          />
        </>
      )}
      <div class="row row-end">
        <Button kind="primary" type="submit" busy={model.busy.value} disabled={!isReady}>
          {words("common").save}
        </Button>
      </div>
    </form>
  );
}

function Who({ value, onChange }: { value: string; onChange: (person: string) => void }) {
  const w = words("absences");
  const [people, setPeople] = useState<readonly Payee[]>([]);
  useEffect(() => void payees().then(setPeople), []);
  return (
    <Select
      label={w.person}
      value={value}
      options={[
        { value: "", label: w.choose, disabled: true },
        ...people.map(({ person, label }) => ({ value: person, label })),
      ]}
      onChange={onChange}
    />
  );
}

type DrawerProps = Omit<FormProps, "onDone" | "person"> & { readonly onClose: () => void };

export function AbsenceDrawer({ onClose, ...rest }: DrawerProps) {
  return (
    <Drawer open title={words("absences").add} onClose={onClose}>
      <AbsenceForm {...rest} person={null} onDone={onClose} />
    </Drawer>
  );
}
