import { groupBy } from "../lib/list.ts";
import { currencyScale } from "../lib/money.ts";
import { rate } from "../lib/rate.ts";
import { checkComponent } from "./check-component.ts";
import { conditionKeyFlaws, figureFlaws, releaseFlaws } from "./check-names.ts";
import { exactText, times, whole } from "./exact.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Condition } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";

/**
 * What a plan must pass before anything is computed with it: everything named exists once, tiers
 * cover the range once, weights sum to exactly 1, no circle, and every choice without default is
 * made where it matters. Each flaw has the JSON pointer of its place, below `/plans`.
 */
export function checkPlans(plans: readonly Plan[]): IncentiveFlaw[] {
  return [...versions(plans), ...plans.flatMap((plan, at) => checkPlan(plan, `/plans/${at}`))];
}

/** Versions of one plan follow each other without a gap, and say how they take over. */
function versions(plans: readonly Plan[]): IncentiveFlaw[] {
  return plans.flatMap((plan, at): IncentiveFlaw[] => {
    const before = plans[at - 1];
    if (!before) return [];
    const pointer = `/plans/${at}`;
    const follows =
      plan.key === before.key && plan.version > before.version && plan.from > before.from;
    const touches = before.until === null || before.until >= plan.from;
    return [
      ...(follows && touches
        ? []
        : [
            {
              code: "incentives/versions_apart",
              pointer: `${pointer}/from`,
              version: plan.version,
              from: plan.from,
            } as const,
          ]),
      ...(plan.change
        ? []
        : [
            {
              code: "incentives/change_unstated",
              pointer: `${pointer}/change`,
              version: plan.version,
            } as const,
          ]),
    ];
  });
}

function checkPlan(plan: Plan, pointer: string): IncentiveFlaw[] {
  const flaws: IncentiveFlaw[] = [
    ...repeated(plan.metrics, `${pointer}/metrics`),
    ...repeated(plan.conditions, `${pointer}/conditions`),
    ...repeated(plan.components, `${pointer}/components`),
    ...conditionFlaws(plan, pointer),
    ...levelFlaws(plan, pointer),
    ...plan.components.flatMap((component, at) =>
      checkComponent(plan, component, `${pointer}/components/${at}`),
    ),
    ...circles(plan, pointer),
    ...releaseFlaws(plan.release, `${pointer}/release`),
    ...statementFlaws(plan, pointer),
  ];
  const waits = [
    plan.release,
    ...plan.components.map((each) => ("release" in each ? each.release : undefined)),
  ];
  const isHeld =
    plan.events.earned !== "counted" ||
    waits.some((each) => each?.parts.some(({ on }) => on !== "earned"));
  if (isHeld && !plan.leaver)
    flaws.push({ code: "incentives/leaver_unstated", pointer: `${pointer}/leaver` });
  const user = plan.components.find(usesAttainment);
  if (plan.events.counts !== "entry" && plan.late === "current_base")
    flaws.push({ code: "incentives/counts_late", pointer: `${pointer}/late` });
  if (user && !plan.noTarget)
    flaws.push({
      code: "incentives/no_target_unstated",
      pointer: `${pointer}/noTarget`,
      component: user.key,
    });
  return flaws;
}

