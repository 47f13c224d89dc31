import { signal } from "@preact/signals";
import type { listEntries } from "../../workers/entries/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api, type Problem } from "../api.ts";
import type { Attainment, Figures } from "./model.ts";

type Page = AnswerOf<typeof listEntries>;
export type Entry = Page["items"][number];

/** A figure whose entries are asked for: of whom, of which days, and the answer it stands in. */
export type Drilled = Attainment["subject"] & {
  readonly of: Attainment;
  readonly figures: Figures;
  readonly days: { readonly from: string; readonly until: string };
};

type State = {
  readonly rows: readonly Entry[];
  readonly total: Page["sum"] | null;
  /** Null when everything has been read. */
  readonly next: string | null;
  readonly problem: Problem | null;
};

const PAGE = "100";

/** The rows behind a figure, page by page. */
export function drillModel({ kind, id, of, days }: Drilled) {
  const state = signal<State>({ rows: [], total: null, next: null, problem: null });
  const { metric } = of;
  const query = {
    [kind]: id,
    metric: metric.id,
    from: days.from,
    until: days.until,
    limit: PAGE,
    ...(metric.currency === null ? {} : { currency: metric.currency }),
  };
  async function more() {
    const { rows, next } = state.peek();
    const answer = await api<typeof listEntries>("GET", "/entries", {
      query: { ...query, ...(next === null ? {} : { cursor: next }) },
    });
    state.value = answer.ok
      ? {
          rows: [...rows, ...answer.body.items],
          total: answer.body.sum,
          next: answer.body.next,
          problem: null,
        }
      : { ...state.peek(), problem: answer.problem };
  }
  return { state, more };
}
