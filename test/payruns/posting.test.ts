// Goal: in which period something of the log is posted. Method: cases, then properties over random closed
// periods.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, day } from "../../workers/lib/day.ts";
import { postingOf } from "../../workers/payruns/posting.ts";

const closed = [
  { from: day("2026-05-01"), until: day("2026-06-01"), cutoff: 10 },
  { from: day("2026-06-01"), until: day("2026-07-01"), cutoff: 20 },
];

describe("an entry is posted", () => {
  test.each([
    ["on its own day while its period is open", "2026-07-03", 25, "2026-07-03"],
    ["on its own day when the run of its period had read it", "2026-05-09", 10, "2026-05-09"],
    ["to the first later period that read it", "2026-05-09", 11, "2026-06-01"],
    ["to the first open day when nobody had read it", "2026-05-09", 21, "2026-07-01"],
    ["on its own day before the first period, once read", "2026-04-09", 5, "2026-05-01"],
  ])("%s", (_, on, seq, posted) => {
    expect(postingOf({ on: day(on), seq }, closed)).toBe(posted);
  });

  test("never before its date, and for good once a period that holds it is closed", () => {
    const runs = fc.array(fc.nat(9), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(runs, fc.nat(200), fc.nat(60), (gaps, offset, seq) => {
        let cutoff = 0;
        const all = gaps.map((gap, at) => {
          cutoff += gap;
          const from = addMonths(day("2026-01-01"), at);
          return { from, until: addMonths(from, 1), cutoff };
        });
        const on = day(new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10));
        const posted = postingOf({ on, seq }, all);
        expect(posted >= on).toBe(true);
        for (let later = 1; later <= all.length; later += 1) {
          const known = all.slice(0, later);
          const then = postingOf({ on, seq }, known);
          const holdsIt = known.some(({ from, until }) => from <= then && then < until);
          if (holdsIt) expect(postingOf({ on, seq }, all)).toBe(then);
        }
      }),
      { seed: 20261122, numRuns: 2_000 },
    );
  });
});
