// Goal: the sample company loads whole, goes on after a cut, and goes away without touching a row of
// the tenant's own. Method: the real commands on real D1; faults by a database that stops answering.
import { describe, expect, test } from "vitest";
import { yunfan } from "../../db/sample/yunfan.ts";
import { SAMPLE_TOOLS } from "../../workers/jobs/sample.ts";
import { work } from "../../workers/jobs/work.ts";
import { day } from "../../workers/lib/day.ts";
import { advanceSample } from "../../workers/sample/advance-sample.ts";
import type { TenantDb } from "../../workers/tenancy/tenant-db.ts";
import { type Company, company, env, rows } from "../support/world.ts";

/** No claim about time: only so that a job that stands still fails with a sentence. */
const LOADED_WITHIN_MS = 60_000;

/**
 * Starts the sample and does what the queue does, which does it too: two runners of one job. The one
 * that was faster wins each batch, the other looks again.
 */
async function loaded(at: Company): Promise<void> {
  const begun = await at.api.post("/sample");
  expect(begun).toMatchObject({ status: 202, body: { state: "loading" } });
  for (const giveUpAt = Date.now() + LOADED_WITHIN_MS; Date.now() < giveUpAt;) {
    await work(env, { tenant: at.id }, Date.now());
    if ((await at.api.get("/sample")).body.state === "ready") return;
  }
  throw new Error("the sample was not loaded");
}

async function count(at: Company, table: string, where = "1"): Promise<number> {
  const [row] = await rows(
    at.id,
    `SELECT count(*) AS n FROM ${table} WHERE tenant = ?1 AND ${where}`,
  );
  return Number(row?.["n"]);
}

