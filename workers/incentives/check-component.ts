import { compareRates, type Rate } from "../lib/rate.ts";
import {
  conditionKeyFlaws,
  figureFlaws,
  metricFlaws,
  pointFlaws,
  releaseFlaws,
  scorecardFlaws,
} from "./check-names.ts";
import { exactText, whole } from "./exact.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import type { Component, ComponentOf, CreditComponent, PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";

/** What one component must pass; pointers lie below its own. */
export function checkComponent(plan: Plan, component: Component, pointer: string): IncentiveFlaw[] {
  if (component.kind === "award")
    return "when" in component.to
      ? conditionKeyFlaws(plan, component.to.when, `${pointer}/to/when`)
      : [];
  return [
    ...capFlaws(component, pointer),
    ...aroundFlaws(plan, component, pointer),
    ...carryFlaws(component, pointer),
    ...tiersOfFlaws(plan, component, pointer),
    ...("split" in component ? creditFlaws(component, pointer) : []),
    ...ownFlaws(plan, component, pointer),
  ];
}

/** Priced where it is released: in a window of time, by what can be released, and not for a successor. */
function tiersOfFlaws(plan: Plan, component: PayComponent, pointer: string): IncentiveFlaw[] {
  if (!("tiersOf" in component) || component.tiersOf === "counted") return [];
  const { window, key, split } = component;
  const isSingle = window === "credit" || window === "deal" || split !== "credit";
  const isEarnedApart = plan.events.earned !== "counted";
  const isInherited = plan.leaver?.unreleased === "successor";
  const isCarried = component.negative.pays === "carried" || plan.late === "as_paid";
  return isSingle || isEarnedApart || isInherited || isCarried
    ? [{ code: "incentives/tiers_of_release", pointer: `${pointer}/tiersOf`, component: key }]
    : [];
}

/** What is carried needs a next window: a single credit or deal has none, and a campaign comes once. */
function carryFlaws(component: PayComponent, pointer: string): IncentiveFlaw[] {
  const window = "window" in component ? component.window : "period";
  const isOnce = window === "credit" || window === "deal" || typeof window !== "string";
  if (!isOnce) return [];
  const carries = [
    ["cutOff", component.cutOff === "carried"],
    ["negative/pays", "negative" in component && component.negative.pays === "carried"],
  ] as const;
  return carries.flatMap(([field, is]) =>
    is
      ? [
          {
            ...{ code: "incentives/carry_nowhere" as const, pointer: `${pointer}/${field}` },
            component: component.key,
          },
        ]
      : [],
  );
}

/** Stated sums of both: a cap below the floor. Sums of a person are compared when they are known. */
function capFlaws({ key, cap, floor }: PayComponent, pointer: string): IncentiveFlaw[] {
  const stated = (sum: PayComponent["cap"]) =>
    sum === undefined || "variable" in sum ? null : "num" in sum ? sum : sum.amount;
  const [most, least] = [stated(cap), stated(floor)];
  if (!most || !least || compareRates(most, least) >= 0) return [];
  const facts = { component: key, person: "", cap: exactText(most), floor: exactText(least) };
  return [{ code: "incentives/cap_below_floor", pointer: `${pointer}/cap`, ...facts }];
}

function aroundFlaws(plan: Plan, component: PayComponent, pointer: string): IncentiveFlaw[] {
  const schedule = component.release ?? plan.release;
  const onEvent = schedule.parts.some(({ on }) => typeof on !== "string" && "event" in on);
  return [
    ...component.gates.flatMap(({ when }, at) =>
      conditionKeyFlaws(plan, when, `${pointer}/gates/${at}/when`),
    ),
    ...component.multipliers.flatMap((each, at) => {
      const here = `${pointer}/multipliers/${at}`;
      if ("figure" in each)
        return [
          ...figureFlaws(plan, each.figure, `${here}/figure`),
          ...pointFlaws(plan, each.curve, `${here}/curve`),
        ];
      return each.when === undefined ? [] : conditionKeyFlaws(plan, each.when, `${here}/when`);
    }),
    ...releaseFlaws(component.release, `${pointer}/release`),
    ...(onEvent && !("split" in component)
      ? [
          {
            code: "incentives/release_not_by_credit" as const,
            pointer: `${pointer}/release`,
            component: component.key,
          },
        ]
      : []),
  ];
}

