// Goal: people and months agree in both directions at every level of the tree. Cases a planner asks
// about, then the promises over random trees with absences, own curves, locked cells and
// over-assignment. Method: the pure function, its sums counted here.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { monthTree, type TimedRow } from "../../workers/targets/month-tree.ts";
import {
  NO_INPUTS,
  usualRules,
  type PlanRules,
  type RowInputs,
} from "../../workers/targets/plan.ts";
import { CASES } from "./arbitrary.ts";

const KEYS = Array.from({ length: 12 }, (_, at) => `FY2026-M${`${at + 1}`.padStart(2, "0")}`);
const QUARTERS = KEYS.map((_, at) => Math.floor(at / 3));

function rules(change: Partial<PlanRules> = {}, weights = KEYS.map(() => "1")): PlanRules {
  const interval = { from: day("2026-01-01"), until: day("2027-01-01") };
  const basis = {
    on: interval.from,
    recipients: 0,
    history: interval,
    periods: KEYS.map((key) => ({ key, ...interval })),
    weights,
    quarters: QUARTERS,
  };
  return { ...usualRules("1"), basis, current: true, ...change };
}

const row = (
  subject: string,
  parent: string | null,
  amount: number | bigint,
  inputs: Partial<RowInputs> = {},
): TimedRow => ({
  subject,
  parent,
  amount: formatMinor(BigInt(amount) * 100n, 2),
  inputs: { ...NO_INPUTS, ...inputs },
});
const absent = (...months: number[]) => ({
  presence: KEYS.map((_, at) => (months.includes(at + 1) ? "0" : "1")),
});
const made = (rows: readonly TimedRow[], by = rules()) => {
  const { months, refused } = monthTree(rows, by, 2);
  const yuan = [...months].map(([id, cells]) => [id, cells.map((units) => Number(units / 100n))]);
  return { months: Object.fromEntries(yuan) as Record<string, number[]>, refused };
};
const cell = (amount: string) => ({ amount, by: "a", at: 0, reason: "agreed" });

