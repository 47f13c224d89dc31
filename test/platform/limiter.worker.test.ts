// Goal: of a hundred calls at the same moment a limit passes exactly its number, never one more, and the
// others are told when to come again. Method: the real Durable Object, asked side by side; then the public
// tool itself over the network of one address.
import { describe, expect, test } from "vitest";
import { take } from "../../workers/http/auth.ts";
import { env } from "../support/world.ts";

describe("a limit under 100 concurrent", () => {
  test.each([1, 10, 99, 100, 120])(
    "of %i passes as many of a hundred and twenty",
    async (limit) => {
      const key = `test:${limit}:${crypto.randomUUID()}`;
      const ask = () => take(env, key, limit, 60_000);
      const answers = await Promise.all(Array.from({ length: 120 }, ask));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(limit);
      for (const { ok, retryAfterS } of answers) {
        expect(ok || retryAfterS >= 1).toBe(true);
        expect(retryAfterS).toBeLessThanOrEqual(60);
      }
    },
  );

  test("is counted by key: another's share is its own", async () => {
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    expect((await take(env, a, 1, 60_000)).ok).toBe(true);
    expect((await take(env, a, 1, 60_000)).ok).toBe(false);
    expect((await take(env, b, 1, 60_000)).ok).toBe(true);
  });
});
