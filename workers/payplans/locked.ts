import type { Event } from "../incentives/plan-rules.ts";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Guard } from "../tenancy/commit.ts";
import { read, type Read } from "../tenancy/sql.ts";

/** A run that is under way, over its days. */
export type Begun = Interval & { readonly run: string };

/** What the noun that locks pay periods tells this one; http/app.ts hands it in. */
export type WhatIsLocked = {
  /** The first day that no locked run of the plan covers; null: nothing is locked. */
  readonly openFrom: (plan: string) => Read<Day | null>;
  /** The same, in the very batch that would change how a day is paid. */
  readonly isOpenAt: (plan: string, from: Day) => Guard;
  /** Runs that are begun and not closed, with days from this one on. */
  readonly begun: (plan: string, from: Day) => Read<readonly Begun[]>;
  /** These and no others, in the very batch that publishes. */
  readonly onlyBegun: (plan: string, from: Day, runs: readonly Begun[]) => Guard;
  /** Events of deals that a metric of the company records; absent: any. */
  readonly events?: () => Read<readonly Event[]>;
  /** Currencies that the company's rate table turns into each other; absent: none. */
  readonly pairs?: () => Read<readonly { readonly from: string; readonly to: string }[]>;
  /** Codes of the boards whose frozen rankings a prize, a raffle or an honour may name; absent: any. */
  readonly boards?: () => Read<readonly string[]>;
};

export const NOTHING_LOCKED: WhatIsLocked = {
  openFrom: () => read("SELECT NULL AS day WHERE ?1 IS NOT NULL", [], () => null),
  isOpenAt: () => ({ what: "payplan/locked", sql: "1", params: [] }),
  begun: () => read("SELECT NULL AS run WHERE ?1 IS NULL", [], () => []),
  onlyBegun: () => ({ what: "payplan/period_begun", sql: "1", params: [] }),
};

/** The refusal of whatever would change pay before the first open day. */
export function lockedBefore(open: Day | null, from: Day) {
  return open !== null && from < open
    ? ({ code: "payplan/locked", open, value: from } as const)
    : null;
}
