// Goal: which versions hold, what a bulk assignment does to stays, and what a version changed in plain
// sentences are decided as said. Method: a table of cases, then properties over thousands of histories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { contains, FOREVER } from "../../workers/lib/interval.ts";
import { toRemind } from "../../workers/payplans/accept-version.ts";
import { movesFor } from "../../workers/payplans/assign-members.ts";
import { differenceOf } from "../../workers/payplans/difference.ts";
import { emptyPlan, fromTemplate, readDocument } from "../../workers/payplans/document.ts";
import { partsIn } from "../../workers/payplans/parts.ts";
import { heldOn, inForce, inForceOver } from "../../workers/payplans/in-force.ts";
import type { NamedStay } from "../../workers/payplans/member-store.ts";
import { participantsOf, type Stay } from "../../workers/payplans/participant.ts";
import { budgetOver } from "../../workers/payplans/show.ts";

const on = (n: number) => addDays(day("2026-01-01"), n);
const terms = { variables: [] };
const stay = (person: string, from: number, until: number, plan = "a"): NamedStay => ({
  ...{ person, from: on(from), until: on(until), terms, plan, sinceSeq: 1 },
  ...{ code: person, name: person, nameEn: null, planName: { zh: plan, en: plan } },
});
const template = (key: string): PlanJson => {
  const found = TEMPLATES.find((each) => each.key === key);
  if (!found) throw new Error(`no template ${key}`);
  return found;
};

