// Goal: what a run read besides the log is kept whole however large: no piece passes what D1 takes of a
// parameter, and the pieces are the text again. Method: the writes as values.
import fc from "fast-check";
import { expect, test } from "vitest";
import { basisWrites, pieces } from "../../workers/payruns/basis-store.ts";

const bytes = (text: unknown) => new TextEncoder().encode(String(text)).length;

test("pieces are the text again, and none cuts a character in two", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 9 }), (whole, size) => {
      const cut = pieces(whole, size);
      expect(cut.join("")).toBe(whole);
      for (const part of cut) expect(part.length).toBeLessThanOrEqual(size);
      expect(cut.every((part) => part.isWellFormed())).toBe(true);
    }),
  );
});

test("a basis of many megabytes is written in statements of less than two", () => {
  const others = Array.from({ length: 80_000 }, (_, n) => ({ person: `张${n}`, seats: [] }));
  const basis = { versions: [1], others } as unknown as Parameters<typeof basisWrites.keepBasis>[2];
  const writes = basisWrites.keepBasis("r", 1, basis);
  const parts = writes.map(({ params }) => params.at(-1));
  expect(bytes(JSON.stringify(basis))).toBeGreaterThan(2_000_000);
  expect(Math.max(...parts.map(bytes))).toBeLessThan(1_000_000);
  expect(JSON.parse(parts.join(""))).toEqual(basis);
});
