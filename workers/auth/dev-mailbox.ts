/** Mail of a development server, newest first. The production build contains none of this. */
export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
};

const KEPT_MAX = 200;
const kept: KeptMail[] = [];

export function keepMail(mail: KeptMail): void {
  kept.unshift(mail);
  kept.length = Math.min(kept.length, KEPT_MAX);
}

/** GET /dev/mail for a person, /dev/mail.json for a test. */
export function mailbox(url: URL): Response {
  const to = url.searchParams.get("to");
  const mails = kept.filter((mail) => to === null || mail.to === to);
  if (url.pathname.endsWith(".json")) return Response.json(mails);
  const rows = mails.map(
    ({ to: whom, subject, text, at }) =>
      `<article><h2>${escaped(subject)}</h2><p><b>${escaped(whom)}</b> · <time>${new Date(at).toISOString()}</time></p><pre>${escaped(text)}</pre></article>`,
  );
  const empty = "<p>没有邮件 · No mail yet.</p>";
  return new Response(
    `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>开发邮箱 · Development mail</title><link rel="stylesheet" href="/dev-mail.css"></head><body><main><h1>开发邮箱 · Development mail</h1>${rows.join("") || empty}</main></body></html>`,
    { headers: { "content-type": "text/html; charset=utf-8" } },
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
