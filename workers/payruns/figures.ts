import { fiscal, type Time } from "../calendar/day-count.ts";
import { payPeriods } from "../incentives/time.ts";
import type { Plan } from "../incentives/plan-document.ts";
import type { Day } from "../lib/day.ts";
import { addDays } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { groupBy, sum } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { FigureJson } from "./basis.ts";
import type { LoggedCredit } from "./credit.ts";
import type { PayMetric } from "./needs.ts";

const KINDS = ["month", "quarter", "half", "year"] as const;
const FINEST = 6;

/**
 * Figures that a plan takes as given (satisfaction, days, scores), from the entries of their metric: of
 * each person over each window that ends with a pay period, summed, the last, or the mean (to six
 * decimals, half away from zero), as the metric adds up over time. Without entries there is none.
 */
export function figuresOf(
  rows: readonly LoggedCredit[],
  given: ReadonlySet<string>,
  metrics: ReadonlyMap<string, PayMetric>,
  windows: readonly Interval[],
): FigureJson[] {
  const figures: FigureJson[] = [];
  for (const [person, own] of groupBy(rows, (row) => row.person))
    for (const [id, lines] of groupBy(own, (row) => row.metric)) {
      const metric = metrics.get(id);
      if (!metric || !given.has(planKey(metric.code))) continue;
      for (const { from, until } of windows) {
        const inside = lines.filter(({ on }) => from <= on && on < until);
        const value = valueOf(inside, metric);
        if (value !== null)
          figures.push({ subject: person, metric: planKey(metric.code), from, until, value });
      }
    }
  return figures.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ subject, metric, from, until }: FigureJson): string {
  return `${subject} ${metric} ${from} ${until}`;
}

function valueOf(lines: readonly LoggedCredit[], { overTime, scale }: PayMetric): string | null {
  const taken = new Set(lines.filter(({ kind }) => kind === "reversal").map(nameOf));
  const stand = lines
    .filter((line) => line.kind !== "reversal" && !taken.has(nameOf(line)))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq));
  const last = stand.at(-1);
  if (!last) return null;
  const total = sum(stand.map(({ amount }) => BigInt(amount)));
  if (overTime === "sum") return formatMinor(total, scale);
  if (overTime === "last") return formatMinor(BigInt(last.amount), scale);
  const places = FINEST - scale;
  const mean = divide(total * 10n ** BigInt(places), BigInt(stand.length), "half_away");
  return formatMinor(mean, FINEST);
}

function nameOf({ source, externalId, revision }: LoggedCredit): string {
  return `${source}\n${externalId}\n${revision}`;
}

/**
 * Every window a figure can be asked for: of each kind and each interval the plan names, to the end of
 * each pay period so far, as any version of the plan pays: closed windows keep theirs.
 */
export function figureWindows(
  time: Time,
  pays: readonly Plan["pay"][],
  { from, until }: { readonly from: Day; readonly until: Day },
  intervals: readonly Interval[] = [],
): Interval[] {
  const found = new Map<string, Interval>();
  for (const period of pays.flatMap((pay) => payPeriods(time, pay, { from, until }))) {
    const ends = addDays(period.until, -1);
    for (const each of intervals) {
      const end = each.until < period.until ? each.until : period.until;
      if (each.from < end) found.set(`${each.from} ${end}`, { from: each.from, until: end });
    }
    const starts = [period.from, ...KINDS.map((kind) => fiscal(time, kind, ends).from)];
    for (const start of starts)
      found.set(`${start} ${period.until}`, { from: start, until: period.until });
  }
  return [...found.values()];
}
