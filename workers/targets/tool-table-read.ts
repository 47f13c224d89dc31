import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { formatMinor, minor, parseMinor, type Minor } from "../lib/money.ts";
import { gcd, parseRate, type Rate, ZERO } from "../lib/rate.ts";
import type { Flaw } from "../lib/refusals.ts";
import { inWholeNumbers } from "./share.ts";
import type { TableRefusal, TableRow, TableTask } from "./tool-table-text.ts";
import type { TwoWay } from "./two-way.ts";

export const TABLE_CELLS_MAX = 24_000;

export type TableFlaw = Flaw & { readonly code: TableRefusal["code"] };

export function misshapen({ rows, columns }: TableTask): TableFlaw | null {
  if (rows.length === 0) return { code: "allocation/no_recipients", pointer: "/rows" };
  const cells = rows.length * columns.length;
  if (cells > TABLE_CELLS_MAX) {
    const most = TABLE_CELLS_MAX;
    return { code: "allocation/table_too_large", pointer: "/rows", value: String(cells), most };
  }
  return repeated("rows", rows) ?? repeated("columns", columns);
}

function repeated(
  side: "rows" | "columns",
  list: readonly { readonly id: string }[],
): TableFlaw | null {
  const seen = new Set<string>();
  for (const [at, { id }] of list.entries()) {
    if (seen.has(id)) {
      const pointer = `/${side}/${at}/id`;
      return { code: "allocation/repeated_recipient", pointer, recipient: id, value: id };
    }
    seen.add(id);
  }
  return null;
}

/** Every number of the request; what is wrong is collected, so that every place is named at once. */
export function read(task: TableTask): { table: TwoWay; granule: Minor; flaws: TableFlaw[] } {
  const flaws: TableFlaw[] = [];
  const { scale, columns } = task;
  function amount(text: string, pointer: string, where: string): Minor {
    const parsed = parseMinor(text, scale);
    if (parsed.ok) return parsed.value;
    const kind = parsed.error.code;
    const code =
      kind === "decimal/malformed"
        ? "allocation/malformed_number"
        : kind === "decimal/too_large"
          ? "allocation/too_large"
          : "allocation/too_many_places";
    flaws.push({ code, pointer, where, value: text, scale });
    return minor(0n);
  }
  const granule = amount(task.granularity ?? formatMinor(1n, scale), "/granularity", "granularity");
  if (granule <= 0n && flaws.length === 0) {
    const value = task.granularity ?? "";
    flaws.push({ code: "allocation/granularity", pointer: "/granularity", value });
  }
  const size = granule > 0n ? granule : 1n;
  function granules(text: string, pointer: string, where: string): bigint {
    const units: bigint = amount(text, pointer, where);
    if (units % size === 0n) return units / size;
    const offer = formatMinor(gcd(units < 0n ? -units : units, size), scale);
    const granularity = formatMinor(size, scale);
    flaws.push({ code: "allocation/off_granule", pointer, where, value: text, granularity, offer });
    return 0n;
  }
  function curve(row: TableRow, at: number): bigint[] {
    const texts = row.curve ?? columns.map(() => "1");
    if (texts.length !== columns.length) {
      const facts = {
        recipient: nameOf(row),
        value: String(texts.length),
        columns: columns.length,
      };
      flaws.push({ code: "allocation/curve_length", pointer: `/rows/${at}/curve`, ...facts });
    }
    const numbers = columns.map((column, index): Rate => {
      const text = texts[index] ?? "0";
      const pointer = `/rows/${at}/curve/${index}`;
      const number = parseRate(text);
      if (number && number.num >= 0n) return number;
      const facts = { recipient: nameOf(row), factor: nameOf(column), value: text, scale };
      const where = `${nameOf(row)}: ${nameOf(column)}`;
      const code = number ? "allocation/negative_factor" : "allocation/malformed_number";
      flaws.push({ code, pointer, where, ...facts });
      return ZERO;
    });
    return inWholeNumbers(numbers).units;
  }
  const locked = new Map<string, bigint>();
  for (const [at, row] of task.rows.entries())
    for (const [id, text] of Object.entries(row.locked)) {
      const column = columns.findIndex((each) => each.id === id);
      const pointer = `/rows/${at}/locked/${id.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (column < 0) {
        flaws.push({
          code: "allocation/unknown_column",
          pointer,
          recipient: nameOf(row),
          value: id,
        });
        continue;
      }
      const where = `${nameOf(row)}: ${nameOf(must(columns[column]))}`;
      locked.set(`${at}:${column}`, granules(text, pointer, where));
    }
  const table = {
    rows: task.rows.map((row, at) => granules(row.total, `/rows/${at}/total`, nameOf(row))),
    columns: columns.map((each, at) => granules(each.total, `/columns/${at}/total`, nameOf(each))),
    weights: task.rows.map(curve),
    locked,
  };
  return { table, granule: minor(size), flaws };
}

export function nameOf({
  id,
  name,
}: {
  readonly id: string;
  readonly name?: string | undefined;
}): string {
  return name ?? id;
}

export function unequal(
  { scale, ...task }: TableTask,
  { rows, columns }: TwoWay,
  granule: bigint,
): TableFlaw | null {
  const show = (units: bigint) => formatMinor(units * granule, scale);
  const all = [
    ...rows.map((units, at) => ({ units, of: must(task.rows[at]), pointer: `/rows/${at}/total` })),
    ...columns.map((units, at) => ({
      units,
      of: must(task.columns[at]),
      pointer: `/columns/${at}/total`,
    })),
  ];
  const sign = all.find(({ units }) => units !== 0n)?.units ?? 0n;
  const other = all.find(({ units }) => units * sign < 0n);
  if (other) {
    const { of, units, pointer } = other;
    return { code: "allocation/mixed_signs", pointer, where: nameOf(of), value: show(units) };
  }
  const [down, across] = [sum(rows), sum(columns)];
  if (down === across) return null;
  const facts = { rows: show(down), columns: show(across), difference: show(down - across) };
  return { code: "allocation/margins_differ", pointer: "/columns", ...facts };
}
