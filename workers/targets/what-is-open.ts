import type { Day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import { read, type Read, type Statement } from "../tenancy/sql.ts";

/** A round of negotiation that is open on a plan's draft: its numbers are frozen until it closes. */
export type OpenRound = {
  readonly round: string;
  readonly deadline: Day;
  /** How many numbers nobody has answered yet. */
  readonly waiting: number;
};

/** What the noun that negotiates tells this one; http/app.ts hands it in. */
export type WhatIsOpen = {
  readonly open: (plan: string) => Read<OpenRound | null>;
  /** The same, in the very batch that would change a frozen number. */
  readonly nothingOpen: (plan: string) => Guard;
  /** Rides in the batch that publishes a version. */
  readonly published: (plan: string, number: number, hash: string) => readonly Statement[];
};

export const NOTHING_OPEN: WhatIsOpen = {
  open: () => read("SELECT NULL AS round WHERE ?1 IS NOT NULL", [], () => null),
  nothingOpen: () => ({ what: "plan/round_open", sql: "1", params: [] }),
  published: () => [],
};

export type RoundOpen = {
  readonly code: "plan/round_open";
  readonly round: string;
  readonly deadline: Day;
};

/** The refusal of whatever would change a number that is being agreed on. */
export function frozenBy(open: OpenRound | null): RoundOpen | null {
  return open && { code: "plan/round_open", round: open.round, deadline: open.deadline };
}
