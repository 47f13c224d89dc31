// Goal: every property of pay is able to fail: with an engine that is broken in a named way it says so,
// with the same cases that it holds for. A property that nothing can break proves nothing.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { bulkIsTheSame } from "./bulk.ts";
import { type Fault, withFault } from "./engine.ts";
import { againstOracle } from "./oracle/property.ts";
import { more } from "./properties-more.ts";
import { properties } from "./properties.ts";

type Change = (statement: Statement, json: EvaluationJson) => Partial<Statement>;
const each =
  (change: Change): NonNullable<Fault["answer"]> =>
  (statements, json) =>
    statements.map((one) => ({ ...one, ...change(one, json) }));
const credits = (change: (all: NonNullable<EvaluationJson["credits"]>) => typeof all): Fault => ({
  input: (json) => ({ ...json, credits: change(json.credits ?? []) }),
});
const plans = (change: (plan: PlanJson) => PlanJson): Fault => ({
  input: (json) => ({ ...json, plans: json.plans.map(change) }),
});
const refunds = ({ credits: all = [] }: EvaluationJson) =>
  BigInt(all.filter(({ reverses }) => reverses !== undefined).length);

const FAULTS = {
  "drops the last credit": credits((all) => all.slice(0, -1)),
  "forgets what came back": credits((all) => all.filter(({ reverses }) => reverses === undefined)),
  "keeps a fen of every refund": {
    answer: each(({ earned }, json) => ({ earned: earned + refunds(json) })),
  },
  "adds a fen to every statement": {
    answer: each(({ earned, pay }) => ({ earned: earned + 1n, pay: pay + 1n })),
  },
  "adds a fen for every credit": {
    answer: each(({ earned }, json) => ({ earned: earned + BigInt(json.credits?.length ?? 0) })),
  },
  "adds a fen for whose credit came first": {
    answer: each(({ participant, pay }, json) => ({
      pay: json.credits?.[0]?.person === participant ? pay + 1n : pay,
    })),
  },
  "turns the sign": { answer: each(({ earned }) => ({ earned: -earned })) },
  "pays all at the rate it has reached": plans((plan) => ({
    ...plan,
    components: plan.components.map((of) =>
      of.kind === "tiered"
        ? { ...of, tiers: of.tiers.map((tier) => ({ ...tier, reach: "zero" as const })) }
        : of,
    ),
  })),
  "pays one of two": {
    answer: (statements) => statements.filter(({ participant }) => participant === "lin"),
  },
  "never lets go what was held": {
    answer: each(({ pay, lines }) => ({
      pay: lines.reduce(
        (so, { kind, amount }) => so - (kind === "release" && amount > 0n ? amount : 0n),
        pay,
      ),
    })),
  },
  "ignores the cap": plans((plan) => ({
    ...plan,
    components: plan.components.map((of) => ("cap" in of ? { ...of, cap: "999999999" } : of)),
  })),
  "forgets what was posted": { input: (json) => ({ ...json, posted: [] }) },
  "goes on whatever a new version says": plans((plan) =>
    plan.change ? { ...plan, change: "continue" } : plan,
  ),
  "shows a part that is a fen too much": {
    answer: each(({ lines }) => ({
      lines: lines.map((line) => ({
        ...line,
        parts: line.parts.map((part, at) =>
          at === 0 ? { ...part, amount: part.amount + 1n } : part,
        ),
      })),
    })),
  },
  "takes back more of a draw than is owed": {
    answer: each(({ drawBalance }) => ({ drawBalance: drawBalance - 1n })),
  },
  "adds a fen where credits are added up": {
    answer: (statements, _json, { bulk }) =>
      bulk === false ? statements : statements.map((one) => ({ ...one, pay: one.pay + 1n })),
  },
} as const satisfies Record<string, Fault>;

/** What breaks it first is enough: nobody reads the case. */
const RUNS = { seed: 20261122, numRuns: 500, endOnFailure: true } as const;
const ALL = [...properties, ...more, againstOracle, bulkIsTheSame];

/** By the property's words, what breaks it. */
const BROKEN: Readonly<Record<string, readonly (keyof typeof FAULTS)[]>> = {
  "lines re-add to the pay, and statements to the plan": ["adds a fen to every statement"],
  "flat and marginal pay are monotone in the base": ["turns the sign"],
  "marginal pay is continuous: a fen more moves it by at most a fen": [
    "pays all at the rate it has reached",
  ],
  "splitting one credit in two changes nothing under accumulation": ["adds a fen for every credit"],
  "the order of arrival changes nothing": ["adds a fen for whose credit came first"],
  "a deal and its full refund, now or later, are exactly 0 under true-up": [
    "forgets what came back",
    "drops the last credit",
  ],
  "k partial refunds that make the whole are one refund of the whole": [
    "keeps a fen of every refund",
  ],
  "under split pay the parts are the whole": ["pays one of two"],
  "the year's lines are the year computed at once": ["adds a fen to every statement"],
  "what is held back is paid in the end, and a draw repaid: nothing is made or lost": [
    "never lets go what was held",
  ],
  "a cap is never exceeded at its own step": ["ignores the cap"],
  "a closed period computed again is identical: going on from posted lines changes nothing": [
    "forgets what was posted",
  ],
  "a deal and its full refund are 0 in every kind of component, in the same or a later window": [
    "forgets what came back",
  ],
  "under split credit a flat rate pays the parts of the whole": ["pays one of two"],
  "with several versions the lines of a window are the sum of its stated segments": [
    "adds a fen to every statement",
  ],
  "a changed version pays what it says: begun anew, gone on from where it stood, or priced again": [
    "goes on whatever a new version says",
  ],
  "k partial refunds of a part are one refund of it": ["keeps a fen of every refund"],
  "what a person can see re-adds: the credits' parts to their window's result": [
    "shows a part that is a fen too much",
  ],
  "what is owed of a draw is never below 0, and 0 after enough earnings": [
    "takes back more of a draw than is owed",
  ],
  "pay is what a second, naive implementation pays": [
    "drops the last credit",
    "adds a fen to every statement",
    "forgets what came back",
    "ignores the cap",
    "goes on whatever a new version says",
  ],
  "bulk evaluation is the evaluation of every credit, and so is a trace that is opened later": [
    "adds a fen where credits are added up",
  ],
};

test("every property is here, by its words", () => {
  expect(Object.keys(BROKEN).toSorted()).toEqual(ALL.map(({ name }) => name).toSorted());
});

describe.each(ALL.map(({ name, check }) => [name, check] as const))("%s", (name, check) => {
  test.each(BROKEN[name] ?? [])("fails where the engine %s", (fault) => {
    expect(withFault(FAULTS[fault], () => check(RUNS)).failed).toBe(true);
  });
});
