import type { KindName } from "../../../workers/notices/kinds.ts";
import type { notices as zh } from "../zh/notices.ts";

const look: ReadonlySet<KindName> = new Set<KindName>(["statement_ready", "plan_unaccepted"]);

export const notices: typeof zh = {
  waiting: "Waiting for you",
  sample: "Sample",
  go: (kind: KindName) => (look.has(kind) || kind === "dispute_answered" ? "Look" : "Open"),
  settings: {
    title: "Mail",
    lead: (email: string) =>
      `Sent to ${email}. A mail holds no amount: what it is about is seen after signing in.`,
    atOnce: "When something waits for me, or my pay changes",
    atOnceHint:
      "A plan to accept, a dispute to answer, a run to approve, my statement is approved. Sent at once, several things in one mail.",
    digest: "Daily summary",
    digestHint: (at: string) =>
      `Progress of the others, one mail a day after ${at}; none where nothing moved.`,
    language: "Language of mail",
    languages: { company: "As the company", zh: "中文", en: "English" },
    quiet: (from: string, until: string, zone: string) =>
      `No mail between ${from} and ${until} (${zone}): it waits for the morning, and what is done by then is not sent.`,
  },
};
