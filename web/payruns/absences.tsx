import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { may, me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { day, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { type Payee, payees } from "../payplans/payees.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { called } from "./names.ts";
import { partText } from "./settings-draft.ts";
import { type Absence, type AbsencesModel, absencesModel, type Metric } from "./settings-model.ts";

type Props = { readonly metrics: readonly Metric[] };

/** Who is on leave or carries a part of the target: those days carry no target, or that part. */
export function Absences({ metrics }: Props) {
  const w = words("paysettings").absences;
  const model = useMemo(absencesModel, []);
  const [adding, setAdding] = useState(false);
  useEffect(() => void model.list.load(), [model]);
  const mine = may("incentives.change");
  const close = () => {
    model.problem.value = null;
    setAdding(false);
  };
  const takeBack = async ({ id, person, kind, factor, metric }: Absence) => {
    const done = await model.save({ id, person, kind, factor, metric, days: null });
    if (done) toast(w.takenBack);
  };
  const add = mine && (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  return (
    <Card title={w.title} lead={w.lead} aside={add} flush>
      {!adding && model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <When of={model.list} waiting={<Skeleton lines={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted pay-settings-none">{w.none}</p>
          ) : (
            <Table
              caption={w.title}
              columns={columnsOf(metrics, mine ? (row) => void takeBack(row) : null)}
              rows={items}
              rowKey={({ id }) => id}
              maxHeight="50vh"
            />
          )
        }
      </When>
      {adding && <AbsenceForm model={model} metrics={metrics} onClose={close} />}
    </Card>
  );
}

function columnsOf(
  metrics: readonly Metric[],
  onTakeBack: ((row: Absence) => void) | null,
): Column<Absence>[] {
  const w = words("paysettings").absences;
  const days = ({ from, until }: Absence) => `${day(from)} – ${day(addDays(asDay(until), -1))}`;
  return [
    { id: "person", head: w.person, names: true, cell: (row) => called(row) },
    { id: "kind", head: w.kind, cell: ({ kind }) => w.kinds[kind] },
    { id: "days", head: w.days, cell: days },
    {
      id: "part",
      head: w.part,
      cell: ({ factor, metric }) =>
        factor === null ? "–" : `${partShown(factor)} · ${metricName(metrics, metric)}`,
    },
    ...(onTakeBack
      ? [
          {
            id: "do",
            head: <span class="sr-only">{w.takeBack}</span>,
            cell: (row: Absence) => (
              <Button
                size="s"
                kind="quiet"
                label={w.takeBackOf(called(row), days(row))}
                onClick={() => onTakeBack(row)}
              >
                {w.takeBack}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function partShown(factor: string): string {
  return /^\d+(\.\d+)?$/.test(factor) ? percent(factor, 2) : factor;
}

function metricName(metrics: readonly Metric[], code: string | null): string {
  const metric = metrics.find((each) => each.code === code);
  if (!metric) return code ?? words("paysettings").absences.allMetrics;
  return language.value === "zh" ? metric.nameZh : metric.nameEn;
}

type FormProps = Props & { readonly model: AbsencesModel; readonly onClose: () => void };

function AbsenceForm({ model, metrics, onClose }: FormProps) {
  const w = words("paysettings").absences;
  const { today } = me();
  const id = useMemo(() => newId<"absence">(nowMs.peek()), []);
  const [people, setPeople] = useState<readonly Payee[] | null>(null);
  useEffect(() => void payees().then(setPeople), []);
  const [form, setForm] = useState<Typed>({
    ...{ person: "", kind: "leave", from: today, last: today, part: "50", metric: "" },
  });
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const isRelief = form.kind === "relief";
  const factor = isRelief ? partText(form.part) : null;
  const isOrdered = form.from !== "" && form.last !== "" && form.from <= form.last;
  const isReady = form.person !== "" && isOrdered && (!isRelief || factor !== null);
  const save = async () => {
    if (!isReady) return;
    const { person, kind, from, last, metric } = form;
    const done = await model.save({
      ...{ id, person, kind, factor },
      metric: isRelief && metric !== "" ? metric : null,
      days: { from: asDay(from), until: addDays(asDay(last), 1) },
    });
    if (!done) return;
    toast(words("common").saved);
    onClose();
  };
  return (
    <Drawer
      open
      title={w.add}
      onClose={onClose}
      footer={
        <div class="row row-end">
          <Button
            kind="primary"
            busy={model.busy.value}
            disabled={!isReady}
            onClick={() => void save()}
          >
            {words("common").save}
          </Button>
        </div>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {model.problem.value && <ErrorState inline problem={model.problem.value} />}
        <Select
          label={w.person}
          value={form.person}
          options={[
            { value: "", label: w.choose, disabled: true },
            ...(people ?? []).map(({ person, label }) => ({ value: person, label })),
          ]}
          onChange={(person) => change({ person })}
        />
        <Choice
          legend={w.kind}
          name="absence-kind"
          value={form.kind}
          options={(["leave", "relief"] as const).map((value) => ({
            value,
            label: w.kinds[value],
          }))}
          onChange={(kind) => change({ kind })}
        />
        <Field label={w.from} type="date" value={form.from} onInput={(from) => change({ from })} />
        <Field
          label={w.last}
          type="date"
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
      </form>
    </Drawer>
  );
}

type Typed = {
  readonly person: string;
  readonly kind: "leave" | "relief";
  readonly from: string;
  readonly last: string;
  readonly part: string;
  readonly metric: string;
};
