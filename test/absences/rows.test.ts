// Goal: what cannot be read alike by pay and by attainment is not saved.
import { expect, test } from "vitest";
import { type AbsenceRow, flawsOf } from "../../workers/absences/absence.ts";

const flaws = (change: Partial<AbsenceRow>) =>
  flawsOf(
    [
      {
        ...{ id: "a", person: "anna", kind: "leave", factor: null, metric: null },
        ...{ days: { from: "2026-05-01", until: "2026-06-01" } },
        ...change,
      },
    ],
    new Set(["anna"]),
    new Set(["revenue"]),
  ).map(({ code, pointer }) => [code, pointer]);

test("leave is from every target; relief may be of one metric; what was saved can be taken back", () => {
  expect(flaws({})).toEqual([]);
  expect(flaws({ metric: "revenue" })).toEqual([["absence/leave_metric", "/rows/0/metric"]]);
  expect(flaws({ metric: "revenue", days: null })).toEqual([]);
  expect(flaws({ kind: "relief", factor: "50%", metric: "revenue" })).toEqual([]);
});
