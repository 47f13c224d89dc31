// Goal: a run asks for the approval of those who may give it, and only who has a statement is told of one.
// Method: the first page of each account on real D1, beside what the step itself answers.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { must } from "../../workers/lib/assert.ts";
import { member, type Person } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { publishPlan, sale, step, upTo, world } from "./world.ts";

const kinds = async ({ client }: Person): Promise<string[]> =>
  (await done(client.get("/notices"))).body.items.map(({ kind }: { kind: string }) => kind);
const asked = async (who: Person) => (await kinds(who)).includes("run_to_approve");

test("who edited an earlier version or entered opening balances is not asked", async () => {
  const at = await world();
  const editor = await member(at.id, "admin");
  const path = `/incentive-plans/${at.plan}`;
  const { plan } = (await done(editor.client.get(path))).body;
  const document = { ...plan.document, change: "restart" };
  await done(editor.client.patch(path, { document }, { version: plan.version }));
  await publishPlan(editor.client, at.plan, "2026-06-01");
  const opening = newId(Date.now());
  await done(
    at.finance.client.post("/pay-openings", {
      ...{ id: opening, plan: at.plan, from: "2026-05-01", note: "from the old sheet" },
      rows: [{ person: at.ids["anna"], debt: "1000.00" }],
    }),
  );
  await done(at.second.client.post(`/pay-openings/${opening}/approve`, {}));
  await sale(at, "anna", "2026-05-04", "700000.00");
  const may = await upTo(at, "2026-05-01", "calculate");
  const third = await member(at.id, "finance");
  await done(step(at, may, "submit", third));
  const seen = await Promise.all(
    [at.owner, editor, at.finance, at.second, third].map((who) => asked(who)),
  );
  expect(seen).toEqual([false, true, false, true, false]);
  expect((await step(at, may, "approve", at.finance)).body.code).toBe("pay_run/own_opening");
  await done(step(at, may, "approve"));
  await done(step(at, may, "lock"));
  const next = await upTo(at, "2026-06-01", "calculate");
  await done(step(at, next, "submit", third));
  const then = await Promise.all(
    [at.owner, editor, at.finance, at.second, third].map((who) => asked(who)),
  );
  expect(then, "both versions are computed by; the opening is known").toEqual([
    ...[false, false, true, true, false],
  ]);
  expect((await step(at, next, "approve", at.owner)).body.code).toBe("pay_run/own_plan");
}, 60_000);

test("who is off the plan by the calculation that holds is told of no statement", async () => {
  const at = await world();
  const anna = await member(at.id, "member", { person: must(at.ids["anna"]) });
  const bo = await member(at.id, "member", { person: must(at.ids["bo"]) });
  const run = await upTo(at, "2026-05-01", "calculate");
  await done(
    at.owner.client.post(`/incentive-plans/${at.plan}/members/end`, {
      ...{ until: "2026-05-01", people: [at.ids["bo"]] },
    }),
  );
  await done(step(at, run, "calculate"));
  await done(step(at, run, "submit"));
  await done(step(at, run, "approve"));
  expect(await kinds(anna)).toContain("statement_ready");
  expect(await kinds(bo)).not.toContain("statement_ready");
}, 60_000);
