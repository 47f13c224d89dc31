import fc from "fast-check";
import { expect } from "vitest";
import * as v from "valibot";
import { compressed } from "../../workers/incentives/compress.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { runHash } from "../../workers/incentives/statement-hash.ts";
import { property } from "../support/property.ts";
import { evaluated } from "./engine.ts";
import { evaluation } from "./oracle/generated.ts";

type Component = PlanJson["components"][number];

export const read = (json: EvaluationJson) => v.parse(Evaluation, json);

/** The same case with each of its credits many times, some shared, some days apart, some of a newcomer. */
function many(json: EvaluationJson, spread: number): EvaluationJson {
  const day = (on: string, by: number) =>
    new Date(Date.parse(on) + by * 86_400_000).toISOString().slice(0, 10);
  const few = json.credits ?? [];
  const copies = Math.ceil(70 / Math.max(1, few.length));
  const credits = few.flatMap((credit) =>
    Array.from({ length: copies }, (_, copy) => ({
      ...credit,
      id: `${credit.id}-${copy}`,
      on: day(credit.on, (copy * spread) % 40),
      posting: day(credit.posting ?? credit.on, (copy * spread) % 40),
      externalId: `${credit.id}-${copy}`,
      ...(credit.reverses === undefined ? {} : { reverses: `${credit.reverses}-${copy}` }),
    })),
  );
  const participants = json.participants.map((each, at) =>
    at === 1 ? { ...each, from: "2026-02-10", leftOn: "2026-08-20" } : each,
  );
  return { ...json, participants, credits };
}

/** The same without what looks at single credits, so that enough of the cases may be added up. */
function summable(json: EvaluationJson): EvaluationJson {
  return {
    ...json,
    plans: json.plans.map((whole) => ({
      ...whole,
      release: undefined,
      clawback: undefined,
      late: "true_up" as const,
      components: whole.components.map((component) => {
        if (!("split" in component)) return component;
        const { release: _, dealCap: __, creditFactors: ___, ...rest } = component;
        const isSingle = rest.window === "credit" || rest.window === "deal";
        const window = isSingle ? "quarter" : rest.window;
        const negative = { per: "window", pays: "negative" } as const;
        return { ...rest, window, negative, split: "credit" } as Component;
      }),
    })),
  };
}

/** How many of the cases took the fast path. */
export const taken = { fast: 0, all: 0 };

export const bulkIsTheSame = property(
  "bulk evaluation is the evaluation of every credit, and so is a trace that is opened later",
  fc.tuple(fc.oneof(evaluation, evaluation.map(summable)), fc.integer({ min: 0, max: 9 })),
  ([json, spread]) => {
    const input = many(json, spread);
    taken.all += 1;
    if (compressed(read(input))) taken.fast += 1;
    const bulk = evaluated(input, { trace: false });
    const single = evaluated(input, { trace: false, bulk: false });
    expect(bulk).toEqual(single);
    const opened = evaluated(input);
    const traced = evaluated(input, { bulk: false });
    expect(opened).toEqual(traced);
    if (opened.ok && traced.ok)
      expect(runHash(opened.value.statements)).toBe(runHash(traced.value.statements));
  },
);
