import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import {
  compareRates,
  multiplyRates,
  ONE,
  parseRate,
  type Rate,
  ZERO,
} from "../../workers/lib/rate.ts";

type Step = {
  readonly step: number;
  readonly rule: string;
  readonly figures: Readonly<Record<string, string>>;
};
type Line = {
  readonly kind: string;
  readonly component: string | null;
  /** Of a window that is over: nothing is climbed there any more. */
  readonly trueUp?: boolean;
};
type Tiered = Extract<PlanJson["components"][number], { readonly kind: "tiered" }>;

/** Where somebody stands in a table of tiers; amounts are whole units of the plan's currency, rounded up. */
export type Climb = {
  readonly component: string;
  /** What is looked up so far, and where the next tier begins; null in the highest. */
  readonly at: bigint;
  readonly bound: bigint | null;
  readonly missing: bigint | null;
  /** "8%"; "×1.5" of a rate that is not the same for everybody. */
  readonly rate: string;
  readonly nextRate: string | null;
};

/**
 * The first commission in tiers of an open period, from its trace: which tier the person is in, what is
 * missing to the next, and what each pays: a rate, or so many times the component's own. Null where no
 * line climbs tiers with rates, and where there is no target to climb to.
 */
export function climbOf(
  plan: PlanJson,
  lines: readonly Line[],
  trace: readonly { readonly steps: readonly Step[] }[],
): Climb | null {
  for (const component of plan.components) {
    if (component.kind !== "tiered") continue;
    const n = lines.findIndex(
      (line) =>
        line.kind === "component" && line.component === component.key && line.trueUp !== true,
    );
    const steps = trace[n]?.steps ?? [];
    const figure = (rule: string, name: string) =>
      parseRate(steps.find((step) => step.rule === rule)?.figures[name] ?? "");
    const target = figure("attainment", "target");
    const at = (target && figure("attainment", "amount")) ?? figure("pay", "measure");
    if (!at || target?.num === 0n) continue;
    // Bounds of attainment are parts of the target; what is looked up is the amount itself.
    const unit = target ?? ONE;
    const tiers = component.tiers.map(({ from, pays }) => ({
      from: multiplyRates(parseRate(from) ?? ZERO, unit),
      rate: rateOf(pays, component.baseRate),
    }));
    const here = tiers.findLast(({ from }) => compareRates(from, at) <= 0) ?? tiers[0];
    const next = tiers.find(({ from }) => compareRates(from, at) > 0);
    if (!here || here.rate === null) continue;
    const bound = next ? up(next.from) : null;
    return {
      component: component.key,
      at: at.num / at.den,
      bound,
      missing: next
        ? up({ num: next.from.num * at.den - at.num * next.from.den, den: next.from.den * at.den })
        : null,
      rate: here.rate,
      nextRate: next?.rate ?? null,
    };
  }
  return null;
}

function up({ num, den }: Rate): bigint {
  return (num + den - 1n) / den;
}

function rateOf(pays: Tiered["tiers"][number]["pays"], base: Tiered["baseRate"]): string | null {
  if ("rate" in pays) return typeof pays.rate === "string" ? pays.rate : null;
  if (!("multiplier" in pays)) return null;
  const factor = parseRate(pays.multiplier);
  const rate = typeof base === "string" ? parseRate(base) : null;
  if (!factor) return null;
  return rate ? percentText(multiplyRates(rate, factor)) : `×${pays.multiplier}`;
}

/** In percent, to four places at most. */
function percentText({ num, den }: Rate): string {
  const units = (num * 2_000_000n + den) / (den * 2n);
  const places = String(units % 10_000n)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${units / 10_000n}${places === "" ? "" : `.${places}`}%`;
}
