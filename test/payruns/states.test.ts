// Goal: who may do what to a run when, and how far an approval has come. Method: the table itself, then
// properties over random courses.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACTIONS,
  afterCalculation,
  isApproved,
  mayApprove,
  mayFrom,
  reviewOf,
  STATES,
  type Step,
} from "../../workers/payruns/states.ts";

const approved = (person: string, change: Partial<Step> = {}): Step => ({
  ...{ kind: "approved", by: person, person, participant: null, at: 1, calc: 1 },
  ...{ hash: "h", alone: false },
  ...change,
});
const people = new Set(["p1", "p2"]);
const standing = {
  ...{ steps: [], hash: "h", authors: [], correctors: [], setters: [], onePerson: false, people },
};

describe("the life of a run", () => {
  test("has one order, and no way back", () => {
    const table = STATES.map((state) => [state, ACTIONS.filter((each) => mayFrom(state, each))]);
    expect(table).toEqual([
      ["open", ["calculate"]],
      ["calculated", ["calculate", "submit"]],
      ["in_review", ["calculate", "approve"]],
      ["approved", ["calculate", "lock"]],
      ["locked", ["pay"]],
      ["paid", []],
    ]);
  });

  test("a calculation of the same result leaves what was decided; another begins anew", () => {
    expect(afterCalculation("approved", "h", "h")).toBe("approved");
    expect(afterCalculation("in_review", "h", "i")).toBe("calculated");
    expect(afterCalculation("open", null, "h")).toBe("calculated");
  });
});

describe("an approval", () => {
  test("covers every statement but the approver's own", () => {
    const own = reviewOf([approved("a", { participant: "p1" })], "h", people);
    expect([own.missing, own.uncovered, isApproved(own)]).toEqual([false, ["p1"], false]);
    const both = [approved("a", { participant: "p1" }), approved("b", { participant: "p2" })];
    expect(isApproved(reviewOf(both, "h", people))).toBe(true);
    expect(isApproved(reviewOf([approved("a", { participant: "p9" })], "h", people))).toBe(true);
  });

  test("of another result is void", () => {
    const review = reviewOf([approved("a", { hash: "g" })], "h", people);
    expect([review.missing, review.approvals.map((each) => each.void)]).toEqual([true, [true]]);
  });

  test("is refused to authors, correctors, who submitted, and twice", () => {
    const who = { person: "a", participant: null };
    const submitted: Step = approved("a", { kind: "submitted" });
    const codes = [
      mayApprove(who, { ...standing, authors: [{ account: "a", number: 2 }] }),
      mayApprove(who, { ...standing, correctors: ["a"] }),
      mayApprove(who, { ...standing, setters: [{ account: "a", of: "terms" }] }),
      mayApprove(who, { ...standing, setters: [{ account: "b", of: "leave" }] }),
      mayApprove(who, { ...standing, steps: [submitted] }),
      mayApprove(who, { ...standing, steps: [approved("a")] }),
      mayApprove(who, standing),
    ].map((each) => (each.ok ? "ok" : each.error.code));
    expect(codes).toEqual([
      ...["pay_run/own_plan", "pay_run/own_correction", "pay_run/own_terms", "ok"],
      "pay_run/own_run",
      ...["pay_run/signed_already", "ok"],
    ]);
  });

  test("by one person is marked as such, where the company allows it", () => {
    const alone = { ...standing, onePerson: true };
    const author = { ...alone, authors: [{ account: "a", number: 1 }] };
    expect(mayApprove({ person: "a", participant: null }, author)).toEqual({
      ...{ ok: true, value: { alone: true } },
    });
    expect(mayApprove({ person: "a", participant: "p1" }, alone)).toEqual({
      ...{ ok: true, value: { alone: true } },
    });
    const step = approved("a", { participant: "p1", alone: true });
    expect(isApproved(reviewOf([step], "h", people))).toBe(true);
  });

  test("never lets a statement be covered by its own person alone", () => {
    const step = fc.record({
      person: fc.constantFrom("a", "b", "c"),
      participant: fc.constantFrom(null, "p1", "p2", "p9"),
      hash: fc.constantFrom("h", "g"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (all) => {
        const steps = all.map(({ person, ...change }) => approved(person, change));
        const valid = all.filter(({ hash }) => hash === "h");
        const covered = (id: string) => valid.some(({ participant }) => participant !== id);
        const wanted = valid.length > 0 && [...people].every(covered);
        expect(isApproved(reviewOf(steps, "h", people))).toBe(wanted);
      }),
      { seed: 20261122, numRuns: 2_000 },
    );
  });
});
