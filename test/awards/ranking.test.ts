// Goal: a ranking is the same whatever order the log was read in, ties follow the rule's word, nobody
// is honoured for nothing, and nobody's vote for themselves counts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standingsOf } from "../../workers/awards/rank-period.ts";
import {
  byMetric,
  byPeers,
  type Candidate,
  mean,
  ranked,
  seenBy,
  silentOf,
} from "../../workers/awards/ranking.ts";
import { type AwardDocument, ruleFlaw } from "../../workers/awards/rule.ts";
import { id } from "../../workers/lib/id.ts";

const one = (subject: string, amount: bigint, last = 0, count = 1): Candidate => ({
  ...{ subject, amount, count, last },
});
const rule = { places: 1, ties: "share", atLeast: null } as const;
const places = (rows: Candidate[], of: Parameters<typeof ranked>[1]) =>
  ranked(byMetric(rows, "sum", 2), of).map(({ subject, place, given }) => [subject, place, given]);

describe("a ranking", () => {
  test("gives the best one the award", () => {
    expect(places([one("a", 5n), one("b", 9n)], rule)).toEqual([
      ["b", 1, true],
      ["a", 2, false],
    ]);
  });

  // prettier-ignore
  test.each([
    ["shared: both hold the first place and use up the second", "share",   1, [["a", 1, true], ["b", 1, true], ["c", 3, false]]],
    ["shared, two places: the third is third",                  "share",   2, [["a", 1, true], ["b", 1, true], ["c", 3, false]]],
    ["shared, three places: everybody",                         "share",   3, [["a", 1, true], ["b", 1, true], ["c", 3, true]]],
    ["higher: the same places",                                 "higher",  1, [["a", 1, true], ["b", 1, true], ["c", 3, false]]],
    ["ordinal: who reached it first",                           "ordinal", 1, [["b", 1, true], ["a", 2, false], ["c", 3, false]]],
  ] as const)("a tie, %s", (_, ties, count, expected) => {
    const rows = [one("a", 9n, 20), one("b", 9n, ties === "ordinal" ? 10 : 20), one("c", 1n, 5)];
    expect(places(rows, { places: count, ties, atLeast: null })).toEqual(expected);
  });

  test("gives nothing for nothing, nor below what is asked for", () => {
    expect(places([one("a", 0n), one("b", -5n)], rule).map(([, , given]) => given)).toEqual([
      ...[false, false],
    ]);
    expect(places([one("a", 999n)], { ...rule, atLeast: "10" })[0]).toEqual(["a", 1, false]);
    expect(places([one("a", 1_000n)], { ...rule, atLeast: "10" })[0]).toEqual(["a", 1, true]);
  });

  test("takes the mean at four places, half away from zero, and of nothing none", () => {
    expect(mean(13n, 3, 0)).toBe("4.3333");
    expect(mean(14n, 3, 0)).toBe("4.6667");
    expect(mean(905n, 2, 2)).toBe("4.5250");
    expect(mean(0n, 0, 0)).toBeNull();
  });

  test("does not depend on the order of its rows", () => {
    const rows = fc.uniqueArray(
      fc.record({
        subject: fc.uuid(),
        amount: fc.bigInt({ min: -3n, max: 3n }),
        count: fc.constant(1),
        last: fc.nat(3),
      }),
      { selector: ({ subject }) => subject, maxLength: 12 },
    );
    const ties = fc.constantFrom("share" as const, "higher" as const, "ordinal" as const);
    fc.assert(
      fc.property(rows, ties, fc.integer({ min: 1, max: 4 }), (of, how, count) => {
        const by = { places: count, ties: how, atLeast: null };
        const forward = ranked(byMetric(of, "sum", 0), by);
        expect(ranked(byMetric(of.toReversed(), "sum", 0), by)).toEqual(forward);
        if (how === "ordinal") {
          expect(forward.map(({ place }) => place)).toEqual(of.map((__, at) => at + 1));
          expect(forward.filter(({ given }) => given).length).toBeLessThanOrEqual(count);
        }
        for (const { score, given } of forward) if (given) expect(Number(score)).toBeGreaterThan(0);
      }),
      { seed: 11, numRuns: 2_000 },
    );
  });
});

describe("what colleagues give", () => {
  const votes = [
    { voter: "a", person: "b", score: "5" },
    { voter: "c", person: "b", score: "4" },
    { voter: "b", person: "b", score: "1" },
    { voter: "b", person: "a", score: "3" },
  ];
  test("leaves out what somebody gave themselves", () => {
    expect(byPeers(votes, ["a", "b", "c"]).map(({ subject, score }) => [subject, score])).toEqual([
      ["a", "3.0000"],
      ["b", "4.5000"],
    ]);
  });
  test("names who did not vote; a vote for oneself is none", () => {
    expect(silentOf(votes, ["a", "b", "c", "d"])).toEqual(["d"]);
    expect(silentOf([{ voter: "d", person: "d", score: "5" }], ["d"])).toEqual(["d"]);
  });
});

const document: AwardDocument = {
  ...{ format: "fairlead-award/1", kind: "team", of: "unit", window: "month", places: 1 },
  ...{ name: { zh: "团队奖", en: "Team" }, gives: { zh: "奖杯", en: "Cup" }, ties: "share" },
  ...{ unit: id("u"), atLeast: null, cooperation: true },
  basis: { by: "metric", metric: id("m"), read: "sum" },
};

describe("a team award", () => {
  test("ranks teams by result and says how each member worked together, inside the team", () => {
    const { standings, silent } = standingsOf(document, {
      candidates: [one("t1", 100n), one("t2", 50n)],
      seats: [
        ...["a", "b", "c"].map((person) => ({ person, unit: "t1" })),
        { person: "x", unit: "t2" },
      ],
      votes: [
        { voter: "a", person: "b", score: "5" },
        { voter: "x", person: "b", score: "1" },
        { voter: "b", person: "a", score: "4" },
        { voter: "stranger", person: "a", score: "1" },
      ],
      scale: 2,
    });
    expect(standings[0]).toMatchObject({ subject: "t1", score: "1.00", given: true });
    expect(standings[0]?.members).toEqual([
      { person: "a", cooperation: "4.0000" },
      { person: "b", cooperation: "5.0000" },
      { person: "c", cooperation: null },
    ]);
    expect(silent).toEqual(["c", "x"]);
  });

  // prettier-ignore
  test.each([
    ["works",                                {},                                "ok"],
    ["names the unit whose teams compete",   { unit: null },                    "unit_missing"],
    ["is of units",                          { of: "person" as const },         "team_is_unit"],
    ["is no other kind",                     { kind: "honour" as const },       "team_is_unit"],
    ["is not ranked by colleagues alone",    { basis: { by: "peers" } as const }, "unit_peers"],
  ])("%s", (_, change, why) => {
    expect(ruleFlaw({ ...document, ...change })?.why ?? "ok").toBe(why);
  });
});

test("others read who was given it, themselves and two neighbours", () => {
  const rows = ["a", "b", "c", "d", "e", "f"].map((subject, at) => ({ subject, given: at === 0 }));
  const seen = (own: string[]) => seenBy(rows, own).map(({ subject }) => subject);
  expect(seen(["d"])).toEqual(["a", "c", "d", "e"]);
  expect(seen(["f"])).toEqual(["a", "e", "f"]);
  expect(seen([])).toEqual(["a"]);
});
