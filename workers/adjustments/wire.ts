import * as v from "valibot";
import { WireDay, WireDecimal, WireCode, wireId } from "../lib/wire.ts";
import { Amount } from "../targets/wire-plan.ts";
import { WireRate } from "../targets/wire-rules.ts";
import { ABOVE_RULES, BELOW_RULES, TRIGGERS } from "./adjustment.ts";
import { STATES, STEPS } from "./states.ts";

export const AdjustmentId = wireId<"adjustment">();
export const PlanId = wireId<"plan">();
const Ref = wireId<"subject">();

export const WireSize = v.variant("kind", [
  v.strictObject({ kind: v.literal("absolute"), amount: WireDecimal }),
  v.strictObject({ kind: v.literal("percent"), percent: WireRate }),
]);

/** A purpose of money: a word of the company's own, such as "channel" or "渠道". */
export const WirePurpose = WireCode;

const Changes = v.pipe(v.array(v.strictObject({ subject: Ref, size: WireSize })), v.maxLength(50));
const Moves = v.pipe(v.array(v.strictObject({ person: Ref, to: Ref })), v.maxLength(50));
const BudgetMoves = v.pipe(
  v.array(v.strictObject({ from: Ref, to: Ref, purpose: WirePurpose, amount: WireDecimal })),
  v.maxLength(20),
);

/** What is asked for. `from` is the first day of a period of the plan; a null `until` is its end. */
export const askFields = {
  plan: PlanId,
  trigger: v.picklist(TRIGGERS),
  from: WireDay,
  until: v.optional(v.nullable(WireDay), null),
  changes: v.optional(Changes, []),
  moves: v.optional(Moves, []),
  budget: v.optional(BudgetMoves, []),
  below: v.optional(v.picklist(BELOW_RULES), "pro_rata"),
  above: v.optional(v.picklist(ABOVE_RULES), "stays"),
};

/** The ask as it lies in the database. */
export const StoredAsk = v.object(askFields);

const Kind = v.picklist(["unit", "person"]);
const Part = v.picklist(["asked", "moved", "below", "above"]);
const Name = { name: v.string(), nameEn: v.nullable(v.string()) };
const Messages = v.object({ zh: v.string(), en: v.string() });

/** What stands against a request, named as a refusal would name it. */
export const WireFlaw = v.object({
  pointer: v.string(),
  code: v.string(),
  messages: Messages,
});

export const WirePeriod = v.object({ key: v.string(), from: v.string(), until: v.string() });

export const WireCell = v.object({ key: v.string(), before: Amount, after: Amount });

export const WireRadiusRow = v.object({
  subject: v.string(),
  kind: Kind,
  ...Name,
  part: Part,
  parent: v.nullable(v.string()),
  parentAfter: v.nullable(v.string()),
  before: Amount,
  after: Amount,
  wholeBefore: Amount,
  wholeAfter: Amount,
  cells: v.array(WireCell),
});

export const WirePay = v.variant("state", [
  v.object({ state: v.literal("not_configured") }),
  /** Pay is secret, and not for this reader. */
  v.object({ state: v.literal("hidden") }),
  v.object({
    state: v.literal("known"),
    currency: v.string(),
    /** As if everybody sold exactly the target of before. */
    people: v.array(v.object({ person: v.string(), before: Amount, after: Amount })),
    /** How many more are affected and not computed here. */
    left: v.number(),
  }),
]);

/** A unit's heads and a purpose's budget before and after, in the changed periods. */
export const WireResourceMove = v.object({
  unit: v.string(),
  ...Name,
  kind: v.picklist(["heads", "capacity", "budget"]),
  purpose: v.string(),
  before: v.nullable(Amount),
  after: v.nullable(Amount),
  currency: v.nullable(v.string()),
});

export const WireRadius = v.object({
  /** What an approval is given for. */
  hash: v.string(),
  /** The published version it was computed on. */
  number: v.number(),
  from: v.string(),
  until: v.string(),
  periods: v.array(WirePeriod),
  metric: v.object({
    code: v.string(),
    nameZh: v.string(),
    nameEn: v.string(),
    scale: v.number(),
  }),
  currency: v.nullable(v.string()),
  sizes: v.array(
    v.object({
      subject: v.string(),
      ...Name,
      before: Amount,
      delta: Amount,
      /** Rate; null where there was nothing to take a part of. */
      part: v.nullable(v.string()),
    }),
  ),
  /** Those named first, then the largest movers; `left` says how many are not shown. */
  rows: v.array(WireRadiusRow),
  left: v.number(),
  people: v.number(),
  units: v.number(),
  gaps: v.array(v.object({ unit: v.string(), ...Name, before: Amount, after: Amount })),
  top: v.object({ subject: v.string(), ...Name, before: Amount, after: Amount }),
  resources: v.array(WireResourceMove),
  pay: WirePay,
  /** What the company's guards say against it; empty is allowed. */
  guards: v.array(WireFlaw),
});

export const WireBasis = v.object({
  on: v.string(),
  /** The version the numbers are of. */
  number: v.number(),
  subjects: v.array(
    v.object({
      subject: v.string(),
      /** The last period that is over. */
      last: v.nullable(
        v.object({
          key: v.string(),
          from: v.string(),
          until: v.string(),
          target: Amount,
          actual: v.nullable(Amount),
        }),
      ),
      /** All periods that are over. */
      toDate: v.nullable(
        v.object({
          from: v.string(),
          until: v.string(),
          target: Amount,
          actual: v.nullable(Amount),
        }),
      ),
      /** What the subject carries in the periods that change. */
      open: Amount,
      whole: Amount,
    }),
  ),
});

export const WireStep = v.object({
  kind: v.picklist(STEPS),
  by: v.string(),
  /** The participant behind the account, where there is one. */
  name: v.nullable(v.string()),
  nameEn: v.nullable(v.string()),
  at: v.number(),
  number: v.number(),
  note: v.nullable(v.string()),
  /** False: an approval of a blast radius that is no longer true. */
  holds: v.boolean(),
});

export const WireNamed = v.object({ id: v.string(), ...Name });

export const WireAdjustment = v.object({
  id: v.string(),
  plan: v.string(),
  trigger: v.picklist(TRIGGERS),
  from: v.string(),
  until: v.nullable(v.string()),
  changes: v.array(v.object({ subject: v.string(), size: WireSize })),
  moves: v.array(v.object({ person: v.string(), to: v.string() })),
  budget: v.array(
    v.object({ from: v.string(), to: v.string(), purpose: v.string(), amount: v.string() }),
  ),
  below: v.picklist(BELOW_RULES),
  above: v.picklist(ABOVE_RULES),
  reason: v.string(),
  approvers: v.array(v.string()),
  state: v.picklist(STATES),
  /** How many signatures are still wanted. */
  missing: v.number(),
  steps: v.array(WireStep),
  names: v.array(WireNamed),
  /** True: the caller asked for it themselves, so somebody else must decide. */
  own: v.boolean(),
  sample: v.boolean(),
  version: v.number(),
});
