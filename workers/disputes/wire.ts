import * as v from "valibot";
import { WireCurrency, WireDay, WireDecimal, wireId } from "../lib/wire.ts";
import { DECISIONS, KINDS } from "./correction.ts";
import { POINTER } from "./pointer.ts";
import { MOVES, STATES } from "./states.ts";

export const DisputeId = wireId<"dispute">();
export const PayAdjustmentId = wireId<"payAdjustment">();
export const PersonId = wireId<"person">();
export const RunId = wireId<"payRun">();
/** What somebody has to say. */
export const Said = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000));
export const MaybeSaid = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1_000)), "");
export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "The hash of a statement."));
export const Pointer = v.pipe(
  v.string(),
  v.maxLength(40),
  v.regex(POINTER, 'A place in a statement: "", "/lines/2" or "/lines/2/steps/0".'),
  v.metadata({ examples: ["/lines/2/steps/0"] }),
);

const Words = v.object({ zh: v.string(), en: v.string() });
const Named = v.object({
  account: v.string(),
  name: v.nullable(v.string()),
  nameEn: v.nullable(v.string()),
});

/** What stood at the disputed place when the dispute was raised. */
export const WirePlace = v.object({
  plan: v.object({ id: v.string(), name: Words }),
  from: WireDay,
  until: WireDay,
  line: v.nullable(
    v.object({
      kind: v.string(),
      component: v.nullable(v.string()),
      window: v.string(),
      /** Decimal of the statement's currency. */
      amount: WireDecimal,
    }),
  ),
  step: v.nullable(
    v.object({ step: v.number(), rule: v.string(), figures: v.record(v.string(), v.string()) }),
  ),
  /** The line and the step as a reader saw them. */
  words: Words,
});
export type WirePlace = v.InferOutput<typeof WirePlace>;

export const WireCorrection = v.object({
  id: v.string(),
  person: v.string(),
  personName: v.string(),
  personNameEn: v.nullable(v.string()),
  /** First day of the period it is made for; it is paid with the first open one. */
  on: WireDay,
  currency: WireCurrency,
  amount: WireDecimal,
  kind: v.picklist(KINDS),
  reason: v.string(),
  reverses: v.nullable(v.string()),
  reversedBy: v.nullable(v.string()),
  dispute: v.nullable(v.string()),
  state: v.picklist(["waiting", ...DECISIONS]),
  by: Named,
  at: v.number(),
  decided: v.nullable(
    v.object({
      ...Named.entries,
      at: v.number(),
      alone: v.boolean(),
      note: v.nullable(v.string()),
    }),
  ),
  /** What the caller may do with it now. */
  may: v.array(v.picklist(["approve", "reject", "withdraw", "reverse"])),
  sample: v.boolean(),
});
export type WireCorrection = v.InferInput<typeof WireCorrection>;

export const WireListedCorrection = v.object({
  ...WireCorrection.entries,
  /** The closed run that has paid it. */
  paid: v.nullable(v.object({ run: v.string(), from: WireDay, until: WireDay })),
  /** Approved, and no run will pay it: on no plan, or paid in another currency by now. */
  stranded: v.nullable(v.picklist(["no_plan", "currency"])),
});
export type WireListedCorrection = v.InferInput<typeof WireListedCorrection>;

export const WireMove = v.object({
  n: v.number(),
  kind: v.picklist(MOVES),
  by: Named,
  at: v.number(),
  note: v.nullable(v.string()),
  owner: v.nullable(Named),
  dueOn: v.nullable(WireDay),
  adjustment: v.nullable(v.string()),
});

export const WireDispute = v.object({
  id: v.string(),
  run: v.string(),
  person: v.string(),
  personName: v.string(),
  personNameEn: v.nullable(v.string()),
  currency: WireCurrency,
  pointer: v.string(),
  /** Of the statement as it was shown. */
  hash: v.string(),
  place: WirePlace,
  /** What the payee claims: a decimal of the currency, or nothing. */
  amount: v.nullable(WireDecimal),
  text: v.string(),
  state: v.picklist(STATES),
  owner: v.nullable(Named),
  dueOn: WireDay,
  late: v.boolean(),
  raisedAt: v.number(),
  movedAt: v.number(),
  adjustment: v.nullable(v.string()),
  /** The caller's own. */
  mine: v.boolean(),
  /** What the caller may do with it now. */
  may: v.array(v.picklist(MOVES)),
  version: v.number(),
  sample: v.boolean(),
});
export type WireDispute = v.InferInput<typeof WireDispute>;
