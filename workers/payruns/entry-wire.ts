import * as v from "valibot";
import { formatMinor } from "../lib/money.ts";
import { creditId, entryId } from "./credit-id.ts";
import type { LoggedCredit } from "./credit.ts";
import { Messages } from "./wire.ts";

/** A line of the log as the pages of pay show it: what a person calls it, before any id. */
export const WireEntry = v.object({
  /** As traces name it. */
  credit: v.string(),
  seq: v.number(),
  line: v.number(),
  source: v.string(),
  externalId: v.string(),
  on: v.string(),
  recordedAt: v.number(),
  deal: v.nullable(v.string()),
  kind: v.string(),
  /** Null: the metric is not there any more. */
  metric: v.nullable(v.object({ code: v.string(), name: Messages })),
  /** Of the whole entry, at the metric's scale. */
  amount: v.string(),
  /** Null where it is no money. */
  currency: v.nullable(v.string()),
  /** This person's part of it: "0.5"; 1 where it is theirs alone. */
  share: v.string(),
  role: v.picklist(["direct", "overlay", "override"]),
  dims: v.record(v.string(), v.string()),
});
export type WireEntry = v.InferInput<typeof WireEntry>;

/** A metric as a reader knows it. */
export type MetricName = {
  readonly code: string;
  readonly scale: number;
  readonly name: { readonly zh: string; readonly en: string };
};

const Dims = v.record(v.string(), v.string());

export function entryWire(row: LoggedCredit, metrics: ReadonlyMap<string, MetricName>): WireEntry {
  const metric = metrics.get(row.metric);
  return {
    credit: creditId(entryId(row), row.person, row.alone),
    ...{ seq: row.seq, line: row.line, source: row.source, externalId: row.externalId },
    ...{ on: row.on, recordedAt: row.recordedAt, deal: row.deal, kind: row.kind },
    metric: metric ? { code: metric.code, name: metric.name } : null,
    amount: formatMinor(BigInt(row.amount), metric?.scale ?? 0),
    currency: row.currency === "" ? null : row.currency,
    ...{ share: row.share, role: row.role },
    dims: row.dims === null ? {} : v.parse(Dims, JSON.parse(row.dims)),
  };
}
