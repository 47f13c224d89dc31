import type { Role } from "../tenancy/roles.ts";
import type { Level, Thread } from "./thread.ts";

/** What decides where somebody stands: an account's person and unit, or a key. */
export type Who = {
  readonly person: string | null;
  readonly roles: readonly Role[];
  /** Of an API key; null for a member. */
  readonly scopes: readonly string[] | null;
  readonly scopeUnit: string | null;
  /** The account behind an API key; null where nobody is known. */
  readonly maker?: Maker | null;
};
export type Maker = Omit<Who, "scopes" | "maker">;

/**
 * At which level of a thread somebody stands; null outside its chain.
 *
 * Who carries the number stands at 0 and nowhere else, whatever else they lead: nobody decides on
 * their own number. A manager stands where their unit is; owners, admins and keys answer for the top,
 * and so for every seat below it that nobody holds. A key is its maker's hand: it stands at 0 where
 * who made it does.
 */
export function positionOf(
  { person, roles, scopes, scopeUnit, maker = null }: Who,
  thread: Pick<Thread, "subject" | "chain">,
): Level | null {
  const { subject, chain } = thread;
  if (person === subject) return 0;
  if (maker && positionOf({ ...maker, scopes: null }, thread) === 0) return 0;
  const plans = scopes !== null || roles.includes("owner") || roles.includes("admin");
  const leads = roles.includes("manager") && scopeUnit !== null;
  if (leads && scopeUnit === subject && !plans) return 0;
  if (plans) return chain.length;
  if (!leads) return null;
  const at = chain.indexOf(scopeUnit);
  return at < 0 ? null : at + 1;
}

/**
 * Who decides on what somebody at `level` asks: the next level up that is not themselves. Null at
 * the top, where nobody is above.
 */
export function deciderOf(
  { scopeUnit }: Pick<Who, "scopeUnit">,
  { chain }: Pick<Thread, "chain">,
  level: Level,
): Level | null {
  let next = level + 1;
  while (next < chain.length && chain[next - 1] === scopeUnit) next += 1;
  return next > chain.length ? null : next;
}

/** May they answer for a unit's own sum: its owner, or anybody above it. */
export function answersFor(who: Who, unit: string, above: readonly string[]): boolean {
  if (who.scopes !== null || who.roles.includes("owner") || who.roles.includes("admin"))
    return true;
  if (!who.roles.includes("manager") || who.scopeUnit === null) return false;
  return who.scopeUnit === unit || above.includes(who.scopeUnit);
}
