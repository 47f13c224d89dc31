// Goal: nobody approves what they set by a way round: the settings a run pays by for the first time, or a
// plan that its pay is compared with. Method: the real Worker on real D1.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { publishPlan, read, sale, step, TIERED, upTo, world } from "./world.ts";

const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

test("who changed how much is taken of later pay approves no run that first pays by it, and the next one", async () => {
  const at = await world();
  const planner = await member(at.id, "admin");
  await done(planner.client.patch("/pay-settings", { deductionMax: "0.2" }, { version: 0 }));
  const run = await upTo(at, "2026-05-01", "submit");
  expect(code(await step(at, run, "approve", planner))).toEqual([403, "pay_run/own_settings"]);
  const { may } = await read({ finance: planner }, run);
  expect(may).toContainEqual({
    action: "approve",
    refused: expect.objectContaining({ code: "pay_run/own_settings" }),
  });
  await done(step(at, run, "approve"));
  await done(step(at, run, "lock"));
  // What bears on no amount holds nobody back; nor do the days for a dispute.
  await done(planner.client.patch("/pay-settings", { disputeDays: 6 }, { version: 1 }));
  const june = await upTo(at, "2026-06-01", "submit");
  await done(step(at, june, "approve", planner));
});

test("who edited a plan that pay is compared with does not approve it, and a new version makes the run stale", async () => {
  const name = { zh: "较高者", en: "The greater" };
  const greater = { kind: "greater_of", key: "best", name, window: "period" };
  const [own] = TIERED.components;
  const components = [own, { ...greater, of: ["commission", { plan: "other" }] }];
  const at = await world({ document: { ...TIERED, components } });
  const planner = await member(at.id, "admin");
  const id = newId(Date.now());
  const other = { ...TIERED, key: "other", name: { zh: "另一方案", en: "Another plan" } };
  await done(planner.client.post("/incentive-plans", { id, document: other }));
  await publishPlan(planner.client, id, "2026-05-01");
  await sale(at, "anna", "2026-05-04", "1000.00");
  const run = await upTo(at, "2026-05-01", "submit");
  expect(code(await step(at, run, "approve", planner))).toEqual([403, "pay_run/own_compared"]);
  await done(step(at, run, "approve"));
  const { body } = await done(planner.client.get(`/incentive-plans/${id}`));
  const tiers = [{ from: "0", until: null, pays: { rate: "20%" }, reach: "own" }];
  const raised = { ...body.plan.document, components: [{ ...own, tiers }] };
  await done(
    planner.client.patch(
      `/incentive-plans/${id}`,
      { document: raised },
      { version: body.plan.version },
    ),
  );
  await publishPlan(planner.client, id, "2026-05-01");
  expect(code(await step(at, run, "lock"))).toEqual([409, "pay_run/stale_basis"]);
});
