// Goal: hold effectOf() to its promises. Method: the cases a sales head asks about, then properties
// over random trees: sums, closed periods, who moves under which rule.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ask, SubjectChange } from "../../workers/adjustments/adjustment.ts";
import { type Effect, effectOf, growth } from "../../workers/adjustments/effect.ts";
import type { Standing } from "../../workers/adjustments/flow.ts";
import { percentText } from "../../workers/adjustments/guards.ts";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { CASES, node, standings, team, WAN } from "./standing.ts";

type Asked = Pick<Ask, "changes" | "moves" | "below" | "above">;
const YEAR = { first: 0, end: 12 };
const FROM_JULY = { first: 6, end: 12 };
const ask = (change: Partial<Asked>): Asked => ({
  changes: [],
  moves: [],
  below: "pro_rata",
  above: "stays",
  ...change,
});
const percent = (subject: string, size: string): SubjectChange => ({
  subject,
  size: { kind: "percent", percent: size },
});
const absolute = (subject: string, amount: string): SubjectChange => ({
  subject,
  size: { kind: "absolute", amount },
});
const done = (of: Standing, asked: Asked, span = YEAR): Effect => {
  const effect = effectOf(of, span, asked);
  if (!effect.ok) throw new Error(JSON.stringify(effect.error));
  return effect.value;
};
const refused = (of: Standing, asked: Asked, span = YEAR) => {
  const effect = effectOf(of, span, asked);
  return effect.ok ? "done" : effect.error;
};
/** Whole-year numbers after, in 万 where whole. */
const after = (of: Standing, effect: Effect) =>
  Object.fromEntries(
    of.rows.map(({ subject }) => [
      subject,
      Number(sum(must(effect.tree.months.get(subject)))) / Number(WAN),
    ]),
  );
const UNCHANGED = { SALES: 1200, EAST: 480, SOUTH: 720, anna: 360, bo: 120, chen: 480, dai: 240 };

describe("a change", () => {
  test("of 1,000万 to 1,200万 is +20 %, asked either way", () => {
    const of = { ...team(), rows: [node("SALES", null, 1_000n * WAN)] };
    for (const size of [absolute("SALES", "2000000.00"), percent("SALES", "20%")]) {
      const effect = done(of, ask({ changes: [size] }));
      expect(after(of, effect)).toEqual({ SALES: 1200 });
      expect(percentText(must(effect.sizes[0]?.part))).toBe("20%");
    }
  });

  // prettier-ignore
  test.each([
    ["pro rata moves everyone below by the same part",
      ask({ changes: [percent("EAST", "0.1")] }), { EAST: 528, anna: 396, bo: 132 }],
    ["absorb moves nobody below",
      ask({ changes: [percent("EAST", "0.1")], below: "absorb" }), { EAST: 528 }],
    ["re-allocate shares the new number out by the plan's rules",
      ask({ changes: [absolute("EAST", "200000")], below: "re_allocate" }), { EAST: 500, anna: 250, bo: 250 }],
    ["those above follow where that is asked",
      ask({ changes: [absolute("bo", "-200000")], above: "follows" }), { SALES: 1180, EAST: 460, bo: 100 }],
    ["those above stay where that is asked",
      ask({ changes: [absolute("bo", "-200000")] }), { bo: 100 }],
    ["a transfer of target leaves the company where it was",
      ask({ changes: [absolute("dai", "-600000"), absolute("anna", "600000")], above: "follows" }),
      { EAST: 540, SOUTH: 660, anna: 420, dai: 180 }],
    ["to nothing is possible",
      ask({ changes: [percent("bo", "-100%")], above: "follows" }), { SALES: 1080, EAST: 360, bo: 0 }],
  ])("%s", (_, asked, expected) => {
    const of = team();
    expect(after(of, done(of, asked))).toEqual({ ...UNCHANGED, ...expected });
  });

  test("from July on is measured on July to December, and leaves June alone", () => {
    const of = team();
    const effect = done(of, ask({ changes: [percent("EAST", "0.2")] }), FROM_JULY);
    expect(after(of, effect)).toEqual({ ...UNCHANGED, EAST: 528, anna: 396, bo: 132 });
    const months = must(effect.tree.months.get("anna"));
    expect(months.map((each) => Number(each / WAN))).toEqual([
      ...Array<number>(6).fill(30),
      ...Array<number>(6).fill(36),
    ]);
  });

  test("keeps an over-assignment and an unassigned part in proportion", () => {
    const of: Standing = {
      ...team(),
      rows: [
        node("TOP", null, 100n * WAN),
        node("a", "TOP", 90n * WAN),
        node("b", "TOP", 20n * WAN),
      ],
    };
    expect(after(of, done(of, ask({ changes: [percent("TOP", "0.5")] })))).toEqual({
      ...{ TOP: 150, a: 135, b: 30 },
    });
  });

  test("a bound of the year leaves what is past out when what is left is shared out again", () => {
    const of = team();
    const rows = of.rows.map((row) =>
      row.subject === "bo" ? { ...row, inputs: { ...row.inputs, max: "1300000" } } : row,
    );
    const asked = ask({ changes: [absolute("EAST", "200000")], below: "re_allocate" });
    // bo carries 60万 until June, so at most 70万 more; the rest of 260万 is anna's.
    expect(after(of, done({ ...of, rows }, asked, FROM_JULY))).toEqual({
      ...{ ...UNCHANGED, EAST: 500, anna: 370, bo: 130 },
    });
  });

  test("a locked number stays when what is left is shared out again", () => {
    const of = team();
    const rows = of.rows.map((row) =>
      row.subject === "bo" ? { ...row, inputs: { ...row.inputs, locked: true } } : row,
    );
    const asked = ask({ changes: [absolute("EAST", "200000")], below: "re_allocate" });
    expect(after(of, done({ ...of, rows }, asked))).toEqual({ ...UNCHANGED, EAST: 500, anna: 380 });
  });
});

