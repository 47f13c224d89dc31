import { must } from "../lib/assert.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { roundingOf } from "./rules.ts";
import { answerOf } from "./tool-table-answer.ts";
import { misshapen, nameOf, read, unequal } from "./tool-table-read.ts";
import type { TableColumn, TableOutcome, TableRefusal, TableTask } from "./tool-table-text.ts";
import { fitAndRound, type Contradiction, type Table, type TwoWay } from "./two-way.ts";
import { biproportional, type TooManyMoves } from "./two-way-biproportional.ts";

/**
 * The two-way table as a tool: text in, text out, the same in the browser and at the API. A refusal
 * names rows and columns by name, the value and, by JSON pointer, the place.
 */
export function tableTool(task: TableTask): Result<TableOutcome, TableRefusal> {
  const flaw = misshapen(task);
  if (flaw) return err({ ...flaw, errors: [flaw] });
  const { table, granule, flaws } = read(task);
  const first = flaws[0];
  if (first) return err({ ...first, errors: flaws });
  const wrong = unequal(task, table, granule);
  if (wrong) return err({ ...wrong, errors: [wrong] });
  const made = fitAndRound(table);
  if (!made.ok) return err(contradicted(task, granule, made.error));
  const rounded = roundedBy(task, table, made.value.rounded);
  if (!rounded.ok) return err(contradicted(task, granule, rounded.error));
  return ok(answerOf(task, { table, granule, fitted: made.value.fitted, rounded: rounded.value }));
}

function roundedBy(
  { table: how }: TableTask,
  table: TwoWay,
  controlled: Table,
): Result<Table, Contradiction | TooManyMoves> {
  if (how.kind === "controlled") return ok(controlled);
  const { divisor, first } = how;
  const rule = roundingOf({ kind: "divisor", divisor, first });
  return rule.kind === "divisor" ? biproportional(table, rule) : ok(controlled);
}

/** Names that a sentence can hold; the rest as a count. */
const NAMED = 12;

function contradicted(
  task: TableTask,
  granule: bigint,
  error: Contradiction | TooManyMoves,
): TableRefusal {
  if (error.code === "allocation/too_many_granules") {
    const facts = { granules: String(error.granules), most: String(error.most) };
    return { code: error.code, pointer: "/table", ...facts };
  }
  const list = (all: readonly TableColumn[], at: readonly number[]) => {
    const names = at.slice(0, NAMED).map((index) => nameOf(must(all[index])));
    const more = at.length - names.length;
    return at.length === 0 ? "–" : names.join(", ") + (more > 0 ? ` (+${more})` : "");
  };
  const code =
    error.short === "rows" ? "allocation/contradiction_rows" : "allocation/contradiction_columns";
  const facts = {
    rows: list(task.rows, error.rows),
    columns: list(task.columns, error.columns),
    missing: formatMinor(error.missing * granule, task.scale),
  };
  const errors = [
    ...error.rows.map((at) => ({ code, pointer: `/rows/${at}/total`, ...facts })),
    ...error.columns.map((at) => ({ code, pointer: `/columns/${at}/total`, ...facts })),
  ];
  return { code, pointer: errors[0]?.pointer ?? "/rows", ...facts, errors: errors.slice(0, 100) };
}
