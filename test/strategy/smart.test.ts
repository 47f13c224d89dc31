// Goal: a draft is called SMART when it is, and told exactly what is missing when it is not. The
// table holds the figures of the specification; the property holds that a growth agrees with what it
// was computed from, at whatever digits it is written down with.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import { disagreement, grown, stepOf } from "../../workers/strategy/growth-claim.ts";
import { monthsIn, pastWindows } from "../../workers/strategy/past-windows.ts";
import { type Draft, LETTERS, smartCheck } from "../../workers/strategy/smart.ts";
import { baseFor } from "../../workers/targets/growth.ts";
import { minor } from "../../workers/lib/money.ts";

const cents = (text: string) => {
  const units = parseMinor(text, 2);
  if (!units.ok) throw new Error(text);
  return units.value;
};
const TODAY = day("2026-07-15");
const YEAR = { from: day("2027-01-01"), until: day("2028-01-01") };
const WHOLE: Draft = {
  metric: { name: "Revenue", scale: 2 },
  amount: cents("12000000"),
  base: cents("10000000"),
  growth: "20%",
  interval: YEAR,
  owner: "somebody",
  source: "ERP",
  theme: { name: "Growth", ...YEAR },
  past: [900, 950, 1000, 1000, 1050, 1100].map((thousands) => BigInt(thousands) * 1_000_000n),
};
const found = (change: Partial<Draft>) =>
  smartCheck({ ...WHOLE, ...change }, TODAY).findings.map(({ code, value }) => `${code} ${value}`);

describe("growth that is claimed", () => {
  // prettier-ignore
  test.each([
    ["10,000,000 to 12,000,000 is +20 %",            "10000000", "12000000", "20%",   "agrees"],
    ["+15 % to 5,000,000 has a base of 4,347,826.09","4347826.09", "5000000", "15%",  "agrees"],
    ["a base rounded to 万 is no error",             "4350000",  "5000000",  "15%",   "agrees"],
    ["a value rounded to 万 is no error",            "4347826.09", "5000000", "15.0%","agrees"],
    ["20.4 % rounds to 20 %",                        "10000000", "12040000", "20%",   "agrees"],
    ["20.4 % is not 20.0 %",                         "10000000", "12041700", "20.0%", "20.42% 12000000.00 10034750.00"],
    ["+20 % is not 23 %",                            "10000000", "12300000", "20%",   "23% 12000000.00 10250000.00"],
    ["a fall is a fall",                             "10000000", "9000000",  "-10%",  "agrees"],
    ["a fall is no rise",                            "10000000", "9000000",  "10%",   "-10% 11000000.00 8181818.18"],
    ["a loss that halves grows by half",             "-1000000", "-500000",  "50%",   "agrees"],
    ["a plain decimal is read to whole per cents",   "10000000", "12040000", "0.2",   "agrees"],
    ["a fraction is exact",                          "9000000",  "12000000", "1/3",   "agrees"],
    ["what the digits explain and 万 explains is not added up", "1000000", "1210000", "20%", "21% 1200000.00 1008333.33"],
    ["a value in 万 is no error at 20.0 % either",   "1234567",  "1480000",  "20.0%", "agrees"],
    ["small numbers are not rounded numbers",        "100",      "121",      "20%",   "21% 120.00 100.83"],
  ])("%s", (_, base, amount, growth, expected) => {
    const off = disagreement({ base: cents(base), amount: cents(amount), growth }, 2);
    const show = (units: bigint | null | undefined) =>
      units === null || units === undefined ? "-" : `${units / 100n}.${String(units % 100n).padStart(2, "0")}`;
    expect(
      off
        ? `${formatRate({ num: off.growth.num * 100n, den: off.growth.den }, 2)}% ${show(off.amount)} ${show(off.base)}`
        : "agrees",
    ).toBe(expected);
  });

  test("finds the base of the specification to the cent", () => {
    expect(baseFor(minor(cents("5000000")), rate(15n, 100n))).toBe(cents("4347826.09"));
    expect(grown(cents("10000000"), rate(20n, 100n))).toBe(cents("12000000"));
  });

  const amounts = fc.bigInt({ min: 100_000n, max: 10n ** 14n });
  test("agrees with itself, however coarsely it is written down", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.nat({ max: 3 }), (base, amount, places) => {
        const growth = `${formatRate(rate((amount - base) * 100n, base), places)}%`;
        expect(disagreement({ base, amount, growth }, 2)).toBeNull();
      }),
      { seed: 73, numRuns: 2000 },
    );
  });

  test("puts right what it finds wrong: each of the three ways agrees", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: -60, max: 300 }), (base, amount, percent) => {
        const growth = `${percent}%`;
        const off = disagreement({ base, amount, growth }, 2);
        if (off === null) return;
        expect(disagreement({ base, amount: off.amount, growth }, 2)).toBeNull();
        const implied = `${formatRate({ num: off.growth.num * 100n, den: off.growth.den }, 1)}%`;
        expect(disagreement({ base, amount, growth: implied }, 2)).toBeNull();
        if (off.base !== null && off.base > 0n)
          expect(disagreement({ base: off.base, amount, growth }, 2)).toBeNull();
      }),
      { seed: 74, numRuns: 2000 },
    );
  });

  test("takes no more for rounding than a hundredth, and no more than 万", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 14n }),
        fc.constantFrom(0, 2, 4),
        (units, scale) => {
          const step = stepOf(units, scale);
          expect(step <= 10n ** BigInt(scale + 4)).toBe(true);
          expect(step === 1n || (step * 100n <= units && units % step === 0n)).toBe(true);
        },
      ),
      { seed: 75, numRuns: 1000 },
    );
  });
});

