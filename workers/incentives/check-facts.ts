import { intersection, type Interval } from "../lib/interval.ts";
import type { PlanFacts } from "./facts.ts";
import { measuresOf } from "./formula.ts";
import type { Participant } from "./input.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";
import { type Names, namesOf } from "./plan-names.ts";
import { activeDays } from "./quota.ts";
import { without } from "../calendar/day-count.ts";
import { until } from "./time.ts";
import type { Warning } from "./warnings.ts";

/**
 * Whether what a plan names exists for this tenant: metrics, filters, measures, units, boards and
 * events; whether everybody has the targets, variables and rates it reads. Pointers are into the
 * document. People are named, at most twenty of them, with their number.
 */
export function factFlaws(plan: Plan, facts: PlanFacts): IncentiveFlaw[] {
  const names = namesOf(plan);
  return [
    ...metricFlaws(plan, facts),
    ...measureFlaws(names, facts),
    ...dimensionFlaws(names, facts),
    ...placeFlaws(names, plan, facts),
    ...(plan.quotaMissing === "refused" ? quotaFlaws(names, facts) : []),
    ...variableFlaws(names, facts),
    ...currencyFlaws(plan, facts),
  ];
}

const list = (all: readonly string[]) =>
  all.slice(0, 20).join(", ") + (all.length > 20 ? ", …" : "");

function metricFlaws({ metrics }: Plan, facts: PlanFacts): IncentiveFlaw[] {
  const known = new Map(facts.metrics.map((metric) => [metric.key, metric]));
  return metrics.flatMap((metric, at): IncentiveFlaw[] => {
    const pointer = `/metrics/${at}`;
    const own = known.get(metric.key);
    if (!own)
      return [
        {
          code: "incentives/tenant_metric_unknown",
          pointer: `${pointer}/key`,
          metric: metric.key,
          known: list([...known.keys()]),
        },
      ];
    const units = { metric: metric.key, stated: metric.unit, actual: own.unit };
    if (own.unit !== metric.unit)
      return [{ code: "incentives/metric_unit", pointer: `${pointer}/unit`, ...units }];
    return metric.from !== "given" && !own.addable
      ? [{ code: "incentives/metric_not_added", pointer: `${pointer}/from`, metric: metric.key }]
      : [];
  });
}

function measureFlaws({ formulas }: Names, facts: PlanFacts): IncentiveFlaw[] {
  const { measures, dealMeasures, metrics } = facts;
  const credit = measures && new Set(["amount", ...metrics.map(({ key }) => key), ...measures]);
  const deal = dealMeasures && new Set(dealMeasures);
  return formulas.flatMap(({ pointer, formula }) =>
    measuresOf(formula).flatMap(({ of, key }): IncentiveFlaw[] => {
      const known = of === "deal" ? deal : credit;
      const measure = of === "deal" ? `deal.${key}` : key;
      return !known || known.has(key)
        ? []
        : [
            {
              code: "incentives/measure_unknown",
              pointer,
              measure,
              known: list([...known].map((each) => (of === "deal" ? `deal.${each}` : each))),
            },
          ];
    }),
  );
}

function dimensionFlaws({ dimensions }: Names, facts: PlanFacts): IncentiveFlaw[] {
  const known = new Set(["metric", ...facts.dimensions.map(({ key }) => key)]);
  return dimensions.flatMap(({ pointer, dimension, of }): IncentiveFlaw[] =>
    of === "deal" || known.has(dimension)
      ? []
      : [
          {
            code: "incentives/dimension_unknown",
            pointer,
            dimension,
            known: list([...known]),
          },
        ],
  );
}

function placeFlaws({ units, boards }: Names, plan: Plan, facts: PlanFacts): IncentiveFlaw[] {
  const knownUnits = new Set(facts.units.map(({ id }) => id));
  const knownBoards = new Set(facts.boards);
  const releases = [
    { pointer: "/release", release: plan.release },
    ...plan.components.map((each, at) => ({
      pointer: `/components/${at}/release`,
      release: "release" in each ? each.release : undefined,
    })),
  ];
  const named = (["counts", "earned"] as const).flatMap((field): IncentiveFlaw[] => {
    const of = plan.events[field];
    return typeof of === "string" || facts.events.includes(of.event)
      ? []
      : [
          {
            ...{ code: "incentives/event_unmeasured", pointer: `/events/${field}/event` },
            event: of.event,
          },
        ];
  });
  return [
    ...named,
    ...units.flatMap(({ pointer, unit }): IncentiveFlaw[] =>
      knownUnits.has(unit) ? [] : [{ code: "incentives/unit_unknown", pointer, unit }],
    ),
    ...boards.flatMap(({ pointer, board }): IncentiveFlaw[] =>
      knownBoards.has(board) ? [] : [{ code: "incentives/board_unknown", pointer, board }],
    ),
    ...releases.flatMap(({ pointer, release }) =>
      (release?.parts ?? []).flatMap(({ on }, at): IncentiveFlaw[] =>
        typeof on === "object" && "event" in on && !facts.events.includes(on.event)
          ? [
              {
                code: "incentives/event_unmeasured",
                pointer: `${pointer}/parts/${at}/on/event`,
                event: on.event,
              },
            ]
          : [],
      ),
    ),
  ];
}

type People = { readonly people: string; readonly count: number; readonly ids: string };

function named(all: readonly Participant[]): People {
  return {
    people: list(all.map(({ id, name }) => name ?? id)),
    count: all.length,
    ids: all
      .slice(0, 200)
      .map(({ id }) => id)
      .join(","),
  };
}

function takingPart({ participants }: PlanFacts, positions: readonly string[] | null) {
  return participants.filter(({ position }) => !positions || positions.includes(position ?? ""));
}

