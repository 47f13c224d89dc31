import * as v from "valibot";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { type Formula, measuresOf } from "../../workers/incentives/formula.ts";
import { type Plan, PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Filter } from "../../workers/incentives/plan-parts.ts";
import { fiscalAcross } from "../../workers/calendar/day-count.ts";
import { payPeriods, timeOf, windowAt } from "../../workers/incentives/time.ts";
import { CalendarInput } from "../../workers/incentives/input.ts";
import { addDays, type Day } from "../../workers/lib/day.ts";
import type { Interval } from "../../workers/lib/interval.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { variablesOf } from "./variables.ts";

/** A stretch of time of one seller, as one tries a plan on it: amounts in minor units of two decimals. */
export type Month = {
  /** Sold over the whole stretch, and what was to be sold. */
  readonly amount: bigint;
  readonly target: bigint;
  /** Into how many equal deals the amount falls, and what of it has been collected, in percent. */
  readonly deals: number;
  readonly collected: number;
  readonly score: string;
  /** Of every variable of a person that the plan reads (target variable, base pay), per month. */
  readonly variable?: string;
};

/** What a plan is tried on: one pay period, or as many as its longest window holds. */
export type Stretch = { readonly days: Interval; readonly kind: StretchKind };
export type StretchKind = "period" | "month" | "quarter" | "half" | "year" | "campaign";

const LENGTHS = ["period", "month", "quarter", "half", "year"] as const;
const time = timeOf(v.parse(CalendarInput, {}));
const NEVER = "9999-12-31";

/** From the first pay period of the plan on, as long as the longest window it names. */
export function stretchOf(plan: Plan): Stretch {
  const begin: Interval = { from: plan.from, until: addDays(plan.from, 800) };
  const [first] = payPeriods(time, plan.pay, begin);
  const period = first ?? { from: plan.from, until: addDays(plan.from, 30) };
  const windows = plan.components.flatMap((each) => ("window" in each ? [each.window] : []));
  const campaign = windows.find((each) => typeof each === "object");
  if (campaign && typeof campaign === "object") return { days: campaign, kind: "campaign" };
  const kind = LENGTHS.findLast((each) => windows.includes(each)) ?? "period";
  const window = kind === "period" ? null : windowAt(time, kind, period.from);
  if (kind === "period" || !window || window.until <= period.until)
    return { days: period, kind: named(plan, period, kind) };
  return { days: window, kind };
}

function named({ pay }: Plan, _: Interval, kind: StretchKind): StretchKind {
  const { every } = pay;
  return typeof every === "string" && every !== "half_month" ? every : kind;
}

/** The stretch as the engine's input: so many deals of new customers, evenly over its pay periods. */
export function monthOf(plan: PlanJson, month: Month): EvaluationJson {
  const read = v.parse(PlanDocument, plan);
  const { days } = stretchOf(read);
  const { amount, deals } = month;
  const each = amount / BigInt(deals);
  const parts = Array.from({ length: deals }, (_, at) =>
    at === 0 ? amount - each * BigInt(deals - 1) : each,
  );
  const ids = parts.map((_, at) => `d${String(at + 1).padStart(3, "0")}`);
  const dates = datesOf(read, days, deals);
  const measures = measureNames(read);
  const kinds = metricsRead(read);
  return {
    plans: [{ ...plan, from: days.from, until: null, change: plan.change ?? "restart" }],
    from: days.from,
    until: days.until,
    participants: [
      {
        id: "me",
        from: addDays(days.from, -730),
        memberships: [{ unit: "team", from: addDays(days.from, -730), until: null }],
        variables: variablesOf(plan).map((key) => ({
          key,
          amount: month.variable ?? "10000",
          per: "month" as const,
          from: "2000-01-01",
          until: NEVER,
        })),
      },
    ],
    targets: targetsOf(read, days, month),
    figures: figuresOf(read, days, month.score),
    // A deal is told once for each metric that the plan reads apart: its amount, and one customer.
    credits: parts.flatMap((part, at) =>
      kinds.map((metric, nth) => ({
        id: nth === 0 ? (ids[at] ?? "") : `${ids[at] ?? ""}-${metric}`,
        person: "me",
        on: dates[at] ?? days.from,
        deal: ids[at] ?? "",
        measures: counts(read, metric)
          ? Object.fromEntries([...measures].map((name) => [name, "1"]))
          : measured(measures, read, part),
        dimensions: {
          customer: ids[at] ?? "",
          customer_kind: "new",
          ...dimensionsOf(read, at),
          ...(metric !== null && { metric }),
        },
      })),
    ),
    deals: parts.map((part, at) => ({
      id: ids[at] ?? "",
      measures: measured(measures, read, part),
      due: formatMinor(part, 2),
      events: [
        {
          event: "collection",
          on: addDays(days.until, -1),
          amount: formatMinor((part * BigInt(month.collected)) / 100n, 2),
        },
      ],
    })),
  };
}

