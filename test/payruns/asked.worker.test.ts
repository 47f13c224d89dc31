// Goal: a run asks for the approval of those who may give it, and only who has a statement is told of one.
// Method: the first page of each account on real D1, beside what the step itself answers.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { must } from "../../workers/lib/assert.ts";
import { work } from "../../workers/jobs/work.ts";
import { env, member, type Person, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { publishPlan, read, repriced, sale, step, upTo, type World, world } from "./world.ts";

type Line = { kind: string; count: number; path: string };
/** The first page, once the job has seen what happened. */
const lines = async ({ id }: World, { client }: Person): Promise<Line[]> => {
  await work(env, { tenant: id }, Date.now());
  return (await done(client.get("/notices"))).body.items;
};
const kinds = async (at: World, who: Person) => (await lines(at, who)).map(({ kind }) => kind);
const asked = async (at: World, who: Person) => (await kinds(at, who)).includes("run_to_approve");
/** What the run's own page says of approving it; null: it would be taken. */
const refusal = async (run: string, { client }: Person): Promise<string | null> => {
  const { may } = (await done(client.get(`/pay-runs/${run}`))).body;
  const found = may.find(({ action }: { action: string }) => action === "approve");
  return found === undefined ? "none" : (found.refused?.code ?? null);
};

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
    [at.owner, editor, at.finance, at.second, third].map((who) => asked(at, who)),
  );
  expect(seen).toEqual([false, true, false, true, false]);
  expect((await step(at, may, "approve", at.finance)).body.code).toBe("pay_run/own_opening");
  await done(step(at, may, "approve"));
  await done(step(at, may, "lock"));
  const next = await upTo(at, "2026-06-01", "calculate");
  await done(step(at, next, "submit", third));
  const then = await Promise.all(
    [at.owner, editor, at.finance, at.second, third].map((who) => asked(at, who)),
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
  expect(await kinds(at, anna)).toContain("statement_ready");
  expect(await kinds(at, bo)).not.toContain("statement_ready");
}, 60_000);

test("exactly those are asked whose approval the run's own page would let through", async () => {
  const at = await world();
  const [terms, settings, corrector, submitter, other] = await Promise.all(
    (["admin", "admin", "finance", "finance", "finance"] as const).map((role) =>
      member(at.id, role),
    ),
  ).then((all) => all.map((each) => must(each)));
  const everybody = [at.owner, at.second, terms, settings, corrector, submitter, other].map((who) =>
    must(who),
  );
  await sale(at, "anna", "2026-05-04", "700000.00");
  await done(
    must(terms).client.post(`/incentive-plans/${at.plan}/members`, {
      ...{ from: "2026-05-01", people: [{ person: at.ids["chen"] }] },
    }),
  );
  await done(must(settings).client.patch("/pay-settings", { deductionMax: "0.2" }, { version: 0 }));
  const correction = newId(Date.now());
  const body = {
    ...{ id: correction, kind: "correction", person: at.ids["anna"], on: "2026-05-01" },
    ...{ currency: "CNY", amount: "120.00", reason: "A demo of May" },
  };
  await done(must(corrector).client.post("/pay-adjustments", body));
  await done(at.second.client.post(`/pay-adjustments/${correction}/approve`, {}));
  const may = await upTo(at, "2026-05-01", "calculate");
  await done(step(at, may, "submit", must(submitter)));
  const seen = [];
  for (const who of everybody) seen.push([await refusal(may, who), await asked(at, who)]);
  expect(seen).toEqual([
    ["pay_run/own_plan", false],
    [null, true],
    ["pay_run/own_terms", false],
    ["pay_run/own_settings", false],
    ["pay_run/own_correction", false],
    ["pay_run/own_run", false],
    [null, true],
  ]);
  await done(step(at, may, "approve", must(other)));
  for (const who of everybody) expect(await asked(at, who)).toBe(false);
}, 60_000);

test("repriced lines are asked for first, of those whose word counts; then the run", async () => {
  const { at, june } = await repriced();
  const anna = await member(at.id, "finance", { person: must(at.ids["anna"]) });
  expect(await kinds(at, at.author)).not.toContain("true_ups_to_decide");
  for (const who of [at.second, anna])
    expect(await lines(at, who)).toContainEqual(
      expect.objectContaining({
        ...{ kind: "true_ups_to_decide", count: 2 },
        path: `/incentives/runs/${june}?at=true-ups`,
      }),
    );
  expect(await asked(at, at.second)).toBe(false);
  const { hash } = await read(at, june);
  const say = async (by: Person) =>
    await done(by.client.post(`/pay-runs/${june}/true-ups`, { hash, decision: "approved" }));
  await say(anna);
  expect(await kinds(at, anna), "what is left is their own").not.toContain("true_ups_to_decide");
  await say(at.second);
  expect(await kinds(at, at.second)).toContain("run_to_approve");
  expect(await kinds(at, at.second)).not.toContain("true_ups_to_decide");
}, 60_000);

test("opening balances are asked for of a second person, and of who is alone", async () => {
  const at = await world();
  const anna = await member(at.id, "finance", { person: must(at.ids["anna"]) });
  const opening = {
    ...{ plan: at.plan, from: "2026-05-01", note: "from the old sheet" },
    rows: [{ person: at.ids["anna"], debt: "1000.00" }],
  };
  await done(at.finance.client.post("/pay-openings", { id: newId(Date.now()), ...opening }));
  const asks = async (who: Person) => (await kinds(at, who)).includes("opening_to_decide");
  expect([await asks(at.finance), await asks(anna), await asks(at.second)]).toEqual([
    ...[false, false, true],
  ]);
  await rows(
    at.id,
    "UPDATE access SET state = 'left' WHERE tenant = ?1 AND account <> ?2",
    at.finance.account,
  );
  expect(await asks(at.finance)).toBe(true);
}, 60_000);

test("who alone may approve is asked, though nobody else wrote the plan or submitted", async () => {
  const at = await world();
  await sale(at, "anna", "2026-05-04", "700000.00");
  const may = await upTo(at, "2026-05-01", "calculate");
  await done(step(at, may, "submit", at.owner));
  expect(await asked(at, at.owner)).toBe(false);
  await rows(
    at.id,
    "UPDATE access SET state = 'left' WHERE tenant = ?1 AND account <> ?2",
    at.owner.account,
  );
  expect(await asked(at, at.owner)).toBe(true);
}, 60_000);
