import { evaluate, type Options } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import * as v from "valibot";

/** The engine as the properties ask it: the real one, or one that is broken on purpose. */

/** What is wrong: what it does not see of the input, or what it makes of its answer. */
export type Fault = {
  readonly input?: (json: EvaluationJson) => EvaluationJson;
  readonly answer?: (
    statements: readonly Statement[],
    json: EvaluationJson,
    options: Options,
  ) => readonly Statement[];
};

let fault: Fault = {};

export function evaluated(
  json: EvaluationJson,
  options: Options = {},
): ReturnType<typeof evaluate> {
  const made = evaluate(v.parse(Evaluation, fault.input?.(json) ?? json), options);
  const { answer } = fault;
  if (!made.ok || !answer) return made;
  return {
    ...made,
    value: { ...made.value, statements: answer(made.value.statements, json, options) },
  };
}

/** Runs with a broken engine, and mends it whatever happens. */
export function withFault<Value>(of: Fault, run: () => Value): Value {
  fault = of;
  try {
    return run();
  } finally {
    fault = {};
  }
}