function creditFlaws(component: CreditComponent, pointer: string): IncentiveFlaw[] {
  const { split, window, roles } = component;
  if (split === "credit") return [];
  const single = window === "deal" || window === "credit";
  return [
    ...(split.pay === "deal" && !single
      ? [
          {
            code: "incentives/split_window" as const,
            pointer: `${pointer}/window`,
            component: component.key,
          },
        ]
      : []),
    ...(split.pay === "team" ? teamFlaws(component, pointer) : []),
    ...(roles.length !== 1 || roles[0] !== "direct"
      ? [
          {
            code: "incentives/split_roles" as const,
            pointer: `${pointer}/roles`,
            component: component.key,
          },
        ]
      : []),
  ];
}

/** A team has targets, and no variables. */
function teamFlaws(component: CreditComponent, pointer: string): IncentiveFlaw[] {
  const read = JSON.stringify(component, (_, value: unknown) =>
    typeof value === "bigint" ? "" : value,
  );
  const [, variable] = /"variable":"([^"]*)"/.exec(read) ?? [];
  return variable === undefined
    ? []
    : [{ code: "incentives/team_variable", pointer, component: component.key, variable }];
}

function ownFlaws(plan: Plan, component: PayComponent, pointer: string): IncentiveFlaw[] {
  switch (component.kind) {
    case "tiered":
      return tierFlaws(plan, component, pointer);
    case "interpolated":
      return [
        ...measureFlaws(plan, component, pointer),
        ...coverage(component.tiers, `${pointer}/tiers`, false),
        ...component.tiers.flatMap(({ when }, at) =>
          when === undefined ? [] : conditionKeyFlaws(plan, when, `${pointer}/tiers/${at}/when`),
        ),
      ];
    case "flat":
      return "byQuotaOf" in component.rate
        ? metricFlaws(plan, component.rate.byQuotaOf, `${pointer}/rate/byQuotaOf`)
        : [];
    case "curve":
      return [
        ...figureFlaws(plan, component.figure, `${pointer}/figure`),
        ...pointFlaws(plan, component.curve, `${pointer}/curve`),
      ];
    case "scorecard":
      return scorecardFlaws(plan, component, pointer);
    case "bonus":
      return conditionKeyFlaws(plan, component.when, `${pointer}/when`);
    case "raffle":
      return component.qualifies === undefined
        ? []
        : conditionKeyFlaws(plan, component.qualifies, `${pointer}/qualifies`);
    case "pool":
      return poolFlaws(plan, component, pointer);
    case "override":
      return [
        ...unknownComponents(plan, component.of.components, `${pointer}/of/components`),
        ...insideFlaws(plan, component.of.components, `${pointer}/of/components`),
      ];
    case "greater_of":
      return greaterFlaws(plan, component, pointer);
    case "gonik":
    case "joint_base":
      return metricFlaws(plan, component.metric, `${pointer}/metric`);
    case "unit_rate":
    case "prize":
      return [];
  }
}

function measureFlaws(
  plan: Plan,
  { measure }: ComponentOf<"tiered" | "interpolated">,
  pointer: string,
): IncentiveFlaw[] {
  return measure.read === "attainment"
    ? metricFlaws(plan, measure.metric, `${pointer}/measure/metric`)
    : [];
}

function tierFlaws(plan: Plan, component: ComponentOf<"tiered">, pointer: string): IncentiveFlaw[] {
  const { tiers, baseRate, measure } = component;
  const keys = new Set(tiers.map(({ key }) => key));
  return [
    ...measureFlaws(plan, component, pointer),
    ...coverage(tiers, `${pointer}/tiers`, true),
    ...tiers.flatMap((tier, at): IncentiveFlaw[] => {
      const here = `${pointer}/tiers/${at}`;
      const { reach, pays, when } = tier;
      return [
        ...("multiplier" in pays && !baseRate
          ? [
              {
                code: "incentives/base_rate_missing" as const,
                pointer: `${pointer}/baseRate`,
                tier: at + 1,
              },
            ]
          : []),
        ...(typeof reach !== "string" && !keys.has(reach.tier)
          ? [
              {
                code: "incentives/tier_unknown" as const,
                pointer: `${here}/reach/tier`,
                tier: reach.tier,
              },
            ]
          : []),
        ...(reach === "quota" && measure.read !== "attainment"
          ? [{ code: "incentives/reach_quota" as const, pointer: `${here}/reach`, tier: at + 1 }]
          : []),
        ...(when === undefined ? [] : conditionKeyFlaws(plan, when, `${here}/when`)),
      ];
    }),
  ];
}

