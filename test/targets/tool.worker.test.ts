// Goal: anyone may calculate, without an account, and nothing is remembered.
import { describe, expect, test } from "vitest";
import { client } from "../support/world.ts";

const request = {
  method: "factor",
  total: "12000000.00",
  granularity: "1000",
  recipients: [
    { id: "华东", value: "40" },
    { id: "华南", value: "30" },
    { id: "华北", value: "30" },
  ],
};

describe("POST /tools/allocation", () => {
  test("answers without an account, from any page, and re-adds", async () => {
    const headers = { origin: "https://customer.example" };
    const { status, body } = await client().post("/tools/allocation", request, { headers });
    expect(status).toBe(200);
    expect(body.recipients.map((each: { amount: string }) => each.amount)).toEqual([
      "4800000.00",
      "3600000.00",
      "3600000.00",
    ]);
    expect(body.remainder).toBe("0.00");
  });

  test("a refusal is a problem with recipient, value and pointer, in both languages", async () => {
    const bad = { ...request, recipients: [...request.recipients, { id: "西南", value: "-1" }] };
    const { status, body } = await client().post("/tools/allocation", bad);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "allocation/negative_factor",
      pointer: "/recipients/3/value",
      facts: { recipient: "西南", value: "-1" },
    });
    expect(body.messages.zh).toContain("西南");
  });

  test("a field that is no field is named", async () => {
    const { status, body } = await client().post("/tools/allocation", { ...request, method: "x" });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe("/method");
  });

  test("stands in the API's document", async () => {
    const { body } = await client().get("/api/openapi.json");
    expect(body.paths["/api/v1/tools/allocation"].post.operationId).toBe("toolAllocation");
  });
});
