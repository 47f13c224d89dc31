import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { formatMinor } from "../../workers/lib/money.ts";

/** A month of one seller, as the calculator asks for it: amounts in minor units. */
export type Month = {
  readonly amount: bigint;
  readonly target: bigint;
  /** Into how many equal deals the amount falls, and what of it has been collected, in percent. */
  readonly deals: number;
  readonly collected: number;
  readonly score: string;
};

const FROM = "2026-01-01";
const UNTIL = "2026-02-01";

/** The month as the engine's input: so many deals of new customers on the days of January. */
export function monthOf(
  plan: PlanJson,
  { amount, target, deals, collected, score }: Month,
): EvaluationJson {
  const each = amount / BigInt(deals);
  const parts = Array.from({ length: deals }, (_, at) =>
    at === 0 ? amount - each * BigInt(deals - 1) : each,
  );
  const ids = parts.map((_, at) => `d${String(at + 1).padStart(3, "0")}`);
  const given = plan.metrics.filter(({ from }) => from === "given");
  return {
    plans: [plan],
    from: FROM,
    until: UNTIL,
    participants: [
      {
        id: "me",
        from: "2024-01-01",
        memberships: [{ unit: "team", from: "2024-01-01", until: null }],
      },
    ],
    targets: plan.metrics
      .filter(({ from }) => from !== "given")
      .map(({ key }) => ({
        subject: "me",
        metric: key,
        from: FROM,
        until: UNTIL,
        amount: formatMinor(target, 2),
      })),
    figures: given.map(({ key }) => ({
      subject: "me",
      metric: key,
      from: FROM,
      until: UNTIL,
      value: score,
    })),
    credits: parts.map((part, at) => ({
      id: ids[at] ?? "",
      person: "me",
      on: `2026-01-${String((at % 28) + 1).padStart(2, "0")}`,
      deal: ids[at] ?? "",
      measures: { amount: formatMinor(part, 2) },
      dimensions: { customer: ids[at] ?? "", customer_kind: "new" },
    })),
    deals: parts.map((part, at) => ({
      id: ids[at] ?? "",
      due: formatMinor(part, 2),
      events: [
        {
          event: "collection",
          on: "2026-01-28",
          amount: formatMinor((part * BigInt(collected)) / 100n, 2),
        },
      ],
    })),
  };
}
