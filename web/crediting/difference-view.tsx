import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Amount } from "../ui/figure.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import type { Difference } from "./model.ts";
import { calledIn, creditsText } from "./sentence.ts";

type Row = Difference["people"][number];

/** Who would gain and lose how much, and the first entries behind it. */
export function DifferenceView({ difference }: { readonly difference: Difference }) {
  const w = words("crediting").difference;
  const { people, items, names, entries, changed, more, from, until } = difference;
  const called = calledIn(names);
  const last = addDays(dayOf(until), -1);
  const title = w.title(day(from, "long"), day(last, "long"));
  return (
    <div class="stack">
      <p>
        <strong>{title}</strong>
        <br />
        {changed === 0 ? w.none(entries) : w.some(changed, entries)}
      </p>
      {difference.closed > 0 && <Note>{w.closed(difference.closed)}</Note>}
      {more && <Note tone="warn">{w.more}</Note>}
      {people.length > 0 && (
        <Table<Row>
          caption={w.caption}
          rows={people}
          rowKey={({ person, metric, currency }) => `${person} ${metric} ${currency}`}
          maxHeight="40vh"
          dense
          columns={[
            { id: "who", head: w.person, names: true, cell: ({ person }) => called(person) },
            { id: "metric", head: w.metric, cell: ({ metric }) => called(metric) },
            ...(["direct", "beside"] as const).map((kind) => ({
              ...{ id: kind, head: w[kind], numeric: true },
              cell: (row: Row) => <Turn {...row[kind]} currency={row.currency} />,
            })),
          ]}
        />
      )}
      {items.length > 0 && (
        <details>
          <summary>
            {w.entries} · <span class="muted">{w.shown(items.length, changed)}</span>
          </summary>
          <Table<Difference["items"][number]>
            caption={w.entries}
            rows={items}
            rowKey={({ seq, line }) => `${seq}-${line}`}
            maxHeight="40vh"
            dense
            columns={[
              { id: "on", head: w.on, names: true, cell: (item) => day(item.on) },
              { id: "who", head: w.person, cell: (item) => called(item.person) },
              {
                ...{ id: "amount", head: w.amount, numeric: true },
                cell: (item) => <Amount value={item.amount} currency={item.currency || null} />,
              },
              { id: "before", head: w.before, cell: (item) => creditsText(item.before, called) },
              { id: "after", head: w.after, cell: (item) => creditsText(item.after, called) },
            ]}
          />
        </details>
      )}
    </div>
  );
}

type TurnProps = { readonly before: string; readonly after: string; readonly currency: string };

function Turn({ before, after, currency }: TurnProps) {
  if (before === after) {
    return <span class="muted">{words("crediting").difference.nobody}</span>;
  }
  return (
    <span class="crediting-turn">
      <Amount value={before} currency={currency || null} /> →{" "}
      <strong>
        <Amount value={after} currency={currency || null} />
      </strong>
    </span>
  );
}
