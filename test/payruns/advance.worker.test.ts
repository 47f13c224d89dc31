// Goal: a statement says what of its pay a draw had advanced at the period's start; without such a draw
// nothing. Method: real D1; 20,000 at 8 % is 1,600, less than the draw of 3,000.
import { expect, test } from "vitest";
import { sale, statement, TIERED, upTo, world } from "./world.ts";

const draw = {
  ...{ amount: "3000", recoverable: true, after: { kind: "forgiven" } },
} as const;

test.each([
  ["advance", "3000.00"],
  ["top_up", "0.00"],
] as const)("a draw paid by %s has advanced %s", async (paid, advanced) => {
  const at = await world({ document: { ...TIERED, draw: { ...draw, paid } } as typeof TIERED });
  await sale(at, "anna", "2026-05-10", "20000.00");
  const run = await upTo(at, "2026-05-01", "calculate");
  const found = await statement(at, run, "anna");
  expect(found).toMatchObject({ recomputed: true });
  expect(found.statement).toMatchObject({ advanced, pay: "3000.00", drawBalance: "1400.00" });
});
