// Goal: a request takes only the steps it may, by whom it may, and a signature is of one blast radius.
// Method: the table of states x steps, then 0 self-approvals over random histories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  courseOf,
  mayStep,
  type Step,
  STEPS,
  type StepKind,
} from "../../workers/adjustments/states.ts";
import { CASES } from "./standing.ts";

const NOW = "b".repeat(64);
const THEN = "a".repeat(64);
const step = (kind: StepKind, person = "asker", hash: string | null = null): Step => ({
  ...{ kind, by: person, person, at: 1, number: 1, hash, note: null },
});
const ASKED = [step("requested")];
const REVIEWED = [...ASKED, step("reviewed", "second")];
const SIGNED = [...REVIEWED, step("approved", "second", NOW)];
const ENDED = {
  applied: [...SIGNED, step("applied", "second", NOW)],
  rejected: [...REVIEWED, step("rejected", "second")],
  withdrawn: [...REVIEWED, step("withdrawn")],
};
const taking = (kind: StepKind, person = "second") => ({ kind, person, hash: NOW, note: "why" });
const answer = (
  steps: readonly Step[],
  kind: StepKind,
  person = "second",
  approvers: string[] = [],
) => {
  const may = mayStep(courseOf(steps, approvers, NOW), approvers, taking(kind, person), NOW);
  return may.ok ? "may" : may.error.code;
};

describe("a request", () => {
  // prettier-ignore
  test.each([
    ["requested", ASKED,           ["reviewed", "rejected"]],
    ["in_review", REVIEWED,        ["approved", "rejected"]],
    ["approved",  SIGNED,          ["applied", "rejected"]],
    ["applied",   ENDED.applied,   []],
    ["rejected",  ENDED.rejected,  []],
    ["withdrawn", ENDED.withdrawn, []],
  ] as const)("that is %s takes only its own steps", (state, steps, wanted) => {
    expect(courseOf(steps, [], NOW).state).toBe(state);
    const taken = STEPS.filter((kind) => answer(steps, kind) === "may");
    expect(taken.toSorted()).toEqual([...wanted].toSorted());
  });

  test("is withdrawn by whoever asked alone, and decided by anybody but them", () => {
    expect(answer(SIGNED, "withdrawn", "asker")).toBe("may");
    expect(answer(SIGNED, "withdrawn", "second")).toBe("adjustment/not_yours");
    for (const kind of ["approved", "rejected"] as const)
      expect(answer(REVIEWED, kind, "asker")).toBe("adjustment/own_request");
    expect(answer(ASKED, "reviewed", "asker")).toBe("adjustment/own_request");
    expect(answer(SIGNED, "applied", "asker")).toBe("may");
  });

  test("needs everyone who was named, each once", () => {
    const named = ["second", "third"];
    expect(courseOf(SIGNED, named, NOW)).toMatchObject({ state: "in_review", missing: 1 });
    expect(answer(SIGNED, "approved", "fourth", named)).toBe("adjustment/not_asked");
    expect(answer(SIGNED, "approved", "second", named)).toBe("adjustment/signed_already");
    const both = [...SIGNED, step("approved", "third", NOW)];
    expect(courseOf(both, named, NOW)).toMatchObject({ state: "approved", missing: 0 });
  });

  test("falls back into review when what was signed is no longer what would happen", () => {
    const old = [...REVIEWED, step("approved", "second", THEN)];
    expect(courseOf(old, [], NOW)).toMatchObject({ state: "in_review", void: [{ hash: THEN }] });
    expect(courseOf(old, [], null).state).toBe("approved");
    const may = mayStep(courseOf(old, [], NOW), [], { ...taking("approved"), hash: THEN }, NOW);
    expect(may).toMatchObject({
      error: { code: "adjustment/other_radius", yours: THEN, current: NOW },
    });
    expect(answer(old, "approved")).toBe("may");
  });

  test("is never approved by whoever asked, whatever came before", () => {
    const people = fc.constantFrom("asker", "second", "third");
    const tries = fc.array(fc.tuple(fc.constantFrom(...STEPS), people), { maxLength: 12 });
    fc.assert(
      fc.property(tries, fc.subarray(["second", "third", "asker"]), (each, approvers) => {
        let steps: Step[] = [...ASKED];
        for (const [kind, person] of each) {
          const may = mayStep(
            courseOf(steps, approvers, NOW),
            approvers,
            taking(kind, person),
            NOW,
          );
          if (may.ok) steps = [...steps, step(kind, person, NOW)];
        }
        for (const { kind, person } of steps.slice(1))
          if (person === "asker") expect(["applied", "withdrawn"]).toContain(kind);
        if (steps.some(({ kind }) => kind === "applied"))
          expect(steps.some(({ kind, person }) => kind === "approved" && person !== "asker")).toBe(
            true,
          );
      }),
      CASES,
    );
  });
});
