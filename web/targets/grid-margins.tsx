import { formatMinor } from "../../workers/lib/money.ts";
import { exact, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { withoutZeros } from "./decimal.ts";
import type { GridModel } from "./grid-model.ts";
import { isLockedCell, rowGap, shownAt, YEAR, type GridItem } from "./grid-table.ts";

/** Both margins at a glance: what stands below the top, and how far it is from the top. */
export function Foot({
  model,
  columns,
}: {
  readonly model: GridModel;
  readonly columns: readonly string[];
}) {
  const w = words("grid");
  const top = model.items.value.find(({ parent }) => parent === null) ?? model.lines.value[0]?.row;
  const margin = model.margins.value.get(top?.subject ?? "");
  if (!margin) return null;
  const shown = (units: bigint) => exact(withoutZeros(formatMinor(units, model.scale)));
  return (
    <tfoot role="rowgroup">
      <tr role="row" class="grid-foot">
        <th role="rowheader" class="grid-name">
          {w.below}
        </th>
        {columns.map((column) => (
          <td role="gridcell" key={column}>
            {shown(margin.get(column)?.below ?? 0n)}
          </td>
        ))}
      </tr>
      <tr role="row" class="grid-foot">
        <th role="rowheader" class="grid-name">
          {w.gap}
        </th>
        {columns.map((column) => {
          const { own, below } = margin.get(column) ?? { own: 0n, below: 0n };
          return (
            <td role="gridcell" key={column} class={own === below ? "grid-even" : "grid-off"}>
              {own === below ? w.exact : shown(below - own)}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}

type AboutProps = { readonly model: GridModel; readonly item: GridItem; readonly column: string };

/** The cell under the keys in words: number, lock with its reason, and what does not re-add. */
export function About({ model, item, column }: AboutProps) {
  const w = words("grid");
  const table = model.table.value;
  const amount = shownAt(table, item, column);
  const number = amount === null ? "–" : exact(withoutZeros(amount));
  const name = model.nameOfColumn(column);
  const lock = item.cells[column];
  const margin = model.margins.value.get(item.subject)?.get(column);
  const off = margin
    ? margin.below - margin.own
    : column === YEAR
      ? -(rowGap(table, item) ?? 0n)
      : 0n;
  return (
    <>
      {w.cell(nameOf(item), name, number)}
      {table.edits.get(item.subject)?.cells.has(column) && ` · ${w.edited}`}
      {lock && ` · ${w.lockedBy(w.somebody, moment(lock.at), lock.reason)}`}
      {!lock && isLockedCell(item, column) && ` · ${w.locked}`}
      {off !== 0n && ` · ${w.off(exact(withoutZeros(formatMinor(off, model.scale))))}`}
    </>
  );
}
