// Goal: a raffle's number is made before its period, is in no answer until the ranking is frozen, and then
// repeats the draw: on real D1, with the clock's own steps.
import { beforeAll, expect, test } from "vitest";
import { awardStore } from "../../workers/awards/store.ts";
import { commitmentOf } from "../../workers/incentives/raffle.ts";
import { work } from "../../workers/jobs/work.ts";
import { day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import type { Row } from "../../workers/tenancy/sql.ts";
import { type Company, company, env } from "../support/world.ts";

const HEX = /^[0-9a-f]{64}$/;
/** After every commit. */
const NEVER = Number.MAX_SAFE_INTEGER;
const fresh = () => newId(Date.now());
let at: Company;
const [asha, unit, metric, rule] = [fresh(), fresh(), fresh(), fresh()];
const monthOf = (steps: number) => {
  const now = new Date();
  return day(
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + steps, 1))
      .toISOString()
      .slice(0, 10),
  );
};
const [past, running, coming, later] = [monthOf(-1), monthOf(0), monthOf(1), monthOf(2)];
const ranking = async (from: string) =>
  await at.api.get(`/award-rules/${rule}/ranking?from=${from}`);
const kept = async () => {
  const { results } = await env.SHARD_0.prepare(
    "SELECT from_day, nonce, commitment FROM award_draws WHERE rule = ? ORDER BY from_day",
  )
    .bind(rule)
    .all<{ from_day: string; nonce: string; commitment: string }>();
  return results;
};

beforeAll(async () => {
  at = await company({ shard: "SHARD_0" });
  const units = [{ id: unit, code: "u0", name: "All", from: "2025-01-01" }];
  expect((await at.api.post("/units", { rows: units })).status).toBeLessThan(300);
  const people = [{ id: asha, code: "p1", name: "Asha", unit: "u0", unitFrom: "2025-01-01" }];
  expect((await at.api.post("/people", { rows: people })).status).toBeLessThan(300);
  const made = await at.api.post("/metrics", {
    ...{ id: metric, code: "m1", nameZh: "签约", nameEn: "Signed", unit: "money", scale: 2 },
  });
  expect(made.status, made.text).toBe(201);
  const names = { zh: "签单王", en: "Deal maker" };
  const ruled = await at.api.post("/award-rules", {
    ...{ id: rule, code: "king" },
    document: {
      ...{ format: "fairlead-award/1", kind: "honour", name: names, gives: names },
      ...{ of: "person", unit: null, basis: { by: "metric", metric, read: "sum" } },
      ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
    },
  });
  expect(ruled.status, ruled.text).toBe(201);
  const rows = [
    { metric: "m1", currency: "CNY", person: "p1", on: running, amount: "100.00", externalId: "a" },
  ];
  expect((await at.api.post("/entries", { source: "crm", rows })).status).toBe(200);
  await work(env, { tenant: at.id }, Date.now());
}, 60_000);

test("the running and the coming period have a number each, the past one none", async () => {
  const draws = await kept();
  expect(draws.map((each) => each.from_day)).toEqual([running, coming]);
  expect(new Set(draws.map(({ nonce }) => nonce)).size).toBe(2);
  for (const { nonce, commitment } of draws) {
    expect(nonce).toMatch(HEX);
    expect(commitmentOf(nonce)).toBe(commitment);
  }
  expect((await ranking(past)).body.draw).toBeNull();
});

test("before the freeze the hash is shown and the number is in no answer and in no commit", async () => {
  const [now, next] = await kept();
  for (const draw of [now, next]) {
    const { body, text } = await ranking(draw?.from_day ?? "");
    expect(body.draw).toMatchObject({ commitment: draw?.commitment, nonce: null });
    expect(text).not.toContain(draw?.nonce);
  }
  const { results } = await env.SHARD_0.prepare(
    "SELECT detail FROM commits WHERE event = 'award/sealed' AND detail LIKE ?",
  )
    .bind(`%${rule}%`)
    .all<{ detail: string }>();
  expect(results).toHaveLength(1);
  expect(results[0]?.detail).toContain(now?.commitment);
  expect(results[0]?.detail).not.toContain(now?.nonce);
});

test("nobody changes a number or takes it away", async () => {
  const shard = env.SHARD_0;
  const change = shard.prepare("UPDATE award_draws SET nonce = commitment WHERE rule = ?");
  await expect(change.bind(rule).run()).rejects.toThrow("append_only:award_draws");
  const remove = shard.prepare("DELETE FROM award_draws WHERE rule = ?");
  await expect(remove.bind(rule).run()).rejects.toThrow("append_only:award_draws");
});

test("the frozen ranking reveals its number and hands it to pay runs; the coming one stays sealed", async () => {
  const sealed = await kept();
  const night = Date.parse(`${coming}T12:00:00Z`);
  await work(env, { tenant: at.id }, night);
  await work(env, { tenant: at.id }, night + 3_600_000);
  const draws = await kept();
  expect(draws.map((each) => each.from_day)).toEqual([running, coming, later]);
  expect(draws.slice(0, 2)).toEqual(sealed);
  const { body } = await ranking(running);
  expect(body.frozen).not.toBeNull();
  expect(body.draw).toMatchObject({ nonce: sealed[0]?.nonce, commitment: sealed[0]?.commitment });
  expect((await ranking(coming)).body.draw.nonce).toBeNull();
  const read = awardStore.boardsOf(running, later, { since: NEVER, cutoff: NEVER });
  const tenant = await env.SHARD_0.prepare("SELECT tenant FROM award_draws WHERE rule = ?")
    .bind(rule)
    .first<number>("tenant");
  const { results } = await env.SHARD_0.prepare(read.sql)
    .bind(tenant, ...read.params)
    .all();
  expect(read.decode(results as Row[])).toMatchObject([
    {
      ...{ key: "king", from: running, until: coming, hash: body.frozen.hash },
      ...{ nonce: sealed[0]?.nonce, commitment: sealed[0]?.commitment },
    },
  ]);
});
