// Amounts, attainment and conditions, asked again from the sales every time.
import type { Case, Payee, Sale } from "./case.ts";
import { add, compare, div, least, mul, ONE, type Q, read, sub, sum, ZERO } from "./fraction.ts";
import { workedOut } from "./formula.ts";
import { quota } from "./quota.ts";
import { dayAfter, spanOf, type Span } from "./time.ts";

/** When a result is looked at: the statement's period, what is known, and up to which day it counts. */
export type Look = {
  readonly period: Span;
  /** First day not known yet. */
  readonly known: string;
  /** First day that does not count yet. */
  readonly upto: string;
};

type FilterJson = {
  readonly dimension: string;
  readonly is?: string | undefined;
  readonly values: readonly string[];
};

export function passes(sale: Sale, filters: readonly FilterJson[]): boolean {
  return filters.every(({ dimension, is, values }) => {
    const value = sale.dimensions[dimension];
    const among = value !== undefined && values.includes(value);
    return is === "none_of" ? !among : among;
  });
}

/** The whole sale by a formula, before the person's share. */
export function wholeBase(of: Case, sale: Sale, formula: string): Q {
  return workedOut(formula, (name) => {
    const [first = "", second] = name.split(".");
    if (second === undefined) return read(sale.measures[first] ?? "0");
    return read(of.deals.find(({ id }) => id === sale.deal)?.measures?.[second] ?? "0");
  });
}

/** A person's sales of a window, each less what has been taken back of it; the rest of 0 is no sale. */
export function knownSales(of: Case, person: string, window: Span, look: Look): Sale[] {
  const known = of.sales.filter((sale) => sale.person === person && sale.posting < look.known);
  const isHere = ({ on }: Sale) => window.from <= on && on < window.until && on < look.upto;
  return known
    .filter((sale) => sale.reverses === null && isHere(sale))
    .map((sale) =>
      less(
        sale,
        known.filter(({ reverses }) => reverses === sale.entry),
      ),
    )
    .filter(({ measures }) => Object.values(measures).some((value) => read(value).n !== 0n))
    .sort((a, b) => (a.place.join("\n") < b.place.join("\n") ? -1 : 1));
}

function less(sale: Sale, back: readonly Sale[]): Sale {
  const measures = Object.entries(sale.measures).map(([name, value]) => {
    const left = sum([read(value), ...back.map((each) => read(each.measures[name] ?? "0"))]);
    return [name, `${left.n}/${left.d}`] as const;
  });
  return { ...sale, measures: Object.fromEntries(measures) };
}

export function metricAmount(of: Case, payee: Payee, key: string, window: Span, look: Look): Q {
  const metric = of.plan.metrics.find((each) => each.key === key);
  if (!metric || metric.from === "given") throw new Error("the oracle counts credits only");
  const { credits, filters = [] } = metric.from;
  return sum(
    knownSales(of, payee.id, window, look)
      .filter((sale) => passes(sale, filters))
      .map((sale) => mul(wholeBase(of, sale, credits), read(sale.share))),
  );
}

/** The stretch of a window whose quota attainment divides by. */
export function basisSpan(basis: string, window: Span, look: Look): Span {
  if (basis === "own") return look.period;
  if (basis === "elapsed") return { from: window.from, until: min(window.until, look.upto) };
  return window;
}
const min = (a: string, b: string) => (a < b ? a : b);

export function attainment(
  of: Case,
  payee: Payee,
  asked: {
    readonly metric: string;
    readonly basis?: string | undefined;
    readonly level?: string | undefined;
  },
  window: Span,
  look: Look,
): Q | null {
  const within = basisSpan(asked.basis ?? "whole", window, look);
  const target = quota(of, payee, asked.metric, asked.level ?? "committed", within);
  if (target === null || compare(target, ZERO) <= 0) return null;
  const metric = of.plan.metrics.find(({ key }) => key === asked.metric);
  const actual = metricAmount(of, payee, asked.metric, window, look);
  if (metric?.direction !== "down") return div(actual, target);
  const bound = read(metric.maxAttainment ?? "2");
  return compare(actual, ZERO) <= 0 ? bound : least(div(target, actual), bound);
}

type FigureJson = {
  readonly metric: string;
  readonly read: "amount" | "attainment";
  readonly window: unknown;
  readonly basis?: string;
  readonly level?: string;
};

export function windowOf(window: unknown, look: Look): Span {
  if (typeof window === "object" && window !== null) return window as Span;
  if (window === "period") return look.period;
  return spanOf(String(window), dayAfter(look.upto, -1));
}

export function figure(of: Case, payee: Payee, asked: FigureJson, look: Look): Q | null {
  const window = windowOf(asked.window, look);
  if (asked.read === "amount") return metricAmount(of, payee, asked.metric, window, look);
  return attainment(of, payee, asked, window, look);
}

export function isTrue(of: Case, payee: Payee, key: string, look: Look): boolean {
  const condition = (of.plan.conditions ?? []).find((each) => each.key === key);
  if (!condition) throw new Error(`no condition ${key}`);
  if ("all" in condition) return condition.all.every((each) => isTrue(of, payee, each, look));
  if ("any" in condition) return condition.any.some((each) => isTrue(of, payee, each, look));
  if ("not" in condition) return !isTrue(of, payee, condition.not, look);
  const asked = condition.figure as FigureJson;
  const value = figure(of, payee, asked, look);
  const than = thanOf(of, payee, condition.than, asked, look);
  if (value === null || than === null) return false;
  const order = compare(value, than);
  const answers: Readonly<Record<string, boolean>> = {
    ">=": order >= 0,
    ">": order > 0,
    "<=": order <= 0,
    "<": order < 0,
    "=": order === 0,
  };
  return answers[condition.is] ?? false;
}

function thanOf(
  of: Case,
  payee: Payee,
  than: { number: string } | { quota: string; times?: string | undefined },
  asked: FigureJson,
  look: Look,
): Q | null {
  if ("number" in than) return read(than.number);
  const within = basisSpan(asked.basis ?? "whole", windowOf(asked.window, look), look);
  const target = quota(of, payee, asked.metric, than.quota, within);
  return target && mul(target, than.times === undefined ? ONE : read(than.times));
}

type CurveJson = {
  readonly shape: "step" | "linear";
  readonly points: readonly { readonly at: string; readonly pays: string }[];
  readonly above: "hold" | "extrapolate";
  readonly cap?: string;
};

/** A payout curve, point by point. */
export function onCurve({ shape, points, above, cap }: CurveJson, at: Q): Q {
  const all = points.map((point) => ({ at: read(point.at), pays: read(point.pays) }));
  const passed = all.filter((point) => compare(point.at, at) <= 0);
  const [last, next] = [passed.at(-1), all[passed.length]];
  const value = () => {
    if (!last) return ZERO;
    if (shape === "step" && (next || above === "hold")) return last.pays;
    if (next) return between(last, next, at);
    const before = all.at(-2);
    if (above === "hold" || !before || shape === "step") return last.pays;
    return between(before, last, at);
  };
  return cap === undefined ? value() : least(value(), read(cap));
}

type Point = { readonly at: Q; readonly pays: Q };
function between(a: Point, b: Point, at: Q): Q {
  const part = div(sub(at, a.at), sub(b.at, a.at));
  return add(a.pays, mul(part, sub(b.pays, a.pays)));
}
