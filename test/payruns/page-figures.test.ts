// Goal: a figure is held against an attainment page only where both speak of the same credits.
import * as v from "valibot";
import { expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { paidFigures } from "../../workers/payruns/page-figures.ts";
import { eightTen, planOf, sale } from "../incentives/make.ts";

const quarterly = planOf({
  ...eightTen("marginal"),
  window: "quarter",
  filters: [{ dimension: "metric", values: ["revenue"] }],
});
const revenue = (amount: string, on: string) => ({
  ...sale(amount, on),
  dimensions: { metric: "revenue" },
});

/** What February's statement says its line was paid on, 900,000 being sold in January and 300,000 in February. */
function february(...later: readonly object[]) {
  const documents = [quarterly, ...later.map((each) => ({ ...quarterly, ...each }))];
  const asked = v.parse(Evaluation, {
    plans: documents,
    ...{ from: "2026-01-01", until: "2026-03-01" },
    participants: [{ id: "lin", from: "2026-01-01" }],
    credits: [revenue("900000", "2026-01-10"), revenue("300000", "2026-02-10")],
  });
  const outcome = evaluate(asked, { bulk: false });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  const statement = outcome.value.statements.find(({ period }) => period.from === "2026-02-01");
  if (!statement) throw new Error("nothing paid in February");
  const metrics = [{ id: "m", code: "revenue", unit: "money" as const, scale: 2 }];
  return paidFigures(statement, {
    documents,
    basis: { metrics, closed: [] } as never,
    rows: [],
  });
}

test("a quarter's running sum is what the attainment page shows", () => {
  expect(february().map(({ used }) => used)).toEqual(["1200000"]);
});

test("one that a new version continues is not held against the page: its bases overlap", () => {
  expect(february({ version: 2, from: "2026-02-01", change: "continue" })).toEqual([]);
});
