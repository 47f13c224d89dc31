import type { Env } from "../env.ts";
import type { Mail } from "./mails.ts";
import { keepMail } from "./dev-mailbox.ts";

/** Sends through the platform's e-mail binding; on a laptop the mail lands on /dev/mail. */
export async function sendMail(env: Env, to: string, mail: Mail): Promise<void> {
  if (__DEV__) {
    keepMail({ to, ...mail, at: Date.now() });
    return;
  }
  const from = { email: env.MAIL_FROM, name: "Fairlead" };
  await env.MAIL.send({ from, to, subject: mail.subject, text: mail.text });
}
