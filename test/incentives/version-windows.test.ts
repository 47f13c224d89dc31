// Goal: whatever a new version changes about a component, every deal is paid once: its window, its key,
// or that it is the greater of others. Method: five deals of 1,000 at 10 %, a version from the 15th of
// February on, which is between the second and the third.
import { describe, expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { flat, LIN, name, planOf, sale, statements, world, yuan } from "./make.ts";

const DAYS = ["2026-01-10", "2026-02-10", "2026-02-20", "2026-03-10", "2026-04-05"];
const CHANGES = ["restart", "continue", "reprice"] as const;
type Components = Parameters<typeof planOf>;

/** Pay of each month from January to April. */
function months(
  first: Components,
  second: Components,
  change: (typeof CHANGES)[number],
  credit: { readonly deal?: string } = {},
) {
  const plans: PlanJson[] = [
    { ...planOf(...first), until: "2026-02-15" },
    { ...planOf(...second), version: 2, from: "2026-02-15", change },
  ];
  const json = world(plans, {
    until: "2026-05-01",
    credits: DAYS.map((on) => sale("1000", on, { unit: "north", ...credit })),
    participants: [{ ...LIN, memberships: [{ unit: "north", from: LIN.from, until: null }] }],
  });
  return statements({ ...json, plans: plans.map((each) => ({ ...each, ...PAYROLL })) }).map(
    ({ pay }) => yuan(pay),
  );
}
const PAYROLL = { carry: { kind: "payroll" } } as const;
const by = (window: string, change: object = {}) => flat("10%", { window, ...change });
const PAID = [100, 200, 100, 100];

describe.each(CHANGES)("under %s every deal is paid once", (change) => {
  test.each([
    ["quarter", "month"],
    ["month", "quarter"],
    ["credit", "month"],
    ["month", "credit"],
    ["credit", "quarter"],
  ])("where %s becomes %s", (first, second) => {
    expect(months([by(first)], [by(second)], change)).toEqual(PAID);
  });

  test.each([
    ["deal", "credit"],
    ["deal", "month"],
    ["deal", "quarter"],
    ["credit", "deal"],
    ["month", "deal"],
    ["quarter", "deal"],
  ])("where %s becomes %s, of a deal with credits on both sides", (first, second) => {
    const deal = { deal: "d" };
    expect(months([by(first)], [by(second)], change, deal).reduce((a, b) => a + b)).toBe(500);
  });

  test("where the greater of two goes on", () => {
    const named = { key: "best", name: name("best") } as const;
    const greater = { kind: "greater_of", ...named, window: "month", of: ["a", "b"] } as const;
    const all: Components = [
      by("month", { key: "a" }),
      flat("5%", { key: "b", window: "month" }),
      greater,
    ];
    expect(months(all, all, change)).toEqual(PAID);
  });
});

describe.each(CHANGES)("under %s a team's pool shares every deal once", (change) => {
  const pool = (window: "month" | "quarter" | "year", rate = "10%"): Components => [
    {
      ...({ kind: "pool", key: "pool", name: name("pool"), window, share: "equal" } as const),
      ...{ unit: "own_unit", sum: { rate, metric: "revenue" } },
    },
  ];
  test.each([
    ["month", "quarter"],
    ["quarter", "month"],
    ["month", "year"],
    ["month", "month"],
    ["quarter", "quarter"],
  ] as const)("where %s becomes %s", (first, second) => {
    expect(months(pool(first), pool(second), change)).toEqual(PAID);
  });
  test("and its new rate is for what the version says", () => {
    const paid = { restart: [100, 300, 200, 200], continue: [100, 300, 200, 200] };
    const again = { ...paid, reprice: [100, 500, 200, 200] }[change];
    expect(months(pool("quarter"), pool("quarter", "20%"), change)).toEqual(again);
  });
});

test.each(["restart", "continue"] as const)(
  "a component that begins with a version pays nothing of before: %s",
  (change) => {
    const [first, second] = [by("quarter"), by("quarter", { key: "new" })];
    expect(months([first], [second], change)).toEqual(PAID);
  },
);

test("a window that is priced again is taken back where the old one had paid it", () => {
  const tiered = flat("20%", { window: "quarter" });
  expect(months([by("month")], [tiered], "reprice")).toEqual([100, 500, 200, 200]);
});

test.each(["year", "half", "month"])(
  "what was priced again of a %s stays so where the next version prices a shorter window again",
  (first) => {
    const windows = [first, "quarter", "month"];
    const from = ["2026-01-01", "2026-02-01", "2026-02-10", null];
    const plans = windows.map((window, at) => ({
      ...{ ...planOf(by(window)), ...PAYROLL, version: at + 1 },
      ...{ from: from[at] ?? "", until: from[at + 1] ?? null },
      ...(at === 0 ? {} : { change: "reprice" as const }),
    }));
    const credits = [sale("1000", "2026-01-28"), sale("2000", "2026-02-14")];
    const made = statements(world(plans, { until: "2026-04-01", credits }));
    expect(made.map(({ pay }) => yuan(pay))).toEqual([100, 200, 0]);
  },
);
