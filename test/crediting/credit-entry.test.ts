// Goal: hold creditEntry() to its promises: who gets a credit follows from the entry, the rules of its
// day and the organisation of its day, and from nothing else. Method: cases by hand on a small company
// with two times, then random rules and entries against what is said of them, and against a second
// reckoning of the direct shares as whole hundredths.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Creditable,
  creditEntry,
  fits,
  type RuledCredit,
} from "../../workers/crediting/credit-entry.ts";
import { orgFrom, type OrgRow } from "../../workers/crediting/org-rows.ts";
import { flawOf, type Give, type Rule, type When } from "../../workers/crediting/rule.ts";
import { day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { addRates, compareRates, ONE, parseRate, ZERO } from "../../workers/lib/rate.ts";
import { must } from "../../workers/lib/assert.ts";

const ALWAYS = { from: day("2020-01-01"), until: FOREVER };
const TURN = day("2026-04-01");
const before = { ...ALWAYS, until: TURN };
const since = { ...ALWAYS, from: TURN };

/** East has a team; Lin leaves it for West in April, when Zhao takes it over from Wu. Sun has left. */
const ROWS: OrgRow[] = [
  ...["lin", "wu", "zhao", "qian"].map((who) => ({ ...ALWAYS, kind: "works" as const, who })),
  { from: ALWAYS.from, until: day("2026-02-01"), kind: "works", who: "sun" },
  { ...before, kind: "seat", who: "lin", seat: { unit: "team", position: "rep" } },
  { ...since, kind: "seat", who: "lin", seat: { unit: "west", position: "senior" } },
  { ...ALWAYS, kind: "seat", who: "wu", seat: { unit: "east", position: "lead" } },
  { ...ALWAYS, kind: "above", who: "team", unit: "team" },
  { ...ALWAYS, kind: "above", who: "team", unit: "east" },
  { ...ALWAYS, kind: "above", who: "team", unit: "company" },
  { ...ALWAYS, kind: "above", who: "east", unit: "east" },
  { ...ALWAYS, kind: "above", who: "east", unit: "company" },
  { ...ALWAYS, kind: "above", who: "west", unit: "west" },
  { ...before, kind: "manager", who: "lin", manager: "wu" },
  { ...since, kind: "manager", who: "lin", manager: "zhao" },
  { ...ALWAYS, kind: "manager", who: "wu", manager: "qian" },
  { ...ALWAYS, kind: "manager", who: "qian", manager: null },
];
const ORG = orgFrom(ROWS);

const EVERY: When = { units: [], positions: [], people: [], metrics: [], dims: [] };
const rule = (of: Partial<Rule> & { gives: readonly Give[] }, name = "r1"): Rule => ({
  ...ALWAYS,
  ...{ id: id(name), name, rank: 1, when: EVERY },
  ...of,
});
const entry = (of: Partial<Creditable> = {}): Creditable => ({
  ...{ metric: "revenue", person: "lin", on: day("2026-03-15"), dims: null, shared: [] },
  ...of,
});
const to = {
  own: { kind: "participant" } as const,
  person: (person: string) => ({ kind: "person", person }) as const,
  manager: (level: number) => ({ kind: "manager", level }) as const,
};
const direct = (who: Give["to"], share: string): Give => ({ to: who, role: "direct", share });
const overlay = (who: Give["to"], share: string): Give => ({ to: who, role: "overlay", share });
const override = (who: Give["to"], share: string): Give => ({ to: who, role: "override", share });

const said = (credits: readonly RuledCredit[]) =>
  credits.map(({ person, role, share, rule: by }) => `${person} ${role} ${share} ${by}`);

describe("who is credited", () => {
  const half = [direct(to.own, "50%"), direct(to.person("zhao"), "1/2")];
  const april = entry({ on: TURN });
  const cloud = { ...EVERY, dims: [{ name: "product", values: ["cloud", "ai"] }] };
  const in_ = (units: string[]) => ({ ...EVERY, units });
  // prettier-ignore
  test.each<[string, Creditable, Rule[], string[]]>([
    ["nobody beside without a rule",             entry(), [], []],
    ["two by halves",                            entry(), [rule({ gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["the participant alone needs no credit",    entry(), [rule({ gives: [direct(to.own, "1")] })], []],
    ["another in the participant's place",       entry(), [rule({ gives: [direct(to.person("zhao"), "1")] })], ["zhao direct 1 r1"]],
    ["the manager of the day",                   entry(), [rule({ gives: [override(to.manager(1), "1")] })], ["wu override 1 r1"]],
    ["the manager of another day",               april,   [rule({ gives: [override(to.manager(1), "1")] })], ["zhao override 1 r1"]],
    ["the manager's manager",                    entry(), [rule({ gives: [override(to.manager(2), "1")] })], ["qian override 1 r1"]],
    ["nobody above the top",                     entry(), [rule({ gives: [override(to.manager(3), "1")] })], []],
    ["nobody's manager where none is known",     entry({ person: "zhao" }), [rule({ gives: [override(to.manager(1), "1")] })], []],
    ["in a unit and beneath it",                 entry(), [rule({ when: in_(["east"]), gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["where the participant sat that day",       april,   [rule({ when: in_(["east"]), gives: half })], []],
    ["of one of several units",                  april,   [rule({ when: in_(["east", "west"]), gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["nobody where the participant sits nowhere", entry({ person: "qian" }), [rule({ when: in_(["company"]), gives: half })], []],
    ["by position of the day",                   april,   [rule({ when: { ...EVERY, positions: ["senior"] }, gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["not by another day's position",            entry(), [rule({ when: { ...EVERY, positions: ["senior"] }, gives: half })], []],
    ["by product",                               entry({ dims: { product: "ai" } }), [rule({ when: cloud, gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["not by another product",                   entry({ dims: { product: "box" } }), [rule({ when: cloud, gives: half })], []],
    ["not where the dimension is absent",        entry(), [rule({ when: cloud, gives: half })], []],
    ["not by another metric",                    entry(), [rule({ when: { ...EVERY, metrics: ["margin"] }, gives: half })], []],
    ["not before the rule begins",               entry(), [rule({ ...since, gives: half })], []],
    ["on the rule's first day",                  april,   [rule({ ...since, gives: half })], ["lin direct 1/2 r1", "zhao direct 1/2 r1"]],
    ["not on the day after its last",            april,   [rule({ ...before, gives: half })], []],
    ["by the first of two direct rules",         entry(), [rule({ rank: 2, gives: half }, "b"), rule({ rank: 1, gives: [direct(to.person("zhao"), "1")] }, "c")], ["zhao direct 1 c"]],
    ["of equal rank by the smaller id",          entry(), [rule({ gives: half }, "b"), rule({ gives: [direct(to.person("zhao"), "1")] }, "a")], ["zhao direct 1 a"]],
    ["a leaver's share stays with the participant", entry(), [rule({ gives: [direct(to.own, "0.6"), direct(to.person("sun"), "0.4")] })], []],
    ["a leaver's share, to the fraction",        entry(), [rule({ gives: [direct(to.person("zhao"), "1/3"), direct(to.person("sun"), "2/3")] })], ["lin direct 2/3 r1", "zhao direct 1/3 r1"]],
    ["one person in two roles adds up",          entry(), [rule({ gives: [direct(to.person("wu"), "0.5"), direct(to.manager(1), "0.25"), direct(to.own, "0.25")] })], ["lin direct 1/4 r1", "wu direct 3/4 r1"]],
    ["beside, of every rule",                    entry(), [rule({ gives: [overlay(to.person("zhao"), "30%")] }, "a"), rule({ gives: [override(to.manager(1), "1")] }, "b")], ["zhao overlay 30% a", "wu override 1 b"]],
    ["beside only once, by the first rule",      entry(), [rule({ gives: [overlay(to.person("wu"), "30%")] }, "a"), rule({ gives: [override(to.manager(1), "1")] }, "b")], ["wu overlay 30% a"]],
    ["nobody beside their own direct share",     entry(), [rule({ gives: [...half, overlay(to.manager(1), "1")] }), rule({ gives: [overlay(to.person("zhao"), "1")] }, "r2")], ["lin direct 1/2 r1", "zhao direct 1/2 r1", "wu overlay 1 r1"]],
    ["the participant beside who took it over",  entry(), [rule({ gives: [direct(to.person("zhao"), "1"), overlay(to.own, "20%")] })], ["zhao direct 1 r1", "lin overlay 20% r1"]],
    ["what the row says before what a rule says", entry({ shared: ["wu"] }), [rule({ gives: [...half, overlay(to.person("qian"), "1"), override(to.manager(1), "1")] })], ["qian overlay 1 r1"]],
  ])("%s", (_, of, rules, expected) => {
    expect(said(creditEntry(of, rules, ORG))).toEqual(expected);
    expect(said(creditEntry(of, rules.toReversed(), ORG)), "whatever the order").toEqual(expected);
  });
});

describe("what a rule may give", () => {
  // prettier-ignore
  test.each<[string, Give[], string | null]>([
    ["thirds sum to one",           [direct(to.own, "1/3"), direct(to.person("a"), "1/3"), direct(to.person("b"), "33.33%")], "crediting/shares_not_one"],
    ["exact thirds",                [direct(to.own, "1/3"), direct(to.person("a"), "1/3"), direct(to.person("b"), "1/3")], null],
    ["only beside",                 [overlay(to.person("a"), "1"), override(to.manager(1), "1")], null],
    ["direct below one",            [direct(to.own, "0.999999999999")], "crediting/shares_not_one"],
    ["negative",                    [direct(to.own, "-1"), direct(to.person("a"), "2")], "crediting/bad_share"],
    ["no number",                   [overlay(to.own, "half")], "crediting/bad_share"],
    ["one and a bit",               [overlay(to.own, "1.01")], "crediting/bad_share"],
    ["the manager twice",           [override(to.manager(1), "1"), overlay(to.manager(1), "1")], "crediting/given_twice"],
    ["manager and their manager",   [override(to.manager(1), "1"), overlay(to.manager(2), "1")], null],
  ])("%s", (_, gives, code) => {
    expect(flawOf({ gives })?.code ?? null).toBe(code);
  });
});

describe("any rules and any entry", () => {
  const people = ["lin", "wu", "zhao", "qian", "sun", "nobody"];
  const someone = fc.oneof(
    fc.constant(to.own),
    fc.constantFrom(...people).map(to.person),
    fc.integer({ min: 1, max: 3 }).map(to.manager),
  );
  const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
  /** Hundredths that sum to a hundred, of which a second reckoning adds up whole numbers. */
  const shared = fc
    .uniqueArray(someone, {
      ...{ minLength: 1, maxLength: 4 },
      selector: (who) => JSON.stringify(who),
    })
    .chain((who) =>
      fc
        .array(fc.integer({ min: 1, max: 20 }), { minLength: who.length, maxLength: who.length })
        .map((parts) => {
          const rest = 100 - parts.slice(1).reduce((a, b) => a + b, 0);
          return who.map((each, at) => direct(each, `${at === 0 ? rest : parts[at]}%`));
        }),
    );
  const besides = fc.uniqueArray(
    fc.record({
      to: someone,
      role: fc.constantFrom("overlay" as const, "override" as const),
      share: fc.constantFrom("1", "30%", "1/7"),
    }),
    { maxLength: 3, selector: (give) => JSON.stringify(give.to) },
  );
  const anyRule = fc
    .record({
      id: fc.constantFrom("a", "b", "c", "d").map((text) => id<"creditingRule">(text)),
      rank: fc.integer({ min: 0, max: 2 }),
      gives: fc.oneof(shared, besides),
      when: fc.record({
        units: some(["east", "west", "company"]),
        positions: some(["rep", "lead"]),
        people: some(["lin", "wu"]),
        metrics: some(["revenue", "margin"]),
        dims: fc.constantFrom([], [{ name: "product", values: ["ai"] }]),
      }),
      turn: fc.constantFrom(ALWAYS, before, since),
    })
    .map(({ turn, ...each }): Rule => ({ ...each, ...turn, name: "" }));
  const anyEntry = fc.record({
    metric: fc.constantFrom("revenue", "margin"),
    person: fc.constantFrom("lin", "wu", "zhao", "qian"),
    on: fc.constantFrom("2026-01-31", "2026-03-31", "2026-04-01").map(day),
    dims: fc.constantFrom(null, { product: "ai" }, { product: "box" }),
    shared: fc.constantFrom([], [], ["wu", "zhao"]),
  });
  const anyRules = fc.uniqueArray(anyRule, { maxLength: 4, selector: (each) => each.id });
  const runs = { numRuns: 3_000, seed: 20261122 };

  test("direct shares are nobody's or sum to exactly 1, and nobody has two credits", () => {
    fc.assert(
      fc.property(anyEntry, anyRules, (of, rules) => {
        const credits = creditEntry(of, rules, ORG);
        const mine = credits.filter(({ role }) => role === "direct");
        const total = mine
          .map(({ share }) => must(parseRate(share)))
          .reduce((a, b) => addRates(a, b), ZERO);
        expect(mine.length === 0 || compareRates(total, ONE) === 0).toBe(true);
        const holders = [...of.shared, ...credits.map(({ person }) => person)];
        if (of.shared.length + mine.length === 0) holders.push(of.person);
        expect(new Set(holders).size).toBe(holders.length);
        if (of.shared.length > 0) expect(mine).toEqual([]);
        for (const { person } of credits)
          expect(ORG.worksOn(person, of.on) || person === of.person).toBe(true);
      }),
      runs,
    );
  });

  test("the order in which rules are handed in does not matter, and one that does not fit is as none", () => {
    fc.assert(
      fc.property(anyEntry, anyRules, fc.nat(), (of, rules, turn) => {
        const turned = [...rules.slice(turn % 4), ...rules.slice(0, turn % 4)];
        const fitting = rules.filter((each) => fits(each, of, ORG));
        expect(creditEntry(of, turned, ORG)).toEqual(creditEntry(of, rules, ORG));
        expect(creditEntry(of, fitting, ORG)).toEqual(creditEntry(of, rules, ORG));
      }),
      runs,
    );
  });

  test("direct shares are those of the first rule that gives any, reckoned in whole hundredths", () => {
    fc.assert(
      fc.property(anyEntry, anyRules, (of, rules) => {
        const [first] = rules
          .filter((each) => fits(each, of, ORG) && each.gives.some((g) => g.role === "direct"))
          .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
        const parts: Record<string, number> = {};
        for (const give of of.shared.length > 0 ? [] : (first?.gives ?? [])) {
          const line: string[] = [of.person];
          for (let up = 0; up < 3; up += 1) line.push(ORG.managerOf(line[up] ?? "", of.on) ?? "");
          const asked =
            give.to.kind === "person"
              ? give.to.person
              : give.to.kind === "manager"
                ? (line[give.to.level] ?? "")
                : of.person;
          const who = ORG.worksOn(asked, of.on) ? asked : of.person;
          parts[who] = (parts[who] ?? 0) + Number(give.share.slice(0, -1));
        }
        const alone = Object.keys(parts).length === 1 && parts[of.person] === 100;
        const expected = alone ? {} : parts;
        const got = creditEntry(of, rules, ORG)
          .filter(({ role }) => role === "direct")
          .map(({ person, share }) => {
            const { num, den } = must(parseRate(share));
            return [person, Number((num * 100n) / den)];
          });
        expect(Object.fromEntries(got)).toEqual(expected);
      }),
      runs,
    );
  });
});
