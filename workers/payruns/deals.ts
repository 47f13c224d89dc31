import { EVENTS } from "../incentives/plan-rules.ts";
import type { Day } from "../lib/day.ts";
import { groupBy, sum } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { DealJson, EventMetrics } from "./basis.ts";
import type { LoggedEntry } from "./credit.ts";
import type { Needs, PayMetric } from "./needs.ts";
import { type Closed, postingOf } from "./posting.ts";

type Event = (typeof EVENTS)[number];

/**
 * What is known of deals: sums of the metrics a plan asks for, when each event happened by the entries of
 * its metric, and the money that is to come in: what was invoiced, else ordered, else signed, else what
 * was credited.
 */
export function dealsOf(
  rows: readonly LoggedEntry[],
  needs: Needs,
  events: EventMetrics,
  metrics: ReadonlyMap<string, PayMetric>,
  closed: readonly Closed[],
): DealJson[] {
  if (!needs.deals) return [];
  const keyOf = ({ metric }: LoggedEntry) => planKey(metrics.get(metric)?.code ?? "");
  const deals = groupBy(onceEach(rows), ({ deal }) => deal);
  deals.delete(null);
  return [...deals]
    .flatMap(([id, lines]): DealJson[] => {
      if (id === null) return [];
      const totals = new Map<string, readonly LoggedEntry[]>(groupBy(lines, keyOf));
      const total = (key: string) => decimal(totals.get(key) ?? [], metrics);
      // Money that came before any order waits with whoever it is booked for.
      const isOrdered = [...needs.credited].some((key) => totals.has(key));
      const measures = [...needs.ofDeals].filter((key) => totals.has(key));
      return [
        {
          id,
          ...(measures.length === 0
            ? {}
            : { measures: Object.fromEntries(measures.map((key) => [key, total(key)])) }),
          ...(needs.events.has("collection") ? dueOf(totals, needs, events, metrics) : {}),
          events: eventsOf(totals, { needs, events, metrics, closed, isOrdered }),
        },
      ];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An entry that several people share is one entry. */
function onceEach(rows: readonly LoggedEntry[]): LoggedEntry[] {
  const seen = new Set<string>();
  return rows.filter(({ seq, line }) => {
    const key = `${seq}:${line}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function decimal(lines: readonly LoggedEntry[], metrics: ReadonlyMap<string, PayMetric>): string {
  const scale = metrics.get(lines[0]?.metric ?? "")?.scale ?? 0;
  return formatMinor(sum(lines.map(({ amount }) => BigInt(amount))), scale);
}

function dueOf(
  totals: ReadonlyMap<string, readonly LoggedEntry[]>,
  needs: Needs,
  events: EventMetrics,
  metrics: ReadonlyMap<string, PayMetric>,
): { due?: string } {
  for (const event of ["invoice", "order", "signing"]) {
    const lines = totals.get(events[event] ?? "");
    if (lines) return { due: decimal(lines, metrics) };
  }
  const credited = [...needs.credited].find(
    (key) => totals.has(key) && key !== events["collection"],
  );
  return credited === undefined ? {} : { due: decimal(totals.get(credited) ?? [], metrics) };
}

/**
 * One event a line; a collection carries its money, and one that was taken back carries it negative. Any
 * other event that was taken back whole did not happen.
 */
function eventsOf(
  totals: ReadonlyMap<string, readonly LoggedEntry[]>,
  {
    needs,
    events,
    metrics,
    closed,
    isOrdered,
  }: {
    readonly needs: Needs;
    readonly events: EventMetrics;
    readonly metrics: ReadonlyMap<string, PayMetric>;
    readonly closed: readonly Closed[];
    /** There is a credited entry of the deal. */
    readonly isOrdered: boolean;
  },
): NonNullable<DealJson["events"]> {
  return EVENTS.filter((event) => needs.events.has(event)).flatMap((event: Event) => {
    const lines = totals.get(events[event] ?? "") ?? [];
    return lines
      .filter((line) => event === "collection" || !isTakenBack(line, lines))
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq))
      .map((line) => {
        const posting: Day = postingOf(line, closed);
        return {
          event,
          on: line.on,
          ...(posting === line.on ? {} : { posting }),
          ...(event === "collection" ? { amount: decimal([line], metrics) } : {}),
          ...(isOrdered || line.owner === undefined ? {} : { person: line.owner }),
        };
      });
  });
}

function isTakenBack(line: LoggedEntry, all: readonly LoggedEntry[]): boolean {
  if (line.kind === "reversal") return true;
  return all.some(
    (other) =>
      other.kind === "reversal" &&
      other.source === line.source &&
      other.externalId === line.externalId &&
      other.revision === line.revision,
  );
}
