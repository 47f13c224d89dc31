import fc from "fast-check";
import { expect } from "vitest";
import * as v from "valibot";
import { compressed } from "../../workers/incentives/compress.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import { property } from "../support/property.ts";
import { evaluation } from "./oracle/generated.ts";

export const read = (json: EvaluationJson) => v.parse(Evaluation, json);

/** The same case with each of its credits ten times, some shared, some days apart, some of a newcomer. */
function many(json: EvaluationJson, spread: number): EvaluationJson {
  const day = (on: string, by: number) =>
    new Date(Date.parse(on) + by * 86_400_000).toISOString().slice(0, 10);
  const credits = (json.credits ?? []).flatMap((credit) =>
    Array.from({ length: 10 }, (_, copy) => ({
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

/** How many of the cases took the fast path. */
export const taken = { fast: 0, all: 0 };

export const bulkIsTheSame = property(
  "bulk evaluation is the evaluation of every credit",
  fc.tuple(evaluation, fc.integer({ min: 0, max: 9 })),
  ([json, spread]) => {
    const input = read(many(json, spread));
    taken.all += 1;
    if (compressed(input)) taken.fast += 1;
    const bulk = evaluate(input, { trace: false });
    const single = evaluate(read(many(json, spread)), { trace: false, bulk: false });
    expect(bulk).toEqual(single);
  },
);
