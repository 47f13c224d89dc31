// Goal: what people stated in a negotiation, frozen with its round, is what a run pays by; who has stated
// nothing is named before the plan is published. Method: the real Worker on real D1, from the round to pay.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { member, rows } from "../support/world.ts";
import { done, plan as targetPlan } from "../targets/team.ts";
import { publishPlan, sale, statement, step, TIERED, upTo, world } from "./world.ts";

const GONIK = {
  ...{ kind: "gonik", key: "honest", name: { zh: "如实预测奖", en: "Honest forecast" } },
  ...{ window: "quarter", metric: "revenue", factorFloor: "0", pays: "10000" },
};

test("a forecast frozen in a round reaches the statement of the window's last period", async () => {
  const at = await world({ document: { ...TIERED, from: "2026-04-01" }, people: ["anna"] });
  const path = `/incentive-plans/${at.plan}`;
  const { body: draft } = await done(at.author.client.get(path));
  const document = {
    ...{ ...draft.plan.document, components: [GONIK], noTarget: "pays_zero", change: "restart" },
  };
  await done(at.author.client.patch(path, { document }, { version: draft.plan.version }));
  const { body: now } = await done(at.author.client.get(path));
  const early = await at.author.client.post(
    `${path}/publish`,
    { from: "2026-04-01" },
    { version: now.plan.version },
  );
  expect(early.body.code).toBe("payplan/flaws");
  const lacking = early.body.errors.find(
    ({ code }: { code: string }) => code === "payplan/no_forecasts",
  );
  expect(lacking).toMatchObject({ pointer: "/components/0", people: "anna", count: 1 });

  const goal = targetPlan({ from: "2026-04-01", until: "2026-07-01", amount: "4000000.00" });
  await done(at.api.post("/plans", goal));
  await done(at.api.post(`/plans/${goal.id}/allocate`, {}));
  const round = newId(Date.now());
  const opening = { id: round, deadline: "2099-12-31", payoff: { kind: "gonik" } };
  await done(at.api.post(`/plans/${goal.id}/rounds`, opening));
  const anna = await member(at.id, "member", { person: String(at.ids["anna"]) });
  const thread = `/rounds/${round}/threads/${at.ids["anna"]}`;
  const { body } = await done(at.api.get(thread));
  await done(
    anna.client.post(
      `${thread}/moves`,
      { kind: "state", amount: "1200000" },
      { version: body.thread.version },
    ),
  );
  // The deadline goes by.
  await rows(at.id, "UPDATE negotiation_rounds SET deadline = '2026-04-15' WHERE tenant = ?1");
  await done(at.api.post(`/rounds/${round}/close`, {}, { version: 1 }));
  await done(
    at.api.post("/targets", {
      rows: [
        { from: "2026-04-01", until: "2026-07-01" },
        { from: "2026-07-01", until: "2027-04-01" },
      ].map((days) => ({
        ...{ subject: at.ids["anna"], metric: "revenue", amount: "1000000", ...days },
      })),
    }),
  );
  await publishPlan(at.author.client, at.plan, "2026-04-01");

  await sale(at, "anna", "2026-05-04", "1200000.00");
  for (const from of ["2026-04-01", "2026-05-01"]) await upTo(at, from, "lock");
  const june = await upTo(at, "2026-06-01", "calculate");
  // F = A = 1,200,000 of O = 1,000,000: 1.2 x 1.2 = 144 % of 10,000.
  const shown = await statement(at, june, "anna");
  expect(shown).toMatchObject({ recomputed: true, statement: { pay: "14400.00" } });
  expect(shown.input.forecasts).toMatchObject([
    { metric: "revenue", from: "2026-04-01", until: "2026-07-01", value: "1200000.00" },
  ]);
  expect((await step(at, june, "submit")).status).toBe(200);
});
