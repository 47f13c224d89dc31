// Goal: the panel says who is asked for what, and says nothing where there is nothing to say.
// Method: a force whose figures are known by hand; then what must hold for every plan.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecast } from "../../workers/fairness/forecast.ts";
import {
  chanceOf,
  fairness,
  fairnessBy,
  type Carrier,
  type Figures,
} from "../../workers/fairness/panel.ts";
import { must } from "../../workers/lib/assert.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import type { Statistic } from "../../workers/lib/statistics.ts";
import { team, YEAR } from "./people.ts";

const shown = (of: Statistic) => (of.kind === "value" ? formatRate(of.value, 4) : of.kind);
/** Ten people who sold 100 a month; half of them a tenth more or less than the year before. */
const force = team(10, (month, who) => (month < 24 ? 100 : who % 2 === 0 ? 110 : 90));
const expected = forecast(force, YEAR);
const carriers = (
  targets: readonly (number | null)[],
  sizes: readonly (number | null)[] = [],
): Carrier[] =>
  targets.map((target, at) => {
    const size = sizes.length === 0 ? 100 : (sizes[at] ?? null);
    return {
      id: must(force[at]).id,
      target: target === null ? null : BigInt(target),
      size: size === null ? null : rate(BigInt(size), 1n),
      expected: expected.get(must(force[at]).id) ?? null,
    };
  });
const alike = (target: number) => Array.from({ length: 10 }, () => target);

describe("the chance to reach a target", () => {
  // prettier-ignore
  test.each([
    [1000, 1000, 100_000, 500_000],   // just what is expected: an even chance
    [1100, 1000, 100_000, 158_655],   // one standard deviation above it
    [ 900, 1000, 100_000, 841_345],
    [1000, 1000, 0, 1_000_000],       // no spread: certain, or impossible
    [1001, 1000, 0, 0],
    [1000, 1000, null, null],         // untested: no chance is told
    [1000, 0, 100_000, null],
    [1000, -50, 100_000, null],
  ] as const)("of %i with %i expected and a spread of %s is %s", (target, amount, spread, chance) => {
    const found = chanceOf(BigInt(target), BigInt(amount), spread === null ? null : BigInt(spread));
    if (chance === null) expect(found).toBeNull();
    else expect(Math.abs(Number(found) - chance)).toBeLessThanOrEqual(4);
  });
});

describe("the panel", () => {
  test("adds the chances up: ten people at even odds are five expected to reach it", () => {
    const asked = force.map(({ id }) => Number(expected.get(id)?.amount));
    const { whole } = fairness(carriers(asked));
    expect(whole).toMatchObject({ reaching: 5_000_000n, reachingOf: 10, people: 10 });
    expect(whole.expected).toBe(whole.expectedTarget);
  });

  test("finds equal densities even, and growth asked uneven, where equal targets meet unequal years", () => {
    const { whole } = fairness(carriers(alike(1_200)));
    expect(shown(whole.densityVariation)).toBe("0");
    expect(shown(whole.densityGini)).toBe("0");
    expect(whole.density).toBe(12_000_000_000n);
    // 1200 over 1320, and over 1080.
    expect(whole.growth).toBe((909_090_909n + 1_111_111_111n) / 2n);
    expect(shown(whole.growthVariation)).toBe("0.1");
    expect(whole.outside).toBe(0);
  });

  test("names who is more than a fifth from the median, exactly a fifth being inside", () => {
    const targets = [100, 100, 100, 100, 100, 100, 120, 121, 80, 79];
    const { people, whole } = fairness(carriers(targets));
    expect(whole.outside).toBe(2);
    const outside = people.filter((each) => each.outside === true);
    expect(outside.map(({ target }) => target)).toEqual([121n, 79n]);
  });

  test("ranks targets against territories", () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(
      shown(
        fairness(
          carriers(
            sizes.map((n) => 10 * n),
            sizes,
          ),
        ).whole.sizeCorrelation,
      ),
    ).toBe("1");
    expect(
      shown(
        fairness(
          carriers(
            sizes.map((n) => 200 - n),
            sizes,
          ),
        ).whole.sizeCorrelation,
      ),
    ).toBe("-1");
    expect(shown(fairness(carriers(alike(5), sizes)).whole.sizeCorrelation)).toBe("no_spread");
  });

  test("says that seven people are too few instead of a number", () => {
    const { whole, people } = fairness(carriers([5, 5, 5, 5, 5, 5, 5, null, null, null]));
    const said = [
      whole.densityVariation,
      whole.densityGini,
      whole.growthVariation,
      whole.sizeCorrelation,
    ];
    expect(said.map(shown)).toEqual(["few", "few", "few", "few"]);
    expect(whole.outside).toBeNull();
    expect(people.map(({ outside }) => outside)).toEqual(Array.from({ length: 7 }, () => null));
    // Sums need no crowd.
    expect(whole).toMatchObject({ people: 7, target: 35n, reachingOf: 7 });
  });

  test("counts only those whose territory is known, and leaves out who carries nothing", () => {
    const { whole } = fairness(
      carriers([9, 9, 9, 9, 9, 9, 9, 9, 0, -4], [1, 1, 1, 1, 1, 1, 1, null, 1, 1]),
    );
    expect(whole.people).toBe(8);
    expect(shown(whole.densityGini)).toBe("few");
    expect(shown(whole.growthGini)).not.toBe("few");
  });
});

