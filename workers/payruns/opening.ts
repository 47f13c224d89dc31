import * as v from "valibot";
import { Key } from "../incentives/plan-parts.ts";
import type { Day } from "../lib/day.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { WireDay, WireDecimal } from "../lib/wire.ts";
import type { OpeningJson } from "./basis.ts";

/** Deals of one window that are told one by one. */
const DEALS_MAX = 2_000;

/** What a component had earned in a window that runs on, in decimals of the person's currency. */
const EarnedBefore = v.strictObject({
  component: Key,
  window: v.strictObject({ from: WireDay, until: WireDay }),
  amount: WireDecimal,
  /** What of it was paid for each deal, where the component's release waits. */
  deals: v.optional(
    v.pipe(
      v.record(v.pipe(v.string(), v.maxLength(120)), WireDecimal),
      v.maxEntries(DEALS_MAX, `At most ${DEALS_MAX} deals of a window; enter the rest as one sum.`),
    ),
  ),
});
export const Earned = v.pipe(v.array(EarnedBefore), v.maxLength(200));

export type OpeningState = "waiting" | "approved" | "rejected" | "withdrawn";
/** One person's balances when the company began to pay here; minor units of the currency. */
export type OpeningRow = {
  readonly person: string;
  readonly currency: string;
  readonly debt: bigint;
  readonly drawBalance: bigint;
  readonly earned: v.InferOutput<typeof Earned>;
};

export type Decision = Exclude<OpeningState, "waiting">;
export type OpeningFlaw =
  | { readonly code: "pay_opening/not_now"; readonly state: OpeningState }
  | { readonly code: "pay_opening/own_entry" }
  | { readonly code: "pay_opening/own_pay" }
  | { readonly code: "pay_opening/not_author" };
/** The account that decides, and who that is in the company; `one`: one person may approve alone. */
export type Decider = {
  readonly who: { readonly person: string; readonly participant: string | null };
  readonly one: boolean;
};

/** What of a list's course stands against a decision; null: nothing. */
export function openingFlaw(
  {
    state,
    account,
    rows,
  }: {
    readonly state: OpeningState;
    readonly account: string;
    readonly rows: readonly Pick<OpeningRow, "person">[];
  },
  decision: Decision,
  { who, one }: Decider,
): OpeningFlaw | null {
  const isAuthor = who.person === account;
  const isOwn = rows.some(({ person }) => person === who.participant);
  if (state !== "waiting" && !(state === "approved" && decision === "withdrawn"))
    return { code: "pay_opening/not_now", state };
  if (state === "waiting" && decision === "withdrawn")
    return isAuthor ? null : { code: "pay_opening/not_author" };
  if (isAuthor && !one) return { code: "pay_opening/own_entry" };
  return isOwn && !one ? { code: "pay_opening/own_pay" } : null;
}

/** As the engine reads it. */
export function openingJson({
  person,
  currency,
  debt,
  drawBalance,
  earned,
  from,
}: OpeningRow & { readonly from: Day }): OpeningJson {
  const scale = currencyScale(currency);
  return {
    ...{ participant: person, on: from, currency },
    ...(debt === 0n ? {} : { debt: formatMinor(debt, scale) }),
    ...(drawBalance === 0n ? {} : { drawBalance: formatMinor(drawBalance, scale) }),
    ...(earned.length === 0
      ? {}
      : {
          earned: earned.map(({ deals, ...each }) => ({ ...each, ...(deals ? { deals } : {}) })),
        }),
  };
}
