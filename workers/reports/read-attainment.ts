import { workingDaysOf } from "../calendar/calendar.ts";
import { GREGORIAN, periodsAcross, readPeriod } from "../calendar/periods.ts";
import type { CalendarRule, PeriodError, PeriodKind } from "../calendar/periods.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { countWorkingDays } from "../calendar/working-days.ts";
import type { AnswerOf, InputOf } from "../lib/contract.ts";
import { addDays, type Day } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import { intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { groupBy, sum } from "../lib/list.ts";
import { must } from "../lib/assert.ts";
import { formatMinor } from "../lib/money.ts";
import { parseRate, rate, type Rate } from "../lib/rate.ts";
import { ratioOf } from "../metrics/metric.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { carryingOf, countVersions } from "../payplans/denominator.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getAttainment } from "./contract.ts";
import { figuresOf, seriesOf, type Frame, type Holding } from "./figures.ts";
import { meanOf, rateFiguresOf, rateSeriesOf, type RateHolding } from "./rate-figures.ts";
import type { Asked, BucketRow, MetricRow, ReportStore, SpanRow, TargetRow } from "./store.ts";

type Query = InputOf<typeof getAttainment>["query"] & {
  readonly today: Day;
  /** The first day of the subject that the asker may see, known after a load; null for all. */
  readonly seenSince: () => Day | null;
};
type Answer = AnswerOf<typeof getAttainment>;
type Refusal =
  | PeriodError
  | { readonly code: "reports/no_window" }
  | {
      readonly code: "reports/window";
      readonly from: Day;
      readonly until: Day;
      readonly most: number;
    }
  | { readonly code: "reports/not_additive"; readonly metric: string }
  | { readonly code: "metrics/not_found"; readonly id: string }
  | { readonly code: "subject/not_found"; readonly kind: "subject"; readonly id: string };
type Stores = { readonly calendar: CalendarStore; readonly reports: ReportStore };

/** How a metric's figures are made: of sums, of a ratio of two sums, of means or the last value. */
type Shape =
  | { readonly kind: "sum" | "mean" | "last" }
  | { readonly kind: "ratio"; readonly over: string; readonly under: string };
const SUMMED: Shape = { kind: "sum" };

/** The shape each metric had when this isolate last looked, like the calendar's rule below. */
const lastShapes = new Map<string, Shape>();

const isSame = (a: Shape, b: Shape) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Null where there is no attainment yet: the last value of many people, and a mean that another
 * metric weighs, would need every person beneath a unit.
 */
function shapeOf(metric: MetricRow | null, spans: readonly SpanRow[]): Shape | null {
  if (metric === null || metric.overTime === "sum") return SUMMED;
  const parts = metric.formula === null ? null : ratioOf(metric.formula);
  if (metric.overTime === "ratio") return parts && { kind: "ratio", ...parts };
  const isPerson = spans.some((span) => span.self && span.kind === "person");
  if (metric.overTime === "last") return isPerson ? { kind: "last" } : null;
  return isPerson || metric.weighedBy === null ? { kind: "mean" } : null;
}

/** The calendar each tenant had when this isolate last looked; the batch says whether it still has. */
const lastRules = new Map<string, CalendarRule>();
const RULES_MAX = 5_000; // An isolate serves few tenants at a time; a kilobyte each.

/**
 * Where a subject stands. One round trip: the window is read by the rule this tenant had last and
 * asked again only if the calendar, which comes in the same batch, has it elsewhere.
 */
export async function readAttainment(
  db: TenantDb,
  stores: Stores,
  query: Query,
): Promise<Result<Answer, Refusal>> {
  const guess = windowOf(lastRules.get(db.uuid) ?? GREGORIAN, query);
  // A window nobody can read under the guessed rule may still exist under the real one.
  const asked = askedOf(query, guess.ok ? guess.value : { from: query.today, until: query.today });
  const name = `${db.uuid} ${query.metric}`;
  const guessed = lastShapes.get(name) ?? SUMMED;
  const loaded = await load(db, stores, asked, guessed);
  remember(lastRules, db.uuid, loaded.calendar.rule);
  const shape = shapeOf(loaded.metric, loaded.spans);
  if (!shape) return err({ code: "reports/not_additive", metric: query.metric });
  remember(lastShapes, name, shape);
  const window = windowOf(loaded.calendar.rule, query);
  if (!window.ok) return window;
  const seen = seenOf(window.value, query.seenSince());
  if (!seen) return err({ code: "subject/not_found", kind: "subject", id: query.subject });
  const { from, until } = seen;
  const isRight = from === asked.from && until === asked.until && isSame(shape, guessed);
  if (isRight) return answered(query, seen, loaded, shape);
  return answered(query, seen, await load(db, stores, askedOf(query, seen), shape), shape);
}

