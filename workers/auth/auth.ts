import type { Env } from "../env.ts";
import { newId } from "../lib/id.ts";
import { codeMail } from "./mails.ts";
import { sendMail } from "./mailer.ts";
import { localeOf } from "./locale.ts";

/** How long a code can be used, and how long a signed cookie speaks for a session by itself. */
export const CODE_VALID_S = 600;
export const COOKIE_CACHE_S = 60;
const SESSION_VALID_S = 14 * 86_400;
export const COOKIE_PREFIX = "fairlead";

const lazyParts = () =>
  Promise.all([
    import("better-auth/minimal"),
    import("better-auth/adapters/drizzle"),
    import("better-auth/plugins/email-otp"),
    import("better-auth/plugins/organization"),
    import("drizzle-orm/d1"),
    import("../../db/schema/control/control.ts"),
  ]);
/** Once here they are not asked for again: requests side by side share modules, never a promise. */
let parts: Awaited<ReturnType<typeof lazyParts>> | null = null;

/**
 * better-auth, made per request and imported only by those that need it: it is most of the bundle
 * (evaluated lazily), and a signed cookie is checked without it.
 */
export async function authFor(env: Env) {
  const [{ betterAuth }, { drizzleAdapter }, { emailOTP }, { organization }, { drizzle }, schema] =
    (parts ??= await lazyParts());
  return betterAuth({
    appName: "Fairlead",
    baseURL: env.BASE_URL,
    basePath: "/api/auth",
    secret: env.SECRET,
    trustedOrigins: originsOf(env),
    database: drizzleAdapter(drizzle(env.CONTROL), { provider: "sqlite", schema }),
    // Attempts are counted in a Durable Object (http/auth.ts): an isolate's memory counts nothing.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    user: {
      additionalFields: { locale: { type: "string", required: false, defaultValue: "zh" } },
    },
    session: {
      expiresIn: SESSION_VALID_S,
      cookieCache: { enabled: true, maxAge: COOKIE_CACHE_S, strategy: "compact" },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: env.BASE_URL.startsWith("https:"),
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      database: { generateId: () => newId(Date.now()) },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_VALID_S,
        allowedAttempts: 5,
        storeOTP: "hashed",
        async sendVerificationOTP({ email, otp }, ctx) {
          await sendMail(env, email, codeMail(otp, localeOf(ctx?.headers ?? null)));
        },
      }),
      // Only for its tables and the session's open organisation; its routes are not mounted.
      organization({ allowUserToCreateOrganization: false }),
    ],
  });
}

/** A laptop is reached by two names. */
export function originsOf(env: Env): string[] {
  if (env.STAGE !== "development") return [env.BASE_URL];
  const { port } = new URL(env.BASE_URL);
  return [env.BASE_URL, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
}
