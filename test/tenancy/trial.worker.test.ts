// Goal: a trial that has ended leaves everything readable and nothing changeable, whatever route is
// added later. Method: every mounted route of a tenant, before and after the last millisecond.
import { beforeAll, describe, expect, test } from "vitest";
import { company, env } from "../support/world.ts";
import { type Furnished, furnish } from "./isolation-fixtures.ts";
import { ofTenants, ownRequest, send } from "./own-request.ts";

let at: Furnished;
const ends = (when: number) =>
  env[at.company.shard]
    .prepare("UPDATE tenant_here SET trial_ends_at = ?2 WHERE uuid = ?1")
    .bind(at.company.id, when)
    .run();
const call = async (contract: ReturnType<typeof ofTenants>[number]) => {
  const { status, body } = await send(at.company.api, contract, ownRequest(contract, at.ids));
  return body?.code === "trial/ended" ? `${contract.id} ended ${status}` : `${contract.id} goes on`;
};

beforeAll(async () => {
  at = await furnish(await company(), { canary: "TRIAL", prime: "104729.00" });
}, 60_000);

describe("a trial that has ended", () => {
  test("is read to the last route", async () => {
    await ends(1);
    const reads = ofTenants().filter(({ method, asks }) => method === "GET" || asks);
    expect(reads.map(({ id }) => id)).toContain("createTicket");
    expect(await Promise.all(reads.map(call))).toEqual(reads.map(({ id }) => `${id} goes on`));
  });

  test("takes no change, on no route", async () => {
    await ends(1);
    const changes = ofTenants().filter(({ method, asks }) => method !== "GET" && !asks);
    expect(changes.length).toBeGreaterThan(30);
    expect(await Promise.all(changes.map(call))).toEqual(
      changes.map(({ id }) => `${id} ended 403`),
    );
  });

  test("has not ended a minute before, and its last day is a day", async () => {
    await ends(Date.now() + 60_000);
    expect((await at.company.api.get("/tenant")).body.trialDaysLeft).toBe(1);
    const saved = await at.company.api.post("/units", { rows: [{ code: "last", name: "Last" }] });
    expect(saved.status).toBe(200);
  });
});
