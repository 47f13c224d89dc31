// Goal: known cases with many credits each are paid and traced the same, credits added up first or not.
import { expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { manyOf } from "./known-bulk.ts";
import { ON_CREDITS } from "./known-credits.ts";
import { EVENTS } from "./known-events.ts";
import { PAY } from "./known-pay.ts";
import { VERSIONS } from "./known-versions.ts";
import { STATED } from "./traced-cases.ts";
import { compressed } from "../../workers/incentives/compress.ts";

const KNOWN = { ...STATED, ...PAY, ...ON_CREDITS, ...EVENTS, ...VERSIONS };
const ADDED = Object.keys(KNOWN).filter((key) =>
  /debt|draw: (plain|not)|tiers: |losses|pool|plan: (gate|cap)|rates: |condition|measure: |thres|version|paid by|raffle/.test(
    key,
  ),
);

test.each(ADDED)("%s", (key) => {
  const json = KNOWN[key];
  if (!json) throw new Error(key);
  const input = manyOf(json);
  if (!compressed(input)) return;
  const single = evaluate(manyOf(json), { bulk: false });
  expect(evaluate(input)).toEqual(single);
});
