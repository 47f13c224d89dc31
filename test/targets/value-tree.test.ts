// Goal: a metric that does not add up is passed on, never shared out: copies, values whose weighted
// mean is exactly the parent's, locked ones that the others make up for, and cards that re-add.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { addRates, compareRates, rate } from "../../workers/lib/rate.ts";
import {
  allocatedRows,
  cardInput,
  gapsOf,
  shareDraft,
  type Draft,
} from "../../workers/targets/draft.ts";
import { explain } from "../../workers/targets/explain.ts";
import { numbered } from "../../workers/targets/numbered.ts";
import { NO_INPUTS, valueRules, type PlanRow } from "../../workers/targets/plan.ts";
import { meanOf } from "../../workers/targets/weighted-mean.ts";

type How = "copy" | "scale" | "keep";
type Own = { base?: string; value?: string; locked?: string };

function row(subject: string, parent: string | null, { base, value, locked }: Own = {}): PlanRow {
  const inputs = {
    ...NO_INPUTS,
    values: { ...(base ? { base } : {}), ...(value ? { value } : {}) },
    locked: locked !== undefined,
  };
  const kind = subject.startsWith("p") ? "person" : "unit";
  return { subject, parent, kind, inputs, amount: locked ?? null };
}

/** A ratio in percent with two decimals: 30.00 at the top. */
const draft = (how: How, rows: readonly PlanRow[], amount = "30.00"): Draft => ({
  ...{ amount, scale: 2, rows },
  rules: { ...valueRules("0.01"), method: { kind: "value", how } },
});

const values = (of: Draft) => {
  const { shares } = shareDraft(of);
  return Object.fromEntries([...shares].map(([id, { amount }]) => [id, formatMinor(amount, 2)]));
};
const two = (one: Own, other: Own) => [
  row("top", null),
  row("p1", "top", one),
  row("p2", "top", other),
];

describe("values of a metric that does not add up", () => {
  // prettier-ignore
  test.each([
    ["copies are the parent's",              "copy",  {},                            {},                           "30.00", "30.00", 0n],
    ["30 % is 0.6 x 36 % + 0.4 x 21 %",      "scale", { base: "0.6", value: "12" },  { base: "0.4", value: "7" },  "36.00", "21.00", 0n],
    ["without bases everybody weighs alike", "scale", { value: "10" },               { value: "30" },              "15.00", "45.00", 0n],
    ["kept values leave a gap",              "keep",  { base: "3", value: "20" },    { base: "1", value: "40" },   "20.00", "40.00", 500n],
    ["the others make up for a locked one",  "scale", { base: "1", locked: "20.00" }, { base: "1", value: "5" },   "20.00", "40.00", 0n],
    ["a locked copy leaves a gap",           "copy",  { base: "1", locked: "20.00" }, { base: "1" },               "20.00", "30.00", 500n],
  ] as const)("%s", (_, how, one, other, first, second, gap) => {
    const of = draft(how, two(one, other));
    expect(values(of)).toEqual({ top: "30.00", p1: first, p2: second });
    expect(shareDraft(of).shares.get("top")?.gap).toBe(gap);
    const rows = allocatedRows(of, of.rows, shareDraft(of));
    expect(gapsOf({ ...of, rows }).get("top")).toBe(gap);
  });

  test("a unit weighs what its people weigh and has their mean, before its own is given on", () => {
    const of = draft("scale", [
      row("top", null),
      row("u1", "top"),
      row("p1", "u1", { base: "1", value: "10" }),
      row("p2", "u1", { base: "3", value: "20" }),
      row("p3", "top", { base: "4", value: "42.5" }),
    ]);
    // 17.5 over 4 and 42.5 over 4 is 30 as it stands.
    expect(values(of)).toEqual({
      top: "30.00",
      u1: "17.50",
      p1: "10.00",
      p2: "20.00",
      p3: "42.50",
    });
  });

  test.each([
    ["base", two({ base: "0" }, { base: "0" }), "scale"],
    ["value", two({ value: "0" }, { value: "0" }), "scale"],
  ] as const)("is refused where every %s is 0, by its name", (factor, rows, how) => {
    expect(shareDraft(draft(how, rows)).refused).toEqual([
      { node: "top", error: { code: "allocation/zero_factor", factor, value: "0" } },
    ]);
  });

  test("holds in every month, and other levels are factors of it", () => {
    const { rules, rows, scale } = draft("copy", two({}, {}));
    const basis = {
      ...{ on: "2026-01-01", recipients: 3, history: { from: "2025-01-01", until: "2026-01-01" } },
      periods: ["01", "02"].map((at) => ({
        key: at,
        from: `2026-${at}-01`,
        until: `2026-${at}-02`,
      })),
      weights: ["1", "2"],
    };
    const made = numbered(
      { amount: 3_000n as never, metric: { id: "m", code: "m", nameZh: "m", nameEn: "m", scale } },
      { ...rules, levels: { sprint: "1.1" }, basis: basis as never },
      rows.map((each) => ({ ...each, units: null, months: null, run: null, version: 1 })),
    );
    const all = must(made.ok ? made.value : null);
    expect(all.map(({ units, months, levels }) => [units, months, levels])).toEqual(
      all.map(() => [3_000n, [3_000n, 3_000n], { sprint: [3_300n, 3_300n] }]),
    );
  });
});

describe("in every tree of values", () => {
  const person = fc.record({
    base: fc.integer({ min: 1, max: 1_000 }).map(String),
    value: fc.integer({ min: 1, max: 9_999 }).map((at) => formatMinor(BigInt(at), 2)),
  });
  const children = fc.array(person, { minLength: 1, maxLength: 8 });
  const how = fc.constantFrom<How>("copy", "scale", "keep");

  test("the weighted mean is the parent's to the rounding of one value, and cards re-add", () => {
    fc.assert(
      fc.property(children, how, fc.integer({ min: 0, max: 99_999 }), (own, by, top) => {
        const amount = formatMinor(BigInt(top), 2);
        const rows = [row("top", null), ...own.map((each, at) => row(`p${at}`, "top", each))];
        const of = draft(by, rows, amount);
        const shared = shareDraft(of);
        const made = allocatedRows(of, rows, shared).slice(1);
        const run = must(shared.shares.get("top")?.run);
        for (const each of made) {
          const card = explain(run, cardInput(each, 2));
          const sum = card.lines.reduce((all, { amount: step }) => all + step, 0n);
          expect(formatMinor(sum, 2)).toBe(each.amount);
        }
        if (by === "keep") return;
        const bases = own.map(({ base }) => rate(BigInt(base), 1n));
        const given = made.map(({ amount: text }) => rate(BigInt(must(text).replace(".", "")), 1n));
        const mean = meanOf(given, bases);
        const off = addRates(mean, { num: -BigInt(top), den: 1n });
        const size = off.num < 0n ? { ...off, num: -off.num } : off;
        expect(compareRates(size, rate(1n, 1n))).toBeLessThan(1);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});
