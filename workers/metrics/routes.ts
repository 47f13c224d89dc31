import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { err, ok } from "../lib/result.ts";
import { getMetric, listMetrics, patchMetric, postMetric } from "./contract.ts";
import { changeMetric, createMetric } from "./save-metric.ts";
import { metricStore } from "./store.ts";

export function metricRoutes(api: Api): void {
  endpoint(api, listMetrics, async ({ db }) => {
    const { items } = await db.load({ items: metricStore.all() });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, getMetric, async ({ db, input }) => {
    const { metricId } = input.params;
    const { metric } = await db.load({ metric: metricStore.metric(metricId) });
    if (!metric) return err({ code: "metrics/not_found", id: metricId });
    return ok({ body: metric, version: metric.version });
  });

  endpoint(api, postMetric, async ({ db, input }) => {
    const made = await createMetric(db, metricStore, input.body);
    return made.ok ? ok({ body: made.value, version: made.value.version }) : made;
  });

  endpoint(api, patchMetric, async ({ db, input }) => {
    const { params, body: change, version } = input;
    const changed = await changeMetric(db, metricStore, {
      metric: params.metricId,
      version,
      change,
    });
    return changed.ok ? ok({ body: changed.value, version: changed.value.version }) : changed;
  });
}
