import { day } from "../../workers/lib/day.ts";
import { minor } from "../../workers/lib/money.ts";
import type { Move, Table } from "../../workers/negotiations/move.ts";
import { makeMove } from "../../workers/negotiations/move.ts";
import type { Who } from "../../workers/negotiations/position.ts";
import { openThreads, type Proposed } from "../../workers/negotiations/round.ts";
import type { Thread } from "../../workers/negotiations/thread.ts";

/** A company, a region, a team with three people; a second region beside it. Amounts are whole. */
export const ROWS: readonly Proposed[] = [
  { subject: "co", parent: null, kind: "unit", amount: minor(1_000n) },
  { subject: "east", parent: "co", kind: "unit", amount: minor(600n) },
  { subject: "south", parent: "co", kind: "unit", amount: minor(400n) },
  { subject: "team", parent: "east", kind: "unit", amount: minor(600n) },
  { subject: "anna", parent: "team", kind: "person", amount: minor(300n) },
  { subject: "bo", parent: "team", kind: "person", amount: minor(200n) },
  { subject: "chen", parent: "team", kind: "person", amount: minor(100n) },
  { subject: "dai", parent: "south", kind: "person", amount: minor(400n) },
];
export const OPENED = 1_000_000;
export const threads = (): Thread[] => openThreads(ROWS, OPENED);
export const threadOf = (subject: string, all: readonly Thread[] = threads()): Thread => {
  const found = all.find((each) => each.subject === subject);
  if (!found) throw new Error(`no thread of ${subject}`);
  return found;
};

const base = { scopes: null, scopeUnit: null } as const;
export const person = (id: string): Who => ({ ...base, person: id, roles: ["member"] });
export const manager = (unit: string, id: string | null = null): Who => ({
  ...base,
  person: id,
  roles: ["manager"],
  scopeUnit: unit,
});
export const PLANNER: Who = { ...base, person: null, roles: ["admin"] };
export const KEY: Who = { ...base, person: null, roles: [], scopes: ["write"] };
export const FINANCE: Who = { ...base, person: null, roles: ["finance"] };

export const table = (who: Who, change: Partial<Table> = {}): Table => ({
  who,
  now: OPENED + 1_000,
  today: day("2026-03-10"),
  deadline: day("2026-03-15"),
  isRoundOpen: true,
  takesStatements: false,
  ...change,
});

export const counter = (amount: bigint, reason = "history"): Move => ({
  kind: "counter",
  amount: minor(amount),
  reason,
});
export const propose = (amount: bigint): Move => ({
  kind: "propose",
  amount: minor(amount),
  reason: "market",
});
export const settle = (amount: bigint): Move => ({
  kind: "settle",
  amount: minor(amount),
  reason: "time",
});
export const REJECT: Move = { kind: "reject", reason: "no" };
export const simple = (kind: "accept" | "withdraw" | "escalate" | "remind"): Move => ({ kind });
export const GRANT: Move = { kind: "grant" };

/** Several moves in a row; answers the thread, or the first refusal's code. */
export function talk(
  thread: Thread,
  ...said: readonly (readonly [Who, Move, Partial<Table>?])[]
): Thread | string {
  let now = thread;
  for (const [who, move, change] of said) {
    const made = makeMove(now, move, table(who, change));
    if (!made.ok) return made.error.code;
    now = made.value.thread;
  }
  return now;
}
export const standing = (of: Thread | string) => (typeof of === "string" ? of : of.standing);
