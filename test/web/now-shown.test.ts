// Goal: whoever looks at their earnings is told what is so, in every case: a period without a statement
// is said, never waited for. Method: answers of the server, one for each case.
import { expect, test } from "vitest";
import type { Earnings } from "../../web/earnings/model.ts";
import { shownOf } from "../../web/earnings/now-shown.ts";

const estimate = (from: string) => ({ period: { from, until: "2026-08-01" } });
const flaw = { code: "x", messages: { zh: "错", en: "wrong" } };
const answer = (change: object): Earnings =>
  ({
    plan: { id: "p", name: { zh: "方案", en: "Plan" } },
    period: { from: "2026-07-01", until: "2026-08-01" },
    ...{ statements: [], flaws: [], trace: null, input: null, last: null },
    ...change,
  }) as unknown as Earnings; // The fields that decide.

test.each([
  ["on no plan", { plan: null, period: null }, "none"],
  ["without a statement in the running period", {}, "nothing"],
  ["with earlier statements alone", { statements: [estimate("2026-06-01")] }, "nothing"],
  ["with a flaw", { flaws: [flaw] }, "flawed"],
  ["with a statement", { statements: [estimate("2026-07-01")] }, "estimate"],
])("a person %s", (_, change, kind) => {
  expect(shownOf(answer(change)).kind).toBe(kind);
});
