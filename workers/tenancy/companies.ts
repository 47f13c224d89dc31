import { bearCompany, openCompany } from "../auth/accounts.ts";
import { type SignedIn, staleCookie } from "../auth/session.ts";
import type { Env } from "../env.ts";
import { newId } from "../lib/id.ts";
import { isTimeZone } from "../lib/instant.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { openPlace } from "./open.ts";
import type { Seed } from "./prepare.ts";

type Creation = {
  readonly id: string;
  readonly name: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly currency: string;
  readonly me: SignedIn;
  readonly now: number;
  readonly seeds: readonly Seed[];
};
type Opened = { readonly cookies: readonly string[] };

/**
 * A company with its first rows, safe to repeat with the same id. If it stops halfway, the next
 * request of its owner finishes the preparation.
 */
export async function createCompany(
  env: Env,
  { id, me, seeds, ...asked }: Creation,
): Promise<
  Result<Opened, { code: "tenant/taken" } | { code: "tenant/time_zone"; timeZone: string }>
> {
  const { timeZone } = asked;
  if (!isTimeZone(timeZone)) return err({ code: "tenant/time_zone", timeZone });
  const { account, sessionId } = me;
  const memberId = newId(asked.now);
  const ours = await bearCompany(env, { ...asked, uuid: id, account, sessionId, memberId });
  if (!ours) return err({ code: "tenant/taken" });
  await openPlace(env, id, { now: asked.now, seeds });
  return ok({ cookies: [staleCookie(env)] });
}

export async function switchCompany(
  env: Env,
  { id, me }: { readonly id: string; readonly me: SignedIn },
): Promise<Result<Opened, { code: "auth/no_access" }>> {
  const { account, sessionId } = me;
  const opened = await openCompany(env, { uuid: id, account, sessionId });
  return opened ? ok({ cookies: [staleCookie(env)] }) : err({ code: "auth/no_access" });
}