/** The part of a window that may be seen, which is then no period; null where that is nothing. */
function seenOf(window: Window, since: Day | null): Window | null {
  if (since === null || since <= window.from) return window;
  return since < window.until ? { key: null, from: since, until: window.until } : null;
}

async function load(db: TenantDb, { calendar, reports }: Stores, asked: Asked, shape: Shape) {
  const base = {
    calendar: calendar.calendar(),
    metric: reports.metric(asked),
    spans: reports.spans(asked),
    versions: countVersions(),
    holdings: reports.holdings(asked),
  };
  if (shape.kind !== "ratio") {
    const reads = { ...base, data: reports.data(asked) };
    if (shape.kind !== "last") return { ...(await db.load(reads)), last: [], parts: null };
    return { ...(await db.load({ ...reads, last: reports.last(asked) })), parts: null };
  }
  const [over, under] = [
    { ...asked, metric: shape.over },
    { ...asked, metric: shape.under },
  ];
  const { overMetric, overHeld, underMetric, underHeld, ...rest } = await db.load({
    ...base,
    data: reports.data(over),
    overMetric: reports.metric(over),
    overHeld: reports.holdings(over),
    underMetric: reports.metric(under),
    underHeld: reports.holdings(under),
  });
  const parts = {
    over: overHeld.buckets,
    under: underHeld.buckets,
    scales: { over: overMetric?.scale ?? 0, under: underMetric?.scale ?? 0 },
  };
  return { ...rest, last: [], parts };
}

function remember<Value>(last: Map<string, Value>, key: string, value: Value): void {
  if (last.size >= RULES_MAX) last.clear();
  last.set(key, value);
}

function askedOf(query: Query, { from, until }: Interval): Asked {
  const { subject, metric, level, today, currency = null } = query;
  const daily = query.by === "day" || query.by === "week";
  return { subject, metric, level, today, currency, daily, from, until };
}

/** Days a series may span: a screen shows no more points, and an answer stays small. */
const SPAN_MAX: Readonly<Record<Exclude<PeriodKind, "year" | "half">, number>> = {
  day: 400,
  week: 1_200,
  month: 8_000,
  quarter: 20_000,
};

type Window = Interval & { readonly key: string | null };

function windowOf(rule: CalendarRule, query: Query): Result<Window, Refusal> {
  const window = namedWindow(rule, query);
  if (!window.ok) return window;
  const { from, until } = window.value;
  const most = query.by === undefined ? Infinity : SPAN_MAX[query.by];
  if (from >= until || lengthDays({ from, until }) > most)
    return err({ code: "reports/window", from, until, most: SPAN_MAX.day });
  return window;
}

function namedWindow(rule: CalendarRule, query: Query): Result<Window, Refusal> {
  const { period, from, until } = query;
  if (period !== undefined) return readPeriod(rule, period);
  if (from === undefined || until === undefined) return err({ code: "reports/no_window" });
  return ok({ key: null, from, until });
}

type Loaded = Awaited<ReturnType<typeof load>>;
/** The rows of each subject in its days; a person may be twice in a unit, so both ends tell. */
type Holdings = (span: SpanRow) => Holding;

