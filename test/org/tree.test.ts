// Goal: hold the closed pairs to the tree they are drawn from, on every day. Method: cases by hand,
// then random trees with moves against climbing parent by parent.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day, type Day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { ALWAYS, at, type Range, setAll, type UnitId } from "../../workers/org/chart.ts";
import { beneath, DEPTH_MAX, type Parents, paths, rootFrom } from "../../workers/org/tree.ts";

const unit = (name: string) => id<"unit">(name);
const under = (parent: string | null, from: Day = ALWAYS, until: Day = FOREVER) => ({
  from,
  until,
  value: parent === null ? null : unit(parent),
});
const tree = (all: Record<string, readonly Range<UnitId | null>[]>): Parents =>
  new Map(Object.entries(all).map(([name, ranges]) => [unit(name), ranges]));
const drawn = (parents: Parents) => {
  const result = paths(parents);
  if (!result.ok) return result.error;
  return result.value.map(
    ({ unit: who, above, depth, from, until }) =>
      `${who}<${above} ${depth} ${from}..${until === FOREVER ? "" : until}`,
  );
};
const chain = (length: number) =>
  tree(
    Object.fromEntries(
      Array.from({ length }, (_, n) => [`u${n}`, [under(n === 0 ? null : `u${n - 1}`)]]),
    ),
  );

describe("the tree as pairs", () => {
  test("holds every unit under itself and under each unit above it", () => {
    const parents = tree({ co: [rootFrom()], north: [under("co")], n1: [under("north")] });
    expect(drawn(parents)).toEqual([
      "co<co 0 0001-01-01..",
      "n1<co 2 0001-01-01..",
      "n1<n1 0 0001-01-01..",
      "n1<north 1 0001-01-01..",
      "north<co 1 0001-01-01..",
      "north<north 0 0001-01-01..",
    ]);
  });

  test("parts at the day of a move, also for those beneath", () => {
    const cut = day("2026-04-01");
    const parents = tree({
      co: [rootFrom()],
      north: [under("co")],
      south: [under("co")],
      n1: [under("north", ALWAYS, cut), under("south", cut)],
      n11: [under("n1")],
    });
    const found = drawn(parents);
    expect(found).toContain("n11<north 2 0001-01-01..2026-04-01");
    expect(found).toContain("n11<south 2 2026-04-01..");
    expect(found).toContain("n11<co 3 0001-01-01..");
    expect(found).toContain("n1<n1 0 0001-01-01..");
    expect([...beneath(parents, unit("north"))].sort()).toEqual(["n1", "n11", "north"]);
  });

  test("refuses a unit above itself, and only on the days it would be", () => {
    const self = tree({ a: [under("a")] });
    expect(drawn(self)).toMatchObject({ code: "org/cycle" });
    const cut = day("2026-04-01");
    const turns = tree({
      a: [under(null, ALWAYS, cut), under("b", cut)],
      b: [under("a", ALWAYS, cut), under(null, cut)],
    });
    expect(drawn(turns)).toBeInstanceOf(Array);
    const late = tree({ a: [under(null, ALWAYS, cut), under("b", cut)], b: [under("a")] });
    expect(drawn(late)).toEqual({ code: "org/cycle", unit: "a", on: "2026-04-01" });
  });

  test("is eight deep and no deeper", () => {
    expect(drawn(chain(DEPTH_MAX))).toBeInstanceOf(Array);
    expect(drawn(chain(DEPTH_MAX + 1))).toEqual({
      code: "org/too_deep",
      unit: "u8",
      on: ALWAYS,
      most: 8,
    });
  });
});

const NAMES = ["u0", "u1", "u2", "u3", "u4", "u5"];
const days = fc.integer({ min: 0, max: 400 }).map((n) => addDays("2026-01-01" as Day, n));
/** Parents have a smaller number, so that no cycle can be drawn. */
const histories = fc.tuple(
  ...NAMES.map((_, n) =>
    fc.uniqueArray(fc.record({ from: days, parent: fc.integer({ min: -1, max: n - 1 }) }), {
      selector: ({ from }) => from,
      maxLength: 3,
    }),
  ),
);

describe("any tree", () => {
  test("has on any day exactly the pairs that climbing finds", () => {
    fc.assert(
      fc.property(histories, days, (history, on) => {
        const parents: Parents = new Map(
          NAMES.map((name, n) => {
            const said = (history[n] ?? []).map(({ from, parent }) => ({
              from,
              value: parent < 0 ? null : unit(`u${parent}`),
            }));
            return [unit(name), setAll([rootFrom()], said, (a, b) => a === b)];
          }),
        );
        const result = paths(parents);
        const all = result.ok ? result.value : [];
        for (const name of NAMES) {
          const climbed: string[] = [];
          for (let here: UnitId | null = unit(name); here !== null;) {
            climbed.push(here);
            here = at(parents.get(here) ?? [], on) ?? null;
          }
          const held = all
            .filter((path) => path.unit === name && path.from <= on && on < path.until)
            .sort((a, b) => a.depth - b.depth);
          expect(held.map(({ above }) => above)).toEqual(climbed);
        }
      }),
      { seed: 20261121 },
    );
  });
});
