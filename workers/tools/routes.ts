import type { Api } from "../http/context.ts";
import { openEndpoint } from "../http/endpoint.ts";
import { mayCalculate } from "../http/tools.ts";
import { ok } from "../lib/result.ts";
import { postMetricsTool } from "./contract.ts";
import { metricsTool } from "./metrics-tool.ts";

/** What anyone may calculate about numbers of their own, without an account and without a trace. */
export function metricsToolRoutes(api: Api): void {
  openEndpoint(api, postMetricsTool, async ({ c, input: { body } }) => {
    const may = await mayCalculate(c);
    if (!may.ok) return may;
    const made = metricsTool(body);
    return made.ok ? ok({ body: made.value }) : made;
  });
}
