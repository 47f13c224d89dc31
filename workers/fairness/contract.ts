import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, wireId } from "../lib/wire.ts";

const PlanId = wireId<"plan">();
/** Decimal text at the metric's scale. */
const Amount = v.string();

export const getFairness = contract({
  id: "getPlanFairness",
  method: "GET",
  path: "/plans/:planId/fairness",
  tag: "fairness",
  summary: "What a plan's fairness is judged by: each recipient's last 36 months, tenure, position",
  description:
    "Nothing of it depends on the plan's weights, so the panel is made from it in the browser while a weight moves, by the code that the server tests. A manager is told of the people under the own unit.",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  status: 200,
  answer: v.object({
    plan: v.string(),
    asOf: WireDay,
    known: v.array(v.boolean()),
    people: v.array(
      v.object({
        subject: v.string(),
        startsOn: WireDay,
        endsOn: WireDay,
        position: v.nullable(v.string()),
        months: v.array(v.nullable(Amount)),
      }),
    ),
  }),
  refuses: ["plan/not_found"],
});
