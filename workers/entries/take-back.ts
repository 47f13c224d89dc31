import type { EntryLine, Latest } from "./entry.ts";
import { identityKey } from "./entry.ts";
import { reversalOf } from "./decide.ts";
import { minor } from "../lib/money.ts";
import type { Logged } from "./store.ts";

/**
 * The lines that undo one commit: what it recorded is reversed, and what it had replaced or taken
 * back returns as the next revision.
 *
 * Promises: an entry that a later commit changed is left to that commit; undoing twice adds
 * nothing. `freshIds` has one id for each line of the commit.
 */
export function takenBack(
  lines: readonly Logged[],
  latest: ReadonlyMap<string, Latest>,
  freshIds: readonly string[],
): readonly EntryLine[] {
  const byEntry = new Map<string, { recorded?: Logged; reversed?: Logged; at: number }>();
  lines.forEach((line, at) => {
    const key = identityKey(line);
    const before = byEntry.get(key) ?? { at };
    byEntry.set(key, { ...before, [line.reversed ? "reversed" : "recorded"]: line });
  });
  return [...byEntry].flatMap(([key, { recorded, reversed, at }]) => {
    const now = latest.get(key);
    const own = recorded ?? reversed;
    if (!now || !own || now.revision !== own.revision) return [];
    const id = freshIds[at] ?? own.id;
    if (recorded && now.reversed) return [];
    const back = recorded ? [reversalOf(now, id)] : [];
    return reversed ? [...back, restored(reversed, now, id)] : back;
  });
}

/** The content that a reversal negated, as the next revision. */
function restored(reversal: Logged, now: Latest, id: string): EntryLine {
  const { content, source, externalId, was } = reversal;
  return {
    source,
    externalId,
    id,
    kind: was === "adjustment" ? "adjustment" : "record",
    revision: now.revision + 1,
    content: { ...content, amount: minor(0n - content.amount) },
    reverses: null,
  };
}
