// Goal: anyone may ask, without an account; what is wrong is told as a problem with every place.
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../workers/tools/examples.ts";
import { client } from "../support/world.ts";

const anyone = client();

describe("POST /tools/metrics", () => {
  test.each(EXAMPLES.map((example, at) => [at, example] as const))(
    "answers example %i of the document",
    async (_, example) => {
      const answer = await anyone.post("/tools/metrics", example);
      expect(answer).toMatchObject({ status: 200, body: { calculate: example.calculate } });
      expect(answer.headers.get("fairlead-d1")).toBe("trips=0;read=0;written=0");
    },
  );

  test("names every place that is wrong, in both languages", async () => {
    const { status, body } = await anyone.post("/tools/metrics", {
      calculate: "growth",
      rows: [
        { id: "a", now: "x", before: "1" },
        { id: "b", now: "1", before: "" },
      ],
    });
    expect(status).toBe(422);
    expect(
      body.errors.map(({ pointer, id }: { pointer: string; id: string }) => [pointer, id]),
    ).toEqual([
      ["/rows/0/now", "a"],
      ["/rows/1/before", "b"],
    ]);
    expect(body.errors[0].messages.zh).toContain("不是数");
  });

  test("refuses what it does not know before it calculates", async () => {
    expect((await anyone.post("/tools/metrics", { calculate: "magic" })).status).toBe(400);
    expect(
      (await anyone.post("/tools/metrics", { calculate: "evenness", values: [] })).status,
    ).toBe(400);
    expect(
      (await anyone.post("/tools/metrics", { calculate: "evenness", values: [1] })).status,
    ).toBe(400);
  });

  test("stands in the API's document with its examples", async () => {
    const { body } = await anyone.get("/api/openapi.json");
    const { operationId, requestBody } = body.paths["/api/v1/tools/metrics"].post;
    expect(operationId).toBe("toolMetrics");
    expect(JSON.stringify(requestBody)).toContain('"calculate":"pipeline"');
  });
});
