// Goal: messages may be lost, doubled or late; the cursors are the truth. Method: real D1, the job
// functions called as queue and cron would.
import { describe, expect, test } from "vitest";
import type { Env } from "../../workers/env.ts";
import { type Consumer, CONSUMERS } from "../../workers/jobs/consumers.ts";
import { wakeTheForgotten, work } from "../../workers/jobs/work.ts";
import { company, env, rows } from "../support/world.ts";

const cursors = (id: string) =>
  rows(id, "SELECT consumer, seen_seq FROM cursors WHERE tenant = ?1 ORDER BY consumer");

describe("jobs", () => {
  test("a wake-up brings every consumer to the newest commit, and a second one changes nothing", async () => {
    const { id } = await company();
    await work(env, { tenant: id }, Date.now());
    const seen = await cursors(id);
    expect(seen.map(({ consumer }) => consumer)).toEqual(
      CONSUMERS.map(({ name }) => name).toSorted(),
    );
    expect(seen.every(({ seen_seq }) => seen_seq === 1)).toBe(true);
    await work(env, { tenant: id }, Date.now());
    expect(await cursors(id)).toEqual(seen);
  });

  test("a consumer that throws holds up none behind it, and the fault is told", async () => {
    const { id } = await company();
    const bad: Consumer = { name: "bad", step: () => Promise.reject(new Error("too large")) };
    const good: Consumer = {
      name: "good",
      step: async (_, { newest }) => ({ seen: newest, more: false }),
    };
    await expect(work(env, { tenant: id }, Date.now(), [bad, good])).rejects.toThrow("too large");
    expect(await cursors(id)).toContainEqual({ consumer: "good", seen_seq: 1 });
    expect(await cursors(id)).not.toContainEqual(expect.objectContaining({ consumer: "bad" }));
  });

  test("cron finds the tenant whose message was lost, and nobody when all have seen everything", async () => {
    const { id, owner } = await company();
    // The queue of this very runtime works for other tenants meanwhile: only this one is looked at.
    const isWoken = async () => {
      const woken: string[] = [];
      const JOBS: Env["JOBS"] = {
        metrics: () => env.JOBS.metrics(),
        send: (message) => env.JOBS.send(message),
        sendBatch: async (messages) => {
          for (const { body } of messages) woken.push(body.tenant);
          return { metadata: { metrics: await env.JOBS.metrics() } };
        },
      };
      const count = await wakeTheForgotten({ ...env, JOBS });
      expect(count).toBe(woken.length);
      return woken.includes(id);
    };
    await work(env, { tenant: id }, Date.now());
    expect(await isWoken()).toBe(false);
    await owner.client.patch("/tenant", { name: "Moved on" }, { version: 1 });
    expect(await isWoken()).toBe(true);
    await work(env, { tenant: id }, Date.now());
    expect(await isWoken()).toBe(false);
  });

  test("a consumer that named a moment is woken at it although nothing was committed", async () => {
    const { id } = await company();
    const now = Date.now();
    await work(env, { tenant: id }, now);
    const wokenAt = async (nowMs: number) => {
      const woken: string[] = [];
      const JOBS = {
        sendBatch: async (messages: { body: { tenant: string } }[]) => {
          for (const { body } of messages) woken.push(body.tenant);
        },
      } as unknown as Env["JOBS"]; // Only what cron sends with.
      await wakeTheForgotten({ ...env, JOBS }, nowMs);
      return woken.includes(id);
    };
    await rows(
      id,
      "UPDATE cursors SET next_try_at = ?2 WHERE tenant = ?1 AND consumer = 'answers'",
      now + 60_000,
    );
    expect(await wokenAt(now + 59_000)).toBe(false);
    expect(await wokenAt(now + 60_000)).toBe(true);
    await work(env, { tenant: id }, now + 60_000);
    expect(await wokenAt(now + 120_000)).toBe(false);
  });

  test("answers of requests are forgotten after two days and not before", async () => {
    const { id, owner } = await company();
    const now = Date.now();
    await owner.client.post("/keys", { id: crypto.randomUUID(), name: "k", scopes: ["read"] });
    const kept = () => rows(id, "SELECT key FROM idempotency WHERE tenant = ?1");
    await work(env, { tenant: id }, now + 47 * 3_600_000);
    expect(await kept()).toHaveLength(1);
    await owner.client.patch("/tenant", { name: "B" }, { version: 1 });
    await work(env, { tenant: id }, now + 49 * 3_600_000);
    expect(await kept()).toHaveLength(0);
  });

  test("a wake-up for a company that is not there is no error", async () => {
    await expect(work(env, { tenant: crypto.randomUUID() }, Date.now())).resolves.toBeUndefined();
  });
});
