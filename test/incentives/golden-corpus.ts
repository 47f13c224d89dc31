import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { eightTen, flat, name, planOf, refund, sale, world } from "./make.ts";

/** Inputs whose hashes stand for ever: what was computed once is computed the same. */

export const deal = (id: string, amount: string, on: string, change: object = {}) =>
  sale(amount, on, { id, ...change });
const large = deal("large", "1200000", "2026-01-10", { deal: "d1" });
export const corpus: Record<string, EvaluationJson> = {
  marginal: world(planOf(eightTen("marginal")), { credits: [large] }),
  retroactive: world(planOf(eightTen("retroactive", { window: "quarter" })), {
    until: "2026-07-01",
    credits: [
      large,
      deal("second", "333333.33", "2026-02-11"),
      { ...refund(large, "-1200000", "2026-04-01"), id: "back" },
    ],
  }),
  collected: world(
    {
      ...planOf(flat("1/3")),
      release: {
        parts: [
          { share: "1/3", on: "earned" },
          { share: "2/3", on: { event: "collection" } },
        ],
      },
      leaver: { unreleased: "forfeited" },
      draw: { amount: "1000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
    },
    {
      until: "2026-04-01",
      credits: [deal("c", "1000", "2026-01-05", { deal: "d1" })],
      deals: [
        {
          id: "d1",
          due: "1000",
          events: [{ event: "collection", on: "2026-03-05", amount: "700" }],
        },
      ],
    },
  ),
  shared: world(planOf(eightTen("retroactive", { split: { pay: "lead" }, window: "quarter" })), {
    until: "2026-04-01",
    participants: ["ann", "bob", "cy"].map((id) => ({ id, from: "2025-01-01" })),
    credits: ["ann", "bob", "cy"].map((person) =>
      deal(`s-${person}`, "1200000.01", "2026-01-10", {
        ...{ person, entry: "s", share: "1/3", lead: person === "bob" },
      }),
    ),
  }),
  relieved: world(
    {
      ...planOf({
        ...{ kind: "curve", key: "bonus", name: name("b"), window: "quarter", pays: "9000" },
        figure: { metric: "revenue", read: "attainment", window: "quarter", basis: "elapsed" },
        curve: {
          ...{ shape: "linear", above: "extrapolate", cap: "2" },
          points: [
            { at: "50%", pays: "0" },
            { at: "1", pays: "1" },
          ],
        },
      }),
      noTarget: "pays_target",
      dayCount: { kind: "working_days" },
      ramps: [{ by: "anniversary", months: { factors: ["0.5", "3/4"] } }],
      plan: {
        multiplier: { factor: "1.1" },
        guarantee: { sum: "500", window: "period" },
        cap: { sum: "11000", window: "quarter" },
      },
      carry: { kind: "carried", atMost: "20%" },
    },
    {
      until: "2026-07-01",
      participants: [
        {
          ...{ id: "lin", from: "2026-01-12" },
          leaves: [{ from: "2026-02-10", until: "2026-02-20" }],
          reliefs: [{ from: "2026-03-01", until: "2026-04-01", factor: "0.8" }],
        },
      ],
      targets: [
        {
          subject: "lin",
          metric: "revenue",
          from: "2026-01-01",
          until: "2027-01-01",
          amount: "240000",
        },
      ],
      credits: ["01-20", "02-25", "03-15", "04-02", "05-07"].map((day, at) =>
        deal(`t${at}`, `${(at + 2) * 4_321}.77`, `2026-${day}`),
      ),
    },
  ),
  yen: world(
    {
      ...planOf(flat("3.333%", { rounding: { mode: "half_even" } })),
      currency: "JPY",
      rates: { kind: "fixed", rates: [{ from: "CNY", to: "JPY", rate: "20.5" }] },
    },
    { credits: [deal("y", "1000.37", "2026-01-10", { currency: "CNY" })] },
  ),
};