describe("people who move", () => {
  test("three sellers from 华南 to 华东 take their open months along; the company stands still", () => {
    const of = team();
    const moves = [
      { person: "chen", to: "EAST" },
      { person: "dai", to: "EAST" },
    ];
    const effect = done(of, ask({ moves, above: "follows" }), FROM_JULY);
    expect(after(of, effect)).toEqual({ ...UNCHANGED, EAST: 840, SOUTH: 360 });
    expect(
      effect.touched.map(({ row, part, parentAfter }) => [row.subject, part, parentAfter]),
    ).toEqual([
      ["EAST", "above", "SALES"],
      ["SOUTH", "above", "SALES"],
      ["chen", "moved", "EAST"],
      ["dai", "moved", "EAST"],
    ]);
  });

  test("leave their target behind as a gap where numbers above stay", () => {
    const of = team();
    const effect = done(of, ask({ moves: [{ person: "dai", to: "EAST" }] }), FROM_JULY);
    expect(after(of, effect)).toEqual(UNCHANGED);
  });
});

describe("refuses", () => {
  // prettier-ignore
  test.each([
    ["an empty request", ask({}), { code: "adjustment/nothing_asked" }],
    ["an unknown subject", ask({ changes: [percent("zoe", "0.1")] }),
      { code: "adjustment/unknown_subject", value: "zoe", pointer: "/changes/0/subject" }],
    ["a subject named twice", ask({ changes: [percent("bo", "0.1"), percent("bo", "0.2")] }),
      { code: "adjustment/named_twice", value: "bo", pointer: "/changes/1/subject" }],
    ["a subject below another one", ask({ changes: [percent("EAST", "0.1"), percent("bo", "0.2")] }),
      { code: "adjustment/nested", value: "bo", above: "EAST", pointer: "/changes/1/subject" }],
    ["a size that is no number", ask({ changes: [absolute("bo", "1.234")] }),
      { code: "adjustment/size", value: "1.234", pointer: "/changes/0/size" }],
    ["a size of 0", ask({ changes: [absolute("bo", "0")] }),
      { code: "adjustment/size", value: "0", pointer: "/changes/0/size" }],
    ["more than there is", ask({ changes: [absolute("bo", "-1200000.01")] }),
      { code: "adjustment/below_zero", subject: "bo", value: "-0.01", most: "1200000.00" }],
    ["a move of a unit", ask({ moves: [{ person: "EAST", to: "SOUTH" }] }),
      { code: "adjustment/cannot_move", value: "EAST", to: "SOUTH", pointer: "/moves/0/to" }],
    ["a move to a person", ask({ moves: [{ person: "bo", to: "anna" }] }),
      { code: "adjustment/cannot_move", value: "bo", to: "anna", pointer: "/moves/0/to" }],
    ["a move to where the person sits", ask({ moves: [{ person: "bo", to: "EAST" }] }),
      { code: "adjustment/moves_nowhere", value: "bo", to: "EAST", pointer: "/moves/0/to" }],
  ])("%s", (_, asked, expected) => {
    expect(refused(team(), asked)).toEqual(expected);
  });

  test("a part of nothing, and scaling where nobody carries anything", () => {
    const of = { ...team(), rows: [node("TOP", null, 12n), node("a", "TOP", 0n)] };
    expect(refused(of, ask({ changes: [percent("a", "0.1")] }))).toMatchObject({
      code: "adjustment/part_of_nothing",
      subject: "a",
    });
    expect(refused(of, ask({ changes: [percent("TOP", "0.5")] }))).toEqual({
      code: "adjustment/nothing_to_scale",
      subject: "TOP",
    });
  });

  test("bounds that cannot be kept when what is left is shared out again", () => {
    const of = team();
    const rows = of.rows.map((row) =>
      row.parent === "EAST" ? { ...row, inputs: { ...row.inputs, max: "2000000" } } : row,
    );
    const asked = ask({ changes: [percent("EAST", "0.1")], below: "re_allocate" });
    expect(refused({ ...of, rows }, asked)).toEqual({
      code: "adjustment/cannot_reallocate",
      subject: "EAST",
      node: "EAST",
      reason: "allocation/bounds_too_low",
    });
  });
});

