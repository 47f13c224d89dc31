import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { ok } from "../lib/result.ts";
import type { Api } from "./context.ts";
import { openEndpoint } from "./endpoint.ts";

export const getHealth = contract({
  id: "getHealth",
  method: "GET",
  path: "/health",
  tag: "health",
  summary: "Answers when the service and its databases can be used",
  may: "public",
  status: 200,
  answer: v.object({ status: v.literal("ok") }),
  refuses: [],
});

export function healthRoutes(api: Api): void {
  openEndpoint(api, getHealth, async ({ c }) => {
    const { CONTROL, SHARD_0, SHARD_1 } = c.env;
    await Promise.all([
      CONTROL.prepare("SELECT uuid FROM directory LIMIT 1").all(),
      SHARD_0.prepare("SELECT tenant FROM tenant_here LIMIT 1").all(),
      SHARD_1.prepare("SELECT tenant FROM tenant_here LIMIT 1").all(),
    ]);
    return ok({ body: { status: "ok" } });
  });
}
