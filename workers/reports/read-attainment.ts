import { workingDaysOf, type Calendar } from "../calendar/calendar.ts";
import { GREGORIAN, periodsAcross, readPeriod } from "../calendar/periods.ts";
import type { CalendarRule, PeriodError, PeriodKind } from "../calendar/periods.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { countWorkingDays } from "../calendar/working-days.ts";
import type { AnswerOf, InputOf } from "../lib/contract.ts";
import { addDays, type Day } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import { intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { groupBy, sum } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getAttainment } from "./contract.ts";
import { figuresOf, seriesOf, type Frame, type Holding } from "./figures.ts";
import type { Asked, BucketRow, ReportStore, SpanRow, TargetRow } from "./store.ts";

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
  const loaded = await load(db, stores, asked);
  remember(db.uuid, loaded.calendar.rule);
  const window = windowOf(loaded.calendar.rule, query);
  if (!window.ok) return window;
  const seen = seenOf(window.value, query.seenSince());
  if (!seen) return err({ code: "subject/not_found", kind: "subject", id: query.subject });
  const { from, until } = seen;
  if (from === asked.from && until === asked.until) return answered(query, seen, loaded);
  return answered(query, seen, await load(db, stores, askedOf(query, seen)));
}

/** The part of a window that may be seen, which is then no period; null where that is nothing. */
function seenOf(window: Window, since: Day | null): Window | null {
  if (since === null || since <= window.from) return window;
  return since < window.until ? { key: null, from: since, until: window.until } : null;
}

function load(db: TenantDb, { calendar, reports }: Stores, asked: Asked) {
  return db.load({
    calendar: calendar.calendar(),
    metric: reports.metric(asked),
    spans: reports.spans(asked),
    holdings: reports.holdings(asked),
    data: reports.data(asked),
  });
}

function remember(tenant: string, rule: CalendarRule): void {
  if (lastRules.size >= RULES_MAX) lastRules.clear();
  lastRules.set(tenant, rule);
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

function answered(query: Query, window: Window, loaded: Loaded): Result<Answer, Refusal> {
  const { metric, spans, calendar, data } = loaded;
  if (metric === null) return err({ code: "metrics/not_found", id: query.metric });
  if (metric.overTime !== "sum") return err({ code: "reports/not_additive", metric: metric.code });
  const self = spans.find((span) => span.self);
  if (!self) return err({ code: "subject/not_found", kind: "subject", id: query.subject });

  const dataDay = completeDay(data.lastDay, query.today);
  const calendarDays = workingDaysOf(calendar);
  const frame: Frame = { ...metric, dataDay, basis: query.basis, calendar: calendarDays };
  const holdings = holdingsOf(loaded);
  const own = holdings(self);
  const children = spans.filter((span) => !span.self && isShown(span, holdings(span)));
  const actuals = children.map((child) => actualOf(holdings(child)));
  return ok({
    subject: named(self),
    metric: {
      ...metric,
      id: id<"metric">(metric.id),
      currency: metric.currency === "" ? null : metric.currency,
    },
    window: { ...window, workingDays: countWorkingDays(calendarDays, window) },
    data: { day: dataDay, seq: newestOf(loaded), at: data.at },
    figures: figuresOf(own, frame),
    rest: self.kind === "unit" ? formatMinor(actualOf(own) - sum(actuals), frame.scale) : null,
    children: children.map((child) => childOf(child, holdings(child), { query, calendar, frame })),
    series: series(own, query, calendar, frame),
  });
}

type Shown = { readonly query: Query; readonly calendar: Calendar; readonly frame: Frame };

function childOf(child: SpanRow, holding: Holding, { query, calendar, frame }: Shown) {
  // Children are read by the month, so a finer series is the subject's alone.
  const coarse = query.by === "month" || query.by === "quarter";
  return {
    ...named(child),
    from: child.from,
    until: child.until,
    figures: figuresOf(holding, frame),
    series: coarse ? series(holding, query, calendar, frame) : [],
  };
}

function series(holding: Holding, { by }: Query, calendar: Calendar, frame: Frame) {
  return by === undefined
    ? []
    : seriesOf(holding, periodsAcross(calendar.rule, by, holding), frame);
}

function named({ kind, id: key, code, name, nameEn, sample }: SpanRow) {
  return { kind, id: id<"subject">(key), code, name, nameEn, sample };
}

function holdingsOf({ holdings: { buckets, targets } }: Loaded): Holdings {
  const key = (row: BucketRow | TargetRow) => `${row.subject} ${row.since}`;
  const [bucketsOf, targetsOf] = [groupBy(buckets, key), groupBy(targets, key)];
  return ({ id: subject, from, until, active }) => ({
    from,
    until,
    active,
    buckets: bucketsOf.get(`${subject} ${from}`) ?? [],
    targets: targetsOf.get(`${subject} ${from}`) ?? [],
  });
}

/** Who had left before the window is no part of it, unless something was still credited. */
function isShown(span: SpanRow, { buckets, targets }: Holding): boolean {
  return intersection(span, span.active) !== null || buckets.length > 0 || targets.length > 0;
}

/** The newest commit that is in any figure of the answer. */
function newestOf({ holdings, data }: Loaded): number {
  return holdings.buckets.reduce((newest, { seq }) => Math.max(newest, seq), data.seq);
}

function actualOf({ buckets }: Holding): bigint {
  return sum(buckets.map(({ amount }) => amount));
}

/** Today is not over; before it, the day the data reaches. Data of today completes yesterday. */
function completeDay(lastDay: Day | null, today: Day): Day | null {
  const yesterday = addDays(today, -1);
  return lastDay === null || lastDay <= yesterday ? lastDay : yesterday;
}
