import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import { day } from "../lib/day.ts";
import { currencyScale } from "../lib/money.ts";
import { evaluate } from "./evaluate.ts";
import { exactText, isZero, times, whole } from "./exact.ts";
import { measuresOf } from "./formula.ts";
import type { EvaluationInput } from "./input.ts";
import type { ComponentOf } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import type { Warning } from "./warnings.ts";

/**
 * Examples that the plan check shows with sums, computed by the engine itself: what a shared deal
 * pays under both splits, and what a refund leaves behind that joins the open window. The example's
 * deal is 1.2 times the highest bound.
 */
export function exampleWarnings(plan: Plan): Warning[] {
  return plan.components.flatMap((component, at): Warning[] => {
    if (component.kind !== "tiered") return [];
    const deal = dealOf(component);
    if (!deal) return [];
    const pointer = `/components/${at}`;
    return [
      ...splitExample(plan, component, deal, `${pointer}/split`),
      ...(plan.late === "current_base" ? refundExample(plan, component, deal, "/late") : []),
    ];
  });
}

/** Tiers over the amount itself, all of whose rates are stated; else there is no example. */
function dealOf({ tiers, measure, base, baseRate }: ComponentOf<"tiered">): Rate | null {
  const isStated = tiers.every(({ pays }) => !("rate" in pays) || "num" in pays.rate);
  const isAmount = measuresOf(base).every(({ of }) => of === "credit");
  const top = tiers.at(-1)?.from ?? ZERO;
  const isWalked = measure.read === "base" || measure.read === "sum";
  if (!isStated || !isAmount || !isWalked || isZero(top)) return null;
  if (baseRate && !("num" in baseRate)) return null;
  return times(top, { num: 12n, den: 10n });
}

const PEOPLE = ["a", "b"] as const;
const [FIRST, SECOND, END] = [day("2026-01-01"), day("2026-02-01"), day("2026-03-01")];

/** The component alone: no gates, no multipliers, everything paid at once. */
function alone(plan: Plan, component: ComponentOf<"tiered">): Plan {
  const { positions: _, ...bare } = component;
  const tiers = component.tiers.map(({ when: __, ...tier }) => tier);
  return {
    ...plan,
    from: FIRST,
    until: null,
    version: 1,
    conditions: [],
    components: [
      { ...bare, tiers, gates: [], multipliers: [], filters: [], creditFactors: [], release: NOW },
    ],
    plan: {},
    release: NOW,
    carry: { kind: "payroll" },
    draw: undefined,
    pay: { every: "month" },
    rates: { kind: "fixed", rates: [] },
  };
}
const NOW = { parts: [{ share: whole(1), on: "earned" as const }] };

type Credit = EvaluationInput["credits"][number];

function credit(component: ComponentOf<"tiered">, amount: Rate, more: Partial<Credit>): Credit {
  const formulas = [
    component.base,
    ...(component.measure.read === "sum" ? [component.measure.of] : []),
  ];
  const keys = formulas.flatMap((each) => measuresOf(each).map(({ key }) => key));
  return {
    ...{ id: "a", entry: "deal", person: "a", role: "direct", share: whole(1), lead: true },
    ...{ on: FIRST, source: "", externalId: "", deal: "deal", dimensions: {} },
    measures: Object.fromEntries(keys.map((key) => [key, amount])),
    ...more,
  };
}

/** Exact sum of what the credits earn in two months; null where the plan cannot be computed so. */
function paid(plan: Plan, credits: readonly Credit[]): Rate | null {
  const input: EvaluationInput = {
    plans: [plan],
    others: [],
    ...{ from: FIRST, until: END, calendar: CALENDAR, units: [], targets: [], deals: [] },
    ...{ figures: [], boards: [], forecasts: [], peerScores: [], rates: [], adjustments: [] },
    posted: [],
    participants: PEOPLE.map((id) => ({
      ...{ id, from: FIRST, until: null, leftOn: null, variables: [], memberships: [] },
      ...{ managers: [], leaves: [], reliefs: [] },
    })),
    credits: [...credits],
  };
  const made = evaluate(input, { trace: false });
  if (!made.ok) return null;
  const units = made.value.statements.reduce((sum, { earned }) => sum + earned, 0n);
  return { num: units, den: 10n ** BigInt(currencyScale(plan.currency)) };
}

const WORKS = [true, true, true, true, true, false, false] as const;
const CALENDAR: EvaluationInput["calendar"] = {
  rule: { kind: "gregorian_months", firstMonth: 1, labelBy: "start", weekStart: 1, weekOne: "iso" },
  week: [...WORKS],
  days: [],
};

function splitExample(
  plan: Plan,
  component: ComponentOf<"tiered">,
  deal: Rate,
  pointer: string,
): Warning[] {
  const half = { num: 1n, den: 2n };
  const shared = [
    credit(component, deal, { share: half }),
    credit(component, deal, { id: "b", person: "b", share: half, lead: false }),
  ];
  const by = (split: ComponentOf<"tiered">["split"]) =>
    paid(alone(plan, { ...component, window: "deal", split }), shared);
  const [own, entire] = [by("credit"), by({ pay: "deal" })];
  if (!own || !entire || compareRates(own, entire) === 0) return [];
  return [
    {
      ...{ code: "split_example", pointer, unit: "money", deal: exactText(deal) },
      ...{ credit: exactText(own), pay: exactText(entire) },
    },
  ];
}

function refundExample(
  plan: Plan,
  component: ComponentOf<"tiered">,
  deal: Rate,
  pointer: string,
): Warning[] {
  const back = credit(component, times(deal, whole(-1)), { id: "back", entry: "back" });
  const left = paid(alone(plan, { ...component, window: "period", split: "credit" }), [
    credit(component, deal, {}),
    { ...back, on: SECOND, reverses: "deal" },
  ]);
  if (!left || isZero(left)) return [];
  return [
    {
      ...{ code: "refund_leaves", pointer, unit: "money", deal: exactText(deal) },
      left: exactText(left),
    },
  ];
}
