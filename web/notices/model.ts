import { signal } from "@preact/signals";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import type { changeNoticeSettings, getNoticeSettings } from "../../workers/notices/contract.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Wishes = AnswerOf<typeof getNoticeSettings>;
type Change = RequestOf<typeof changeNoticeSettings>["body"];

/** Which mails the reader gets; a change is sent at once and says which version it changes. */
export function noticeModel() {
  const held = resource(() => api<typeof getNoticeSettings>("GET", "/notice-settings"));
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function change(body: Change): Promise<boolean> {
    const now = held.value.peek();
    if (now.state !== "ready" || busy.peek()) return false;
    busy.value = true;
    const { version } = now.body;
    const path = "/notice-settings";
    const answer = await api<typeof changeNoticeSettings>("PATCH", path, { body, version });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) held.put(answer.body, answer.version);
    else await held.load();
    return answer.ok;
  }
  return { held, busy, problem, change };
}