const spans = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 12 }))
  .map(([first, length]) => ({ first, end: Math.min(12, first + length) }));
const sizes = fc.oneof(
  fc.integer({ min: -100, max: 300 }).map((n) => ({ kind: "percent" as const, percent: `${n}%` })),
  fc
    .bigInt({ min: -(10n ** 9n), max: 10n ** 10n })
    .map((n) => ({ kind: "absolute" as const, amount: formatMinor(n, 2) })),
);
const asks = fc.record({
  at: fc.nat(30),
  size: sizes,
  below: fc.constantFrom("pro_rata" as const, "re_allocate" as const, "absorb" as const),
  above: fc.constantFrom("stays" as const, "follows" as const),
});

/** Calls `check` for each random change that was not refused; says when too few were. */
function always(
  check: (of: Standing, effect: Effect, asked: Asked & { span: typeof YEAR }) => void,
) {
  let count = 0;
  fc.assert(
    fc.property(standings, spans, asks, (of, span, { at, size, below, above }) => {
      const subject = must(of.rows[at % of.rows.length]).subject;
      const asked = ask({ changes: [{ subject, size }], below, above });
      const effect = effectOf(of, span, asked);
      if (!effect.ok) return;
      count += 1;
      check(of, effect.value, { ...asked, span });
    }),
    CASES,
  );
  expect(count).toBeGreaterThan(CASES.numRuns / 3);
}
const gapsOf = (of: Standing, months: (subject: string) => readonly bigint[], at: number) =>
  of.rows.map(({ subject }) => {
    const children = of.rows.filter(({ parent }) => parent === subject);
    const given = sum(children.map((child) => months(child.subject)[at] ?? 0n));
    return children.length === 0 ? 0n : (months(subject)[at] ?? 0n) - given;
  });

