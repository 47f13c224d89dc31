import type { EntryRow } from "../../workers/entries/entry.ts";

/** The company, its run, and everybody on the plan. */
export type Made = {
  readonly tenant: string;
  readonly plan: string;
  readonly run: string;
  readonly people: readonly string[];
};
/** What the measuring process asks of recompute-worker.ts. */
export type Asked = Made &
  (
    | { readonly do: "record"; readonly rows: readonly EntryRow[] }
    /** Of the run's version; answers the next one, and what it cost the database. */
    | { readonly do: "calculate"; readonly version: number }
    | { readonly do: "touch" }
    | { readonly do: "raw"; readonly turn: number }
  );
export const DOOR = "/dev/recompute";
