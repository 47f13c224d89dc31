// Goal: a suggestion has its reasons, and only those that are known. Method: two or three years of
// months whose sums can be done in the head.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, day } from "../../workers/lib/day.ts";
import { propose, type ProposalInput } from "../../workers/strategy/proposal.ts";

const TODAY = day("2026-07-15");
/** Months up to June 2026, newest last: 100 a month in the newest year, and so on back. */
const months = (...years: readonly bigint[]) =>
  years.flatMap((amount, back) =>
    Array.from({ length: 12 }, (_, at) => ({
      on: addMonths(day("2026-06-01"), -12 * back - at),
      amount,
    })),
  );
const YEAR = { from: day("2027-01-01"), until: day("2028-01-01") };
const Q4 = { from: day("2026-10-01"), until: day("2027-01-01") };
const input = (change: Partial<ProposalInput>): ProposalInput => ({
  ...{ interval: YEAR, months: months(110n, 100n, 80n), today: TODAY, scale: 0 },
  ...change,
});
const told = (change: Partial<ProposalInput>) => {
  const { value, low, high, candidates } = propose(input(change));
  const all = candidates.map(({ reason, amount }) => `${reason} ${amount}`).join(", ");
  return `${value} in ${low}..${high}: ${all}`;
};

describe("a proposal", () => {
  // prettier-ignore
  test.each([
    // 2027's same year before that is over is 2025: six months of 110 and six of 100.
    ["of a year",                 {}, "1260 in 1260..1390: history 1260, growth 1390"],
    ["of a quarter",              { interval: Q4 }, "355 in 330..363: history 330, growth 363, season 355"],
    ["with one known year",       { months: months(110n), interval: Q4 }, "330 in 330..330: history 330"],
    ["with nothing known",        { months: [] }, "null in null..null: "],
    ["with a pipeline",           { interval: Q4, pipeline: 500n }, "355 in 330..500: history 330, growth 363, season 355, pipeline 500"],
    ["with a potential",          { interval: Q4, months: months(110n), potential: 730n }, "330 in 330..430: history 330, potential 430"],
    ["with a potential already passed", { interval: Q4, months: months(110n), potential: 100n }, "330 in 330..330: history 330"],
    ["rounded as people say it",  { months: months(123_457n, 123_457n), interval: Q4 }, "370000 in 370000..370000: history 370000, growth 370000, season 370000"],
  ] satisfies [string, Partial<ProposalInput>, string][])("%s", (_, change, expected) => {
    expect(told(change)).toBe(expected);
  });

  test("leaves out what a missing month makes unknown", () => {
    const gap = months(110n, 100n).filter(({ on }) => on !== "2025-03-01");
    expect(told({ months: gap, interval: Q4 })).toBe("330 in 330..363: history 330, growth 363");
    const short = gap.filter(({ on }) => on !== "2025-04-01");
    expect(told({ months: short, interval: Q4 })).toBe("330 in 330..330: history 330");
    const hole = months(110n, 100n).filter(({ on }) => on !== "2025-11-01");
    expect(told({ months: hole, interval: Q4 })).toBe("null in null..null: ");
  });

  test("gives each number its reason in both languages", () => {
    const { candidates } = propose(input({ interval: Q4, pipeline: 500n, potential: 730n }));
    expect(candidates.length).toBe(5);
    for (const { messages } of candidates) {
      expect(`${messages.zh} ${messages.en}`).not.toMatch(/[{}]|undefined|null/);
    }
    expect(candidates[1]?.messages.en).toBe(
      "The same months a year before brought 330; the growth of the last 12 months over the same a year before, 10%, goes on.",
    );
  });

  test("lies in its range, does not depend on the order, and is one of its candidates", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.option(fc.bigInt({ min: 1n, max: 10n ** 13n })), (all, pipeline) => {
        const known = all.map((amount, at) => ({ on: addMonths(day("2026-06-01"), -at), amount }));
        const asked = input({ months: known, interval: Q4, pipeline });
        const made = propose(asked);
        expect(propose({ ...asked, months: known.toReversed() })).toEqual(made);
        if (made.value === null || made.low === null || made.high === null) return;
        expect(made.low <= made.value && made.value <= made.high).toBe(true);
        expect(made.candidates.map(({ amount }) => amount)).toContain(made.value);
      }),
      { seed: 79, numRuns: 1000 },
    );
  });
});
