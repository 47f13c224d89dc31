import { authFor } from "../auth/auth.ts";
import type { Env } from "../env.ts";
import type { Api, AppContext } from "./context.ts";
import { problem } from "./reply.ts";
import { isForeign } from "./session.ts";

/** All that answers below /api/auth; a test walks better-auth's own routes against this list. */
export const AUTH_ROUTES: readonly (readonly [method: string, path: string])[] = [
  ["POST", "/email-otp/send-verification-otp"],
  ["POST", "/sign-in/email-otp"],
  ["POST", "/sign-out"],
  ["GET", "/get-session"],
  ["GET", "/list-sessions"],
  ["POST", "/revoke-session"],
  ["POST", "/revoke-other-sessions"],
  ["POST", "/update-user"],
];

/** Codes asked for and tried per address, and per network address, in ten minutes. */
const WINDOW_MS = 600_000;
const PER_ADDRESS = 8;
const PER_NETWORK = { development: 5_000, staging: 60, production: 60 } as const;

export function authRoutes({ hono }: Api): void {
  for (const [method, path] of AUTH_ROUTES) {
    hono.on(method, `/api/auth${path}`, async (c) => {
      if (isForeign(c)) return problem(c, { code: "auth/foreign_origin" });
      const refused = path.includes("email-otp") ? await limited(c, path) : null;
      if (refused) return refused;
      const auth = await authFor(c.env);
      const response = await auth.handler(c.req.raw);
      return response.ok ? response : await refusalOf(c, response);
    });
  }
}

async function limited(c: AppContext, path: string): Promise<Response | null> {
  const given: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => null);
  const email = emailIn(given);
  const network = c.req.header("cf-connecting-ip") ?? "local";
  const counters: [string, number][] = [
    [`${path}:network:${network}`, PER_NETWORK[c.env.STAGE]],
    ...(email ? [[`${path}:address:${email}`, PER_ADDRESS] as [string, number]] : []),
  ];
  for (const [name, limit] of counters) {
    const { ok, retryAfterS } = await take(c.env, name, limit);
    if (!ok) return problem(c, { code: "auth/too_many", retryAfterS });
  }
  return null;
}

export function take(env: Env, name: string, limit: number, windowMs = WINDOW_MS) {
  return env.LIMITER.get(env.LIMITER.idFromName(name)).take(limit, windowMs);
}

function emailIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("email" in body)) return null;
  return typeof body.email === "string" ? body.email.toLowerCase().slice(0, 320) : null;
}

const CODES: Readonly<Record<string, string>> = {
  INVALID_OTP: "auth/code_wrong",
  OTP_EXPIRED: "auth/code_expired",
  TOO_MANY_ATTEMPTS: "auth/code_spent",
  INVALID_EMAIL: "auth/email_malformed",
  UNAUTHORIZED: "auth/signed_out",
};

/** better-auth's refusals in our own form and both languages. */
async function refusalOf(c: AppContext, response: Response): Promise<Response> {
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  const fallback = response.status === 401 ? "auth/signed_out" : "auth/refused";
  return problem(c, { code: CODES[code] ?? fallback });
}
