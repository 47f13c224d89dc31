import fc from "fast-check";
import { day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import { formatMinor, minor } from "../../workers/lib/money.ts";
import type { Node, Standing } from "../../workers/adjustments/flow.ts";
import { spreadYear } from "../../workers/targets/months.ts";
import { NO_INPUTS, usualRules, type PlanRules } from "../../workers/targets/plan.ts";

/** Fixed, so that a red run is red again. */
export const CASES = { seed: 20261121, numRuns: 1_000 } as const;
export const WAN = 1_000_000n; // Ten thousand yuan in fen.

const two = (month: number) => String(month).padStart(2, "0");
export const PERIODS = Array.from({ length: 12 }, (_, at) => ({
  key: `FY2027-M${two(at + 1)}`,
  from: day(`2027-${two(at + 1)}-01`),
  until: day(at === 11 ? "2028-01-01" : `2027-${two(at + 2)}-01`),
}));

export const rules = (change: Partial<PlanRules> = {}): PlanRules => ({
  ...usualRules("1000"),
  factors: [{ key: "potential", weight: "1", source: "entered" }],
  current: true,
  basis: {
    on: day("2027-01-01"),
    recipients: 0,
    history: { from: day("2026-01-01"), until: day("2027-01-01") },
    periods: PERIODS,
    weights: PERIODS.map(() => "1"),
  },
  ...change,
});

/** A row of equal months unless told otherwise. */
export function node(
  subject: string,
  parent: string | null,
  months: bigint | readonly bigint[],
  inputs: Partial<Node["inputs"]> = {},
): Node {
  const each =
    typeof months === "bigint" ? spreadYear(minor(months), Array<bigint>(12).fill(1n)) : months;
  return {
    subject,
    parent,
    kind: /^[A-Z]/.test(subject) ? "unit" : "person",
    inputs: { ...NO_INPUTS, values: { potential: null }, ...inputs },
    amount: formatMinor(sum(each), 2),
    months: each.map(minor),
  };
}

/** 1,200万 = 华东 480 (anna 360, bo 120) + 华南 720 (chen 480, dai 240), equal months. */
export const team = (change: Partial<PlanRules> = {}): Standing => ({
  rules: rules(change),
  scale: 2,
  rows: [
    node("SALES", null, 1_200n * WAN),
    node("EAST", "SALES", 480n * WAN),
    node("SOUTH", "SALES", 720n * WAN),
    node("anna", "EAST", 360n * WAN, { values: { potential: "1" } }),
    node("bo", "EAST", 120n * WAN, { values: { potential: "1" } }),
    node("chen", "SOUTH", 480n * WAN, { values: { potential: "3" } }),
    node("dai", "SOUTH", 240n * WAN, { values: { potential: "1" } }),
  ],
});

/** A tree of units and people whose children add up to their parent, month by month. */
export const standings: fc.Arbitrary<Standing> = fc
  .record({
    units: fc.integer({ min: 1, max: 4 }),
    people: fc.array(
      fc.record({
        unit: fc.nat(3),
        months: fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 12, maxLength: 12 }),
        potential: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    granularity: fc.constantFrom("1000", "1", "0.01"),
  })
  .map(({ units, people, granularity }): Standing => {
    const leaves = people.map(({ unit, months, potential }, at) =>
      node(`p${at}`, `U${unit % units}`, months, { values: { potential: `${potential}` } }),
    );
    const columns = (rows: readonly Node[]) =>
      PERIODS.map((_, at) => sum(rows.map(({ months }) => months[at] ?? 0n)));
    const middle = Array.from({ length: units }, (_, at) =>
      node(`U${at}`, "TOP", columns(leaves.filter(({ parent }) => parent === `U${at}`))),
    );
    const top = node("TOP", null, columns(middle));
    return { rules: rules({ granularity }), scale: 2, rows: [top, ...middle, ...leaves] };
  });
