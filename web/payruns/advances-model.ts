import { signal } from "@preact/signals";
import { newId } from "../../workers/lib/id.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { getAdvances, takeAdvances } from "../../workers/payruns/contract-settings.ts";
import { api, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { resource } from "../ui/resource.ts";

export type Advances = AnswerOf<typeof getAdvances>;
export type AdvancesModel = ReturnType<typeof advancesModel>;

/** What draws are paid at the start of a run's period, and the file of it. */
export function advancesModel(runId: string) {
  const params = { runId };
  const state = resource(() =>
    api<typeof getAdvances>("GET", "/pay-runs/:runId/advances", { params }),
  );
  const isBusy = signal(false);
  const problem = signal<Problem | null>(null);

  /**
   * Takes the file: that it was taken, and what it said, is on record. Null where it was refused, or where
   * what is read now is not what was put on record: then no file is handed out, and it is taken again.
   */
  async function take(format: "csv" | "xlsx"): Promise<Advances | null> {
    if (isBusy.peek()) return null;
    isBusy.value = true;
    problem.value = null;
    const answer = await api<typeof takeAdvances>("POST", "/pay-runs/:runId/advances", {
      params,
      body: { id: newId<"payExport">(nowMs.value), format },
    });
    if (answer.ok) await state.load();
    else problem.value = answer.problem;
    isBusy.value = false;
    const now = state.value.peek();
    if (!answer.ok) return null;
    if (now.state === "ready" && now.body.checksum === answer.body.checksum) return now.body;
    const title = words("payruns").run.advances.again;
    problem.value = { title, status: 409, code: "pay_export/moved" };
    return null;
  }
  return { state, isBusy, problem, take };
}
