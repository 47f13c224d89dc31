import * as v from "valibot";
import { isDay, type Day } from "../lib/day.ts";
import type { Facts, KindName } from "./kinds.ts";

/**
 * What a noun says waits for accounts, or has happened to them: a SELECT of `account, kind, key, turn,
 * facts, sample`. `key` names the thing for ever, `turn` is the newest commit that it is about, `facts`
 * are JSON. ?1 is the tenant, ?2 today, ?3 the moment since which news count, ?4 the moment before
 * which a day's progress counts. Each noun keeps its own beside its tables; the application hands them in.
 */
export type Source = string;

/** Active accounts with one of the roles; `x` is the account's row of access. */
export function holds(...roles: readonly string[]): string {
  const list = roles.map((role) => `'${role}'`).join(", ");
  return `x.tenant = ?1 AND x.state = 'active'
    AND EXISTS (SELECT 1 FROM json_each(x.roles) WHERE value IN (${list}))`;
}

/** The active account of a person, if they have one. */
export function isPerson(person: string): string {
  return `x.tenant = ?1 AND x.state = 'active' AND x.person = ${person}`;
}

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
