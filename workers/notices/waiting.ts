import * as v from "valibot";
import { type Permission, rolesThatMay } from "../tenancy/roles.ts";
import { isDay, type Day } from "../lib/day.ts";
import type { Facts, KindName } from "./kinds.ts";

/**
 * What a noun says waits for accounts, or has happened to them: a SELECT of `account, kind, key, turn,
 * facts, sample`. `key` names the thing for ever, `turn` is the newest commit that it is about, `facts`
 * are JSON. ?1 is the tenant, ?2 today, ?3 the moment since which news count, ?4 the moment before
 * which a day's progress counts. Each noun keeps its own beside its tables; the application hands them in.
 * `x`, a row of access, stands first: of one account, nothing is read that is not about it.
 */
export type Source = string;
/** What stands on the first page for as long as it is true, and what is only told. */
export type Sources = { readonly waits: readonly Source[]; readonly news: readonly Source[] };

/**
 * The account is active and may do this; `x` is its row of access. Roles are looked for in their text:
 * a subquery would be asked last, after everything that the account may not see has been read.
 */
export function holds(permission: Permission, x = "x"): string {
  const has = rolesThatMay(permission).map((role) => `instr(${x}.roles, '"${role}"') > 0`);
  return `${x}.tenant = ?1 AND ${x}.state = 'active' AND (${has.join(" OR ")})`;
}

/**
 * No other account may do this. Such a one is asked whatever holds them back from it: nobody else would
 * ever hear of it, and it is theirs to let one person approve.
 */
export function isAlone(permission: Permission): string {
  return `NOT EXISTS (SELECT 1 FROM access AS other
    WHERE other.account <> x.account AND ${holds(permission, "other")})`;
}

/** The active account of somebody who is in the company. */
export const IS_SOMEBODY = "x.tenant = ?1 AND x.state = 'active' AND x.person IS NOT NULL";

export type Waiting = {
  readonly account: string;
  readonly kind: KindName;
  readonly key: string;
  readonly turn: number;
  readonly facts: Facts;
  /** Of the sample company: shown, never sent. */
  readonly sample: boolean;
};

const WireDay = v.optional(v.custom<Day>((value) => typeof value === "string" && isDay(value)));
const Count = v.optional(v.number());
export const WireFacts = v.object({
  id: v.optional(v.string()),
  plan: v.optional(v.object({ zh: v.string(), en: v.string() })),
  ...{ from: WireDay, until: WireDay, due: WireDay },
  ...{ count: Count, of: Count },
});

export function factsFrom(json: string): Facts {
  return v.parse(WireFacts, JSON.parse(json));
}
