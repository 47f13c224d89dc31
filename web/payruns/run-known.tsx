import { useEffect, useState } from "preact/hooks";
import { day, exact, exactMoney, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { entryAmount, entryName } from "./entry-words.ts";
import { called, inWords, isNothing, minus } from "./names.ts";
import type { RunModel } from "./run-model.ts";
import { statementHref } from "./run-people.tsx";
import { Change } from "./run-totals.tsx";
import type { Known, LogEntry, Run } from "./wire.ts";
import "./statement.css";

/** What was paid on beside what is known today: the gap, whose it is, and the entries that made it. */
export function RunKnown({ run, model }: { readonly run: Run; readonly model: RunModel }) {
  const w = words("payruns").run.known;
  useEffect(() => void model.known.load(), [model]);
  return (
    <Card title={w.title} lead={w.lead}>
      <When of={model.known}>{(known) => <Gap run={run} known={known} />}</When>
    </Card>
  );
}

function Gap({ run, known }: { readonly run: Run; readonly known: Known }) {
  const w = words("payruns").run;
  const [open, setOpen] = useState<LogEntry | null>(null);
  const people = known.people.filter(({ gap }) => !isNothing(gap));
  const totals = known.asKnown.map((now) => {
    const closed = known.asClosed.find(({ currency }) => currency === now.currency);
    return { now, closed: closed?.earned ?? "0" };
  });
  if (people.length === 0 && known.entries.length === 0)
    return <Note tone="good">{w.known.none}</Note>;
  return (
    <div class="stack">
      {totals.map(({ now, closed }) => (
        <dl key={now.currency} class="buckets is-three">
          <div class="bucket">
            <dt>{w.known.closed}</dt>
            <dd class="bucket-amount num">
              <Veiled>{exactMoney(closed, now.currency)}</Veiled>
            </dd>
          </div>
          <div class="bucket">
            <dt>{w.known.today}</dt>
            <dd class="bucket-amount num">
              <Veiled>{exactMoney(now.earned, now.currency)}</Veiled>
            </dd>
          </div>
          <div class="bucket is-pay">
            <dt>{w.known.gap}</dt>
            <dd class="bucket-amount num">
              <Change by={minus(now.earned, closed, now.scale)} currency={now.currency} />
            </dd>
          </div>
        </dl>
      ))}
      {people.length > 0 && (
        <Table
          caption={w.known.people}
          showCaption
          dense
          maxHeight="40vh"
          rows={people}
          rowKey={(row) => row.person + row.currency}
          columns={[
            {
              ...{ id: "name", head: w.list.person, names: true },
              cell: (row) => <a href={statementHref(run.id, row)}>{called(row)}</a>,
            },
            {
              ...{ id: "closed", head: w.known.closed, numeric: true },
              cell: (row) => <Veiled>{exact(row.closed)}</Veiled>,
            },
            {
              ...{ id: "known", head: w.known.today, numeric: true },
              cell: (row) => <Veiled>{exact(row.known)}</Veiled>,
            },
            {
              ...{ id: "gap", head: w.known.gap, numeric: true },
              cell: (row) => <Change by={row.gap} currency={row.currency} />,
            },
          ]}
        />
      )}
      {known.entries.length > 0 && (
        <Table
          caption={w.known.entries}
          showCaption
          dense
          maxHeight="40vh"
          rows={known.entries}
          rowKey={(row) => `${row.credit} ${row.seq} ${row.line}`}
          columns={[
            {
              ...{ id: "credit", head: w.known.record, names: true },
              cell: (row) => (
                <span class="run-person st-record">
                  <button type="button" class="st-open" onClick={() => setOpen(row)}>
                    {entryName(row)}
                  </button>
                  <span class="muted small">{day(row.on)}</span>
                </span>
              ),
            },
            { id: "who", head: w.list.person, cell: (row) => called(row) },
            {
              ...{ id: "amount", head: w.known.amount, numeric: true },
              cell: (row) => (
                <span class="run-person">
                  <span>{entryAmount(row)}</span>
                  <span class="muted small">{row.metric ? inWords(row.metric.name) : ""}</span>
                </span>
              ),
            },
            { id: "at", head: w.known.recorded, cell: ({ recordedAt }) => moment(recordedAt) },
          ]}
        />
      )}
      {open && <EntryDrawer entry={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
