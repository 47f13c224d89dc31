import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { Evaluation, LineKind } from "./input.ts";
import { incentiveRefusals } from "./refusals.ts";
import { PAYOUT_EXAMPLES } from "./tools-examples.ts";

const Amount = v.string();

export const WireLine = v.object({
  kind: LineKind,
  component: v.nullable(v.string()),
  /** Which window's result the line is a difference of. */
  window: v.string(),
  /** First day of the statement period whose result it belongs to: earlier for a true-up. */
  origin: v.string(),
  amount: Amount,
  /** The window's whole result to date, and what of it was earned before. */
  result: v.optional(Amount),
  before: v.optional(Amount),
  trueUp: v.boolean(),
  needsApproval: v.boolean(),
  /** Of a line that needs approval: the part that is another price of what came before. */
  repriced: v.optional(Amount),
  /** What each credit has of the window's result; parts re-add to it. */
  parts: v.array(
    v.object({ credit: v.string(), deal: v.nullable(v.string()), on: v.string(), amount: Amount }),
  ),
  /** The arithmetic, in the fixed order of steps 1 to 17, as exact figures. */
  steps: v.array(
    v.object({
      step: v.number(),
      rule: v.string(),
      figures: v.record(v.string(), v.string()),
    }),
  ),
});

export const WireStatement = v.object({
  participant: v.string(),
  period: v.object({ from: v.string(), until: v.string() }),
  currency: v.string(),
  plans: v.array(v.string()),
  /** They re-add to `pay`. */
  lines: v.array(WireLine),
  awards: v.array(
    v.object({
      component: v.string(),
      award: v.picklist(["honour", "growth", "best_practice", "stage"]),
      place: v.nullable(v.number()),
      window: v.string(),
    }),
  ),
  /** Collected for deals without an order yet: it pays when the order comes. No part of any sum or hash. */
  waiting: v.array(v.object({ deal: v.string(), on: v.string(), amount: Amount })),
  earned: Amount,
  pending: Amount,
  payable: Amount,
  pay: Amount,
  /** Of the pay, what a draw had advanced at the period's start: the rest is paid now. */
  advanced: v.optional(Amount),
  debt: Amount,
  drawBalance: Amount,
  basePay: v.nullable(Amount),
  payDate: v.nullable(v.string()),
  /** SHA-256 over amounts and figures. */
  hash: v.string(),
});

export const PayoutAnswer = v.object({ statements: v.array(WireStatement) });

export const PayoutRequest = v.pipe(Evaluation, v.metadata({ examples: [...PAYOUT_EXAMPLES] }));

const CODES = Object.keys(incentiveRefusals) as (keyof typeof incentiveRefusals)[];

export const postPayout = contract({
  id: "toolPayout",
  method: "POST",
  path: "/tools/payout",
  tag: "tools",
  summary: "Compute incentive pay exactly, with the steps of every line",
  description:
    "Stateless and public. A plan document, participants with targets, credits with measures, deals and events, calendar, rates and the lines of closed periods become statements. Amounts are decimal strings; lines re-add to the pay; a refusal names the place by JSON pointer. At most 1,000 participants, 20,000 credits and 5,000 statements at once.",
  may: "public",
  body: PayoutRequest,
  status: 200,
  answer: PayoutAnswer,
  refuses: ["tools/too_many", ...CODES],
});
