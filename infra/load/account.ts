import { setTimeout } from "node:timers/promises";
import { newId } from "../../workers/lib/id.ts";
import { type Client, field, isRecord, list } from "./client.ts";

export type Newcomer = {
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly currency: string;
};

/**
 * Signs a person up as a visitor would, the code read from the development mailbox, and opens their
 * company. Who has one already gets that one, so that a second run lands in the same tenant.
 */
export async function signUp(to: Client, who: Newcomer): Promise<{ readonly tenant: string }> {
  await signIn(to, who);
  const me = await to.get("/api/v1/me");
  const own = list(me, "companies").filter(isRecord)[0];
  if (own) {
    const id = field(own, "id");
    if (field(me, "open") !== id) await to.post("/api/v1/me/open", { id });
    return { tenant: id };
  }
  const { company, locale, timeZone, currency } = who;
  const id = newId<"tenant">(Date.now());
  await to.post("/api/v1/tenants", { id, name: company, locale, timeZone, currency });
  return { tenant: id };
}

async function signIn(to: Client, { email, name, locale }: Newcomer): Promise<void> {
  const type = "sign-in";
  await to.post("/api/auth/email-otp/send-verification-otp", { email, type });
  const otp = await codeFor(to, email);
  await to.post("/api/auth/sign-in/email-otp", { email, otp, name, locale });
}

/** A mail is sent beside the answer: on a busy machine it takes a moment. */
const LOOKS = 50;
const BETWEEN_MS = 100;

/** The newest code in the mailbox of a development server; elsewhere there is no such page. */
async function codeFor(to: Client, email: string): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const mails = await to.get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
    const newest = Array.isArray(mails) ? field(mails[0], "text") : "";
    const code = /\b\d{6}\b/.exec(newest)?.[0];
    if (code) return code;
    await setTimeout(BETWEEN_MS);
  }
  throw new Error(
    `There is no code for ${email} in ${to.base}/dev/mail: is this a development server?`,
  );
}
