import { hashOfSecret, parseKey } from "../tenancy/keys.ts";
import type { Credential } from "../tenancy/actor.ts";
import { type SignedIn, signedInAs } from "../auth/session.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Refusal } from "../lib/refusals.ts";
import type { AppContext } from "./context.ts";

export type Caller = {
  readonly credential: Credential;
  /** The company it speaks for; null for a person who has none open. */
  readonly tenant: string | null;
};

/** Who calls: an API key in the Authorization header, or the signed cookie. */
export async function callerOf(c: AppContext): Promise<Result<Caller, Refusal>> {
  const authorization = c.req.header("authorization");
  if (authorization !== undefined) return await keyCaller(authorization);

  const session = await personOf(c);
  if (!session) return err({ code: "auth/signed_out" });
  const { account, signedInAt, tenant } = session;
  return ok({ credential: { kind: "session", account, signedInAt }, tenant });
}

/** The person behind the cookie; what was refreshed on the way goes out with the answer. */
export async function personOf(c: AppContext): Promise<SignedIn | null> {
  const session = await signedInAs(c.env, c.req.raw, c.var.now);
  if (session) c.var.cookies.push(...session.cookies);
  return session;
}

async function keyCaller(authorization: string): Promise<Result<Caller, Refusal>> {
  const key = parseKey(authorization.replace(/^Bearer\s+/i, ""));
  if (!key) return err({ code: "auth/key_invalid" });
  const hash = await hashOfSecret(key.secret);
  return ok({ credential: { kind: "key", id: key.id, hash }, tenant: key.tenant });
}

/**
 * Cookies are sent by browsers from anywhere, so a change must come from our own pages. A bearer key
 * is sent by nobody's browser on its own. Hono's csrf() lets a cross-origin JSON POST through.
 */
export function isForeign(c: AppContext): boolean {
  if (c.req.method === "GET" || c.req.method === "HEAD") return false;
  if (c.req.header("authorization") !== undefined && c.req.header("cookie") === undefined)
    return false;
  const origin = c.req.header("origin");
  return origin !== new URL(c.req.url).origin && origin !== c.env.BASE_URL;
}
