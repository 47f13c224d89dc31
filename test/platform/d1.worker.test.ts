// Goal: pin what we rely on. When one of these fails the platform has changed; the comment says what
// hangs on it.
import { describe, expect, test } from "vitest";
import { env } from "../support/world.ts";

describe("D1", () => {
  // Bulk rows therefore travel as one JSON parameter.
  test("takes a hundred parameters and refuses one more", async () => {
    const ask = (count: number) =>
      env.SHARD_0.prepare(
        `SELECT count(*) AS n FROM (VALUES ${Array.from({ length: count }, (_, at) => `(?${at + 1})`).join(", ")})`,
      )
        .bind(...Array.from({ length: count }, () => 1))
        .first<{ n: number }>();
    expect((await ask(100))?.n).toBe(100);
    await expect(ask(101)).rejects.toThrow(
      /too many SQL variables|variable number must be between/i,
    );
  });

  // commit() puts key, guards, commit row and writes into one batch.
  test("undoes the whole batch when one statement fails", async () => {
    const put = (key: string) =>
      env.SHARD_0.prepare(
        "INSERT INTO cursors (tenant, consumer, seen_seq) VALUES (-1, ?1, 0)",
      ).bind(key);
    await expect(env.SHARD_0.batch([put("a"), put("b"), put("a")])).rejects.toThrow(/UNIQUE/);
    const { results } = await env.SHARD_0.prepare(
      "SELECT consumer FROM cursors WHERE tenant = -1",
    ).all();
    expect(results).toEqual([]);
  });

  // Guards and append-only tables speak through it.
  test("carries the text of RAISE(ABORT)", async () => {
    const refused = env.SHARD_0.prepare("INSERT INTO guard (what, ok) SELECT 'some/thing', 0");
    await expect(refused.run()).rejects.toThrow(/guard:some\/thing/);
    const held = env.SHARD_0.prepare("INSERT INTO guard (what, ok) SELECT 'some/thing', 1");
    await expect(held.run()).resolves.toBeDefined();
  });

  // Why test/tidy bans OR REPLACE: what it replaces is deleted and no DELETE trigger is asked.
  test("replaces a row of an append-only table past its trigger", async () => {
    const put = (verb: string, event: string) =>
      env.SHARD_0.prepare(
        `${verb} INTO commits (tenant, seq, at, actor, event, detail) VALUES (-3, 1, 0, 'x', ?1, '{}')`,
      ).bind(event);
    await put("INSERT", "first").run();
    await expect(
      env.SHARD_0.prepare("DELETE FROM commits WHERE tenant = -3").run(),
    ).rejects.toThrow(/append_only/);
    await put("INSERT OR REPLACE", "second").run();
    const { results } = await env.SHARD_0.prepare(
      "SELECT event FROM commits WHERE tenant = -3",
    ).all();
    expect(results).toEqual([{ event: "second" }]);
  });

  // Seqs are read back from the insert itself.
  test("returns rows of INSERT ... SELECT ... RETURNING inside a batch", async () => {
    const [result] = await env.SHARD_0.batch<{ seen_seq: number }>([
      env.SHARD_0.prepare(
        "INSERT INTO cursors (tenant, consumer, seen_seq) SELECT -2, 'x', 7 RETURNING seen_seq",
      ),
      env.SHARD_0.prepare("DELETE FROM cursors WHERE tenant = -2"),
    ]);
    expect(result?.results).toEqual([{ seen_seq: 7 }]);
  });

  // Amounts are integers up to 2^53; INTEGER columns keep them although D1 sends doubles.
  test("keeps the largest safe integer", async () => {
    const row = await env.SHARD_0.prepare("SELECT CAST(?1 AS INTEGER) AS n")
      .bind(Number.MAX_SAFE_INTEGER)
      .first<{ n: number }>();
    expect(row?.n).toBe(Number.MAX_SAFE_INTEGER);
  });

  // Parameters numbered twice are bound once: ?1 is the tenant everywhere.
  test("binds one value to a number that stands in several places", async () => {
    const row = await env.SHARD_0.prepare("SELECT ?1 AS a, ?1 + ?2 AS b").bind(2, 3).first();
    expect(row).toEqual({ a: 2, b: 5 });
  });
});
