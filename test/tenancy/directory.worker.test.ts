// Goal: where a company is and what day it has there is the shard's to say; what an isolate kept of the
// directory is put right by the first request that meets it. Method: the rows are changed as a move or
// another isolate would change them.
import { describe, expect, test } from "vitest";
import { company, env, type Company } from "../support/world.ts";

/** In the shard and in the directory, behind the back of this isolate's memory. */
async function elsewhere({ id, shard }: Company, what: string, to: string | number) {
  for (const [database, table] of [
    [env[shard], "tenant_here"],
    [env.CONTROL, "directory"],
  ] as const)
    await database.prepare(`UPDATE ${table} SET ${what} = ?2 WHERE uuid = ?1`).bind(id, to).run();
}

describe("what an isolate remembers of the directory", () => {
  test("is forgotten with a 503 when the company has moved, and right at the next request", async () => {
    const made = await company();
    expect((await made.api.get("/tenant")).status).toBe(200);
    await elsewhere(made, "epoch", 2);
    const moved = await made.api.get("/tenant");
    expect(moved).toMatchObject({ status: 503, body: { code: "tenant/moved" } });
    expect(moved.headers.get("retry-after")).toBe("2");
    expect((await made.api.get("/tenant")).status).toBe(200);
  });

  test.each([
    ["the zone", "time_zone", "Pacific/Kiritimati", "Pacific/Pago_Pago"],
    ["the day of a sandbox", "day_offset", 400, -400],
  ])("follows %s from the second request on", async (_, what, there, back) => {
    const made = await company();
    const today = async () => (await made.api.get("/tenant")).body.today;
    for (const to of [there, back]) {
      await elsewhere(made, what, to);
      await today();
      const now = Date.now() + (what === "day_offset" ? Number(to) * 86_400_000 : 0);
      const { timeZone } = (await made.api.get("/tenant")).body;
      const day = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
      expect(await today()).toBe(day);
    }
  });
});
