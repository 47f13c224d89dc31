import { formatMinor, minor } from "../lib/money.ts";
import { methodOf } from "./plan-method.ts";
import { NO_INPUTS, type Plan, type PlanRules, type RowInputs } from "./plan.ts";
import type { History, Recipient } from "./plan-reads.ts";
import type { Presence } from "./presence.ts";
import type { NewRow } from "./plan-writes.ts";
import type { StoredRow } from "./plan-row.ts";
import { amountOf } from "./draft.ts";

/** What an allocation has read beside the tree and last year. */
export type Brought = {
  readonly presence?: Presence;
  /** Another plan's published numbers, for a copy of it. */
  readonly copied?: ReadonlyMap<string, bigint> | null;
};

/**
 * The draft's rows for the tree as it is: everybody keeps what was entered, locked and changed by
 * hand, and is given last year's total anew. Who has left the tree is gone from the draft.
 */
export function draftRows(
  { rules, metric }: Plan,
  recipients: readonly Recipient[],
  history: History,
  old: readonly StoredRow[],
  { presence = () => null, copied = null }: Brought = {},
): NewRow[] {
  const before = new Map(old.map((row) => [row.subject, row]));
  return recipients.map((recipient) => {
    const { subject, parent, kind } = recipient;
    const row = before.get(subject);
    const { presence: _, ...kept } = row?.inputs ?? NO_INPUTS;
    const there = presence(recipient);
    const made = history.get(subject);
    const past = made === undefined ? null : formatMinor(made, metric.scale);
    const copy = copied?.get(subject);
    const amount = row?.amount ?? null;
    return {
      subject,
      parent,
      kind,
      inputs: {
        ...kept,
        values: valuesOf(
          rules,
          kept,
          kind,
          past,
          copy === undefined ? null : formatMinor(minor(copy), metric.scale),
        ),
        ...(there ? { presence: there } : {}),
      },
      units: amount === null ? null : amountOf(amount, metric.scale),
      months: row?.months ?? null,
      levels: row?.levels ?? null,
      slices: row?.slices ?? null,
      run: null,
      version: (row?.version ?? 0) + 1,
    };
  });
}

/** What was entered stays, also for a method the plan does not use now; what is read is read anew. */
function valuesOf(
  rules: PlanRules,
  { values }: RowInputs,
  kind: Recipient["kind"],
  past: string | null,
  copied: string | null,
): Record<string, string | null> {
  const read = { history: past, headcount: kind === "person" ? "1" : null };
  const own = rules.factors.map(({ key, source }) => [
    key,
    source === "entered" ? (values[key] ?? null) : read[source],
  ]);
  const method = methodOf(rules).kind;
  return {
    ...values,
    ...Object.fromEntries(own),
    ...(method === "growth" ? { history: past } : {}),
    ...(method === "copy" ? { copied } : {}),
  };
}
