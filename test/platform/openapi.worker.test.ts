// Goal: the API changes on purpose. The document is kept beside this test; a difference is looked at in
// review. To accept it: ACCEPT=1 npm test (then read the diff before you commit it).
import { describe, expect, test } from "vitest";
import { api } from "../../workers/http/app.ts";
import { isProblemCode } from "../../workers/http/problems.ts";
import { isPermission } from "../../workers/tenancy/roles.ts";
import { client, company } from "../support/world.ts";

type Operation = {
  operationId?: string;
  summary?: string;
  responses: Record<string, unknown>;
  "x-may"?: string;
};
const document = async () => (await client().get("/api/openapi.json")).body;

describe("the OpenAPI document", () => {
  test("is the one that was accepted", async () => {
    await expect(`${JSON.stringify(await document(), null, 2)}\n`).toMatchFileSnapshot(
      "../snapshots/openapi.json",
    );
  });

  test("says of every operation what it is, who may and how it refuses", async () => {
    const { paths } = (await document()) as { paths: Record<string, Record<string, Operation>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBe(api.contracts.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      const may = operation["x-may"] ?? "";
      expect(operation.summary, operation.operationId).toBeTruthy();
      expect(isPermission(may) || may === "public" || may === "signed_in").toBe(true);
      if (isPermission(may)) expect(Object.keys(operation.responses)).toContain("403");
    }
  });

  test("says that what has not changed is not sent again", async () => {
    const { paths } = (await document()) as { paths: Record<string, Record<string, Operation>> };
    const { api: keyed } = await company();
    const version = (await keyed.get("/tenant")).headers.get("etag") ?? "";
    const again = await keyed.get("/tenant", { "if-none-match": version });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect(Object.keys(paths["/api/v1/tenant"]?.["get"]?.responses ?? {})).toContain("304");
  });

  test("names only refusals that have a text in both languages", () => {
    const unknown = api.contracts.flatMap(({ id, refuses }) =>
      refuses.filter((code) => !isProblemCode(code)).map((code) => `${id}: ${code}`),
    );
    expect(unknown).toEqual([]);
  });

  test("says of every id in a path what it names, so that the matrix can swap it", () => {
    const silent = api.contracts
      .filter(({ may }) => isPermission(may))
      .flatMap(({ id, path, ids }) =>
        [...path.matchAll(/:(\w*(?:Id|account))\b/g)]
          .filter(([, name]) => !Object.keys(ids ?? {}).some((key) => key.endsWith(`${name}`)))
          .map(([, name]) => `${id}: ${name}`),
      );
    expect(silent).toEqual([]);
  });
});
