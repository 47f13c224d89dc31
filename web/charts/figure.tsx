import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Table } from "../ui/table.tsx";
import { joined } from "./joined.ts";
import "./charts.css";

/** What a chart shows, as text: the first cell of a row names it. */
export type TableOf = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

type ChartProps = {
  /** A whole sentence: it says what there is to see. */
  readonly title: string;
  readonly table: TableOf;
  readonly children: ComponentChildren;
  /** Source, period, unit and age of the figures. */
  readonly note?: ComponentChildren;
  readonly class?: string;
};

/** Every chart: a sentence, the marks, and the same figures as a real table. */
export function Chart({ title, table, children, note, class: look = "" }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const w = words("common");
  return (
    <figure class={`chart ${look}`}>
      <figcaption class="chart-head">
        <span class="chart-title">{joined(title)}</span>
        <Button kind="quiet" size="s" onClick={() => setAsTable(!asTable)}>
          {asTable ? w.asChart : w.asTable}
        </Button>
      </figcaption>
      {asTable ? <AsTable title={title} table={table} /> : children}
      {note && <p class="chart-note">{note}</p>}
    </figure>
  );
}

function AsTable({ title, table: { heads, rows } }: { title: string; table: TableOf }) {
  const columns = heads.map((head, at) => ({
    id: String(at),
    head,
    cell: (row: readonly string[]) => row[at] ?? "",
    numeric: at > 0,
    names: at === 0,
  }));
  return (
    <Table
      caption={title}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.join(" ")}
      maxHeight="360px"
      dense
    />
  );
}