/** Days of the check on which a person is on the plan and not on leave. */
function daysOf(person: Participant, { over }: PlanFacts): Interval[] {
  return activeDays(person, over);
}

type Missing = {
  readonly pointer: string;
  readonly metric: string;
  readonly level: string;
  readonly people: readonly Participant[];
  readonly from: string;
  readonly until: string;
};

/** Targets that are used and that somebody does not have on every day; each use is told once a metric and level. */
export function missingQuotas({ quotas }: Names, facts: PlanFacts): Missing[] {
  const seen = new Set<string>();
  return quotas.flatMap((quota): Missing[] => {
    const { metric, level, of, pointer, positions } = quota;
    const key = JSON.stringify([metric, level, of, positions]);
    if (seen.has(key)) return [];
    seen.add(key);
    const lacking = takingPart(facts, positions).flatMap((person) => {
      const days = uncovered(person, facts, quota);
      const [first] = days;
      return first ? [{ person, first }] : [];
    });
    const [first] = lacking;
    if (!first) return [];
    const people = lacking.map(({ person }) => person);
    return [{ pointer, metric, level, people, ...first.first }];
  });
}

function uncovered(
  person: Participant,
  facts: PlanFacts,
  { metric, level, of }: Names["quotas"][number],
): Interval[] {
  const held = (subject: string) =>
    facts.targets.filter(
      (each) =>
        each.subject === subject &&
        each.metric === metric &&
        each.level === level &&
        each.amount.num > 0n,
    );
  const days = daysOf(person, facts);
  if (of === "own_unit")
    return days.flatMap((each) =>
      person.memberships.flatMap(({ unit, ...dated }) => {
        const inside = intersection(each, { from: dated.from, until: until(dated.until) });
        return inside ? without(inside, held(unit)) : [];
      }),
    );
  const subject = of === "person" ? person.id : of.unit;
  return days.flatMap((each) => without(each, held(subject)));
}

function quotaFlaws(names: Names, facts: PlanFacts): IncentiveFlaw[] {
  return missingQuotas(names, facts).map(
    ({ pointer, metric, level, people, from, until: end }) => ({
      code: "incentives/quota_missing_for",
      pointer,
      metric,
      level,
      from,
      until: end,
      ...named(people),
    }),
  );
}

function variableFlaws({ variables }: Names, facts: PlanFacts): IncentiveFlaw[] {
  return variables.flatMap(({ pointer, key, positions }): IncentiveFlaw[] => {
    const lacking = takingPart(facts, positions).filter((person) => {
      const own = person.variables.filter((each) => each.key === key);
      const held = own.map(({ from, until: end }) => ({ from, until: until(end) }));
      return daysOf(person, facts).some((days) => without(days, held).length > 0);
    });
    return lacking.length === 0
      ? []
      : [{ code: "incentives/variable_missing", pointer, variable: key, ...named(lacking) }];
  });
}

/** A currency of people or credits that nothing turns into the plan's. */
function currencyFlaws(plan: Plan, facts: PlanFacts): IncentiveFlaw[] {
  const { rates, currency } = plan;
  if (rates.kind === "none") return [];
  const pairs = rates.kind === "fixed" ? rates.rates : facts.pairs;
  const isKnown = (other: string) =>
    pairs.some(
      ({ from, to }) => (from === currency && to === other) || (from === other && to === currency),
    );
  const paid = facts.participants.flatMap((each) => each.currency ?? []);
  const lacking = [...new Set([...facts.currencies, ...paid])].filter(
    (other) => other !== currency && !isKnown(other),
  );
  return lacking.map((from) => ({
    code: "incentives/pair_missing",
    pointer: rates.kind === "fixed" ? "/rates/rates" : "/rates",
    from,
    to: currency,
    ...named(facts.participants.filter((each) => each.currency === from)),
  }));
}

/** What is no flaw and should still be known, with numbers. */
export function factWarnings(plan: Plan, facts: PlanFacts): Warning[] {
  const names = namesOf(plan);
  const values = new Map(facts.dimensions.map(({ key, values: seen }) => [key, seen]));
  const unseen = names.dimensions.flatMap(({ pointer, dimension, of, values: wanted }) => {
    const seen = values.get(dimension);
    const missing = seen && of === "credit" ? wanted.filter((each) => !seen.includes(each)) : [];
    return missing.length === 0
      ? []
      : [{ code: "value_unseen" as const, pointer, dimension, values: list(missing) }];
  });
  const nobody = plan.components.flatMap((component, at): Warning[] => {
    const positions = "positions" in component ? (component.positions ?? null) : null;
    return positions && facts.participants.length > 0 && takingPart(facts, positions).length === 0
      ? [
          {
            code: "nobody",
            pointer: `/components/${at}/positions`,
            component: component.key,
            positions: list(positions),
          },
        ]
      : [];
  });
  const unpaid =
    plan.quotaMissing === "pays_nothing"
      ? missingQuotas(names, facts).map(({ pointer, metric, people }): Warning => ({
          ...{ code: "quota_pays_nothing", pointer, metric },
          ...{ people: list(people.map(({ id, name }) => name ?? id)), count: people.length },
        }))
      : [];
  const heirless =
    plan.leaver?.unreleased === "successor"
      ? facts.participants.filter(({ successor }) => successor === undefined)
      : [];
  const withoutHeir: Warning[] =
    heirless.length === 0
      ? []
      : [
          {
            ...{ code: "successor_unnamed", pointer: "/leaver", count: heirless.length },
            people: list(heirless.map(({ id, name }) => name ?? id)),
          },
        ];
  return [...unseen, ...nobody, ...unpaid, ...withoutHeir];
}
