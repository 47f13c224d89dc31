import type { CalendarStore } from "../calendar/store.ts";
import type { Day } from "../lib/day.ts";
import type { PayplanStore } from "../payplans/store.ts";
import type { Guard } from "../tenancy/commit.ts";
import type { Read, Statement } from "../tenancy/sql.ts";
import type { RunBasis } from "./basis.ts";
import type { ApprovedAdjustment } from "./facts.ts";
import type { InputStore } from "./input-store.ts";
import type { PayrunStore } from "./store.ts";

export type OpenDispute = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly dueOn: Day;
};
export type RunAward = {
  readonly person: string;
  readonly component: string;
  readonly award: "honour" | "growth" | "best_practice" | "stage";
  readonly place: number | null;
  readonly from: Day;
  readonly until: Day;
  readonly name: { readonly zh: string; readonly en: string };
  readonly gives: { readonly zh: string; readonly en: string };
};

/** What nouns to the right tell runs; http/app.ts hands it in. */
export type Beside = {
  readonly openDisputes: (run: string) => Read<readonly OpenDispute[]>;
  /** Holds in the very batch that locks. */
  readonly noneOpen: (run: string) => Guard;
  /** Corrections that a second person approved, up to a commit. */
  readonly adjustments: (
    people: readonly string[],
    cutoff: number,
  ) => Read<readonly ApprovedAdjustment[]>;
  /** Rankings that end in [from, until), or ended before and were frozen after commit `since`. */
  readonly boards: (
    from: Day,
    until: Day,
    known: { readonly since: number; readonly cutoff: number },
  ) => Read<RunBasis["boards"]>;
  /** What was given for periods inside [from, until). */
  readonly peerScores: (from: Day, until: Day) => Read<RunBasis["peerScores"]>;
  /** What a plan's awards give, written with the lock. */
  readonly give: (run: string, awards: readonly RunAward[]) => readonly Statement[];
};

const nothing = <T>(value: T): Read<T> => ({
  sql: "SELECT NULL WHERE ?1 IS NULL",
  params: [],
  decode: () => value,
});

export const NOTHING_BESIDE: Beside = {
  openDisputes: () => nothing([]),
  noneOpen: () => ({ what: "dispute/open", sql: "?1 IS NOT NULL", params: [] }),
  adjustments: () => nothing([]),
  boards: () => nothing([]),
  peerScores: () => nothing([]),
  give: () => [],
};

/** What a command of this noun asks; routes hand it in. */
export type Deps = {
  readonly runs: PayrunStore;
  readonly input: InputStore;
  readonly plans: PayplanStore;
  readonly calendar: CalendarStore;
  readonly beside: Beside;
};