/** A pair of currencies stated twice, a granule no pay is a multiple of. */
function statementFlaws(plan: Plan, pointer: string): IncentiveFlaw[] {
  const { rates, components, currency } = plan;
  const flaws: IncentiveFlaw[] = [];
  const { cap } = plan.plan;
  if (cap?.cutOff === "carried" && typeof cap.window !== "string")
    flaws.push({
      ...{ code: "incentives/carry_nowhere", pointer: `${pointer}/plan/cap/cutOff` },
      component: plan.key,
    });
  const pairs = rates.kind === "fixed" ? rates.rates : [];
  for (const [at, { from, to }] of pairs.entries())
    if (pairs.slice(0, at).some((each) => samePair(each, { from, to })))
      flaws.push({
        ...{ code: "incentives/pair_twice", pointer: `${pointer}/rates/rates/${at}`, from, to },
      });
  const minor = whole(10n ** BigInt(currencyScale(currency)));
  for (const [at, component] of components.entries()) {
    const granule = component.kind === "award" ? undefined : component.rounding.granule;
    const units = granule && times(granule, minor);
    const { num, den } = units ? rate(units.num, units.den) : whole(1);
    if (den !== 1n && num > den)
      flaws.push({
        code: "incentives/granule_uneven",
        pointer: `${pointer}/components/${at}/rounding/granule`,
        granule: granule ? exactText(granule) : "",
      });
  }
  return flaws;
}

type Pair = { readonly from: string; readonly to: string };
export function samePair(a: Pair, b: Pair): boolean {
  return (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
}

/** Components whose pay, not only whose gate, divides by a target. */
function usesAttainment(component: Plan["components"][number]): boolean {
  switch (component.kind) {
    case "tiered":
    case "interpolated":
      return component.measure.read === "attainment";
    case "curve":
      return component.figure.read === "attainment";
    case "scorecard":
      return component.kpis.some(({ figure }) => figure.read === "attainment");
    default:
      return false;
  }
}

function repeated(all: readonly { readonly key: string }[], pointer: string): IncentiveFlaw[] {
  return [...groupBy(all, ({ key }) => key)].flatMap(([key, same]) => {
    const last = same.at(-1);
    return same.length > 1 && last
      ? [
          {
            code: "incentives/repeated_key",
            pointer: `${pointer}/${all.indexOf(last)}/key`,
            key,
          } as const,
        ]
      : [];
  });
}

function conditionFlaws(plan: Plan, pointer: string): IncentiveFlaw[] {
  return plan.conditions.flatMap((condition, at) => {
    const here = `${pointer}/conditions/${at}`;
    if ("figure" in condition) return figureFlaws(plan, condition.figure, `${here}/figure`);
    return usedBy(condition).flatMap((key) => conditionKeyFlaws(plan, key, here));
  });
}

function usedBy(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

function levelFlaws({ plan: level, ...plan }: Plan, pointer: string): IncentiveFlaw[] {
  const keys = [
    [level.gate?.when, "gate"],
    [level.multiplier?.when, "multiplier"],
  ] as const;
  return keys.flatMap(([key, field]) =>
    key === undefined
      ? []
      : conditionKeyFlaws({ plan: level, ...plan }, key, `${pointer}/plan/${field}/when`),
  );
}

/** Circles of conditions, and of components that take a share of others, with their members named. */
function circles(plan: Plan, pointer: string): IncentiveFlaw[] {
  const conditions = new Map(plan.conditions.map((each) => [each.key, usedBy(each)]));
  const components = new Map(plan.components.map((each) => [each.key, readBy(each)]));
  return [
    ...circle(conditions).map((members) => ({
      code: "incentives/circle" as const,
      pointer: `${pointer}/conditions`,
      members: members.join(" → "),
    })),
    ...circle(components).map((members) => ({
      code: "incentives/circle" as const,
      pointer: `${pointer}/components`,
      members: members.join(" → "),
    })),
  ];
}

function readBy(component: PayComponent | Plan["components"][number]): readonly string[] {
  if (component.kind === "override") return component.of.components;
  return component.kind === "greater_of"
    ? component.of.filter((each) => typeof each === "string")
    : [];
}

/** The first circle found from each start, told once. */
function circle(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (key: string, trail: readonly string[]) => {
    const at = trail.indexOf(key);
    if (at >= 0) found.push([...trail.slice(at), key]);
    if (at >= 0 || done.has(key)) return;
    done.add(key);
    for (const next of graph.get(key) ?? []) walk(next, [...trail, key]);
  };
  for (const key of graph.keys()) walk(key, []);
  return found;
}
