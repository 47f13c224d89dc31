import { Hono } from "hono";
import { absenceRoutes } from "../absences/routes.ts";
import { adjustmentRoutes } from "../adjustments/routes.ts";
import { besideRuns } from "../awards/beside-runs.ts";
import { awardRoutes } from "../awards/routes.ts";
import { awardStore } from "../awards/store.ts";
import { boardRoutes } from "../boards/routes.ts";
import { roundSockets } from "../boards/sockets-rounds.ts";
import { boardSockets } from "../boards/sockets.ts";
import { creditingRoutes } from "../crediting/routes.ts";
import { compareCredits, recreditEntries } from "../entries/recredit.ts";
import { calendarRoutes, calendarToolRoutes } from "../calendar/routes.ts";
import { disputeRoutes } from "../disputes/routes.ts";
import { entryRoutes } from "../entries/routes.ts";
import { entriesRefold } from "../entries/store.ts";
import { metricRoutes } from "../metrics/routes.ts";
import { negotiationRoutes } from "../negotiations/routes.ts";
import { negotiationStore } from "../negotiations/store.ts";
import { noticeRoutes } from "../notices/routes.ts";
import { orgRoutes } from "../org/routes.ts";
import { calendarStore } from "../calendar/store.ts";
import { reportRoutes } from "../reports/routes.ts";
import { reportStore } from "../reports/store.ts";
import { mailbox } from "../auth/dev-mailbox.ts";
import { sampleRoutes } from "../sample/routes.ts";
import { strategyRoutes } from "../strategy/routes.ts";
import { targetRoutes } from "../targets/routes.ts";
import { toolRoutes } from "../targets/routes-tools.ts";
import { tenancyRoutes } from "../tenancy/routes.ts";
import { Refused, Replayed } from "../tenancy/replay.ts";
import { fairnessRoutes } from "../fairness/routes.ts";
import { payoutToolRoutes } from "../incentives/routes-tools.ts";
import { payplanRoutes } from "../payplans/routes.ts";
import { closedStays } from "../payruns/closed-store.ts";
import { payEffect } from "../payruns/pay-effect.ts";
import { payrunDeps, payrunRoutes } from "../payruns/routes.ts";
import { payrunStore } from "../payruns/store.ts";
import { metricsToolRoutes } from "../tools/routes.ts";
import { importRoutes } from "../imports/routes.ts";
import { importSinks } from "../jobs/import-sinks.ts";
import { SHOWN } from "../jobs/notice-consumer.ts";
import { newId } from "../lib/id.ts";
import { instant } from "../lib/instant.ts";
import { parseEnv } from "../env.ts";
import { authRoutes } from "./auth.ts";
import type { Api, AppContext, AppEnv } from "./context.ts";
import { healthRoutes } from "./health.ts";
import { openApi } from "./openapi.ts";
import { problem } from "./reply.ts";

/** Reading this is reading the API: one line for each noun. */
function mountedApi(): Api {
  const api: Api = { hono: new Hono<AppEnv>(), contracts: [] };
  ground(api);
  healthRoutes(api);
  authRoutes(api);
  tenancyRoutes(api);
  targetRoutes(api, negotiationStore.whatIsOpen);
  negotiationRoutes(api);
  toolRoutes(api);
  metricsToolRoutes(api);
  payoutToolRoutes(api);
  payplanRoutes(api, {
    openFrom: payrunStore.openFrom,
    isOpenAt: payrunStore.expect.isOpenAt,
    begun: payrunStore.begun,
    onlyBegun: payrunStore.expect.onlyBegun,
    pairs: payrunStore.ratePairs,
    boards: awardStore.boardCodes,
  });
  payrunRoutes(api, besideRuns);
  strategyRoutes(api);
  adjustmentRoutes(api, negotiationStore.whatIsOpen, payEffect(payrunDeps(besideRuns)));
  fairnessRoutes(api, negotiationStore.whatIsOpen);
  calendarRoutes(api, reportStore.heldIntervals);
  calendarToolRoutes(api);
  orgRoutes(api, entriesRefold);
  metricRoutes(api);
  absenceRoutes(api);
  creditingRoutes(api, {
    compare: compareCredits,
    recredit: recreditEntries,
    closed: closedStays,
  });
  entryRoutes(api);
  importRoutes(api, importSinks);
  noticeRoutes(api, SHOWN);
  sampleRoutes(api);
  disputeRoutes(api);
  awardRoutes(api);
  boardRoutes(api);
  boardSockets(api);
  roundSockets(api);
  reportRoutes(api, calendarStore);
  return api;
}

/** What every request passes, and where every fault ends. */
function ground({ hono, contracts }: Api): void {
  hono.use(async (c, next) => {
    parseEnv(c.env);
    const at = Date.now();
    c.set("now", instant(at));
    c.set("requestId", newId(at));
    c.set("meter", { trips: 0, read: 0, written: 0 });
    c.set("cookies", []);
    await next();
    finish(c);
  });
  hono.get("/api/openapi.json", (c) => c.json(openApi(contracts)));
  if (__DEV__) {
    hono.get("/dev/:page{mail|mail\\.json}", (c) => mailbox(new URL(c.req.url)));
    // What a request costs at least: the bench divides by it.
    hono.get("/dev/d1", async (c) =>
      c.json(await c.env.SHARD_0.prepare("SELECT uuid FROM tenant_here WHERE tenant = 1").all()),
    );
  }
  hono.notFound((c) => problem(c, { code: "route/not_found" }));
  hono.onError((fault, c) => {
    if (fault instanceof Refused) return problem(c, fault.refusal);
    if (fault instanceof Replayed) return replayed(c, fault);
    // The message and the stack stay here: D1's own errors can carry parameters.
    console.error(JSON.stringify({ request: c.var.requestId, fault: faultName(fault) }));
    return problem(c, { code: "internal" });
  });
}

function replayed(c: AppContext, { stored, sameBody }: Replayed): Response {
  if (!sameBody) return problem(c, { code: "input/key_reused" });
  return new Response(stored.answer, {
    status: stored.status,
    headers: { "content-type": "application/json", "idempotency-replayed": "true" },
  });
}

/** A development server prints the fault itself; elsewhere only what kind it was. */
function faultName(fault: Error): string {
  return __DEV__ ? `${fault.stack ?? fault.message}` : fault.name;
}

function finish(c: AppContext): void {
  const { headers } = c.res;
  if (c.res.status === 101) return;
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "same-origin");
  headers.set("x-frame-options", "DENY");
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  headers.set(
    "content-security-policy",
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
  );
  headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  headers.set("fairlead-request", c.var.requestId);
  for (const cookie of c.var.cookies) headers.append("set-cookie", cookie);
  if (__DEV__) {
    const { trips, read, written } = c.var.meter;
    headers.set("fairlead-d1", `trips=${trips};read=${read};written=${written}`);
  }
}

export const api = mountedApi();
export const app = api.hono;
