import { computed, signal } from "@preact/signals";
import type { getGrid, setCells } from "../../workers/targets/grid-contract.ts";
import { api, type Problem } from "../api.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { CellChange } from "./grid-sheet.ts";
import {
  linesOf,
  marginsOf,
  rebased,
  rowsToSave,
  typedAmount,
  withEdit,
  YEAR,
  type CellConflict,
  type Edits,
  type GridItem,
  type GridPage,
  type GridTable,
} from "./grid-table.ts";

export type GridLoad =
  | { readonly state: "loading"; readonly rows: number }
  | { readonly state: "ready" }
  | { readonly state: "failed"; readonly problem: Problem };

export type GridModel = ReturnType<typeof gridModel>;

/** A plan's people and periods; edits wait here with a reason until they are saved together. */
export function gridModel(planId: string, scale: number) {
  const load = signal<GridLoad>({ state: "loading", rows: 0 });
  const items = signal<readonly GridItem[]>([]);
  const periods = signal<GridPage["periods"]>([]);
  const edits = signal<Edits>(new Map());
  const conflicts = signal<readonly CellConflict[]>([]);
  const filter = signal("");
  const saving = signal(false);
  const problem = signal<Problem | null>(null);

  const keys = computed(() => periods.value.map(({ key }) => key));
  const columns = computed(() => [YEAR, ...keys.value]);
  const lines = computed(() => linesOf(items.value, filter.value));
  const table = computed<GridTable>(() => ({
    periods: keys.value,
    scale,
    items: items.value,
    edits: edits.value,
  }));
  const margins = computed(() => marginsOf(table.value));
  const changed = computed(() =>
    [...edits.value.values()].reduce((all, { cells }) => all + cells.size, 0),
  );

  async function fetchAll(): Promise<boolean> {
    const all: GridItem[] = [];
    let cursor: string | null = null;
    do {
      const answer = await page(cursor);
      if (!answer.ok) {
        load.value = { state: "failed", problem: answer.problem };
        return false;
      }
      periods.value = answer.body.periods;
      all.push(...answer.body.items);
      cursor = answer.body.next;
      if (load.peek().state !== "ready") load.value = { state: "loading", rows: all.length };
    } while (cursor !== null);
    items.value = all;
    load.value = { state: "ready" };
    return true;
  }
  const page = (cursor: string | null) =>
    api<typeof getGrid>("GET", "/plans/:planId/grid", {
      params: { planId },
      query: { limit: "1000", ...(cursor === null ? {} : { cursor }) },
    });

  /** Reads everything again and puts what was typed on top of it. */
  async function refresh(): Promise<void> {
    if (!(await fetchAll())) return;
    const based = rebased(edits.value, items.value, keys.value);
    edits.value = based.edits;
    conflicts.value = [...conflicts.value, ...based.conflicts];
  }

  /** Whether the text is a number at the plan's scale; then it waits to be saved. */
  function edit(item: GridItem, column: string, text: string): boolean {
    const amount = typedAmount(text, scale);
    if (amount === null) return false;
    edits.value = withEdit(table.value, item, column, amount);
    return true;
  }

  function take(changes: readonly CellChange[]): void {
    for (const { item, column, to } of changes)
      edits.value = withEdit(table.value, item, column, to);
  }

  /** All typed cells in one request: all are saved, or none. */
  async function save(reason: string): Promise<boolean> {
    saving.value = true;
    problem.value = null;
    const answer = await api<typeof setCells>("POST", "/plans/:planId/cells", {
      params: { planId },
      body: { reason, rows: rowsToSave(edits.value) },
    });
    if (answer.ok) {
      edits.value = new Map();
      await fetchAll();
    } else {
      const stale = answer.problem.errors?.some(({ code }) => code === "version/stale") ?? false;
      if (stale) await refresh();
      if (!stale || conflicts.value.length === 0) problem.value = answer.problem;
    }
    saving.value = false;
    return answer.ok;
  }

  /** Decides a cell that two people changed. */
  function decide(conflict: CellConflict, whose: "mine" | "theirs"): void {
    conflicts.value = conflicts.value.filter((each) => each !== conflict);
    const item = items.value.find(({ subject }) => subject === conflict.subject);
    if (item && whose === "mine") edit(item, conflict.column, conflict.mine);
  }

  function discard(): void {
    edits.value = new Map();
    conflicts.value = [];
    problem.value = null;
  }
  /** "7月" or "Jul" where it is a calendar month; other periods have no shorter name than their key. */
  function nameOfColumn(column: string): string {
    if (column === YEAR) return words("grid").year;
    const period = periods.value.find(({ key }) => key === column);
    return period && isCalendarMonth(period) ? day(period.from, "month") : column;
  }
  const state = {
    load,
    items,
    periods,
    keys,
    columns,
    lines,
    table,
    margins,
    edits,
    conflicts,
    changed,
  };
  const acts = { fetchAll, refresh, edit, take, save, decide, discard, nameOfColumn };
  return { planId, scale, ...state, filter, saving, problem, ...acts };
}

/** Which cells people may type into: the top's year is the plan's own amount. */
export function isEditable(item: GridItem, column: string): boolean {
  return column === YEAR ? item.parent !== null : item.months !== null;
}

const MONTH_MS = 31 * 86_400_000;

function isCalendarMonth({ from, until }: GridPage["periods"][number]): boolean {
  const starts = from.endsWith("-01") && until.endsWith("-01");
  return starts && Date.parse(until) - Date.parse(from) <= MONTH_MS;
}
