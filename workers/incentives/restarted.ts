import type { Rate } from "../lib/rate.ts";
import { times } from "./exact.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Sum } from "./plan-parts.ts";

/**
 * A component in a window that a new version restarted: its sums of money are those of the days that are
 * left, as its tiers' bounds are (climb.scale). Sums that say they do not prorate stay, and so do rates,
 * curves, counts of things and what is per deal or thing; a person's variable prorates by its own months.
 */
export function restarted(component: PayComponent, part: Rate): PayComponent {
  if (part.num === part.den) return component;
  const known = made.get(component) ?? new Map<string, PayComponent>();
  made.set(component, known);
  const key = `${part.num}/${part.den}`;
  const found = known.get(key) ?? withSums(withOwn(component, part), part);
  known.set(key, found);
  return found;
}

const made = new WeakMap<PayComponent, Map<string, PayComponent>>();

function prorated<Of extends Sum | undefined>(sum: Of, part: Rate): Sum | Of {
  if (!sum) return sum;
  if ("num" in sum) return times(sum, part);
  return "amount" in sum && sum.prorates ? { ...sum, amount: times(sum.amount, part) } : sum;
}

function withSums(component: PayComponent, part: Rate): PayComponent {
  const { floor, cap } = component;
  return { ...component, floor: prorated(floor, part), cap: prorated(cap, part) };
}

function withOwn(component: PayComponent, part: Rate): PayComponent {
  const limited = "threshold" in component && component.threshold;
  const threshold = limited ? { ...limited, at: times(limited.at, part) } : undefined;
  switch (component.kind) {
    case "curve":
    case "scorecard":
    case "bonus":
    case "gonik":
      return { ...component, pays: prorated(component.pays, part) };
    case "flat":
    case "unit_rate":
      return { ...component, threshold };
    case "tiered":
      return {
        ...{ ...component, threshold },
        tiers: component.tiers.map((tier) =>
          "amount" in tier.pays ? { ...tier, pays: amountOf(tier.pays, part) } : tier,
        ),
      };
    case "interpolated":
      return {
        ...{ ...component, threshold, of: prorated(component.of, part) },
        tiers: component.tiers.map((tier) =>
          "amount" in tier.pays ? { ...tier, pays: amountOf(tier.pays, part) } : tier,
        ),
      };
    case "joint_base": {
      const { payFloor } = component;
      return { ...component, payFloor: payFloor && times(payFloor, part) };
    }
    case "pool": {
      const { sum } = component;
      return "amount" in sum ? { ...component, sum: amountOf(sum, part) } : component;
    }
    case "prize":
    case "raffle":
    case "override":
    case "greater_of":
      return component;
  }
}

function amountOf({ amount }: { readonly amount: Rate }, part: Rate): { readonly amount: Rate } {
  return { amount: times(amount, part) };
}
