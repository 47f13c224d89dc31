// What is changed in the pay settings before it is saved: pure, so that it can be tested.
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { formatRate, parseRate, rate, multiplyRates } from "../../workers/lib/rate.ts";
import type { changePaySettings, getPaySettings } from "../../workers/payruns/contract-settings.ts";

export type Draft = Omit<AnswerOf<typeof getPaySettings>, "version">;
export type Change = RequestOf<typeof changePaySettings>["body"];
export type PayColumn = Draft["columns"][number];
export type ColumnField = PayColumn["field"];

/** Only what differs from what holds: whoever changes something else at the same time is not undone. */
export function changeOf(held: Draft, draft: Draft): Change {
  const isSame = (name: keyof Draft) => JSON.stringify(held[name]) === JSON.stringify(draft[name]);
  return {
    ...(isSame("managersSeePay") ? {} : { managersSeePay: draft.managersSeePay }),
    ...(isSame("onePersonApproval") ? {} : { onePersonApproval: draft.onePersonApproval }),
    ...(isSame("disputeDays") ? {} : { disputeDays: draft.disputeDays }),
    ...(isSame("eventMetrics") ? {} : { eventMetrics: draft.eventMetrics }),
    ...(isSame("deductionMax") ? {} : { deductionMax: draft.deductionMax }),
    ...(isSame("columns") ? {} : { columns: draft.columns }),
  };
}

export function isChanged(held: Draft, draft: Draft): boolean {
  return Object.keys(changeOf(held, draft)).length > 0;
}

export type ColumnFlaw = "empty" | "twice";

/** What keeps a column's title from being used: payroll finds a column by it. */
export function columnFlaw(columns: readonly PayColumn[], at: number): ColumnFlaw | null {
  const title = columns[at]?.title.trim() ?? "";
  if (title === "") return "empty";
  return columns.findIndex((each) => each.title.trim() === title) < at ? "twice" : null;
}

export function isSound({ columns, disputeDays, deductionMax }: Draft): boolean {
  const days = Number.isInteger(disputeDays) && disputeDays >= 1 && disputeDays <= 60;
  const isPart = (deductionMax ?? null) === null || parseRate(deductionMax ?? "") !== null;
  return (
    days &&
    isPart &&
    columns.length > 0 &&
    columns.every((_, at) => columnFlaw(columns, at) === null)
  );
}

export function withColumn(
  columns: readonly PayColumn[],
  at: number,
  part: Partial<PayColumn>,
): PayColumn[] {
  return columns.map((column, here) => (here === at ? { ...column, ...part } : column));
}

export function withoutColumn(columns: readonly PayColumn[], at: number): PayColumn[] {
  return columns.filter((_, here) => here !== at);
}

/** A column one place earlier or later; at the edge it stays. */
export function movedColumn(
  columns: readonly PayColumn[],
  at: number,
  by: -1 | 1,
): readonly PayColumn[] {
  const [moved, other] = [columns[at], columns[at + by]];
  if (!moved || !other) return columns;
  return columns.map((column, here) => (here === at ? other : here === at + by ? moved : column));
}

/** "0.2" as the 20 that stands in a field for percent; "20%" as well. Nothing where there is none. */
export function partTyped(stored: string | null): string {
  const part = stored === null ? null : parseRate(stored);
  if (!part) return stored ?? "";
  return formatRate(multiplyRates(part, rate(100n, 1n)), 4).replace(/\.?0+$/, "");
}
