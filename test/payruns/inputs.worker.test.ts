// Goal: what a plan asks for reaches the engine: events of deals, corrections, teams, transfers; and nobody
// is shown other people's figures with their own. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { listed, read, sale, statement, step, TIERED, upTo, world } from "./world.ts";

const [component] = TIERED.components;
const FLAT = { ...component, kind: "flat", rate: "10%", measure: undefined, tiers: undefined };

describe("pay that waits for the money", () => {
  test("is released as it comes in, and parts end exactly at the whole", async () => {
    const at = await world({
      document: {
        ...TIERED,
        components: [FLAT],
        release: { parts: [{ share: "1", on: { event: "collection" } }] },
        leaver: { unreleased: "when_released" },
      },
    });
    const eventMetrics = { collection: "collection" };
    await done(at.author.client.patch("/pay-settings", { eventMetrics }, { version: 0 }));
    await sale(at, "anna", "2026-05-04", "1000.00", { deal: "d1" });
    const cash = async (on: string, amount: string) =>
      await sale(at, "anna", on, amount, { metric: "collection", deal: "d1", externalId: on });
    await cash("2026-05-20", "333.33");
    const may = await upTo(at, "2026-05-01", "pay");
    expect((await statement(at, may, "anna")).statement).toMatchObject({
      ...{ earned: "100.00", payable: "33.33", pending: "66.67", pay: "33.33" },
    });
    await cash("2026-06-02", "333.33");
    await cash("2026-06-09", "400.00");
    const june = await upTo(at, "2026-06-01", "calculate");
    expect((await statement(at, june, "anna")).statement).toMatchObject({
      ...{ earned: "0.00", payable: "66.67", pending: "0.00", pay: "66.67" },
    });
  });
});

describe("an approved correction", () => {
  test("is a line of the first open period, and whoever entered it does not approve the run", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "1000.00");
    await upTo(at, "2026-05-01", "pay");
    const id = newId(Date.now());
    await done(
      at.second.client.post("/pay-adjustments", {
        ...{ id, person: at.ids["anna"], on: "2026-05-01", currency: "CNY" },
        ...{ amount: "12.34", kind: "correction", reason: "A demo was forgotten." },
      }),
    );
    const third = await member(at.id, "finance");
    const { headers } = await done(
      at.finance.client.get(`/pay-adjustments?person=${at.ids["anna"]}`),
    );
    expect(headers.get("content-type")).toContain("json");
    await done(at.finance.client.post(`/pay-adjustments/${id}/approve`, {}));
    const june = await upTo(at, "2026-06-01", "submit");
    const shown = await statement(at, june, "anna");
    expect(shown.statement).toMatchObject({ pay: "12.34" });
    expect(shown.statement.lines).toContainEqual(
      expect.objectContaining({ kind: "adjustment", amount: "12.34" }),
    );
    const refused = await step(at, june, "approve", at.second);
    expect([refused.status, refused.body.code]).toEqual([403, "pay_run/own_correction"]);
    await done(step(at, june, "approve", third));
    expect((await read(at, june)).state).toBe("approved");
  });
});

describe("a team's pool", () => {
  test("is shared by its people, and shows nobody the others' figures", async () => {
    const at = await world({
      document: {
        ...TIERED,
        components: [
          {
            ...{ kind: "pool", key: "pool", name: { zh: "奖池", en: "Pool" }, window: "period" },
            ...{ unit: "own_unit", sum: { rate: "1%", metric: "revenue" } },
            share: { contribution: "revenue" },
          },
        ],
      },
    });
    await sale(at, "anna", "2026-05-04", "300000.00");
    await sale(at, "bo", "2026-05-05", "100000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    expect((await listed(at, run)).map(({ pay }) => pay)).toEqual(["3000.00", "1000.00"]);
    const shown = await statement(at, run, "anna");
    expect([shown.recomputed, shown.input.participants.length]).toEqual([true, 2]);
    const anna = await member(at.id, "member", { person: String(at.ids["anna"]) });
    const own = await done(anna.client.get(`/pay-runs/${run}/statements/${at.ids["anna"]}`));
    expect(own.body).toMatchObject({ recomputed: true, input: null });
    expect(own.text).not.toContain(at.ids["bo"]);
  });
});

describe("the input of a plan", () => {
  test("comes for a draft over any interval, in pages, and computes what the run pays", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "1200000.00");
    const { body } = await done(
      at.author.client.post(`/incentive-plans/${at.plan}/input`, {
        ...{ from: "2026-05-01", until: "2026-07-01" },
        document: { ...TIERED, components: [FLAT] },
      }),
    );
    expect(body).toMatchObject({ people: 2, credits: 1, next: null });
    const { evaluateJson } = await import("../../workers/incentives/evaluate.ts");
    const made = evaluateJson(body.input, { trace: false });
    const pays = made.ok ? made.value.statements.map(({ pay }) => Number(pay)) : [];
    expect(Math.max(...pays)).toBe(12_000_000);
    const years = { from: "2020-01-01", until: "2026-07-01" };
    const refused = await at.author.client.post(`/incentive-plans/${at.plan}/input`, years);
    expect([refused.status, refused.body.code]).toEqual([422, "pay_run/interval"]);
  });
});
