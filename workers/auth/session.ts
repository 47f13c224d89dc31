import type * as Cookies from "better-auth/cookies";
import type { Env } from "../env.ts";
import { authFor, COOKIE_PREFIX } from "./auth.ts";

export type SignedIn = {
  readonly account: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly locale: "zh" | "en";
  readonly signedInAt: number;
  /** The organisation the session has open. */
  readonly tenant: string | null;
  /** Set-Cookie lines to pass on when the session was read from the database. */
  readonly cookies: readonly string[];
};

type Session = {
  readonly id: string;
  readonly createdAt: string | Date;
  readonly expiresAt: string | Date;
  readonly activeOrganizationId?: string | null | undefined;
};
type User = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale?: string | null | undefined;
};

/** Fetched by the first who needs it; requests side by side share the module, never a promise. */
let cookieCode: typeof Cookies | null = null;

/**
 * Who is signed in. The signed cookie answers for a minute; after that one trip to the control
 * database. What they may do is not in here: the tenant's own rows say it at every request.
 */
export async function signedInAs(
  env: Env,
  request: Request,
  nowMs: number,
): Promise<SignedIn | null> {
  const cookies = request.headers.get("cookie") ?? "";
  if (!cookies.includes(`${COOKIE_PREFIX}.session_token`)) return null;
  cookieCode ??= await import("better-auth/cookies");
  const cached = await cookieCode.getCookieCache(request, {
    secret: env.SECRET,
    cookiePrefix: COOKIE_PREFIX,
    isSecure: env.BASE_URL.startsWith("https:"),
    strategy: "compact",
  });
  if (cached) return signedIn(cached.session as Session, cached.user as User, [], nowMs);

  const auth = await authFor(env);
  const { headers, response } = await auth.api.getSession({
    headers: request.headers,
    returnHeaders: true,
  });
  if (!response) return null;
  return signedIn(response.session, response.user, headers.getSetCookie(), nowMs);
}

function signedIn(
  session: Session,
  user: User,
  cookies: readonly string[],
  nowMs: number,
): SignedIn | null {
  if (new Date(session.expiresAt).getTime() <= nowMs) return null;
  return {
    account: user.id,
    sessionId: session.id,
    name: user.name,
    email: user.email,
    locale: user.locale === "en" ? "en" : "zh",
    signedInAt: new Date(session.createdAt).getTime(),
    tenant: session.activeOrganizationId ?? null,
    cookies,
  };
}

/** Makes the browser ask the control database at its next request: the session has changed. */
export function staleCookie(env: Env): string {
  const secure = env.BASE_URL.startsWith("https:");
  const name = `${secure ? "__Secure-" : ""}${COOKIE_PREFIX}.session_data`;
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