function answered(
  query: Query,
  window: Window,
  loaded: Loaded,
  shape: Shape,
): Result<Answer, Refusal> {
  const { metric, spans, calendar, data } = loaded;
  if (metric === null) return err({ code: "metrics/not_found", id: query.metric });
  const self = spans.find((span) => span.self);
  if (!self) return err({ code: "subject/not_found", kind: "subject", id: query.subject });

  const dataDay = completeDay(data.lastDay, query.today);
  const calendarDays = workingDaysOf(calendar);
  const { id: metricId, code, nameZh, nameEn, unit, scale, direction, downRule } = metric;
  const measure = { direction, downRule, downMax: rateOf(metric.downMax) };
  const time = { rule: calendar.rule, days: calendarDays, found: new Map() };
  const frame: Frame = { ...measure, scale, dataDay, basis: query.basis, time };
  const holdings = holdingsOf(loaded, { code, scale });
  const own = holdings(self);
  const children = spans.filter((span) => !span.self && isShown(span, holdings(span)));
  const actuals = children.map((child) => actualOf(holdings(child)));
  const isSummed = shape.kind === "sum";
  const rates = ratesOf(loaded, shape, scale);
  const figures = (span: SpanRow, holding: Holding) =>
    isSummed ? figuresOf(holding, frame) : rateFiguresOf(rates(span, holding), frame);
  const series = (span: SpanRow, holding: Holding) => {
    if (query.by === undefined || shape.kind === "last") return [];
    const periods = periodsAcross(calendar.rule, query.by, holding);
    return isSummed
      ? seriesOf(holding, periods, frame)
      : rateSeriesOf(rates(span, holding), periods, frame);
  };
  return ok({
    subject: named(self),
    metric: {
      ...{ code, nameZh, nameEn, unit, scale, direction },
      id: id<"metric">(metricId),
      currency: metric.currency === "" ? null : metric.currency,
    },
    window: { ...window, workingDays: countWorkingDays(calendarDays, window) },
    data: { day: dataDay, seq: newestOf(loaded), at: data.at },
    figures: figures(self, own),
    rest:
      isSummed && self.kind === "unit"
        ? formatMinor(actualOf(own) - sum(actuals), frame.scale)
        : null,
    children: children.map((child) => ({
      ...named(child),
      from: child.from,
      until: child.until,
      figures: figures(child, holdings(child)),
      // Children are read by the month, so a finer series is the subject's alone.
      series: query.by === "month" || query.by === "quarter" ? series(child, holdings(child)) : [],
    })),
    series: series(self, own),
  });
}

/** How a holding is read as a rate: over what, under what. */
function ratesOf({ parts, last }: Loaded, { kind }: Shape, scale: number) {
  if (kind !== "ratio" || !parts) {
    return (_: SpanRow, holding: Holding) =>
      meanOf(kind === "last" ? { ...holding, buckets: last } : holding);
  }
  const { scales } = parts;
  const factor = rate(10n ** BigInt(scales.under + scale), 10n ** BigInt(scales.over));
  const key = (row: { readonly subject: string; readonly since: Day }) =>
    `${row.subject} ${row.since}`;
  const [over, under] = [groupBy(parts.over, key), groupBy(parts.under, key)];
  return ({ id: subject, from }: SpanRow, holding: Holding): RateHolding => {
    const at = `${subject} ${from}`;
    return { ...holding, over: over.get(at) ?? [], under: under.get(at) ?? [], factor };
  };
}

function named({ kind, id: key, code, name, nameEn, sample }: SpanRow) {
  return { kind, id: id<"subject">(key), code, name, nameEn, sample };
}

function holdingsOf(
  { holdings: { buckets, targets }, versions }: Loaded,
  metric: { readonly code: string; readonly scale: number },
): Holdings {
  const key = (row: BucketRow | TargetRow) => `${row.subject} ${row.since}`;
  const [bucketsOf, targetsOf] = [groupBy(buckets, key), groupBy(targets, key)];
  return ({ id: subject, from, until, employed, carrying }) => ({
    from,
    until,
    carrying:
      employed && carrying
        ? carryingOf(carrying, { employed, within: { from, until }, metric, versions })
        : null,
    buckets: bucketsOf.get(`${subject} ${from}`) ?? [],
    targets: targetsOf.get(`${subject} ${from}`) ?? [],
  });
}

/** Who had left before the window is no part of it, unless something was still credited. */
function isShown(span: SpanRow, { buckets, targets }: Holding): boolean {
  return (
    !span.employed ||
    intersection(span, span.employed) !== null ||
    buckets.length > 0 ||
    targets.length > 0
  );
}

/** The newest commit that is in any figure of the answer. */
function newestOf({ holdings, parts, data }: Loaded): number {
  const all = [...holdings.buckets, ...(parts?.over ?? []), ...(parts?.under ?? [])];
  return all.reduce((newest, { seq }) => Math.max(newest, seq), data.seq);
}

function actualOf({ buckets }: Holding): bigint {
  return sum(buckets.map(({ amount }) => amount));
}

/** Today is not over; before it, the day the data reaches. Data of today completes yesterday. */
function completeDay(lastDay: Day | null, today: Day): Day | null {
  const yesterday = addDays(today, -1);
  return lastDay === null || lastDay <= yesterday ? lastDay : yesterday;
}

/** A maximum that was checked when it was kept. */
function rateOf(text: string): Rate {
  return must(parseRate(text), "a metric's maximum is a number");
}
