import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type { listMetrics, patchMetric, postMetric } from "../../workers/metrics/contract.ts";
import { api, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { language } from "../messages/language.ts";
import { resource } from "../ui/resource.ts";

export type Metric = AnswerOf<typeof listMetrics>["items"][number];
export type MetricDraft = {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly code: string;
  readonly unit: "money" | "count" | "days" | "score";
  readonly scale: string;
  readonly currency: string;
  readonly direction: Metric["direction"];
  readonly class: Metric["class"];
};
/** What of a metric may change. */
export type MetricChange = Partial<
  Pick<
    Metric,
    | ("class" | "formula" | "health" | "weighedBy" | "overTime" | "overPeople")
    | ("tax" | "downRule" | "downMax")
  >
>;
export type Metrics = ReturnType<typeof metricsModel>;

export function metricsModel() {
  const all = resource(() => api<typeof listMetrics>("GET", "/metrics"));
  const problem = signal<Problem | null>(null);
  const busy = signal(false);

  async function add(draft: MetricDraft): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof postMetric>("POST", "/metrics", {
      body: {
        id: newId<"metric">(nowMs.value),
        code: draft.code.trim(),
        nameZh: draft.nameZh.trim() || draft.nameEn.trim(),
        nameEn: draft.nameEn.trim() || draft.nameZh.trim(),
        unit: draft.unit,
        scale: Number(draft.scale),
        currency: draft.unit === "money" && draft.currency.trim() ? draft.currency.trim() : null,
        direction: draft.direction,
        class: draft.class,
      },
    });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await all.load();
    return answer.ok;
  }

  async function change(metric: Metric, body: MetricChange): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof patchMetric>("PATCH", "/metrics/:metricId", {
      params: { metricId: metric.id },
      version: metric.version,
      body,
    });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await all.load();
    return answer.ok;
  }

  return { all, problem, busy, add, change };
}

/** In the reader's language. */
export function nameOfMetric({ nameZh, nameEn }: Pick<Metric, "nameZh" | "nameEn">): string {
  return language.value === "zh" ? nameZh : nameEn;
}
