import type { Api } from "../http/context.ts";
import { openEndpoint } from "../http/endpoint.ts";
import { mayCalculate } from "../http/tools.ts";
import { ok } from "../lib/result.ts";
import { payoutTool } from "./tool.ts";
import { postPayout } from "./tools-contract.ts";

/** What anyone may compute, without an account and without a trace on our side. */
export function payoutToolRoutes(api: Api): void {
  openEndpoint(api, postPayout, async ({ c, input: { body } }) => {
    const may = await mayCalculate(c);
    if (!may.ok) return may;
    const made = payoutTool(body);
    return made.ok ? ok({ body: made.value }) : made;
  });
}
