import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDecimal } from "../lib/wire.ts";
import { MeanAnswer, MeanRequest, TableAnswer, TableRequest } from "./tools-contract-table.ts";
import { EXAMPLES } from "./tools-examples.ts";
import { WireRate, WireRounding, WireTies } from "./wire-rules.ts";

export const TOOL_RECIPIENTS_MAX = 10_000;

const WireName = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
/** Read by the tool itself, so that a refusal names the recipient as well as the place. */
const Number = v.pipe(v.string(), v.maxLength(70));

/** What every recipient may have, whatever the method. */
const recipient = {
  id: WireName,
  name: v.optional(WireName),
  /** Set aside before anything is shared. */
  fixed: v.optional(Number),
  min: v.optional(Number),
  max: v.optional(Number),
  /** Only for the tie rule "order". */
  order: v.optional(v.pipe(v.number(), v.safeInteger())),
};

const common = {
  total: WireDecimal,
  /** Decimals of every amount: 2 for most currencies, 0 for pieces. */
  scale: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), 2),
  /** Every number is a multiple of this; the smallest step when absent. */
  granularity: v.optional(WireDecimal),
  /** Who takes what does not divide into granules; refused when absent. */
  oddTo: v.optional(WireName),
  rounding: v.optional(WireRounding, { kind: "remainder", quota: "hare" }),
  ties: v.optional(WireTies, "larger_share"),
  /** A share below this gets nothing; exactly this much counts. */
  minimumShare: v.optional(WireRate),
  /** The recipients share total x (1 + this). */
  overAssign: v.optional(WireRate),
};

const list = <Fields extends v.ObjectEntries>(fields: Fields) =>
  v.pipe(v.array(v.strictObject({ ...recipient, ...fields })), v.maxLength(TOOL_RECIPIENTS_MAX));

export const ShareRequest = v.variant("method", [
  v.strictObject({ method: v.literal("equal"), ...common, recipients: list({}) }),
  v.strictObject({
    method: v.literal("factor"),
    ...common,
    recipients: list({ value: Number }),
  }),
  v.strictObject({
    method: v.literal("composite"),
    ...common,
    factors: v.pipe(
      v.array(
        v.strictObject({
          key: WireName,
          name: v.optional(WireName),
          source: v.optional(v.pipe(v.string(), v.maxLength(200))),
          weight: WireRate,
        }),
      ),
      v.minLength(1),
      v.maxLength(20),
    ),
    recipients: list({ values: v.record(v.string(), Number) }),
  }),
  v.strictObject({ method: v.literal("given"), ...common, recipients: list({ share: Number }) }),
  v.strictObject({
    method: v.literal("keep"),
    ...common,
    recipients: list({ current: Number, locked: v.optional(v.boolean(), false) }),
  }),
  v.strictObject({
    method: v.literal("growth"),
    ...common,
    recipients: list({ last: Number, growth: v.optional(Number, "0") }),
  }),
  v.strictObject({
    method: v.literal("capacity"),
    ...common,
    recipients: list({ heads: Number, productivity: Number, ramp: v.optional(Number, "1") }),
  }),
  v.strictObject({ method: v.literal("copy"), ...common, recipients: list({ amount: Number }) }),
]);

/** Every method the tool knows. */
export const AllocationRequest = v.pipe(
  v.variant("method", [ShareRequest, TableRequest, MeanRequest]),
  v.metadata({ examples: EXAMPLES }),
);

const Amount = v.string();
const Fraction = v.string();

/** One step of an explanation; the amounts of a recipient's lines sum to exactly its amount. */
export const WireCardLine = v.object({
  kind: v.picklist([
    "factor",
    "below_minimum",
    "moved",
    "min",
    "max",
    "fixed",
    "rounding",
    "odd",
    "manual",
  ]),
  amount: Amount,
  /** The same step as an exact fraction, before it was written in smallest steps. */
  exact: Fraction,
  key: v.optional(v.string()),
  value: v.optional(v.string()),
  sum: v.optional(v.string()),
  weight: v.optional(v.string()),
  share: v.optional(Fraction),
  bound: v.optional(Amount),
  by: v.optional(v.string()),
  at: v.optional(v.number()),
  reason: v.optional(v.string()),
});

export const ShareAnswer = v.object({
  total: Amount,
  /** total x (1 + overAssign): what was shared out. */
  shared: Amount,
  assigned: Amount,
  /** shared - assigned: above 0 is unassigned, below 0 over-assigned. */
  remainder: Amount,
  recipients: v.array(
    v.object({
      id: v.string(),
      amount: Amount,
      share: Fraction,
      lines: v.array(WireCardLine),
      /** Growth only: the number against last year, exactly; null without a last year. */
      growth: v.optional(v.nullable(Fraction)),
      /** Capacity only: heads that carry the number at this productivity and ramp; null without any. */
      heads: v.optional(v.nullable(v.string())),
    }),
  ),
  /** What is worth knowing about the method that was chosen. */
  notes: v.array(
    v.object({
      code: v.string(),
      zh: v.string(),
      en: v.string(),
      /** The paradox with these very shares: at `more` in all the recipient has less. */
      example: v.optional(
        v.object({
          recipient: v.string(),
          total: Amount,
          more: Amount,
          before: Amount,
          after: Amount,
        }),
      ),
    }),
  ),
});

/** By method: a one-way list, a two-way table, or the children of a metric that does not add up. */
export const AllocationAnswer = v.union([TableAnswer, MeanAnswer, ShareAnswer]);

export const postAllocation = contract({
  id: "toolAllocation",
  method: "POST",
  path: "/tools/allocation",
  tag: "tools",
  summary: "Share a total out exactly, with an explanation of every number",
  description:
    "Stateless and public; every method by its `method`. Amounts are decimal strings and sum to exactly what is shared out; with given shares the remainder stays visible. `two_way` makes a table that is exact in rows and columns (controlled or biproportional) or names what contradicts; `mean` serves a metric that does not add up. Every number carries lines that sum to it. A refusal names the recipient, the value and the place, with a remedy.",
  may: "public",
  body: AllocationRequest,
  status: 200,
  answer: AllocationAnswer,
  refuses: [
    "tools/too_many",
    "allocation/no_recipients",
    "allocation/repeated_recipient",
    "allocation/malformed_number",
    "allocation/too_many_places",
    "allocation/too_large",
    "allocation/missing_value",
    "allocation/granularity",
    "allocation/odd_to_unknown",
    "allocation/bound_sign",
    "allocation/bounds_crossed",
    "allocation/fixed_exceeds",
    "allocation/odd_part",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/negative_factor",
    "allocation/zero_factor",
    "allocation/bounds_too_high",
    "allocation/bounds_too_low",
    "allocation/no_free_share",
    "allocation/too_few_granules",
    "allocation/too_many_granules",
    "allocation/tie",
    "allocation/contradiction_columns",
    "allocation/contradiction_rows",
    "allocation/margins_differ",
    "allocation/mixed_signs",
    "allocation/off_granule",
    "allocation/curve_length",
    "allocation/unknown_column",
    "allocation/table_too_large",
  ],
});
