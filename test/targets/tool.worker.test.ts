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

  test("a table is exact in both directions, or names who contradicts", async () => {
    const table = {
      method: "two_way",
      granularity: "100",
      columns: [
        { id: "7月", total: "900" },
        { id: "8月", total: "1100" },
      ],
      rows: [
        { id: "张三", total: "1200", curve: ["1", "1"] },
        { id: "李四", total: "800", curve: ["1", "1"] },
      ],
    };
    const { status, body } = await client().post("/tools/allocation", table);
    expect(status).toBe(200);
    const cells = body.rows.map((row: { cells: { amount: string }[] }) =>
      row.cells.map((each) => each.amount),
    );
    expect(cells).toEqual([
      ["500.00", "700.00"],
      ["400.00", "400.00"],
    ]);
    const away = { ...table, rows: table.rows.map((row) => ({ ...row, curve: ["1", "0"] })) };
    const refused = await client().post("/tools/allocation", away);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: "allocation/contradiction_rows",
      facts: { columns: "8月", missing: "1100.00" },
    });
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