describe("the SMART check", () => {
  // prettier-ignore
  test.each([
    ["a whole draft",          {},                                   []],
    ["another growth",         { growth: "30%" },                    ["smart/growth_differs 30%"]],
    ["growth from nothing",    { base: 0n },                         ["smart/no_growth_of_zero 0"]],
    ["no growth said",         { growth: null },                     []],
    ["nobody",                 { owner: null },                      ["smart/no_owner "]],
    ["no source",              { source: null },                     ["smart/no_source Revenue"]],
    ["a blank source",         { source: " " },                      ["smart/no_source Revenue"]],
    ["too much",               { amount: cents("25000000"), growth: null }, ["smart/too_high 25,000,000"]],
    ["too little",             { amount: cents("4000000"), growth: null },  ["smart/too_low 4,000,000"]],
    ["a zero too many",        { amount: cents("100000000"), growth: null }, ["smart/slipped_zero 100,000,000"]],
    ["a short past",           { past: [1n, 2n] },                   ["smart/no_history 2"]],
    ["a past nobody looked at",{ past: null },                       []],
    ["no theme",               { theme: null },                      ["smart/no_theme "]],
    ["a theme of other years", { theme: { name: "G", from: day("2026-01-01"), until: day("2027-01-01") } },
                               ["smart/outside_theme 2027-01-01–2027-12-31"]],
    ["no interval",            { interval: null },                   ["smart/no_interval "]],
    ["an interval gone by",    { interval: { from: day("2025-01-01"), until: day("2026-01-01") }, theme: { name: "G" } },
                               ["smart/over 2025-12-31"]],
    ["nothing at all",         { owner: null, source: null, theme: null, interval: null, past: null, growth: "1%" },
                               ["smart/growth_differs 1%", "smart/no_owner ", "smart/no_source Revenue", "smart/no_theme ", "smart/no_interval "]],
  ] satisfies [string, Partial<Draft>, string[]][])("of %s", (_, change, expected) => {
    expect(found(change)).toEqual(expected);
  });

  test("names place, value and remedy in both languages, with nothing left unfilled", () => {
    const changes: Partial<Draft>[] = [
      { growth: "30%" },
      { amount: cents("25000000") },
      { amount: cents("4000000") },
      { amount: cents("100000000") },
      { past: [], theme: { name: "G", from: TODAY, until: TODAY } },
      { base: 0n, owner: null, source: null, theme: null, interval: null },
    ];
    const all = changes.flatMap((change) => smartCheck({ ...WHOLE, ...change }, TODAY).findings);
    expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(9);
    for (const { messages } of all) {
      expect(`${messages.zh} ${messages.en}`).not.toMatch(/[{}]|undefined|null/);
    }
    const [growth] = smartCheck({ ...WHOLE, growth: "30%" }, TODAY).findings;
    expect(growth?.messages.en).toBe(
      "Growth says 30%, but from 10,000,000 to 12,000,000 it is 20%. Make the growth 20%, or the target 13,000,000, or the base 9,230,769.23.",
    );
  });

  test("calls a metric and a theme by the reader's own name for it", () => {
    const { findings } = smartCheck(
      {
        ...WHOLE,
        metric: { name: { zh: "销售额", en: "Revenue" }, scale: 2 },
        source: null,
        theme: { name: { zh: "稳住", en: "Hold" }, from: TODAY, until: TODAY },
      },
      TODAY,
    );
    const said = findings.map(({ messages }) => messages);
    expect(said.map(({ zh }) => zh).join()).toMatch(/销售额.*稳住/);
    expect(said.map(({ en }) => en).join()).toMatch(/Revenue.*Hold/);
  });

  test("marks each letter: it holds, is open, or cannot be judged", () => {
    const marks = (change: Partial<Draft>) => {
      const { marks: of } = smartCheck({ ...WHOLE, ...change }, TODAY);
      return LETTERS.map((letter) => of[letter]).join(" ");
    };
    expect(marks({})).toBe("holds holds holds holds holds");
    expect(marks({ owner: null, theme: null })).toBe("open holds holds open holds");
    expect(marks({ past: null })).toBe("holds holds unknown holds holds");
    expect(marks({ past: [1n] })).toBe("holds holds unknown holds holds");
    expect(marks({ amount: cents("100000000"), growth: null })).toBe(
      "holds holds open holds holds",
    );
  });
});

describe("past stretches", () => {
  const months = Array.from({ length: 24 }, (_, at) => ({
    on: day(`${2024 + Math.trunc(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`),
    amount: BigInt(at + 1),
  }));

  test("are all of the length, month by month, without the running month", () => {
    expect(pastWindows(months, 12, day("2026-01-20"))).toEqual(
      Array.from({ length: 13 }, (_, at) => BigInt(78 + 12 * at)),
    );
    expect(pastWindows(months, 1, day("2025-12-31")).length).toBe(23);
  });

  test("hold no month without data", () => {
    const gap = months.filter(({ on }) => on !== "2025-06-01");
    expect(pastWindows(gap, 12, day("2026-01-01")).length).toBe(6);
    expect(pastWindows([], 3, day("2026-01-01"))).toEqual([]);
  });

  // prettier-ignore
  test.each([
    ["2026-01-01", "2027-01-01", 12], ["2026-04-01", "2026-07-01", 3], ["2026-02-01", "2026-03-01", 1],
    ["2026-02-02", "2026-03-02", 1], ["2026-01-05", "2026-01-12", 1], ["2025-12-29", "2027-01-04", 12],
  ])("of %s to %s are %i months", (from, until, expected) => {
    expect(monthsIn({ from: day(from), until: day(until) })).toBe(expected);
  });
});
