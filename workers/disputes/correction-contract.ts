import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireCursor, WireDay, WireDecimal, WireLimit } from "../lib/wire.ts";
import type { Permission } from "../tenancy/roles.ts";
import { DECISIONS } from "./correction.ts";
import {
  MaybeSaid,
  PayAdjustmentId,
  PersonId,
  Said,
  WireCorrection,
  WireListedCorrection,
} from "./wire.ts";

const Params = v.object({ payAdjustmentId: PayAdjustmentId });
const ids = { "params.payAdjustmentId": "payAdjustment" } as const;
const DECIDING = [
  ...(["pay_adjustment/not_found", "pay_adjustment/not_now", "pay_adjustment/own_pay"] as const),
  ...(["pay_adjustment/own_entry", "pay_adjustment/not_author"] as const),
] as const;

export const listPayAdjustments = contract({
  id: "listPayAdjustments",
  method: "GET",
  path: "/pay-adjustments",
  tag: "disputes",
  summary: "Corrections of pay, the newest first: the own ones, or of those whose pay one may see",
  may: "incentives.read",
  ids: { "query.person": "person" },
  query: v.object({
    state: v.optional(v.picklist(["waiting", ...DECISIONS, "all"]), "all"),
    person: v.optional(PersonId),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 50),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireListedCorrection), next: v.nullable(v.string()) }),
  refuses: [],
});

export const proposePayAdjustment = contract({
  id: "proposePayAdjustment",
  method: "POST",
  path: "/pay-adjustments",
  tag: "disputes",
  summary: "Enter a correction of somebody's pay; it counts once a second person has approved it",
  description:
    "A correction is an entry for good. To take an approved one back, enter a reversal that names it: person, period, currency and the opposite amount then follow from it.",
  may: "incentives.run",
  ids: { "body.person": "person", "body.reverses": "payAdjustment" },
  body: v.variant("kind", [
    v.strictObject({
      kind: v.picklist(["correction", "write_off"]),
      id: PayAdjustmentId,
      person: PersonId,
      /** A day of the period it is made for. */
      on: WireDay,
      currency: WireCurrency,
      amount: WireDecimal,
      reason: Said,
    }),
    v.strictObject({
      kind: v.literal("reversal"),
      id: PayAdjustmentId,
      reverses: PayAdjustmentId,
      reason: Said,
    }),
  ]),
  status: 201,
  answer: WireCorrection,
  refuses: [
    ...(["pay_adjustment/nobody", "pay_adjustment/amount", "pay_adjustment/own_pay"] as const),
    ...(["pay_adjustment/not_found", "pay_adjustment/not_approved"] as const),
    ...(["pay_adjustment/is_reversal", "pay_adjustment/reversed_already"] as const),
    ...(["pay_adjustment/exists", "pay_adjustment/currency"] as const),
  ],
});

const deciding = (
  id: string,
  word: "approve" | "reject" | "withdraw",
  may: Permission,
  summary: string,
) =>
  contract({
    id,
    method: "POST",
    path: `/pay-adjustments/:payAdjustmentId/${word}`,
    tag: "disputes",
    summary,
    may,
    ids,
    params: Params,
    body: v.strictObject({ note: MaybeSaid }),
    status: 200,
    answer: WireCorrection,
    refuses: DECIDING,
  });

export const approvePayAdjustment = deciding(
  "approvePayAdjustment",
  "approve",
  "incentives.approve",
  "Approve a correction somebody else entered: it is paid with the first open period",
);
export const rejectPayAdjustment = deciding(
  "rejectPayAdjustment",
  "reject",
  "incentives.approve",
  "Turn a correction down",
);
export const withdrawPayAdjustment = deciding(
  "withdrawPayAdjustment",
  "withdraw",
  "incentives.run",
  "Take back a correction one entered oneself, before anybody has decided",
);
