import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { AbsenceDrawer } from "./form.tsx";
import { type Absence, absencesModel, type Metric } from "./model.ts";
import { daysOf, metricName, partShown } from "./words.ts";
import "./absences.css";

type Props = { readonly metrics: readonly Metric[] };

/** Who is on leave or carries a part of the target: those days carry no target, or that part. */
export function Absences({ metrics }: Props) {
  const w = words("absences");
  const model = useMemo(absencesModel, []);
  const [adding, setAdding] = useState(false);
  useEffect(() => void model.list.load(), [model]);
  const mine = may("absences.change");
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
            <p class="muted absences-none">{w.none}</p>
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
      {adding && <AbsenceDrawer model={model} metrics={metrics} onClose={close} />}
    </Card>
  );
}

function columnsOf(
  metrics: readonly Metric[],
  onTakeBack: ((row: Absence) => void) | null,
): Column<Absence>[] {
  const w = words("absences");
  return [
    { id: "person", head: w.person, names: true, cell: (row) => nameOf(row) },
    { id: "kind", head: w.kind, cell: ({ kind }) => w.kinds[kind] },
    { id: "days", head: w.days, cell: daysOf },
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
                label={w.takeBackOf(nameOf(row), daysOf(row))}
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
