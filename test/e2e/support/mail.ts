import type { BrowserContext } from "playwright-core";
import { fresh } from "./requests.ts";

type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** The newest one-time code sent to an address, from the development mailbox. */
export async function newestCode(base: string, to: string): Promise<string> {
  const giveUpAt = Date.now() + 60_000;
  while (Date.now() < giveUpAt) {
    const answer = await fetch(`${base}/dev/mail.json?to=${encodeURIComponent(to)}`);
    const code = codeIn(await answer.json());
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no code came for ${to}`);
}

function codeIn(body: unknown): string | null {
  const mails = Array.isArray(body) ? body : itemsOf(body);
  for (const mail of mails) {
    const code = /\b\d{6}\b/.exec(`${mail.subject} ${mail.text}`)?.[0];
    if (code) return code;
  }
  return null;
}

function itemsOf(body: unknown): readonly Mail[] {
  const holder = body as { items?: readonly Mail[]; mails?: readonly Mail[] };
  return holder.items ?? holder.mails ?? [];
}

/**
 * Signs a context in by its own requests, for tests that are about something else. An account is named
 * as its address begins, so that a page that tells who did something tells them apart.
 */
export async function signIn(context: BrowserContext, base: string, email: string): Promise<void> {
  const headers = { origin: base };
  const sent = await context.request.post(`${base}/api/auth/email-otp/send-verification-otp`, {
    headers,
    data: { email, type: "sign-in" },
  });
  if (!sent.ok()) throw new Error(`no code was sent: ${sent.status()} ${await sent.text()}`);
  const otp = await newestCode(base, email);
  const answer = await context.request.post(`${base}/api/auth/sign-in/email-otp`, {
    headers,
    data: { email, otp, name: email.split("@")[0] },
  });
  if (!answer.ok()) throw new Error(`sign-in failed: ${answer.status()} ${await answer.text()}`);
}

/** A company of its own for the signed-in account; returns its id. */
export async function makeCompany(
  context: BrowserContext,
  base: string,
  name: string,
  locale: "zh" | "en",
): Promise<string> {
  const id = fresh();
  const answer = await context.request.post(`${base}/api/v1/tenants`, {
    headers: { origin: base, "idempotency-key": id },
    data: { id, name, locale, timeZone: "Asia/Shanghai" },
  });
  if (!answer.ok()) throw new Error(`no company: ${answer.status()} ${await answer.text()}`);
  return id;
}
