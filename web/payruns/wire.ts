// What the server says about pay runs and statements, as these pages read it.
import type { LineKindName } from "../../workers/incentives/outcome.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type {
  getPayRun,
  listPayPeriods,
  listPayRuns,
  listRunStatements,
} from "../../workers/payruns/contract.ts";
import type { getExport } from "../../workers/payruns/contract-settings.ts";
import type { getKnown, getStatement } from "../../workers/payruns/contract-statements.ts";

export const STATES = ["open", "calculated", "in_review", "approved", "locked", "paid"] as const;
export type State = (typeof STATES)[number];
export type BothNames = { readonly zh: string; readonly en: string };

export type Period = AnswerOf<typeof listPayPeriods>["items"][number];
export type RunPlan = Period["plan"];
export type Run = AnswerOf<typeof getPayRun>;
export type RunShort = AnswerOf<typeof listPayRuns>["items"][number];
export type Did = Run["calculated"];
export type Totals = Run["totals"][number];
export type Approval = Run["approvals"][number];
export type Refused = Run["may"][number]["refused"];
export type Row = AnswerOf<typeof listRunStatements>["items"][number];
export type Known = AnswerOf<typeof getKnown>;
export type StatementPage = AnswerOf<typeof getStatement>;
/** A line of the log, on a statement and beside a closed run. */
export type LogEntry = StatementPage["entries"][number];
export type WireLine = StatementPage["statement"]["lines"][number];

/** The server keeps the engine's own kinds, which the contract calls text. */
export function kindOf({ kind }: WireLine): LineKindName {
  return kind as LineKindName; // Written by the engine alone.
}

export type PayrollFile = AnswerOf<typeof getExport>;