describe("the months of a team", () => {
  test("1,200 is 100 a month for the unit and a twelfth of each person's year", () => {
    const { months } = made([row("u", null, 1200), row("a", "u", 720), row("b", "u", 480)]);
    expect(months["u"]).toEqual(KEYS.map(() => 100));
    expect(months["a"]).toEqual(KEYS.map(() => 60));
    expect(months["b"]).toEqual(KEYS.map(() => 40));
  });

  test("who begins in July has zeros before, and the others carry those months", () => {
    const rows = [
      row("u", null, 1200),
      row("a", "u", 900),
      row("b", "u", 300, absent(1, 2, 3, 4, 5, 6)),
    ];
    const { months } = made(rows);
    expect(months["b"]).toEqual([0, 0, 0, 0, 0, 0, 50, 50, 50, 50, 50, 50]);
    expect(months["a"]).toEqual([100, 100, 100, 100, 100, 100, 50, 50, 50, 50, 50, 50]);
  });

  test("a unit's months follow its people, so that what it is given can be carried", () => {
    const rows = [
      row("top", null, 2400),
      row("east", "top", 1200),
      row("south", "top", 1200),
      row("a", "east", 1200, absent(1, 2, 3)),
      row("b", "south", 1200),
    ];
    const { months, refused } = made(rows);
    expect(refused).toEqual([]);
    expect(months["east"]?.slice(0, 3)).toEqual([0, 0, 0]);
    expect(months["south"]?.slice(0, 3)).toEqual([200, 200, 200]);
  });

  test("a locked cell stays, its person's year stays, and so does the team's month", () => {
    const rows = [
      row("u", null, 1200),
      row("a", "u", 600, { cells: { "FY2026-M03": cell("90.00") } }),
      row("b", "u", 600),
    ];
    const { months } = made(rows);
    expect(months["a"]?.[2]).toBe(90);
    expect(months["b"]?.[2]).toBe(10);
    expect(months["a"]?.reduce((all, each) => all + each)).toBe(600);
    expect(months["u"]).toEqual(KEYS.map(() => 100));
  });

  test("fixed by quarter, a locked cell moves nothing outside its quarter", () => {
    const rows = [
      row("u", null, 1200),
      row("a", "u", 600, { cells: { "FY2026-M03": cell("90.00") } }),
      row("b", "u", 600),
    ];
    const { months } = made(rows, rules({ totals: "quarter" }));
    expect(months["a"]).toEqual([30, 30, 90, ...KEYS.slice(3).map(() => 50)]);
  });

  test("over-assignment scales every month", () => {
    const rows = [row("u", null, 1200), row("a", "u", 660), row("b", "u", 660)];
    const { months } = made(rows);
    expect(months["a"]).toEqual(KEYS.map(() => 55));
  });

  test("an own curve is met where the team's months leave room", () => {
    const curve = [...KEYS.slice(6).map(() => "0"), ...KEYS.slice(6).map(() => "1")];
    const { months } = made([
      row("u", null, 2400),
      row("a", "u", 600, { curve }),
      row("b", "u", 1800),
    ]);
    expect(months["a"]?.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(months["a"]?.slice(6)).toEqual([100, 100, 100, 100, 100, 100]);
  });

  test("a negative year is the mirror of the positive one", () => {
    const rows = (sign: number) => [
      row("u", null, 1201 * sign),
      row("a", "u", 700 * sign, absent(1)),
      row("b", "u", 501 * sign),
    ];
    const [plus, minus] = [made(rows(1)).months, made(rows(-1)).months];
    for (const id of ["u", "a", "b"])
      expect(minus[id]?.map((each) => -each || 0)).toEqual(plus[id]?.map((each) => each || 0));
  });
});

describe("people and months that contradict each other", () => {
  const rows = [
    row("u", null, 1200),
    row("a", "u", 600, absent(...KEYS.slice(3).map((_, at) => at + 4))),
    row("b", "u", 600),
  ];

  test("are named: who, in which months, and by how much", () => {
    const { refused, months } = made(rows);
    expect(refused).toEqual([
      { node: "u", short: "columns", people: ["a"], months: [0, 1, 2], missing: 30_000n },
    ]);
    expect(months["a"]).toBeUndefined();
  });

  test("leave a visible gap where the rule accepts it, and everybody keeps the own number", () => {
    const { refused, months } = made(rows, rules({ gaps: "accept" }));
    expect(refused).toEqual([]);
    expect(months["a"]).toEqual([200, 200, 200, ...KEYS.slice(3).map(() => 0)]);
    expect(months["b"]?.reduce((all, each) => all + each)).toBe(600);
    expect(months["b"]?.slice(0, 3)).toEqual([0, 0, 0]);
  });
});

const inputs = fc.record(
  {
    presence: fc.array(fc.constantFrom("1", "1", "1", "0", "1/2"), {
      minLength: 12,
      maxLength: 12,
    }),
    curve: fc.array(fc.constantFrom("1", "2", "5"), { minLength: 12, maxLength: 12 }),
  },
  { requiredKeys: [] },
);
const person = fc.record({ amount: fc.integer({ min: 0, max: 5_000_000 }), inputs });
const trees = fc.record({
  units: fc.array(fc.array(person, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
  weights: fc.array(fc.integer({ min: 1, max: 30 }).map(String), { minLength: 12, maxLength: 12 }),
  quarter: fc.boolean(),
});

function rowsOf({
  units,
}: {
  readonly units: readonly (readonly { amount: number; inputs: object }[])[];
}) {
  const people = units.flatMap((team, at) =>
    team.map(({ amount, inputs: own }, n) => row(`p${at}-${n}`, `u${at}`, amount, own)),
  );
  const of = (team: readonly { amount: number }[]) =>
    team.reduce((all, each) => all + each.amount, 0);
  const teams = units.map((team, at) => row(`u${at}`, "top", of(team)));
  return [row("top", null, of(units.flat())), ...teams, ...people];
}

test("at every node people and months are exact, absent months are 0, or the clash is named", () => {
  fc.assert(
    fc.property(trees, ({ quarter, weights, ...tree }) => {
      const rows = rowsOf(tree);
      const by = rules(quarter ? { totals: "quarter" } : {}, weights);
      const { months, refused } = monthTree(rows, by, 2);
      const bad = new Set(refused.map(({ node }) => node));
      for (const each of rows) {
        const own = months.get(each.subject);
        if (!own) continue;
        expect(formatMinor(sum(own) as never, 2)).toBe(each.amount);
        for (const [at, part] of (each.inputs.presence ?? []).entries())
          if (part === "0" && each.parent !== null) expect(own[at]).toBe(0n);
        expect(own.every((units) => units % 100n === 0n)).toBe(true);
        const below = rows.filter(({ parent }) => parent === each.subject);
        if (below.length === 0 || bad.has(each.subject)) continue;
        for (const [at, units] of own.entries())
          expect(sum(below.map(({ subject }) => must(months.get(subject)?.[at])))).toBe(units);
      }
      const shuffled = monthTree(rows.toReversed(), by, 2);
      expect(shuffled.months).toEqual(months);
    }),
    { ...CASES, numRuns: 300 },
  );
});

test("where gaps are accepted everybody has months that sum to the own number", () => {
  fc.assert(
    fc.property(trees, ({ quarter, weights, ...tree }) => {
      const rows = rowsOf(tree);
      const by = rules(
        { gaps: "accept", ...(quarter ? { totals: "quarter" as const } : {}) },
        weights,
      );
      const { months, refused } = monthTree(rows, by, 2);
      expect(refused).toEqual([]);
      for (const { subject, amount } of rows)
        expect(formatMinor(sum(must(months.get(subject))) as never, 2)).toBe(amount);
    }),
    { ...CASES, numRuns: 300 },
  );
});