/** Deals fall on days of the pay periods in turn, so that each period has its share. */
function datesOf(plan: Plan, days: Interval, deals: number): Day[] {
  const periods = payPeriods(time, plan.pay, days);
  const all = periods.length > 0 ? periods : [days];
  return Array.from({ length: deals }, (_, at) => {
    const { from, until } = all[at % all.length] ?? days;
    const on = addDays(from, Math.floor(at / all.length) % 28);
    return on < until ? on : from;
  });
}

/** Metrics that the plan's filters tell apart; a single null where it reads all there is. */
function metricsRead(plan: Plan): readonly (string | null)[] {
  const values = [...(wantedOf(plan).get("metric") ?? [])];
  return values.length > 0 ? values : [null];
}

/** A metric that counts things: a deal is one of them, whatever it is worth. */
function counts({ metrics }: Plan, metric: string | null): boolean {
  return metrics.some(
    ({ from, unit }) =>
      unit === "count" &&
      from !== "given" &&
      from.filters.some(
        ({ dimension, is, values }) =>
          dimension === "metric" && is === "one_of" && values.some((value) => value === metric),
      ),
  );
}

/** Dimensions that the plan's filters let through; where they differ, the deals take turns. */
export function dimensionsOf(plan: Plan, deal: number): Record<string, string> {
  return Object.fromEntries(
    [...wantedOf(plan)].flatMap(([dimension, values]) => {
      const value = [...values][deal % Math.max(1, values.size)];
      return value === undefined ? [] : [[dimension, value]];
    }),
  );
}

function wantedOf(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  const walk = (of: unknown): void => {
    if (typeof of !== "object" || of === null) return;
    if (isFilter(of)) {
      const known = wanted.get(of.dimension) ?? new Set();
      if (of.is === "one_of" && of.values[0] !== undefined) known.add(of.values[0]);
      wanted.set(of.dimension, known);
    } else for (const each of Object.values(of)) walk(each);
  };
  walk(plan.components);
  walk(plan.metrics);
  return wanted;
}

function isFilter(of: object): of is Filter {
  return "dimension" in of && "values" in of;
}

/** Every metric but the given ones has the target: evenly over the fiscal months of the stretch. */
function targetsOf({ metrics }: Plan, days: Interval, { target }: Month) {
  const months = fiscalAcross(time, "month", days);
  const isWhole = months.length > 1 && months[0]?.from === days.from;
  const parts = isWhole ? months : [days];
  const count = BigInt(parts.length);
  return metrics
    .filter(({ from }) => from !== "given")
    .flatMap(({ key }) =>
      parts.map(({ from, until }, at) => {
        const own = at === 0 ? target - (target / count) * (count - 1n) : target / count;
        return { subject: "me", metric: key, from, until, amount: formatMinor(own, 2) };
      }),
    );
}

/** A given metric has the score in every window it may be asked for. */
function figuresOf(plan: Plan, days: Interval, score: string) {
  const periods = payPeriods(time, plan.pay, days);
  const spans = new Map<string, Interval>();
  for (const period of [...periods, days])
    for (const until of [...periods.map((each) => each.until), days.until])
      if (period.from < until) spans.set(period.from + until, { from: period.from, until });
  return plan.metrics
    .filter(({ from }) => from === "given")
    .flatMap(({ key }) =>
      [...spans.values()].map((span) => ({ subject: "me", metric: key, ...span, value: score })),
    );
}

function measured(names: ReadonlySet<string>, { plainMeasures }: Plan, part: bigint) {
  return Object.fromEntries(
    [...names].map((name) => [name, plainMeasures.includes(name) ? "1" : formatMinor(part, 2)]),
  );
}

/** Every measure that a formula of the plan reads, wherever it stands; `amount` always. */
export function measureNames(plan: Plan): Set<string> {
  const names = new Set(["amount"]);
  const walk = (of: unknown): void => {
    if (typeof of !== "object" || of === null) return;
    if (isFormula(of)) for (const { key } of measuresOf(of)) names.add(key);
    else for (const each of Object.values(of)) walk(each);
  };
  walk(plan.components);
  walk(plan.metrics);
  return names;
}

const FORMULAS = ["measure", "sum", "difference", "product", "quotient", "min", "max"];

function isFormula(of: object): of is Formula {
  return "kind" in of && typeof of.kind === "string" && FORMULAS.includes(of.kind);
}
