import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MODES, type Mode } from "../../workers/boards/board.ts";
import { applied, difference } from "../../workers/boards/delta.ts";
import { viewKey, viewOf, type Viewer } from "../../workers/boards/view.ts";
import { aBoard, aState } from "./fixture.ts";

// Goal: what a viewer may not see never leaves. Each case looks at the serialised view, the only
// thing that reaches a browser, for names, ids and amounts that must not be in it.

const nine = Object.fromEntries(
  ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map((name, at) => [
    `person-${name}`,
    {
      amount: BigInt(900 - at * 100),
      target: 7_777_777n,
      unit: at < 4 ? "team-1" : "team-2",
      lastSeq: at,
    },
  ]),
);
const state = (mode: Mode, change = {}) => aState(aBoard({ mode, ...change }), nine);
const person = (name: string | null): Viewer => ({
  kind: "person",
  person: name && `person-${name}`,
});
const manager: Viewer = { kind: "all", person: null };
const screen: Viewer = { kind: "screen" };
const sent = (mode: Mode, viewer: Viewer) => JSON.stringify(viewOf(state(mode), viewer));
const keys = (mode: Mode, viewer: Viewer) => viewOf(state(mode), viewer).rows.map(({ key }) => key);
const letters = (mode: Mode, viewer: Viewer) =>
  keys(mode, viewer)
    .map((key) => key.slice(7))
    .join("");

describe("what a person sees", () => {
  test("in named mode is everyone", () => expect(letters("named", person("d"))).toBe("abcdefghi"));

  // prettier-ignore
  test.each([
    ["a", "abc"], ["b", "abcd"], ["e", "cdefg"], ["h", "fghi"], ["i", "ghi"],
  ])("in window mode is the own row and two on either side: %s sees %s", (own, expected) => {
    expect(letters("window", person(own))).toBe(expected);
    expect(viewOf(state("window"), person(own)).rows.find(({ key }) => key === `person-${own}`))
      .toMatchObject({ rank: own.charCodeAt(0) - 96 });
  });

  test("in window mode without a row is nothing, and says why", () =>
    expect(viewOf(state("window"), person(null))).toMatchObject({
      rows: [],
      note: "not_on_board",
    }));

  test("in anonymous mode is all scores, but only the own name and no key that could be followed", () => {
    const text = sent("anonymous", person("d"));
    const view = viewOf(state("anonymous"), person("d"));
    expect(view.rows.map(({ score }) => score)).toHaveLength(9);
    expect(view.rows.filter(({ name }) => name !== null).map(({ name }) => name)).toEqual([
      "名-person-d",
    ]);
    expect(view.own).toBe("#3");
    for (const other of "abcefghi") expect(text).not.toContain(`person-${other}`);
    expect(text).not.toContain("Team team-2");
  });

  test("in team-only mode is the own team, ranked among themselves", () => {
    expect(letters("team-only", person("b"))).toBe("abcd");
    expect(letters("team-only", person("g"))).toBe("efghi");
    expect(viewOf(state("team-only"), person("g")).rows.map(({ rank }) => rank)).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(viewOf(state("team-only"), person("g")).ranked).toBe(5);
    expect(viewOf(state("team-only"), person(null)).rows).toEqual([]);
  });

  test("in hidden mode is that there is a board, no more", () =>
    expect(viewOf(state("hidden"), person("a"))).toMatchObject({
      rows: [],
      whole: null,
      ranked: null,
      note: "hidden",
    }));

  test.each(MODES)("in %s mode never contains a quota, and as manager always every row", (mode) => {
    for (const viewer of [person("a"), person(null), manager, screen])
      expect(sent(mode, viewer)).not.toContain("7777777");
    expect(letters(mode, manager)).toBe("abcdefghi");
  });

  test("contains actual amounts only where the board says so", () => {
    const of = (change: object) => viewOf(state("named", change), person("a")).rows[0];
    expect(of({})).toMatchObject({ amount: null });
    expect(of({ amounts: true })).toMatchObject({ amount: "9.00" });
    expect(of({ score: "raw" })).toMatchObject({ score: "9.00", amount: null });
  });
});

describe("what a television shows", () => {
  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [9, 6],
    [12, 8],
    [48, 10],
  ])("of %i people is the first %i: never the last third", (count, shown) => {
    const lines = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`p${at}`, { amount: BigInt(1_000 - at) }]),
    );
    const { rows } = viewOf(aState(aBoard(), lines), screen);
    expect(rows.map(({ at }) => at)).toEqual(Array.from({ length: shown }, (_, at) => at));
  });

  test("leaves out rows that cannot be measured", () => {
    const lines = { a: { amount: 1n, target: null }, b: { amount: 1n, target: null } };
    expect(viewOf(aState(aBoard(), lines), screen).rows).toEqual([]);
  });

  test.each([
    ["hidden", "hidden"],
    ["window", "not_for_screens"],
    ["team-only", "not_for_screens"],
  ] as const)("of a %s board is no row, and the reason", (mode, note) =>
    expect(viewOf(state(mode), screen)).toMatchObject({ rows: [], note }),
  );

  test("of a team's own team-only board is that team", () =>
    expect(viewOf(state("team-only", { unit: "team-2" }), screen).rows).toHaveLength(3));

  test("of an anonymous board carries no name and no id", () => {
    expect(sent("anonymous", screen)).not.toContain("person-");
    expect(viewOf(state("anonymous"), screen).rows).toHaveLength(6);
  });
});

describe("one serialisation per distinct view", () => {
  test("viewers with equal keys see equal views, and different views have different keys", () => {
    const viewers = [
      manager,
      screen,
      ...["a", "b", "c", "d", "e", "f", "g", "h", "i", null].map(person),
    ];
    for (const mode of MODES) {
      const byKey = new Map<string, string>();
      for (const viewer of viewers) {
        const key = viewKey(viewer, state(mode));
        const text = sent(mode, viewer);
        expect(byKey.get(key) ?? text).toBe(text);
        byKey.set(key, text);
      }
    }
    const distinct = (mode: Mode) =>
      new Set(viewers.map((viewer) => viewKey(viewer, state(mode)))).size;
    expect(MODES.map(distinct)).toEqual([3, 12, 12, 5, 3]);
  });
});

describe("a difference", () => {
  const sketches = fc.dictionary(
    fc.constantFrom("a", "b", "c", "d", "e"),
    fc.record({ amount: fc.bigInt(0n, 5n), target: fc.option(fc.bigInt(1n, 3n), { nil: null }) }),
  );
  test("applied to the view before gives the view after", () =>
    fc.assert(
      fc.property(sketches, sketches, fc.constantFrom(...MODES), (before, after, mode) => {
        const look = (lines: typeof before) =>
          viewOf(aState(aBoard({ mode }), lines), { kind: "person", person: "a" });
        const change = difference(look(before), look(after));
        expect(change ? applied(look(before), change) : look(before)).toEqual(look(after));
      }),
      { seed: 7, numRuns: 600 },
    ));

  test("of one sale names one row and only the fields that moved", () => {
    const before = viewOf(state("named"), manager);
    const after = viewOf(
      aState(aBoard(), { ...nine, "person-e": { ...nine["person-e"], amount: 501n } }),
      manager,
    );
    expect(difference(before, after)?.rows.length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(difference(before, after))).not.toContain("名");
  });
});
