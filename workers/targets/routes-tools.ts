import type { Api } from "../http/context.ts";
import { openEndpoint } from "../http/endpoint.ts";
import { mayCalculate } from "../http/tools.ts";
import { ok } from "../lib/result.ts";
import { calculate } from "./tool-every.ts";
import { postAllocation } from "./tools-contract.ts";

/** What anyone may calculate, without an account and without a trace. */
export function toolRoutes(api: Api): void {
  openEndpoint(api, postAllocation, async ({ c, input: { body } }) => {
    const may = await mayCalculate(c);
    if (!may.ok) return may;
    const made = calculate(body);
    return made.ok ? ok({ body: made.value }) : made;
  });
}