describe("versions in force", () => {
  const v = (number: number, from: number) => ({ number, from: on(from) });
  test.each([
    ["follow each other", [v(1, 0), v(2, 30)], [1, 2]],
    ["a later one on the same day replaces", [v(1, 0), v(2, 0)], [2]],
    ["a later one before replaces all after it", [v(1, 0), v(2, 60), v(3, 30)], [1, 3]],
    ["none", [], []],
  ])("%s", (_, versions, numbers) => {
    expect(inForce(versions).map(({ number }) => number)).toEqual(numbers);
  });

  test("the one that holds on a day is the newest that has begun, and both orders rise", () => {
    const history = fc.array(fc.nat(120), { maxLength: 12 });
    fc.assert(
      fc.property(history, fc.nat(140), (froms, at) => {
        const versions = froms.map((from, index) => v(index + 1, from));
        const held = inForce(versions);
        const begun = versions.filter(({ from }) => from <= on(at));
        const newest = begun.findLast(({ number }) => held.some((each) => each.number === number));
        expect(heldOn(versions, on(at))).toEqual(newest ?? null);
        for (const [index, each] of held.entries()) {
          const next = held[index + 1];
          if (next) expect(each.number < next.number && each.from < next.from).toBe(true);
        }
        expect(held.at(-1)?.number ?? 0).toBe(versions.length);
        expect(inForceOver(versions, { until: on(at) })).toEqual(
          held.filter(({ from }) => from < on(at)),
        );
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
  });
});

describe("a bulk assignment", () => {
  const wanted = (person: string, from: number, until: number): Stay => ({
    ...{ person, from: on(from), until: on(until), terms },
  });

  test.each([
    ["beside another stay is free", [stay("a", 0, 10)], wanted("a", 10, 20), false, "free"],
    ["over another plan is refused", [stay("a", 0, 10, "b")], wanted("a", 9, 20), true, "refused"],
    ["over the same plan is refused", [stay("a", 0, 10)], wanted("a", 9, 20), false, "refused"],
    ["over the same plan, instead, is free", [stay("a", 0, 10)], wanted("a", 9, 20), true, "free"],
  ])("%s", (_, stays, asked, instead, said) => {
    expect(movesFor(stays, [asked], { plan: "a", instead }).ok ? "free" : "refused").toBe(said);
  });

  test("leaves nobody with two stays on a day, and days before as they were", () => {
    const person = fc.constantFrom("x", "y", "z");
    const span = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }));
    const kept = fc.array(fc.tuple(person, span, fc.constantFrom("a", "b")), { maxLength: 8 });
    fc.assert(
      fc.property(kept, person, span, fc.boolean(), (all, who, [from, length], instead) => {
        const stays: NamedStay[] = [];
        for (const [one, [begins, days], plan] of all) {
          const next = stay(one, begins, begins + days, plan);
          const clash = stays.some(
            (old) => old.person === one && old.from < next.until && next.from < old.until,
          );
          if (!clash) stays.push(next);
        }
        const asked = wanted(who, from, from + length);
        const moves = movesFor(stays, [asked], { plan: "a", instead });
        if (!moves.ok) return;
        const { closes, opens } = moves.value;
        const after: Stay[] = [...stays.filter((each) => !closes.includes(each)), ...opens];
        for (let at = 0; at < 70; at += 1) {
          const now = after.filter((each) => each.person === who && contains(each, on(at)));
          expect(now.length).toBeLessThanOrEqual(1);
          const before = stays.filter((each) => each.person === who && contains(each, on(at)));
          if (!contains(asked, on(at))) expect(now.length).toBe(before.length);
          else expect(now).toHaveLength(1);
        }
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
  });
});

describe("participants", () => {
  test("are one for each person, with variables dated by their stay", () => {
    const variable = (amount: string) => ({
      variables: [{ key: "target_variable", amount, per: "month" as const }],
    });
    const made = participantsOf([
      { person: "a", from: on(31), until: FOREVER, terms: variable("9000") },
      { person: "a", from: on(0), until: on(31), terms: variable("8000") },
    ]);
    expect(made).toEqual([
      {
        ...{ id: "a", from: on(0), until: null },
        variables: [
          { ...variable("8000").variables[0], from: on(0), until: on(31) },
          { ...variable("9000").variables[0], from: on(31), until: null },
        ],
      },
    ]);
  });

  test("who left and came back is not on the plan between", () => {
    const stay = (from: number, until: Stay["until"]) => ({
      ...{ person: "a", from: on(from), until, terms: { variables: [] } },
    });
    const made = participantsOf([stay(90, FOREVER), stay(0, on(31)), stay(31, on(59))]);
    expect(made).toEqual([
      {
        ...{ id: "a", from: on(0), until: null, variables: [] },
        away: [{ from: on(59), until: on(90) }],
      },
    ]);
  });
});

describe("a document", () => {
  test.each(TEMPLATES.map((each) => [each.key, each] as const))(
    "of the template %s is whole in a company's own words",
    (_, plan) => {
      const paidBy = {
        ...{ key: "sales", name: { zh: "销售", en: "Sales" }, unit: "money" as const, scale: 2 },
        ...{ class: "result" as const, from: { credits: "amount" } },
      };
      const days = { from: "2026-01-01", until: "2027-01-01", currency: "EUR" };
      const own = { metrics: [], dimensions: [], boards: [] };
      const made = fromTemplate(plan, { key: "p", name: plan.name, ...days, paidBy, own });
      expect(readDocument(made).state).toBe("whole");
      expect(JSON.stringify(made)).not.toContain('"metric":"revenue"');
      expect(made.currency).toBe("EUR");
    },
  );

  test("that is empty is open at its components; what does not fit is wrong", () => {
    const days = { from: "2026-01-01", until: "2027-01-01", currency: "CNY" };
    const empty = emptyPlan({ key: "p", name: { zh: "空", en: "Empty" }, ...days });
    expect(readDocument(empty)).toMatchObject({
      state: "open",
      places: [{ pointer: "/components" }],
    });
    expect(readDocument({ ...empty, currency: "money" }).state).toBe("wrong");
    expect(readDocument(null).state).toBe("wrong");
  });

  test("is counted only as far as the limit", () => {
    expect(partsIn(template("tiered"))).toBeLessThan(30);
    expect(partsIn({ a: Array.from({ length: 9_000 }, () => ({})) })).toBeGreaterThan(5_000);
  });
});

describe("what a version changed", () => {
  test("is nothing for the same document, and every sentence of a new component", () => {
    const plan = template("tiered");
    expect(differenceOf(plan, plan)).toEqual([]);
    const [first] = plan.components;
    if (!first) throw new Error("a template pays");
    const more = { ...plan, components: [...plan.components, { ...first, key: "second" }] };
    const added = differenceOf(plan, more);
    expect(added.length).toBeGreaterThan(0);
    expect(added.every(({ kind }) => kind === "added")).toBe(true);
    expect(differenceOf(more, plan).every(({ kind }) => kind === "removed")).toBe(true);
  });

  test("speaks both languages", () => {
    const plan = template("single_rate");
    const text = JSON.stringify(plan).replace('"5%"', '"6%"');
    const [change] = differenceOf(plan, JSON.parse(text));
    expect(change?.after?.zh).toContain("6%");
    expect(change?.after?.en).toContain("6%");
  });
});

test("a budget of a year is its whole for a year, and its days for a part", () => {
  expect(budgetOver(36_500n, { from: day("2026-01-01"), until: day("2027-01-01") })).toBe(36_500n);
  expect(budgetOver(36_500n, { from: day("2026-01-01"), until: day("2026-01-31") })).toBe(3_000n);
  expect(budgetOver(null, { from: day("2026-01-01"), until: day("2027-01-01") })).toBeNull();
});

test("who accepted or was reminded within a day is left in peace", () => {
  const asked = (person: string, isAccepted: boolean, reminded: number | null) => ({
    ...{ person, code: person, name: person, nameEn: null, from: on(0), reminded },
    accepted: isAccepted ? { at: 1, hash: "h", language: "zh" } : null,
  });
  const now = 200_000_000;
  const all = [
    asked("a", true, null),
    asked("b", false, null),
    asked("c", false, now - 1_000),
    asked("d", false, now - 86_400_000),
  ];
  expect(toRemind(all, null, now)).toEqual(["b", "d"]);
  expect(toRemind(all, ["d"], now)).toEqual(["d"]);
});
