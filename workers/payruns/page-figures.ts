import type { ComponentJson, PlanJson } from "../incentives/plan-document.ts";
import { exactText, plus, times, whole } from "../incentives/exact.ts";
import type { Line, Statement, Step } from "../incentives/outcome.ts";
import { day, type Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { formatMinor } from "../lib/money.ts";
import { parseRate, rate, type Rate, ZERO } from "../lib/rate.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { LoggedCredit } from "./credit.ts";
import type { MetricName } from "./entry-wire.ts";
import type { PayMetric } from "./needs.ts";
import { postingOf } from "./posting.ts";
import type { Replay } from "./replay.ts";

/** A figure by which a line pays and which an attainment page shows, too: of one metric on some days. */
export type PaidFigure = {
  /** The line's place in its statement. */
  readonly line: number;
  readonly metric: PayMetric;
  /** Of the plan; empty where the metric is no money. */
  readonly currency: string;
  readonly days: Interval;
  /** Exact decimal, as the trace has it. */
  readonly used: string;
  /** Attainment counts direct parts alone; a base is of whom the component pays. */
  readonly directOnly: boolean;
  /** What counts on these days by posting, less what was recorded on them and counts elsewhere. Exact decimal. */
  readonly posted: string;
};

const DAYS = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/;

/**
 * Which figures of a statement's lines can be held against an attainment page: of a component over
 * days, by one metric of the company's, of the person alone. Days after the statement's period are left out.
 */
export function paidFigures(
  { lines, period, participant }: Statement,
  { documents, basis, rows }: Pick<Replay, "documents" | "basis" | "rows">,
): PaidFigure[] {
  return lines.flatMap((line, at) => {
    const [, from, until] = DAYS.exec(line.window) ?? [];
    if (line.kind !== "component" || !from || !until) return [];
    const document = documents.findLast((each) => each.from <= line.origin) ?? documents[0];
    const component = document?.components.find(({ key }) => key === line.component);
    const days = { from: day(from), until: earlier(day(until), period.until) };
    if (!document || !component || days.from >= days.until) return [];
    return readBy(line, component, document).flatMap(({ keys, used, directOnly }) => {
      const found = basis.metrics.filter(({ code }) => keys.includes(planKey(code)));
      const [metric] = found;
      if (!metric || found.length > 1) return [];
      const own = rows.filter((row) => row.person === participant && row.metric === metric.id);
      const isMoved = document.late !== undefined && document.late !== "true_up";
      return [
        {
          ...{ line: at, metric, days, used, directOnly },
          currency: metric.unit === "money" ? document.currency : "",
          posted: isMoved ? exactText(postedOn(own, days, basis.closed, metric.scale)) : "0",
        },
      ];
    });
  });
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

type Reading = {
  /** Metrics as entries have them, by the plan's keys. */
  readonly keys: readonly string[];
  readonly used: string;
  readonly directOnly: boolean;
};

/** By what the trace says was looked up; where nothing was, by what was paid on. */
function readBy(line: Line, component: ComponentJson, document: PlanJson): Reading[] {
  const amounts = line.steps.flatMap(({ rule, figures }) =>
    rule === "attainment" || rule === "figure" ? [figures["amount"] ?? "none"] : [],
  );
  const named = metricsLookedUp(component);
  if (amounts.length > 0 && amounts.length === named.length)
    return amounts.flatMap((used, at) => {
      const key = named[at];
      if (!key || used === "none") return [];
      return [{ keys: recordedAs(document, key), used, directOnly: true }];
    });
  // A running sum that another version began is looked up again: its bases overlap, and add up to nothing shown.
  if (line.steps.some(({ rule }) => rule === "continue.before")) return [];
  const bases = line.steps.flatMap(({ rule, figures }: Step) =>
    rule === "base" ? [parseRate(figures["base"] ?? "") ?? ZERO] : [],
  );
  const keys = "filters" in component ? namedIn(component.filters ?? []) : [];
  if (bases.length === 0 || keys.length === 0) return [];
  return [{ keys, used: exactText(bases.reduce(plus, ZERO)), directOnly: false }];
}

/** In the order in which the trace looks them up; null: a figure of others, or of other days. */
function metricsLookedUp(component: ComponentJson): (string | null)[] {
  if ("measure" in component && component.measure.read === "attainment")
    return [component.measure.metric];
  const window = "window" in component ? component.window : undefined;
  const figures =
    component.kind === "curve"
      ? [component.figure]
      : component.kind === "scorecard"
        ? component.kpis.map(({ figure }) => figure)
        : [];
  return figures.map(({ metric, of = "person", window: own }) =>
    of === "person" && JSON.stringify(own) === JSON.stringify(window) ? metric : null,
  );
}

/** A metric of the plan as the company's entries have it: by what it counts, or under its own key. */
function recordedAs({ metrics }: PlanJson, key: string): readonly string[] {
  const from = metrics.find((each) => each.key === key)?.from;
  const named = typeof from === "object" ? namedIn(from.filters ?? []) : [];
  return named.length > 0 ? named : [key];
}

type Filters = readonly {
  readonly dimension: string;
  readonly is?: string | undefined;
  readonly values: readonly string[];
}[];

function namedIn(filters: Filters): readonly string[] {
  return filters
    .filter(({ dimension, is = "one_of" }) => dimension === "metric" && is === "one_of")
    .flatMap(({ values }) => values);
}

function postedOn(
  rows: readonly LoggedCredit[],
  days: Interval,
  closed: Parameters<typeof postingOf>[1],
  scale: number,
): Rate {
  return rows.reduce((sum, row) => {
    const counts = contains(days, postingOf(row, closed));
    if (counts === contains(days, row.on)) return sum;
    const part = times(
      rate(BigInt(row.amount), 10n ** BigInt(scale)),
      parseRate(row.share) ?? ZERO,
    );
    return plus(sum, counts ? part : times(part, whole(-1)));
  }, ZERO);
}

/** What the log has of a person's metric on some days, in its smallest steps. */
export type LoggedSum = {
  /** As the attainment page shows it now. */
  readonly shown: bigint;
  /** Of it recorded after the cut-off. */
  readonly late: bigint;
  /** Of the rest, what stands beside others' direct parts. */
  readonly beside: bigint;
};

const NOTHING: LoggedSum = { shown: 0n, late: 0n, beside: 0n };

const bothWays = (code: string) => ({ zh: code, en: code });

/** As it travels: every figure a decimal. */
export function comparedWire(
  figures: readonly PaidFigure[],
  sums: ReadonlyMap<number, LoggedSum>,
  names: ReadonlyMap<string, Pick<MetricName, "name">>,
) {
  return figures.map(({ line, metric, currency, days, used, directOnly, posted }, at) => {
    const { shown, late, beside } = sums.get(at) ?? NOTHING;
    const text = (units: bigint) => formatMinor(units, metric.scale);
    return {
      ...{ line, days: { from: days.from as string, until: days.until as string } },
      metric: { code: metric.code, name: names.get(metric.id)?.name ?? bothWays(metric.code) },
      currency: currency === "" ? null : currency,
      ...{ used, posted, shown: text(shown), late: text(late) },
      beside: text(directOnly ? beside : 0n),
    };
  });
}
