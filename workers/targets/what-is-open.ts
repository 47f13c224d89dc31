import type { Guard } from "../tenancy/commit.ts";
import { read, type Read } from "../tenancy/sql.ts";

/**
 * What somebody else still has open on a plan's draft, such as a round of negotiation: publishing
 * waits until it is closed. The noun that knows hands this in.
 */
export type WhatIsOpen = {
  /** The id of what is open on the plan; null: nothing. */
  readonly open: (plan: string) => Read<string | null>;
  /** The same, in the very batch that publishes. */
  readonly none: (plan: string) => Guard;
};

export const NOTHING_OPEN: WhatIsOpen = {
  open: () => read("SELECT NULL AS id WHERE ?1 IS NOT NULL", [], () => null),
  none: () => ({ what: "plan/round_open", sql: "1", params: [] }),
};
