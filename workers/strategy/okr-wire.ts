import type { AnswerOf } from "../lib/contract.ts";
import { must } from "../lib/assert.ts";
import { formatRate, parseRate, type Rate } from "../lib/rate.ts";
import { SHARE_PLACES } from "./goal-wire.ts";
import type { KeyResult, Objective } from "./objective.ts";
import type { changeKeyResult, createObjective } from "./okr-contract.ts";
import { type KeyResultValues, okrStanding, progressOf, scoreOf } from "./okr.ts";

/** The exact values of a stored key result. */
export function valuesOf({ start, target, current }: KeyResult): KeyResultValues {
  const exact = (text: string) => must(parseRate(text), "a stored value is a number");
  return {
    start: exact(start),
    target: exact(target),
    current: current === null ? null : exact(current),
  };
}

export function keyResultWire(of: KeyResult): AnswerOf<typeof changeKeyResult> {
  const progress = progressOf(valuesOf(of));
  return { ...of, progress: shown(progress), standing: okrStanding(progress) };
}

export function objectiveWire(of: Objective): AnswerOf<typeof createObjective> {
  const score = scoreOf(of.keyResults.map(valuesOf));
  return {
    ...of,
    score: shown(score),
    standing: okrStanding(score),
    keyResults: of.keyResults.map(keyResultWire),
  };
}

function shown(score: Rate | null): string | null {
  return score === null ? null : formatRate(score, SHARE_PLACES);
}
