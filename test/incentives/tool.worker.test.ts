// Goal: anyone may compute pay, without an account; what is wrong is told with its place.
import { describe, expect, test } from "vitest";
import { PAYOUT_EXAMPLES } from "../../workers/incentives/tools-examples.ts";
import { client } from "../support/world.ts";

const [example] = PAYOUT_EXAMPLES;
if (!example) throw new Error("an example");
const [plan] = example.plans;
const [tiered] = plan?.components ?? [];
const withTiers = (tiers: unknown) => ({
  ...example,
  plans: [{ ...plan, components: [{ ...tiered, tiers }] }],
});

describe("POST /tools/payout", () => {
  test("answers the example of its own document: 100,000, then the refund as a true-up", async () => {
    const headers = { origin: "https://customer.example" };
    const { status, body } = await client().post("/tools/payout", example, { headers });
    expect(status).toBe(200);
    expect(body.statements.map((each: { pay: string }) => each.pay)).toEqual(["100000.00", "0.00"]);
    expect(
      body.statements[1].lines.map((line: { kind: string; amount: string; trueUp: boolean }) => [
        line.kind,
        line.amount,
        line.trueUp,
      ]),
    ).toEqual([
      ["component", "-44000.00", true],
      ["component", "0.00", false],
      ["debt_carried", "44000.00", false],
    ]);
    expect(body.statements[0].hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("a gap between tiers is named, with its pointer, in both languages", async () => {
    const tiers = [
      { from: "0", until: "1000000", pays: { rate: "8%" }, reach: "own" },
      { from: "1200000", until: null, pays: { rate: "10%" }, reach: "own" },
    ];
    const { status, body } = await client().post("/tools/payout", withTiers(tiers));
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "incentives/tier_gap",
      pointer: "/plans/0/components/0/tiers/1/from",
      facts: { from: "1000000", until: "1200000" },
    });
    expect(body.messages.zh).toContain("1000000 到 1200000");
  });

  test("a choice without default that is not made is a missing field", async () => {
    const tiers = [{ from: "0", until: null, pays: { rate: "8%" } }];
    const { status, body } = await client().post("/tools/payout", withTiers(tiers));
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe("/plans/0/components/0/tiers/0/reach");
  });

  test("ten thousand tiers, and a document of 5 MB, are refused", async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      from: String(at),
      until: String(at + 1),
      pays: { rate: "1%" },
      reach: "own",
    }));
    const tiers = await client().post("/tools/payout", withTiers(many));
    expect([tiers.status, tiers.body.errors[0].messages.en]).toEqual([400, "At most 200 items."]);
    const large = await client().post("/tools/payout", {
      ...example,
      filler: "x".repeat(5_000_000),
    });
    expect([large.status, large.body.code]).toEqual([413, "input/too_large"]);
  });

  test("stands in the API's document, with its schema and an example", async () => {
    const { body } = await client().get("/api/openapi.json");
    const { operationId, requestBody } = body.paths["/api/v1/tools/payout"].post;
    expect(operationId).toBe("toolPayout");
    const { schema } = requestBody.content["application/json"];
    expect(schema.examples).toHaveLength(1);
    expect(schema.properties.plans.items.$ref).toBe("#/components/schemas/IncentivePlan");
    const plan = body.components.schemas.IncentivePlan;
    expect(plan.required).toContain("components");
    expect(JSON.stringify([schema, plan]).length).toBeLessThan(200_000);
  });
});
