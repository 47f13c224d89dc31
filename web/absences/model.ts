import { signal } from "@preact/signals";
import type { listAbsences, saveAbsences } from "../../workers/absences/contract.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

type Listed = AnswerOf<typeof listAbsences>;
export type Absence = Listed["items"][number];
export type AbsenceRow = RequestOf<typeof saveAbsences>["body"]["rows"][number];

export type Metric = AnswerOf<typeof listMetrics>["items"][number];

/** All pages of the list as one. */
async function everyPage(of: { readonly person?: string }): Promise<Answer<Listed>> {
  const items: Absence[] = [];
  for (let cursor: string | null = null; ;) {
    const query: Record<string, string> = {
      ...of,
      limit: "1000",
      ...(cursor === null ? {} : { cursor }),
    };
    const answer: Answer<Listed> = await api<typeof listAbsences>("GET", "/absences", { query });
    if (!answer.ok) return answer;
    items.push(...answer.body.items);
    cursor = answer.body.next;
    if (cursor === null) return { ...answer, body: { items, next: null } };
  }
}

/** Leave and relief, the latest first; of one person where one is named. */
export function absencesModel(person?: string) {
  const list = resource(() => everyPage(person ? { person } : {}));
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function save(row: AbsenceRow): Promise<boolean> {
    busy.value = true;
    const body = { rows: [row] };
    const answer = await api<typeof saveAbsences>("POST", "/absences", { body });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await list.load();
    return answer.ok;
  }
  return { list, busy, problem, save };
}
export type AbsencesModel = ReturnType<typeof absencesModel>;
