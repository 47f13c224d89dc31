import { workingDaysOf } from "../calendar/calendar.ts";
import { GREGORIAN } from "../calendar/periods.ts";
import type { AnswerOf, InputOf } from "../lib/contract.ts";
import { addDays, type Day } from "../lib/day.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { ranks, type TieRule } from "../lib/rank.ts";
import {
  addRates,
  compareRates,
  formatRate,
  multiplyRates,
  rate,
  type Rate,
  ZERO,
} from "../lib/rate.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { gini, median, spearman, variation, type Statistic } from "../lib/statistics.ts";
import { attainment, growth, paceOf, standing, type Measure } from "../reports/attainment.ts";
import type { postMetricsTool } from "./contract.ts";
import { reader, whole } from "./numbers.ts";

type Request = InputOf<typeof postMetricsTool>["body"];
type Answer = AnswerOf<typeof postMetricsTool>;
type Asked<Kind extends Request["calculate"]> = Extract<Request, { calculate: Kind }>;
export type MetricsRefusal = {
  readonly code: "metrics/tool";
  readonly count: number;
  readonly errors: readonly Flaw[];
};

/**
 * One calculation on numbers that are given with it. All exact: each figure is rounded once, where it
 * is written. Refuses with every place that is no number, or not one that this figure takes.
 */
export function metricsTool(request: Request): Result<Answer, MetricsRefusal> {
  const read = reader();
  const answer = answered(request, read);
  const { flaws } = read;
  return flaws.length > 0 || answer === null
    ? err({ code: "metrics/tool", count: flaws.length, errors: flaws })
    : ok(answer);
}

type Reader = ReturnType<typeof reader>;

/** Null where the flaws leave nothing to be answered. */
function answered(request: Request, read: Reader): Answer | null {
  switch (request.calculate) {
    case "attainment":
      return attainments(request, read);
    case "growth":
      return growths(request, read);
    case "pace":
      return pace(request, read);
    case "ranks":
      return ranked(request, read);
    case "evenness":
      return evenness(request, read);
    case "correlation":
      return correlation(request, read);
    case "pipeline":
      return pipeline(request, read);
  }
}

const shown = (value: Rate | null) => (value === null ? null : formatRate(value, 6));
const minus = ({ num, den }: Rate): Rate => ({ num: -num, den });
const sumOf = (values: readonly Rate[]) => values.reduce(addRates, ZERO);

/** Decimal text with exactly `scale` places. */
function amount({ num, den }: Rate, scale: number): string {
  return formatMinor(divide(num * 10n ** BigInt(scale), den, "half_away"), scale);
}

function attained(target: Rate, actual: Rate, measure: Measure, scale: number) {
  const { values, by } = whole([target, actual]);
  const [wholeTarget = 0n, wholeActual = 0n] = values;
  const made = attainment(rate(wholeTarget, 1n), wholeActual, measure);
  return {
    attainment: made.kind === "attainment" ? shown(made.rate) : null,
    variance: amount(rate(wholeActual - wholeTarget, by), scale),
  };
}

function attainments(request: Asked<"attainment">, { number }: Reader): Answer {
  const { direction, downRule, scale } = request;
  const downMax = number("/downMax", request.downMax, "positive");
  const measure: Measure = { direction, downRule, downMax };
  const rows = request.rows.map(({ id, target, actual }, at) => ({
    id,
    target: number(`/rows/${at}/target`, target, "any", id),
    actual: number(`/rows/${at}/actual`, actual, "any", id),
  }));
  const target = sumOf(rows.map((row) => row.target));
  const actual = sumOf(rows.map((row) => row.actual));
  return {
    calculate: "attainment",
    rows: rows.map((row) => ({ id: row.id, ...attained(row.target, row.actual, measure, scale) })),
    total: {
      target: amount(target, scale),
      actual: amount(actual, scale),
      ...attained(target, actual, measure, scale),
    },
  };
}

function growths({ rows, scale }: Asked<"growth">, { number }: Reader): Answer {
  const read = rows.map(({ id, now, before }, at) => ({
    id,
    now: number(`/rows/${at}/now`, now, "any", id),
    before: number(`/rows/${at}/before`, before, "any", id),
  }));
  const grown = (now: Rate, before: Rate) => {
    const [wholeNow = 0n, wholeBefore = 0n] = whole([now, before]).values;
    const change = addRates(now, minus(before));
    return { growth: shown(growth(wholeNow, wholeBefore)), change: amount(change, scale) };
  };
  const [now, before] = [sumOf(read.map((row) => row.now)), sumOf(read.map((row) => row.before))];
  return {
    calculate: "growth",
    rows: read.map((row) => ({ id: row.id, ...grown(row.now, row.before) })),
    total: { now: amount(now, scale), before: amount(before, scale), ...grown(now, before) },
  };
}