describe("groups", () => {
  test("have the same figures of their own people", () => {
    const rows = carriers([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    const panel = fairness(rows);
    const groups = fairnessBy(panel, rows, (id) =>
      id < "p05" ? "east" : id === "p09" ? null : "west",
    );
    expect([...groups.keys()]).toEqual(["east", "west"]);
    expect(groups.get("east")).toMatchObject({ people: 5, target: 150n });
    expect(groups.get("west")).toMatchObject({ people: 4, target: 300n });
  });

  test("who stands outside is told by everybody's median, not by the group's", () => {
    const rows = carriers([100, 100, 100, 100, 100, 100, 100, 200, 200, 200]);
    const groups = fairnessBy(fairness(rows), rows, (id) => (id >= "p07" ? "far" : "near"));
    expect(groups.get("far")?.outside).toBe(3);
    expect(groups.get("near")?.outside).toBe(0);
  });
});

describe("every plan", () => {
  const targets = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 10, maxLength: 10 });
  const sums = (figures: Iterable<Figures>, of: (one: Figures) => bigint) =>
    [...figures].reduce((all, each) => all + of(each), 0n);

  test("re-adds: groups that hold everybody sum to the whole", () => {
    fc.assert(
      fc.property(
        targets,
        fc.array(fc.constantFrom("a", "b", "c"), { minLength: 10, maxLength: 10 }),
        (asked, names) => {
          const rows = carriers(asked);
          const panel = fairness(rows);
          const groups = [
            ...fairnessBy(panel, rows, (id) => names[Number(id.slice(1))] ?? null).values(),
          ];
          for (const of of [
            (one: Figures) => one.target,
            (one: Figures) => one.reaching,
            (one: Figures) => one.expected,
            (one: Figures) => BigInt(one.outside ?? 0),
            (one: Figures) => BigInt(one.people),
          ]) {
            expect(sums(groups, of)).toBe(of(panel.whole));
          }
        },
      ),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });

  test("asks more, reaches less: raising one target never raises a chance", () => {
    fc.assert(
      fc.property(targets, fc.nat(9), fc.integer({ min: 1, max: 900 }), (asked, who, more) => {
        const before = fairness(carriers(asked)).whole.reaching;
        const raised = asked.map((each, at) => (at === who ? each + more : each));
        expect(fairness(carriers(raised)).whole.reaching <= before).toBe(true);
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });
});
