import type { EvaluationJson } from "./input.ts";

/** Requests that a reader can send as they are. */
const MARGINAL: EvaluationJson = {
  plans: [
    {
      format: "fairlead-plan/1",
      key: "sales_2026",
      name: { zh: "2026 销售提成", en: "Sales commission 2026" },
      version: 1,
      from: "2026-01-01",
      until: "2027-01-01",
      currency: "CNY",
      metrics: [
        {
          key: "revenue",
          name: { zh: "销售额", en: "Revenue" },
          unit: "money",
          scale: 2,
          class: "result",
          from: { credits: "amount" },
        },
      ],
      components: [
        {
          kind: "tiered",
          key: "commission",
          name: { zh: "提成", en: "Commission" },
          window: "period",
          base: "amount",
          split: "credit",
          negative: { per: "window" },
          measure: { read: "base" },
          tiers: [
            { from: "0", until: "1000000", pays: { rate: "8%" }, boundary: "upper", reach: "own" },
            { from: "1000000", until: null, pays: { rate: "10%" }, reach: "own" },
          ],
        },
      ],
    },
  ],
  from: "2026-01-01",
  until: "2026-03-01",
  participants: [{ id: "lin", name: "林静", from: "2025-07-01" }],
  credits: [
    { id: "c1", person: "lin", on: "2026-01-12", deal: "d1", measures: { amount: "700000.00" } },
    { id: "c2", person: "lin", on: "2026-01-28", deal: "d2", measures: { amount: "500000.00" } },
    {
      id: "c3",
      person: "lin",
      on: "2026-02-09",
      deal: "d2",
      measures: { amount: "-500000.00" },
      reverses: "c2",
    },
  ],
};

export const PAYOUT_EXAMPLES: readonly EvaluationJson[] = [MARGINAL];
