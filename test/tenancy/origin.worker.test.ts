// Goal: a page of somebody else changes nothing with our cookie (bars S8). Method: every route that
// changes something, from a foreign page, from a page that hides its origin, and from our own.
import { beforeAll, describe, expect, test } from "vitest";
import { AUTH_ROUTES } from "../../workers/http/auth.ts";
import { api } from "../../workers/http/app.ts";
import { BASE, client, company } from "../support/world.ts";
import { type Furnished, furnish } from "./isolation-fixtures.ts";
import { ownRequest, send } from "./own-request.ts";

let at: Furnished;
beforeAll(async () => {
  at = await furnish(await company(), { canary: "ORIGIN", prime: "104729.00" });
}, 60_000);

const changes = () =>
  api.contracts.filter(({ method, may }) => method !== "GET" && may !== "public");
const from = (origin: string) => client({ cookie: at.company.owner.cookie, origin });

describe("a change with a cookie", () => {
  test.each(["https://evil.example", "null", `${BASE}.evil.example`, "http://127.0.0.1:8788", ""])(
    "is refused on every route from the origin %j",
    async (origin) => {
      expect(changes().length).toBeGreaterThan(30);
      for (const contract of changes()) {
        const answer = await send(from(origin), contract, ownRequest(contract, at.ids));
        expect(answer, contract.id).toMatchObject({
          status: 403,
          body: { code: "auth/foreign_origin" },
        });
      }
      for (const [, path] of AUTH_ROUTES.filter(([method]) => method === "POST")) {
        const { status } = await from(origin).post(`/api/auth${path}`, {});
        expect(status, path).toBe(403);
      }
    },
  );

  test("is not saved by a key beside the cookie", async () => {
    const both = client({
      cookie: at.company.owner.cookie,
      origin: "https://evil.example",
      authorization: "Bearer nothing",
    });
    const refused = await both.patch("/tenant", { name: "B" }, { version: 1 });
    expect(refused.body.code).toBe("auth/foreign_origin");
  });

  test("from our own page is no foreign one", async () => {
    const done = await from(BASE).patch("/tenant", { name: "Own" }, { version: 1 });
    expect(done.status).toBe(200);
  });
});