type Bounds = { readonly from: Rate; readonly until: Rate | null };

/** Tiers cover the range from 0 (to the end, where `open`) exactly once; the gap or overlap is named. */
export function coverage(
  tiers: readonly Bounds[],
  pointer: string,
  open: boolean,
): IncentiveFlaw[] {
  const flaws: IncentiveFlaw[] = [];
  let reached: Rate | null = whole(0);
  for (const [at, { from, until }] of tiers.entries()) {
    const here = `${pointer}/${at}`;
    const range = { from: exactText(from), until: until ? exactText(until) : "∞" };
    if (reached === null)
      flaws.push({
        code: "incentives/tier_overlap",
        pointer: `${here}/from`,
        tier: at + 1,
        ...range,
      });
    else {
      const order = compareRates(reached, from);
      const bounds = {
        from: exactText(order < 0 ? reached : from),
        until: exactText(order < 0 ? from : reached),
      };
      if (order < 0)
        flaws.push({
          code: "incentives/tier_gap",
          pointer: `${here}/from`,
          tier: at + 1,
          ...bounds,
        });
      if (order > 0)
        flaws.push({
          code: "incentives/tier_overlap",
          pointer: `${here}/from`,
          tier: at + 1,
          ...bounds,
        });
    }
    if (until && compareRates(until, from) <= 0)
      flaws.push({
        code: "incentives/tier_empty",
        pointer: `${here}/until`,
        tier: at + 1,
        ...range,
      });
    reached = until;
  }
  if (open && reached !== null)
    flaws.push({
      code: "incentives/tier_gap",
      pointer: `${pointer}/${tiers.length - 1}/until`,
      tier: tiers.length,
      from: exactText(reached),
      until: "∞",
    });
  return flaws;
}

function poolFlaws(
  plan: Plan,
  { sum, share }: ComponentOf<"pool">,
  pointer: string,
): IncentiveFlaw[] {
  return [
    ...("metric" in sum ? metricFlaws(plan, sum.metric, `${pointer}/sum/metric`) : []),
    ...(typeof share === "object"
      ? metricFlaws(plan, share.contribution, `${pointer}/share/contribution`)
      : []),
  ];
}

function unknownComponents(
  { components }: Plan,
  keys: readonly (string | null)[],
  pointer: string,
): IncentiveFlaw[] {
  return keys.flatMap((key, at) =>
    key === null || components.some((each) => each.key === key && each.kind !== "award")
      ? []
      : [
          {
            code: "incentives/component_unknown" as const,
            pointer: `${pointer}/${at}`,
            component: key,
          },
        ],
  );
}

/** What stands inside "the greater of" pays no line that a share could be taken of. */
function insideFlaws(
  { components }: Plan,
  keys: readonly string[],
  pointer: string,
): IncentiveFlaw[] {
  return keys.flatMap((key, at) => {
    const greater = components.find((each) => each.kind === "greater_of" && each.of.includes(key));
    const facts = { component: key, greater: greater?.key ?? "" };
    return greater
      ? [{ code: "incentives/component_inside" as const, pointer: `${pointer}/${at}`, ...facts }]
      : [];
  });
}

/** Only results of the same window can be compared. */
function greaterFlaws(
  plan: Plan,
  component: ComponentOf<"greater_of">,
  pointer: string,
): IncentiveFlaw[] {
  const keys = component.of.map((each) => (typeof each === "string" ? each : null));
  const windows = keys.flatMap((key, at): IncentiveFlaw[] => {
    if (key === null) return [];
    const other = plan.components.find((each) => each.key === key);
    // They share a sum out over people, so that one person's window alone has no result of it.
    const isShared =
      other?.kind === "pool" ||
      other?.kind === "override" ||
      (other !== undefined && "split" in other && other.split !== "credit");
    if (isShared)
      return [
        {
          code: "incentives/greater_of_shared" as const,
          pointer: `${pointer}/of/${at}`,
          component: key,
        },
      ];
    const window = other && "window" in other ? other.window : null;
    return other && JSON.stringify(window) !== JSON.stringify(component.window)
      ? [
          {
            code: "incentives/greater_of_window" as const,
            pointer: `${pointer}/of/${at}`,
            component: key,
          },
        ]
      : [];
  });
  return [...unknownComponents(plan, keys, `${pointer}/of`), ...windows];
}
