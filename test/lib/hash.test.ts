// Goal: what is hashed is one text, whoever writes it. Held against sorting in JSON's own replacer.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "../../workers/incentives/sha256.ts";
import { canonical } from "../../workers/lib/hash.ts";

const RUNS = { seed: 20261122, numRuns: 2_000 } as const;

function byReplacer(value: unknown): string {
  return JSON.stringify(value, (_, at: unknown) => {
    if (typeof at === "bigint") return at.toString();
    if (at === null || typeof at !== "object" || Array.isArray(at)) return at;
    return Object.fromEntries(Object.entries(at).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

const key = fc.oneof(
  fc.string(),
  fc.nat().map(String),
  fc.constantFrom("__proto__", "constructor", "-1", "01", "#"),
);
const values = fc
  .anything({ withBigInt: true, maxDepth: 4, key })
  .filter((value) => value !== undefined);

test("canonical text is JSON with sorted keys and bigints as text, whatever the value", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(canonical(value)).toBe(byReplacer(value));
    }),
    RUNS,
  );
});

test("the hash without waiting is SHA-256, at every length about a block's", () => {
  const texts = fc.oneof(fc.string({ maxLength: 200, unit: "binary" }), fc.string());
  const platform = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
  for (let length = 0; length < 200; length += 1)
    expect(sha256Hex("汉".repeat(length))).toBe(platform("汉".repeat(length)));
  fc.assert(
    fc.property(texts, (text) => {
      expect(sha256Hex(text)).toBe(platform(text));
    }),
    { ...RUNS, numRuns: 200 },
  );
});
