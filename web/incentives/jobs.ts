import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { statementHash } from "../../workers/incentives/statement-hash.ts";
import { type Checked, checked } from "./check.ts";
import { work, type Worked } from "./engine.ts";
import type { Month } from "./month.ts";
import { type Replay, replay } from "./replay.ts";
import {
  asIfAlways,
  type Flawed,
  newestOf,
  preview,
  type PreviewAsk,
  type Report,
  type Simulation,
  statementsOf,
} from "./simulate.ts";
import { whatIf, type WhatIfAnswer, type WhatIfAsk } from "./what-if.ts";

/** An input, or the name of one that was handed over before. */
export type Input = EvaluationJson | { readonly held: string };
type With<Ask> = Ask & { readonly input: Input };
/** The plan in force over the same people and days, to compare with. */
type Against<Ask> = With<Ask> & { readonly before: Input | null };

export type StatementsAsk = {
  /** Whose statements come back; everybody's when absent. */
  readonly people?: readonly string[];
  /** With every step (default); without, there are no hashes. */
  readonly trace?: boolean;
};
export type Statements =
  | {
      readonly ok: true;
      readonly statements: readonly Statement[];
      readonly hashes: readonly string[];
    }
  | Flawed;
export type Shadow =
  | {
      readonly ok: true;
      readonly draft: readonly Statement[];
      readonly before: readonly Statement[];
    }
  | Flawed;

/** What the engine's Worker is asked, and what it answers. */
export type Jobs = {
  readonly statements: { readonly ask: With<StatementsAsk>; readonly answer: Statements };
  readonly check: { readonly ask: { readonly plan: PlanJson }; readonly answer: Checked };
  readonly curve: {
    readonly ask: { readonly plan: PlanJson; readonly trial: Month };
    readonly answer: Worked;
  };
  readonly preview: { readonly ask: Against<PreviewAsk>; readonly answer: Simulation | Flawed };
  readonly replay: { readonly ask: Against<PreviewAsk>; readonly answer: Replay | Flawed };
  /** Statements of a group under the draft and under the plan in force, side by side. */
  readonly shadow: {
    readonly ask: Against<PreviewAsk & { readonly people: readonly string[] }>;
    readonly answer: Shadow;
  };
  readonly whatIf: { readonly ask: With<WhatIfAsk>; readonly answer: WhatIfAnswer };
};
export type JobName = keyof Jobs;
export type Ask<Name extends JobName> = Jobs[Name]["ask"];
export type Answer<Name extends JobName> = Jobs[Name]["answer"];

type Tools = { readonly inputOf: (input: Input) => EvaluationJson; readonly report: Report };
type Done<Name extends JobName> = Answer<Name> | Promise<Answer<Name>>;

/** Every job is pure but for its report; the same functions run in tests without a Worker. */
export const JOBS: { readonly [Name in JobName]: (ask: Ask<Name>, tools: Tools) => Done<Name> } = {
  check: ({ plan }) => checked(plan),
  curve: ({ plan, trial }) => work(plan, trial),
  async statements({ input, people, trace = true }, { inputOf, report }) {
    const found: Statement[] = [];
    const options = { trace, ...(people ? { people } : {}) };
    const flaws = await statementsOf(inputOf(input), options, report, (one) => found.push(one));
    if (flaws.length > 0) return { ok: false, flaws };
    return {
      ok: true,
      statements: found,
      hashes: found.map((one) => (trace ? statementHash(one) : "")),
    };
  },
  preview: ({ input, before, ...ask }, { inputOf, report }) =>
    preview(inputOf(input), before && inputOf(before), ask, report),
  replay: ({ input, before, ...ask }, { inputOf, report }) =>
    replay(inputOf(input), before && inputOf(before), ask, report),
  async shadow({ input, before, people, draft, from, until }, { inputOf, report }) {
    const within = ({ period }: Statement) => from <= period.from && period.from < until;
    const sides: { draft: Statement[]; before: Statement[] } = { draft: [], before: [] };
    const asked: [keyof typeof sides, EvaluationJson][] = [
      ["draft", asIfAlways(inputOf(input), draft)],
    ];
    if (before) asked.push(["before", newestOf(inputOf(before))]);
    for (const [side, of] of asked) {
      const keep = (one: Statement) => {
        if (within(one)) sides[side].push(one);
      };
      const options = { trace: false, people };
      const flaws = await statementsOf(of, options, report, keep, new Set());
      if (flaws.length > 0) return { ok: false, flaws };
    }
    return { ok: true, ...sides };
  },
  whatIf: ({ input, ...ask }, { inputOf }) => whatIf(inputOf(input), ask),
};

export type { IncentiveFlaw };
