import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { classes } from "./classes.ts";

export type Column<Row> = {
  readonly id: string;
  readonly head: ComponentChildren;
  /** What the head says, where it is more than text: cards of a phone name a cell by it. */
  readonly label?: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Right aligned, tabular figures. */
  readonly numeric?: boolean;
  /** The cell that names the row; it stays in place while the rest scrolls sideways. */
  readonly names?: boolean;
  readonly width?: string;
};

type TableProps<Row> = {
  /** What the table shows, in a sentence. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Extra class of a row: "sample" hatches it, "is-total" sets it off, "is-bad" marks it. */
  readonly rowClass?: (row: Row) => string | false;
  readonly foot?: ComponentChildren;
  /** Scrolls inside itself with the head in place, for example "60vh". */
  readonly maxHeight?: string;
  readonly dense?: boolean;
  /** On a phone each row is its name with the other cells, by their heads, below it: nothing to scroll. */
  readonly cards?: boolean;
};

/** A real table: caption, scoped heads, figures aligned; on a phone it scrolls sideways in its box. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows } = props;
  const caption = useId();
  return (
    <div
      class={classes(
        "table-box",
        props.dense && "table-dense",
        props.maxHeight && "table-tall",
        props.cards && "table-cards",
      )}
      role="region"
      aria-labelledby={caption}
      tabIndex={0}
      style={props.maxHeight ? { maxHeight: props.maxHeight } : undefined}
    >
      <table class="table">
        <caption id={caption} class={props.showCaption ? "table-caption" : "sr-only"}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                class={cellClass(column)}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={props.rowKey(row)} class={props.rowClass?.(row) || undefined}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.id} scope="row" class={cellClass(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    class={cellClass(column)}
                    data-head={props.cards ? headText(column) : undefined}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {props.foot && <tfoot>{props.foot}</tfoot>}
      </table>
    </div>
  );
}

function headText<Row>({ head, label }: Column<Row>): string | undefined {
  return label ?? (typeof head === "string" ? head : undefined);
}

function cellClass<Row>({ numeric, names }: Column<Row>): string | undefined {
  return classes(numeric && "num", names && "names") || undefined;
}
