import type { Item } from "./items.ts";
import type { CreditComponent } from "./plan-components.ts";
import type { Filter, Table } from "./plan-parts.ts";
import type { Rate } from "../lib/rate.ts";
import { isAtLeast } from "./exact.ts";
import { valueOf } from "./formula-value.ts";
import { flaw, type World } from "./world.ts";

/** Whether a credit passes a filter; one without the dimension is none of its values. */
export function fits(filter: Filter, item: Item): boolean {
  const of = filter.of === "deal" ? (item.deal?.dimensions ?? {}) : item.dimensions;
  const has = filter.values.includes(of[filter.dimension] ?? "");
  return filter.is === "one_of" ? has : !has;
}

/** The value of the one row that fits a credit, and which; two rows that fit are a flaw. */
export function lookUp(
  world: World,
  table: Table,
  item: Item,
  pointer: string,
): { readonly value: Rate; readonly row: number } {
  const rows = table.rows.flatMap((row, at) =>
    table.axes.every((axis, index) => {
      const cell = row.at[index];
      if (cell === undefined) return false;
      if ("dimension" in axis)
        return typeof cell === "string" && item.dimensions[axis.dimension] === cell;
      if (typeof cell === "string") return false;
      const value = valueOf(world, axis.measure, item);
      return (
        (cell.from === null || isAtLeast(value, cell.from)) &&
        (cell.until === null || !isAtLeast(value, cell.until))
      );
    })
      ? [{ value: row.value, row: at }]
      : [],
  );
  const [first, second] = rows;
  if (second)
    flaw(world, {
      code: "incentives/table_overlap",
      pointer,
      credit: item.id,
      rows: `${(first?.row ?? 0) + 1}, ${second.row + 1}`,
    });
  return first ?? { value: table.otherwise, row: -1 };
}

/** Whether a component pays for such a credit, by role, filters and dates. */
export function isPaidFor(component: CreditComponent, item: Item): boolean {
  const dates = component.kind === "unit_rate" ? component.dates : undefined;
  return (
    component.roles.includes(item.role) &&
    component.filters.every((filter) => fits(filter, item)) &&
    (!dates || (dates.from <= item.day && item.day < dates.until))
  );
}
