import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { wireId } from "../lib/wire.ts";
import { WireJob } from "./plan-job.ts";

const PlanId = wireId<"plan">();

export const getJob = contract({
  id: "getPlanJob",
  method: "GET",
  path: "/plans/:planId/job",
  tag: "targets",
  summary: "The newest long work on a plan: how far it is, or what came of it",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  status: 200,
  answer: v.object({ job: v.nullable(WireJob) }),
  refuses: ["plan/not_found"],
});

export const cancelJob = contract({
  id: "cancelPlanJob",
  method: "POST",
  path: "/plans/:planId/job/cancel",
  tag: "targets",
  summary: "Stop the work that is going on; nothing of it is kept",
  may: "targets.allocate",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({}),
  status: 202,
  answer: v.object({ job: WireJob }),
  refuses: ["plan/not_found", "plan/no_job"],
});
