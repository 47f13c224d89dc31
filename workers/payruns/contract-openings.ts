import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireDay, WireDecimal, wireId } from "../lib/wire.ts";
import type { Permission } from "../tenancy/roles.ts";
import { Earned } from "./opening.ts";
import { Money, PersonId, PlanId } from "./wire.ts";

/** An account, by the name its person has here. */
const Named = v.object({
  account: v.string(),
  name: v.nullable(v.string()),
  nameEn: v.nullable(v.string()),
});
const OpeningId = wireId<"payOpening">();
const WireEarned = v.array(
  v.object({
    component: v.string(),
    window: v.object({ from: v.string(), until: v.string() }),
    amount: Money,
    deals: v.optional(v.record(v.string(), Money)),
  }),
);

export const WireOpening = v.object({
  id: v.string(),
  plan: v.string(),
  /** First day of the first period that is paid here. */
  from: v.string(),
  note: v.string(),
  state: v.picklist(["waiting", "approved", "rejected", "withdrawn"]),
  /** Who entered it. */
  by: Named,
  at: v.number(),
  decided: v.nullable(v.object({ by: Named, at: v.number() })),
  /** One person entered and approved it, as the company allows. */
  alone: v.boolean(),
  /** What the reader's own part in it leaves open to them now; the permission is another matter. */
  can: v.array(v.picklist(["approve", "reject", "withdraw"])),
  rows: v.array(
    v.object({
      ...{ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) },
      ...{ currency: v.string(), debt: Money, drawBalance: Money },
      earned: WireEarned,
    }),
  ),
});

export const listPayOpenings = contract({
  id: "listPayOpenings",
  method: "GET",
  path: "/pay-openings",
  tag: "pay runs",
  summary:
    "What people brought along when the company began to pay by a plan, the newest list first",
  may: "incentives.see",
  ids: { "query.plan": "incentivePlan" },
  query: v.object({ plan: PlanId }),
  status: 200,
  answer: v.object({ items: v.array(WireOpening), next: v.nullable(v.string()) }),
  refuses: [],
});

export const enterPayOpening = contract({
  id: "enterPayOpening",
  method: "POST",
  path: "/pay-openings",
  tag: "pay runs",
  summary:
    "Enter balances that people bring along: debt, draw, and what running windows have earned",
  description:
    "For a company that begins in mid-year. `from` is the first day of the first period paid here. `earned` is what a component had paid in a window that runs on; it is taken off that window's result, so the window's entries are recorded too. Counts for nothing until a second person approves it.",
  may: "incentives.run",
  ids: { "body.plan": "incentivePlan", "body.rows.0.person": "person" },
  body: v.strictObject({
    id: OpeningId,
    plan: PlanId,
    from: WireDay,
    note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), ""),
    rows: v.pipe(
      v.array(
        v.strictObject({
          person: PersonId,
          currency: v.optional(WireCurrency),
          debt: v.optional(WireDecimal, "0"),
          drawBalance: v.optional(WireDecimal, "0"),
          earned: v.optional(Earned, []),
        }),
      ),
      v.minLength(1),
      v.maxLength(1_000),
    ),
  }),
  status: 201,
  answer: WireOpening,
  refuses: [
    ...(["payplan/not_found", "pay_run/no_period", "payplan/locked"] as const),
    ...(["pay_opening/rejected", "pay_opening/too_large", "pay_opening/exists"] as const),
  ],
});

const deciding = (
  id: string,
  word: "approve" | "reject" | "withdraw",
  may: Permission,
  summary: string,
) =>
  contract({
    ...{ id, summary, may },
    method: "POST",
    tag: "pay runs",
    status: 200,
    path: `/pay-openings/:payOpeningId/${word}`,
    ids: { "params.payOpeningId": "payOpening" },
    params: v.object({ payOpeningId: OpeningId }),
    body: v.strictObject({ note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), "") }),
    answer: WireOpening,
    refuses: [
      ...(["pay_opening/not_found", "pay_opening/not_now", "pay_opening/own_entry"] as const),
      ...(["pay_opening/own_pay", "pay_opening/not_author", "payplan/locked"] as const),
      "pay_opening/barred",
    ],
  });

export const approvePayOpening = deciding(
  "approvePayOpening",
  "approve",
  "incentives.approve",
  "Approve balances somebody else entered: the next calculation reckons with them",
);
export const rejectPayOpening = deciding(
  "rejectPayOpening",
  "reject",
  "incentives.approve",
  "Turn entered balances down",
);
export const withdrawPayOpening = deciding(
  "withdrawPayOpening",
  "withdraw",
  "incentives.run",
  "Take balances back: one's own while they wait, approved ones before a run with them is locked",
);
