// Goal: a unit that moves takes nothing from those who stood above it before: every credit counts for the
// units above on its own day, looked at alone or added up first, and whenever it became known.
import { describe, expect, test } from "vitest";
import { compressed } from "../../workers/incentives/compress.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { read } from "./bulk.ts";
import { name, planOf, sale, statements, world, yuan } from "./make.ts";

/** 1 % of what the own unit and all below it sell. */
const POOL = planOf({
  ...{ kind: "pool", key: "pool", name: name("pool"), window: "period", unit: "own_unit" },
  ...{ sum: { rate: "1%", metric: "revenue" }, share: "equal" },
});
const sits = (id: string, unit: string) => ({
  ...{ id, from: "2026-01-01" },
  memberships: [{ unit, from: "2026-01-01", until: null }],
});
const PEOPLE = [sits("head of A", "A"), sits("head of B", "B"), sits("rep", "team")];
type Above = NonNullable<EvaluationJson["units"]>[number]["above"];
const units = (...above: Above) => [
  { id: "A", above: [] },
  { id: "B", above: [] },
  { id: "team", above },
];
const MOVED: Above = [
  { unit: "A", from: "2026-01-01", until: "2026-06-20" },
  { unit: "B", from: "2026-06-20", until: null },
];
const MAY_PAID: EvaluationJson["posted"] = ["A:10000000", "team:10000000"].map((paid) => {
  const [unit = "", amount = ""] = paid.split(":");
  return {
    ...{ participant: unit === "A" ? "head of A" : "rep", currency: "CNY", period: "2026-05-01" },
    ...{ kind: "component", component: "pool", window: `2026-05-01/2026-06-01@${unit}` },
    ...{ origin: "2026-05-01", amount },
  };
});
const SOLD = [
  ["10000000", "2026-05-10"],
  ["300000", "2026-06-19"],
  ["200000", "2026-06-20"],
].map(([amount = "", on = ""]) => sale(amount, on, { person: "rep", id: on }));

const months = (change: Partial<EvaluationJson>) =>
  Object.fromEntries(
    statements(world(POOL, { participants: PEOPLE, credits: SOLD, ...change })).map(
      ({ participant, pay, debt }) => [participant, yuan(pay) - yuan(debt)],
    ),
  );
const MAY = { from: "2026-05-01", until: "2026-06-01" };
const JUNE = { from: "2026-06-01", until: "2026-07-01", posted: MAY_PAID };

describe("a team that moved from A to B on 20 June", () => {
  test("leaves May's pool where it was paid, and June's to each for its own days", () => {
    expect(months({ ...MAY, units: units("A") })).toEqual({
      ...{ "head of A": 100_000, "head of B": 0, rep: 100_000 },
    });
    expect(months({ ...JUNE, units: units(...MOVED) })).toEqual({
      ...{ "head of A": 3_000, "head of B": 2_000, rep: 5_000 },
    });
  });

  test("told by today's place alone would have taken all of May back", () => {
    expect(months({ ...JUNE, units: units("B") })).toMatchObject({ "head of A": -100_000 });
  });

  test.each(["true_up", "current_base"] as const)(
    "counts a sale of May that is heard of after the move for A, by %s",
    (late) => {
      const heard = sale("50000", "2026-05-30", { person: "rep", posting: "2026-06-25" });
      const plans = [{ ...POOL, late }];
      const credits = [...SOLD, heard];
      expect(months({ ...JUNE, plans, credits, units: units(...MOVED) })).toMatchObject({
        ...{ "head of A": 3_500, "head of B": 2_000 },
      });
    },
  );

  test("says the same by id alone where nothing moved", () => {
    const dated = units({ unit: "A", from: "2020-01-01", until: null });
    expect(months({ ...MAY, units: dated })).toEqual(months({ ...MAY, units: units("A") }));
  });

  test("counts the same when credits are added up first", () => {
    const credits = Array.from({ length: 100 }, (_, at) =>
      sale(`${at * 997}.${10 + (at % 80)}`, `2026-06-${10 + (at % 20)}`, { person: "rep" }),
    );
    const input = read(
      world(POOL, { ...JUNE, participants: PEOPLE, credits, units: units(...MOVED), posted: [] }),
    );
    expect(compressed(input)?.credits).toHaveLength(2);
    expect(evaluate(input, { trace: false })).toEqual(
      evaluate(input, { trace: false, bulk: false }),
    );
  });
});