function pace(request: Asked<"pace">, { number, flaws }: Reader): Answer | null {
  const { from, until, basis, scale } = request;
  const target = number("/target", request.target);
  const actual = number("/actual", request.actual);
  if (from >= until) {
    flaws.push({ pointer: "/until", code: "metrics/tool_window", value: until, from });
    return null;
  }
  const dataDay = within(request.dataDay, from, until);
  const { values, by } = whole([target, actual]);
  const [wholeTarget = 0n, wholeActual = 0n] = values;
  const made = standing(
    [{ from, until, amount: wholeTarget }],
    wholeActual,
    { direction: "up", downRule: "target_over_actual", downMax: rate(2n, 1n) },
    {
      window: { from, until },
      dataDay,
      carrying: null,
      basis,
      time: {
        ...{ rule: GREGORIAN, found: new Map() },
        days: workingDaysOf({ ...request, own: request.days }),
      },
    },
  );
  const text = (value: Rate | null) =>
    value === null ? null : amount(multiplyRates(value, { num: 1n, den: by }), scale);
  return {
    calculate: "pace",
    attainment: made.attained.kind === "attainment" ? shown(made.attained.rate) : null,
    variance: amount(rate(wholeActual - wholeTarget, by), scale),
    elapsed: shown(made.share),
    expected: text(made.expected) ?? "",
    pace: shown(paceOf(wholeActual, made.expected)),
    runRate: text(made.runRate),
    required: text(made.required),
    daysElapsed: made.daysElapsed,
    daysLeft: made.daysLeft,
  };
}

/** Data from before the first day is none; after the last day it is complete. */
function within(on: Day, from: Day, until: Day): Day | null {
  if (on < from) return null;
  return on >= until ? addDays(until, -1) : on;
}

const RULES = ["standard", "modified", "dense", "fractional", "ordinal"] as const;

function ranked({ rows, direction }: Asked<"ranks">, { number }: Reader): Answer {
  const read = rows.map(({ id, score }, at) => ({
    id,
    score: number(`/rows/${at}/score`, score, "any", id),
  }));
  const sign = direction === "up" ? -1 : 1;
  const sorted = read.toSorted((a, b) => sign * compareRates(a.score, b.score));
  const same = (a: { score: Rate }, b: { score: Rate }) => compareRates(a.score, b.score) === 0;
  const by = Object.fromEntries(RULES.map((rule) => [rule, ranks(sorted, same, rule)]));
  const at = (rule: TieRule, place: number) => by[rule]?.[place] ?? 0;
  return {
    calculate: "ranks",
    rows: sorted.map(({ id }, place) => ({
      id,
      standard: at("standard", place),
      modified: at("modified", place),
      dense: at("dense", place),
      fractional: at("fractional", place),
      ordinal: at("ordinal", place),
    })),
  };
}

function statistic(of: Statistic) {
  return of.kind === "value"
    ? { value: shown(of.value), why: null }
    : { value: null, why: of.kind };
}

function evenness({ values, least }: Asked<"evenness">, { number }: Reader): Answer {
  const read = values.map((text, at) => number(`/values/${at}`, text));
  // Twice as many steps, so that the middle of two values is whole too.
  const { values: halves, by } = whole([...read, { num: 1n, den: 2n }]);
  const steps = halves.slice(0, -1);
  const n = BigInt(steps.length);
  const isNegative = steps.some((step) => step < 0n);
  return {
    calculate: "evenness",
    n: steps.length,
    mean: formatRate(multiplyRates(sumOf(read), { num: 1n, den: n }), 6),
    median: formatRate(rate(median(steps) ?? 0n, by), 6),
    gini: isNegative ? { value: null, why: "negative" } : statistic(gini(steps, least)),
    variation: statistic(variation(steps, least)),
  };
}

function correlation({ pairs, least }: Asked<"correlation">, { number }: Reader): Answer {
  const read = pairs.map(({ id, x, y }, at) => [
    number(`/pairs/${at}/x`, x, "any", id),
    number(`/pairs/${at}/y`, y, "any", id),
  ]);
  const side = (of: 0 | 1) => whole(read.map((pair) => pair[of] ?? ZERO)).values;
  const [left, right] = [side(0), side(1)];
  const found = spearman(
    left.map((a, at) => [a, right[at] ?? 0n] as const),
    least,
  );
  return { calculate: "correlation", n: pairs.length, spearman: statistic(found) };
}

function pipeline(request: Asked<"pipeline">, { number }: Reader): Answer {
  const { deals, scale } = request;
  const read = deals.map(({ id, amount: size, probability }, at) => ({
    id,
    amount: number(`/deals/${at}/amount`, size, "any", id),
    probability: number(`/deals/${at}/probability`, probability, "share", id),
  }));
  const weigh = (deal: (typeof read)[number]) => multiplyRates(deal.amount, deal.probability);
  const weighted = sumOf(read.map(weigh));
  const target = request.target === undefined ? null : number("/target", request.target);
  const actual = number("/actual", request.actual ?? "0");
  const missing = target === null ? null : addRates(target, minus(actual));
  return {
    calculate: "pipeline",
    rows: read.map((deal) => ({ id: deal.id, weighted: amount(weigh(deal), scale) })),
    total: amount(sumOf(read.map((deal) => deal.amount)), scale),
    weighted: amount(weighted, scale),
    missing: missing === null ? null : amount(missing, scale),
    coverage:
      missing === null || missing.num <= 0n
        ? null
        : shown(rate(weighted.num * missing.den, weighted.den * missing.num)),
  };
}