describe("always", () => {
  test("periods outside the span keep every number", () =>
    always((of, { tree }, { span }) => {
      for (const { subject, months } of of.rows) {
        const now = must(tree.months.get(subject));
        expect(now.slice(0, span.first)).toEqual(months.slice(0, span.first));
        expect(now.slice(span.end)).toEqual(months.slice(span.end));
      }
    }));

  test("the subject moves by exactly what was asked, and nobody falls below 0", () =>
    always((of, { tree, sizes: [size] }) => {
      const { subject, delta } = must(size);
      const row = must(of.rows.find((each) => each.subject === subject));
      expect(sum(must(tree.months.get(subject))) - sum(row.months)).toBe(delta);
      for (const months of tree.months.values())
        expect(months.every((each) => each >= 0n)).toBe(true);
    }));

  test("absorb changes nobody below; pro rata keeps every period added up", () =>
    always((of, { tree, touched }, { below, above, changes: [change] }) => {
      if (below === "absorb") expect(touched.filter(({ part }) => part === "below")).toEqual([]);
      if (below !== "pro_rata") return;
      const inside = new Set<string>([must(change).subject]);
      for (const { subject, parent } of of.rows)
        if (parent && inside.has(parent)) inside.add(subject);
      for (let at = 0; at < 12; at += 1) {
        const gaps = gapsOf(of, (subject) => must(tree.months.get(subject)), at);
        for (const [row, { subject }] of of.rows.entries())
          if (inside.has(subject) || above === "follows") expect(gaps[row]).toBe(0n);
      }
    }));

  test("pro rata gives each child its part to within one granule", () =>
    always((of, { tree, sizes: [size] }, { below, span }) => {
      if (below !== "pro_rata") return;
      const { subject, before, delta } = must(size);
      const inSpan = (months: readonly bigint[]) => sum(months.slice(span.first, span.end));
      for (const row of of.rows.filter(({ parent }) => parent === subject)) {
        const was = inSpan(row.months);
        const moved = inSpan(must(tree.months.get(row.subject))) - was;
        const off = moved * before - was * delta;
        expect(off < 0n ? -off : off).toBeLessThan(before * 100_000n);
      }
    }));

  test("a transfer between two subjects preserves the top and their own sum", () => {
    let count = 0;
    fc.assert(
      fc.property(standings, spans, fc.nat(20), fc.nat(20), (of, span, a, b) => {
        const people = of.rows.filter(({ kind }) => kind === "person");
        const [from, to] = [must(people[a % people.length]), must(people[b % people.length])];
        const has = sum(from.months.slice(span.first, span.end));
        if (from === to || has === 0n) return;
        count += 1;
        const amount = formatMinor(has / 2n + 1n, 2);
        const changes = [absolute(from.subject, `-${amount}`), absolute(to.subject, amount)];
        const { tree } = done(of, ask({ changes, above: "follows" }), span);
        const total = (subject: string) => sum(must(tree.months.get(subject)));
        expect(total("TOP")).toBe(sum(must(of.rows[0]).months));
        expect(total(from.subject) + total(to.subject)).toBe(sum(from.months) + sum(to.months));
      }),
      CASES,
    );
    expect(count).toBeGreaterThan(CASES.numRuns / 3);
  });

  test("who moves keeps every number, and units above swap exactly those", () => {
    let count = 0;
    fc.assert(
      fc.property(standings, spans, fc.nat(20), fc.nat(3), (of, span, a, u) => {
        const people = of.rows.filter(({ kind }) => kind === "person");
        const units = of.rows.filter(({ parent }) => parent === "TOP");
        const [person, to] = [must(people[a % people.length]), must(units[u % units.length])];
        if (person.parent === to.subject) return;
        count += 1;
        const moves = [{ person: person.subject, to: to.subject }];
        const { tree } = done(of, ask({ moves, above: "follows" }), span);
        expect(tree.months.get(person.subject)).toEqual(person.months);
        expect(tree.months.get("TOP")).toEqual(must(of.rows[0]).months);
        const carried = sum(person.months.slice(span.first, span.end));
        expect(sum(must(tree.months.get(to.subject)))).toBe(sum(to.months) + carried);
      }),
      CASES,
    );
    expect(count).toBeGreaterThan(CASES.numRuns / 4);
  });
});

test("growth from a negative number is measured on its size; from 0 there is none", () => {
  expect(growth(-100n, -50n)).toEqual({ num: 1n, den: 2n });
  expect(growth(0n, 5n)).toBeNull();
});
