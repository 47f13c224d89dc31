import * as v from "valibot";
import type { PlanJson } from "../incentives/plan-document.ts";
import { Currency, Key } from "../incentives/plan-parts.ts";
import { WireDay, wireId } from "../lib/wire.ts";

export const IncentivePlanId = wireId<"incentivePlan">();
export const PersonId = wireId<"person">();
const Messages = v.object({ zh: v.string(), en: v.string() });
export const Names = v.object({ zh: v.string(), en: v.string() });

/**
 * A plan document as it travels: `fairlead-plan/1`, whose JSON Schema stands at POST /tools/payout.
 * In a draft, choices that have no default may still be absent. What is there has been checked by the
 * one contract of plans, so readers take it as that, and ask whether a field is there.
 */
export const WireDocument = v.looseObject({
  format: v.literal("fairlead-plan/1"),
}) as unknown as v.GenericSchema<PlanJson>; // The command checks it: too deep a union for a route.

/** What stands against publishing, named as a refusal would name it. */
export const WireFlaw = v.looseObject({
  pointer: v.string(),
  code: v.string(),
  messages: Messages,
});

/** Something to know before publishing; `figures` are its numbers. */
export const WireWarning = v.object({
  code: v.string(),
  pointer: v.string(),
  unit: v.nullable(v.picklist(["percent", "money"])),
  figures: v.record(v.string(), v.string()),
  messages: Messages,
});

export const WirePayplan = v.object({
  id: v.string(),
  key: v.string(),
  name: Names,
  currency: v.string(),
  from: v.string(),
  until: v.nullable(v.string()),
  /** The newest published version; 0: never. */
  published: v.number(),
  /** Cost the company plans for one year; in the plan's currency. */
  budget: v.nullable(v.string()),
  archived: v.boolean(),
  sample: v.boolean(),
  version: v.number(),
});

export const WireVersion = v.object({
  number: v.number(),
  /** SHA-256 of the canonical document: what people accept. */
  hash: v.string(),
  from: v.string(),
  until: v.nullable(v.string()),
  /** A later version begins on the same day or before: this one never holds. */
  replaced: v.boolean(),
  by: v.string(),
  byName: v.nullable(v.string()),
  byNameEn: v.nullable(v.string()),
  at: v.number(),
});

/** Sums of the person, each for one `per`; every fiscal month holds an equal part. */
export const Variable = v.strictObject({
  key: Key,
  amount: v.pipe(
    v.string(),
    v.maxLength(40),
    v.regex(/^\d{1,15}(\.\d{1,4})?$/, 'A plain decimal as text, such as "12.50".'),
  ),
  per: v.picklist(["month", "quarter", "half", "year"]),
});

/** What a plan needs to know of a person: target variable, base pay, pay currency, successor. */
export const Terms = v.strictObject({
  variables: v.optional(v.pipe(v.array(Variable), v.maxLength(20)), []),
  /** Of the statement; the plan's when absent. */
  currency: v.optional(Currency),
  /** Who takes over the unreleased lines when the person leaves. */
  successor: v.optional(PersonId),
});
export type Terms = v.InferOutput<typeof Terms>;

export const WireMember = v.object({
  person: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  email: v.nullable(v.string()),
  unit: v.nullable(v.string()),
  unitName: v.nullable(v.string()),
  unitNameEn: v.nullable(v.string()),
  position: v.nullable(v.string()),
  from: WireDay,
  until: v.nullable(WireDay),
  terms: v.object({
    variables: v.array(v.object({ key: v.string(), amount: v.string(), per: v.string() })),
    currency: v.nullable(v.string()),
    successor: v.nullable(v.string()),
  }),
});

export const WireAcceptance = v.object({
  person: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  /** From when the version holds for this person. */
  from: v.string(),
  accepted: v.nullable(v.object({ at: v.number(), hash: v.string(), language: v.string() })),
  reminded: v.nullable(v.number()),
});

export const WireChange = v.object({
  kind: v.picklist(["added", "removed", "changed"]),
  /** Which part of the plan. */
  part: Names,
  before: v.nullable(Names),
  after: v.nullable(Names),
});

/** The first day on a plan, the first day no longer on it. */
export const Days = {
  from: WireDay,
  until: v.optional(v.nullable(WireDay), null),
};
export const Budget = v.nullable(
  v.pipe(
    v.string(),
    v.maxLength(40),
    v.regex(/^\d{1,15}(\.\d{1,4})?$/, 'A plain decimal as text, such as "12.50".'),
  ),
);
