import { signal } from "@preact/signals";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type {
  changePaySettings,
  getPaySettings,
  listRates,
  saveRates,
} from "../../workers/payruns/contract-settings.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { changeOf, type Draft } from "./settings-draft.ts";

export type Metric = AnswerOf<typeof listMetrics>["items"][number];
export type RateRow = RequestOf<typeof saveRates>["body"]["rows"][number];

/** How the company pays: what holds, and what is changed on screen before it is saved. */
export function settingsModel() {
  const held = resource(() => api<typeof getPaySettings>("GET", "/pay-settings"));
  const metrics = resource(() => api<typeof listMetrics>("GET", "/metrics"));
  const draft = signal<Draft | null>(null);
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function load(): Promise<void> {
    draft.value = null;
    problem.value = null;
    await Promise.all([held.load(), metrics.load()]);
  }

  async function save(): Promise<boolean> {
    const now = held.value.peek();
    const next = draft.peek();
    if (now.state !== "ready" || next === null) return false;
    const { version } = now.body;
    busy.value = true;
    const body = changeOf(now.body, next);
    const answer = await api<typeof changePaySettings>("PATCH", "/pay-settings", { body, version });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      held.put(answer.body, answer.version);
      draft.value = null;
    }
    return answer.ok;
  }
  return { held, metrics, draft, busy, problem, load, save };
}
export type SettingsModel = ReturnType<typeof settingsModel>;

export function ratesModel() {
  const list = resource(() => api<typeof listRates>("GET", "/pay-rates", { query: {} }));
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function save(row: RateRow): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof saveRates>("POST", "/pay-rates", { body: { rows: [row] } });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await list.load();
    return answer.ok;
  }
  return { list, busy, problem, save };
}
export type RatesModel = ReturnType<typeof ratesModel>;
