// Goal: what has come in and cannot pay yet stands where its person sees it; a version that reprices the
// past says by how much; a figure that is handed in for a campaign counts for the campaign.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { statementHash } from "../../workers/incentives/statement-hash.ts";
import { eightTen, flat, name, pays, planOf, sale, statements, world, yuan } from "./make.ts";

describe("cash without an order", () => {
  const plan: PlanJson = {
    ...planOf(flat("10%")),
    release: { parts: [{ share: "1", on: { event: "collection" } }] },
    leaver: { unreleased: "forfeited" },
  };
  const run = (known: string, until = "2026-05-01"): EvaluationJson =>
    world(plan, {
      until,
      credits: [sale("1000", "2026-01-10", { deal: "d1", posting: known })],
      deals: [
        {
          ...{ id: "d1", due: "1000" },
          events: [
            { event: "collection", on: "2026-01-20", amount: "300", person: "lin" },
            { event: "collection", on: "2026-02-20", amount: "300", person: "lin" },
          ],
        },
      ],
    });

  test("waits visibly, and pays when the order comes", () => {
    const made = statements(run("2026-03-10"));
    expect(
      made.map(({ waiting, pay }) => [waiting?.map(({ amount }) => amount), yuan(pay)]),
    ).toEqual([
      [["300"], 0],
      [["600"], 0],
      [undefined, 60],
      [undefined, 0],
    ]);
    expect(made[0]?.waiting).toEqual([{ deal: "d1", on: "2026-01-20", amount: "300" }]);
  });

  test("comes to the same whenever the order is entered, and is in no hash", () => {
    const sum = (known: string) => pays(run(known)).reduce((all, each) => all + each, 0);
    expect(["2026-01-10", "2026-02-10", "2026-04-10"].map(sum)).toEqual([60, 60, 60]);
    const [first] = statements(run("2026-03-10"));
    if (!first) throw new Error("a statement");
    expect(statementHash({ ...first, waiting: [] })).toBe(statementHash(first));
  });
});

test("a version that reprices says what needs approval once, apart from what the period adds", () => {
  const table = (low: string, high: string) =>
    eightTen("marginal", {
      window: "quarter",
      tiers: [
        { from: "0", until: "1000000", pays: { rate: low }, reach: "own" },
        { from: "1000000", until: null, pays: { rate: high }, reach: "own" },
      ],
    });
  const first = { ...planOf(table("8%", "10%")), until: "2026-02-01" };
  const second: PlanJson = {
    ...planOf(table("6%", "12%")),
    ...{ version: 2, from: "2026-02-01", change: "reprice" },
  };
  const json = world([first, second], {
    until: "2026-04-01",
    credits: [sale("900000", "2026-01-10"), sale("300000", "2026-02-10"), sale("1", "2026-03-10")],
  });
  const lines = statements(json).flatMap((each) => each.lines);
  expect(
    lines.map(({ amount, needsApproval, repriced }) => [
      ...[yuan(amount), needsApproval ?? false],
      repriced === undefined ? null : yuan(repriced),
    ]),
  ).toEqual([
    [72_000, false, null],
    [12_000, true, -18_000],
    [0.12, false, null],
  ]);
});

test("a satisfaction that is handed in for the campaign opens the campaign's gate", () => {
  const days = { from: "2026-01-10", until: "2026-03-21" };
  const satisfied = {
    key: "satisfaction",
    name: name("satisfaction"),
    unit: "score",
    scale: 1,
    class: "health",
    from: "given",
  } as const;
  const base = planOf(flat("10%", { window: days, gates: [{ when: "good" }] }));
  const plan: PlanJson = {
    ...base,
    metrics: [...base.metrics, satisfied],
    conditions: [
      {
        key: "good",
        figure: { metric: "satisfaction", read: "amount", window: days },
        ...{ is: ">=", than: { number: "90" } },
      },
    ],
  };
  const figure = (value: string) => ({ subject: "lin", metric: "satisfaction", ...days, value });
  const run = (value: string) =>
    pays(
      world(plan, {
        ...{ until: "2026-04-01", credits: [sale("1000", "2026-02-10")] },
        figures: [figure(value)],
      }),
    );
  expect([run("91"), run("89")]).toEqual([
    [0, 0, 100],
    [0, 0, 0],
  ]);
});
