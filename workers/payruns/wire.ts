import * as v from "valibot";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { wireId } from "../lib/wire.ts";
import type { Totals } from "./run.ts";
import { STATES } from "./states.ts";

export const RunId = wireId<"payRun">();
export const PlanId = wireId<"incentivePlan">();
export const PersonId = wireId<"person">();
export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "The hash of a result."));
export const Messages = v.object({ zh: v.string(), en: v.string() });
const Names = v.object({ zh: v.string(), en: v.string() });
/** Decimals of the currency. */
export const Money = v.string();

export const WirePlan = v.object({
  id: v.string(),
  key: v.string(),
  name: Names,
  sample: v.boolean(),
});

export const WireJob = v.object({
  state: v.picklist(["running", "failed"]),
  done: v.number(),
  total: v.number(),
  problem: v.nullable(
    v.object({ code: v.string(), messages: Messages, errors: v.array(v.looseObject({})) }),
  ),
});

/** A run as every step answers it; `getPayRun` says more. */
export const WireRun = v.object({
  id: v.string(),
  plan: WirePlan,
  from: v.string(),
  until: v.string(),
  state: v.picklist(STATES),
  /** How often it was calculated. */
  calculation: v.number(),
  cutoff: v.nullable(v.object({ seq: v.number(), at: v.number() })),
  inputHash: v.nullable(v.string()),
  hash: v.nullable(v.string()),
  job: v.nullable(WireJob),
  sample: v.boolean(),
  version: v.number(),
  /** What is typed before it is locked. */
  lockWord: v.string(),
});

export const WireTotals = v.object({
  currency: v.string(),
  scale: v.number(),
  people: v.number(),
  earned: Money,
  pending: Money,
  payable: Money,
  pay: Money,
  basePay: Money,
  debt: Money,
  drawBalance: Money,
  /** Of the pay, what a draw had advanced at the period's start: the rest is due at its end. */
  advanced: Money,
  /** Sum and number of the lines that belong to earlier periods. */
  trueUp: Money,
  trueUps: v.number(),
});

export const WireWho = v.object({
  by: v.string(),
  name: v.nullable(v.string()),
  nameEn: v.nullable(v.string()),
  at: v.number(),
});

export const WireApproval = v.object({
  ...WireWho.entries,
  hash: v.string(),
  /** The result moved since. */
  void: v.boolean(),
  /** Whose statement it did not cover: the approver's own. */
  without: v.nullable(v.string()),
  /** Given by one person alone, as the company allows. */
  alone: v.boolean(),
});

export const WireTrueUps = v.object({
  waiting: v.number(),
  approved: v.number(),
  refused: v.number(),
  lines: v.array(
    v.object({
      ...{ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) },
      ...{ currency: v.string(), component: v.string(), window: v.string(), origin: v.string() },
      amount: Money,
      state: v.picklist(["waiting", "approved", "refused"]),
      by: v.nullable(v.string()),
      at: v.nullable(v.number()),
    }),
  ),
});

export const WireLine = v.object({
  kind: v.string(),
  component: v.nullable(v.string()),
  window: v.string(),
  origin: v.string(),
  amount: Money,
  trueUp: v.boolean(),
  needsApproval: v.boolean(),
});
export const WireAward = v.object({
  component: v.string(),
  award: v.string(),
  place: v.nullable(v.number()),
  window: v.string(),
});

export const WireSums = v.object({
  currency: v.string(),
  scale: v.number(),
  earned: Money,
  pending: Money,
  payable: Money,
  pay: Money,
  /** What has left: the pay of a run that is paid, else 0. */
  paid: Money,
  basePay: v.nullable(Money),
  debt: Money,
  drawBalance: Money,
  /** Of the pay, what a draw had advanced at the period's start: the rest is due at its end. */
  advanced: Money,
  trueUp: Money,
  payDate: v.nullable(v.string()),
  hash: v.string(),
});

export const WireStatement = v.object({
  ...WireSums.entries,
  period: v.object({ from: v.string(), until: v.string() }),
  lines: v.array(WireLine),
  awards: v.array(WireAward),
});

/** How each line came about, in the order of the statement's lines. */
export const WireTrace = v.array(
  v.object({
    steps: v.array(
      v.object({
        step: v.number(),
        rule: v.string(),
        figures: v.record(v.string(), v.string()),
      }),
    ),
    parts: v.array(
      v.object({
        credit: v.string(),
        deal: v.nullable(v.string()),
        on: v.string(),
        amount: Money,
      }),
    ),
    result: v.nullable(Money),
    before: v.nullable(Money),
  }),
);

/**
 * Figures by which lines pay, beside what the attainment page shows of the same person, metric and days
 * now. In no hash: `used` = `shown` - `late` - `beside` + `posted` + what the line leaves out or adds.
 * Decimals, all but `used` and `posted` at the metric's scale.
 */
export const WireCompared = v.array(
  v.object({
    /** Its place among the statement's lines. */
    line: v.number(),
    metric: v.object({ code: v.string(), name: Names }),
    currency: v.nullable(v.string()),
    days: v.object({ from: v.string(), until: v.string() }),
    used: v.string(),
    shown: v.string(),
    /** Recorded after the cut-off: counted in a later period. */
    late: v.string(),
    /** Credited beside somebody's direct part: shown, and no attainment. */
    beside: v.string(),
    /** Counted on these days though recorded on others, less what is counted on others. */
    posted: v.string(),
  }),
);

/** Money that was collected and waits for its order: no part of any sum or hash. Decimals of the plan's currency. */
export const WireWaiting = v.array(
  v.object({ deal: v.string(), on: v.string(), amount: v.string() }),
);

export function moneyIn(currency: string): (units: bigint | number) => string {
  const scale = currencyScale(currency);
  return (units) => formatMinor(BigInt(units), scale);
}

export function totalsWire(totals: Totals): v.InferInput<typeof WireTotals> {
  const money = moneyIn(totals.currency);
  return {
    currency: totals.currency,
    scale: currencyScale(totals.currency),
    people: totals.people,
    earned: money(totals.earned),
    pending: money(totals.pending),
    payable: money(totals.payable),
    pay: money(totals.pay),
    basePay: money(totals.basePay),
    debt: money(totals.debt),
    drawBalance: money(totals.drawBalance),
    advanced: money(totals.advanced),
    trueUp: money(totals.trueUp),
    trueUps: totals.trueUps,
  };
}
