import { memberNames } from "../auth/accounts.ts";
import type { Env } from "../env.ts";

type Who = { readonly by: string; readonly name: string | null };

/**
 * Names accounts that stand for no person of the company by the account's own name. Who has left the
 * company, and the product itself, stay without one. Nothing is asked where everybody is named.
 */
export async function naming(
  env: Env,
  uuid: string,
  all: readonly (Who | null)[],
): Promise<<Each extends Who | null>(who: Each) => Each> {
  if (all.every((who) => who === null || who.name !== null)) return (who) => who;
  const members = await memberNames(env, uuid);
  const names = new Map(members.map(({ account, name, email }) => [account, name || email]));
  return (who) =>
    who === null || who.name !== null ? who : { ...who, name: names.get(who.by) ?? null };
}
