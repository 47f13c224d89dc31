import type { Minor } from "../lib/money.ts";
import { amountOf } from "../targets/draft.ts";
import type { PlanRules } from "../targets/plan.ts";
import type { NamedRow, StoredRow } from "../targets/plan-row.ts";
import type { NewRow } from "../targets/plan-writes.ts";

/** A way of sharing a plan out that was kept under a name; `amount` is smallest steps. */
export type Scenario = {
  readonly id: string;
  readonly plan: string;
  readonly name: string;
  readonly amount: Minor;
  readonly rules: PlanRules;
  readonly recipients: number;
  readonly by: string;
  readonly at: number;
  readonly sample: boolean;
};
export type ScenarioRow = NamedRow;

/** A stored row as one to write: in smallest steps, under a version. */
export function asNewRow(row: StoredRow, scale: number, version: number): NewRow {
  const { subject, parent, kind, inputs, amount, months, run, levels, slices } = row;
  const units = amount === null ? null : amountOf(amount, scale);
  return { subject, parent, kind, inputs, units, months, run, levels, slices, version };
}

/**
 * A scenario's rows as the draft's: a row's own version goes on counting, so that who looks at the
 * draft of before cannot change this one by mistake.
 */
export function asDraft(
  rows: readonly StoredRow[],
  draft: readonly Pick<StoredRow, "subject" | "version">[],
  scale: number,
): NewRow[] {
  const versions = new Map(draft.map(({ subject, version }) => [subject, version]));
  return rows.map((row) => asNewRow(row, scale, (versions.get(row.subject) ?? 0) + 1));
}