/** Every row of the tenant, but for the log of changes itself and what only jobs and retries use. */
async function everything(at: Company): Promise<Record<string, unknown[]>> {
  const tables = await rows(
    at.id,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND ?1 IS NOT NULL
       AND sql LIKE '%tenant INTEGER%' AND name NOT IN ('commits', 'idempotency', 'cursors')`,
  );
  const all = tables.map(async ({ name }) => {
    const found = await rows(at.id, `SELECT * FROM ${name} WHERE tenant = ?1`);
    return [name, found.map((row) => JSON.stringify(row)).toSorted()];
  });
  return Object.fromEntries(await Promise.all(all));
}

/** Folds the log and compares: totals of people, and of the sample's root. */
async function totalsAgree(at: Company): Promise<void> {
  const fold = await rows(
    at.id,
    `SELECT person AS subject, metric, substr(on_day, 1, 7) || '-01' AS on_day,
       sum(amount) AS amount, count(*) AS n FROM entries WHERE tenant = ?1
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const totals = await rows(
    at.id,
    `SELECT subject, metric, on_day, amount, n FROM totals WHERE tenant = ?1 AND grain = 'm'
       AND subject IN (SELECT id FROM people WHERE tenant = ?1) ORDER BY 1, 2, 3`,
  );
  expect(totals).toEqual(fold);
}

/** A database that stops after some writes, as a machine does that loses power. */
function dying(db: TenantDb, afterWrites: number): TenantDb {
  let left = afterWrites;
  return {
    ...db,
    write: async (statements) => {
      if (left === 0) throw new Error("power is gone");
      left -= 1;
      return await db.write(statements);
    },
  };
}

async function ownData(at: Company): Promise<void> {
  const from = "2020-01-01";
  await at.api.post("/units", { rows: [{ code: "MINE", name: "Mine", kind: "company", from }] });
  const person = { code: "me", name: "Me", startsOn: from, unit: "MINE", unitFrom: from };
  await at.api.post("/people", { rows: [person] });
  const entry = { metric: "revenue", person: "me", on: "2026-03-03", amount: "12.34" };
  const sent = await at.api.post("/entries", { rows: [{ ...entry, externalId: "own-1" }] });
  expect(sent.status).toBe(200);
}

describe("loading the sample", () => {
  test("brings 48 people, every entry once, and totals that re-add", async () => {
    const at = await company();
    await loaded(at);
    const { body } = await at.api.get("/sample");
    expect(body.state).toBe("ready");
    const of = yunfan(day((await at.api.get("/tenant")).body.today));
    expect(await count(at, "people", "sample = 1")).toBe(48);
    expect(await count(at, "units", "sample = 1")).toBe(13);
    expect(await count(at, "entries", "source = 'sample'")).toBe(of.entries.length);
    await totalsAgree(at);
    const revenue = of.entries.filter(({ metric }) => metric === "revenue");
    const [root] = await rows(
      at.id,
      `SELECT sum(amount) AS amount FROM totals WHERE tenant = ?1 AND subject = ?2 AND grain = 'm'
         AND metric = (SELECT id FROM metrics WHERE tenant = ?1 AND code = 'revenue')`,
      body.unit,
    );
    expect(root?.["amount"]).toBe(revenue.reduce((sum, { amount }) => sum + amount, 0));
  });

  test("again changes nothing", async () => {
    const at = await company();
    await loaded(at);
    const before = await everything(at);
    const again = await at.api.post("/sample");
    expect(again.body.state).toBe("ready");
    await work(env, { tenant: at.id }, Date.now());
    expect(await everything(at)).toEqual(before);
  });

  test.each([1, 5])("goes on after a cut behind %i writes", async (writes) => {
    const at = await company();
    await at.api.post("/sample");
    await expect(advanceSample(dying(await at.db(), writes), SAMPLE_TOOLS)).rejects.toThrow();
    expect((await at.api.get("/sample")).body.state).toBe("loading");
    await advanceSample(await at.db(), SAMPLE_TOOLS);
    expect((await at.api.get("/sample")).body.state).toBe("ready");
    const of = yunfan(day((await at.api.get("/tenant")).body.today));
    expect(await count(at, "entries")).toBe(of.entries.length);
    await totalsAgree(at);
  });
});

describe("the sample's plan and boards", () => {
  test("are published and live: targets re-add up the tree, the trouble shows", async () => {
    const at = await company();
    await loaded(at);
    const { unit, plan, board } = (await at.api.get("/sample")).body;
    const shown = await at.api.get(`/plans/${plan}`);
    // The first version, and the change that was carried out on it.
    expect(shown.body.plan.published).toBe(2);
    const year = (await at.api.get("/tenant")).body.today.slice(0, 4);
    const whole = await at.api.get(`/attainment?subject=${unit}&period=FY${year}`);
    const regions = whole.body.children.filter(({ kind }: { kind: string }) => kind === "unit");
    const target = (each: { figures: { target: string | null } }) =>
      BigInt((each.figures.target ?? "0").replace(".", ""));
    expect(regions).toHaveLength(3);
    expect(regions.map(target).reduce((a: bigint, b: bigint) => a + b)).toBe(target(whole.body));
    expect(target(whole.body)).toBe(
      yunfan(day((await at.api.get("/tenant")).body.today)).plan.total,
    );
    const south = regions.find(({ code }: { code: string }) => code === "YF-S");
    const teams = await at.api.get(`/attainment?subject=${south.id}&period=FY${year}`);
    const shares = new Map(
      teams.body.children.map((team: { code: string; figures: { pace: string } }) => [
        team.code,
        Number(team.figures.pace),
      ]),
    );
    expect(shares.get("YF-S2")).toBeLessThan(0.85);
    expect(shares.get("YF-S1")).toBeGreaterThan(0.85);
    const standings = await at.api.get(`/boards/${board}/standings`);
    expect(standings.status).toBe(200);
    expect(standings.body.rows.length).toBeGreaterThan(30);
    expect(standings.body.rows.filter(({ score }: { score: string | null }) => score)).not.toEqual(
      [],
    );
  });
});

describe("removing the sample", () => {
  test("leaves every row of the tenant's own as it was, and can be loaded again", async () => {
    const at = await company();
    await ownData(at);
    const before = await everything(at);
    await loaded(at);
    expect(await everything(at)).not.toEqual(before);
    const removed = await at.api.remove("/sample");
    expect(removed).toMatchObject({ status: 200, body: { state: "none" } });
    expect(await everything(at)).toEqual(before);
    expect(await count(at, "wiping")).toBe(0);
    await loaded(at);
    expect((await at.api.get("/sample")).body.state).toBe("ready");
    await totalsAgree(at);
  });

  test("leaves other tenants of the shard as they were", async () => {
    const [at, other] = [await company({ shard: "SHARD_0" }), await company({ shard: "SHARD_0" })];
    await loaded(at);
    await loaded(other);
    const before = await everything(other);
    await at.api.remove("/sample");
    expect(await everything(other)).toEqual(before);
  });

  test("in the middle of loading wins", async () => {
    const at = await company();
    await at.api.post("/sample");
    await expect(advanceSample(dying(await at.db(), 4), SAMPLE_TOOLS)).rejects.toThrow();
    expect((await at.api.remove("/sample")).status).toBe(200);
    expect(await count(at, "entries")).toBe(0);
    expect(await advanceSample(await at.db(), SAMPLE_TOOLS)).toBe(false);
  });

  test("is refused while a sample person sits in a unit of the tenant's own", async () => {
    const at = await company();
    await ownData(at);
    await loaded(at);
    const move = { person: "YF004", unit: "MINE", from: "2026-01-01" };
    expect((await at.api.post("/memberships", { rows: [move] })).status).toBe(200);
    const refused = await at.api.remove("/sample");
    expect(refused).toMatchObject({ status: 409, body: { code: "sample/entangled" } });
    expect((await at.api.get("/sample")).body.state).toBe("ready");
  });

  test("needs the permission", async () => {
    const at = await company();
    const { status } = await at.owner.client.remove("/sample", {
      headers: { origin: "https://elsewhere.example" },
    });
    expect(status).toBe(403);
  });
});
