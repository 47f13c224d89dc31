import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCode, WireCurrency, WireDay, WireDecimal, wireId } from "../lib/wire.ts";
import { Amount } from "../targets/wire-plan.ts";
import { WireRate } from "../targets/wire-rules.ts";
import { RESOURCE_KINDS } from "./resource.ts";
import { PlanId, WirePeriod, WirePurpose } from "./wire.ts";

const Name = { name: v.string(), nameEn: v.nullable(v.string()) };

export const getResources = contract({
  id: "getResources",
  method: "GET",
  path: "/resources",
  tag: "adjustments",
  summary: "Heads, capacity and budget beside the target, by unit and period of a plan",
  may: "resources.read",
  ids: { "query.plan": "plan" },
  query: v.object({ plan: PlanId }),
  status: 200,
  answer: v.object({
    periods: v.array(WirePeriod),
    currency: v.nullable(v.string()),
    units: v.array(
      v.object({
        unit: v.string(),
        ...Name,
        parent: v.nullable(v.string()),
        /** People of the plan who sit there or below. */
        seated: v.number(),
        periods: v.array(
          v.object({
            key: v.string(),
            target: Amount,
            /** Planned heads on the first day; null: nobody has planned any. */
            heads: v.nullable(v.string()),
            capacity: v.nullable(Amount),
            /** Whole heads the target needs at the productivity given. */
            needed: v.nullable(v.number()),
          }),
        ),
        budget: v.array(
          v.object({
            purpose: v.string(),
            currency: v.string(),
            planned: Amount,
            /** Rates of the unit's whole budget and of all that was used; null of nothing. */
            share: v.nullable(v.string()),
            used: Amount,
            usedShare: v.nullable(v.string()),
            left: Amount,
          }),
        ),
      }),
    ),
  }),
  refuses: ["plan/not_found", "adjustment/not_published"],
});

export const setResources = contract({
  id: "setResources",
  method: "POST",
  path: "/resources",
  tag: "adjustments",
  summary: "Say what units have: heads, what a head brings, money for a purpose",
  description:
    "Heads take the place of the days they cover. A budget or a productivity is of its whole interval and replaces exactly the same one. All rows or none.",
  may: "resources.change",
  ids: { "body.rows.0.unit": "unit" },
  body: v.strictObject({
    rows: v.pipe(
      v.array(
        v.strictObject({
          /** Code or id. */
          unit: WireCode,
          kind: v.picklist(RESOURCE_KINDS),
          /** Of a budget: what for. Of a productivity: the metric, by code or id. */
          purpose: v.optional(WirePurpose),
          from: WireDay,
          until: WireDay,
          amount: WireDecimal,
          currency: v.optional(WireCurrency),
        }),
      ),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  status: 200,
  answer: v.object({ opened: v.number(), closed: v.number() }),
  refuses: [
    ...(["resource/unknown", "resource/amount", "resource/negative", "resource/interval"] as const),
    ...(["resource/overlap", "commit/busy"] as const),
  ],
});

export const shareBudget = contract({
  id: "shareBudget",
  method: "POST",
  path: "/resources/budget",
  tag: "adjustments",
  summary: "Share a unit's budget over purposes, 80 / 20: the parts sum to exactly the total",
  may: "resources.change",
  ids: { "body.unit": "unit" },
  body: v.strictObject({
    unit: WireCode,
    from: WireDay,
    until: WireDay,
    total: WireDecimal,
    currency: v.optional(WireCurrency),
    shares: v.pipe(
      v.array(v.strictObject({ purpose: WirePurpose, share: WireRate })),
      v.minLength(1),
      v.maxLength(20),
      v.check(
        (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
        "A purpose twice.",
      ),
    ),
  }),
  status: 200,
  answer: v.object({ rows: v.array(v.object({ purpose: v.string(), amount: Amount })) }),
  refuses: [
    ...(["resource/unknown", "resource/amount", "resource/negative", "resource/interval"] as const),
    ...(["resource/overlap", "resource/shares", "commit/busy"] as const),
  ],
});

export const useBudget = contract({
  id: "useBudget",
  method: "POST",
  path: "/resource-uses",
  tag: "adjustments",
  summary: "Money of a budget that was used on a day; a mistake is a line with the opposite sign",
  may: "resources.change",
  ids: { "body.rows.0.unit": "unit" },
  body: v.strictObject({
    rows: v.pipe(
      v.array(
        v.strictObject({
          id: wireId<"use">(),
          unit: WireCode,
          purpose: WirePurpose,
          on: WireDay,
          amount: WireDecimal,
          currency: v.optional(WireCurrency),
        }),
      ),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  status: 200,
  answer: v.object({ rows: v.number() }),
  refuses: ["resource/unknown", "resource/amount", "commit/busy"],
});
