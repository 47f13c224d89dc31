import * as v from "valibot";
import { newId } from "../lib/id.ts";
import { err, ok } from "../lib/result.ts";
import { rowError, type RowError } from "../lib/row-error.ts";
import { MetricBody } from "../metrics/contract.ts";
import { ALONE } from "../metrics/defaults.ts";
import type { Metric } from "../metrics/metric.ts";
import { metricStore } from "../metrics/store.ts";
import { commit } from "../tenancy/commit.ts";
import type { Made, Sink } from "../imports/sink.ts";

/** What a file can say of a metric; the rest stays, or is what a new metric begins with. */
const MetricRow = v.strictObject(
  v.pick(MetricBody, ["code", "nameZh", "nameEn", "unit", "scale", "currency", "direction"])
    .entries,
);
type MetricRow = v.InferOutput<typeof MetricRow>;

type Decided = Made & { readonly create: readonly Metric[]; readonly change: readonly Metric[] };

/** Metrics by code. Unit, decimals and currency of one that exists stay for ever. */
export const metricsSink: Sink = {
  schema: MetricRow,
  preview: async (db, rows) => {
    const { all } = await db.load({ all: metricStore.all() });
    return decide(rows, all, db.now);
  },
  record: async (db, rows, at) => {
    const { all } = await db.load({ all: metricStore.all() });
    const decided = decide(rows, all, db.now);
    const { expect = [], writes = [] } = at.also(decided);
    const { create, change } = decided;
    const done = await commit(db, {
      event: "metric/imported",
      subject: at.importId,
      detail: { metrics: [...create, ...change].map(({ id }) => id) },
      expect: [
        ...change.map(({ id, version }) => metricStore.guards.version(id, version)),
        ...expect,
      ],
      writes: [...create.map(metricStore.create), ...change.map(metricStore.change), ...writes],
    });
    return done.ok ? ok(decided) : err({ code: "commit/busy" });
  },
  takeBack: null,
};

function decide(values: readonly unknown[], all: readonly Metric[], now: number): Decided {
  const known = new Map(all.map((metric) => [metric.code, metric]));
  const each = values.map((value, at) => decideRow(v.parse(MetricRow, value), at, known, now));
  return {
    results: each.map(({ result }) => result),
    rejected: each.flatMap(({ error }) => (error ? [error] : [])),
    create: each.flatMap(({ result, metric }) => (result === "new" && metric ? [metric] : [])),
    change: each.flatMap(({ result, metric }) => (result === "changed" && metric ? [metric] : [])),
  };
}

type Row = {
  readonly result: Made["results"][number];
  readonly metric?: Metric;
  readonly error?: RowError;
};

function decideRow(
  row: MetricRow,
  at: number,
  known: ReadonlyMap<string, Metric>,
  now: number,
): Row {
  const before = known.get(row.code);
  if (!before) {
    const rest = {
      tax: "none",
      class: "result",
      overTime: "sum",
      overPeople: "sum",
      ...ALONE,
    } as const;
    const blank = { formula: null, source: null, owner: null, version: 1 };
    return { result: "new", metric: { ...row, ...rest, ...blank, id: newId(now) } };
  }
  const { unit, scale, currency } = row;
  if (unit !== before.unit || scale !== before.scale || currency !== before.currency) {
    const field = unit !== before.unit ? "unit" : scale !== before.scale ? "scale" : "currency";
    return { result: null, error: rowError({ row: at, field }, "import/metric_stays", row.code) };
  }
  const { nameZh, nameEn, direction } = row;
  const same =
    nameZh === before.nameZh && nameEn === before.nameEn && direction === before.direction;
  if (same) return { result: "unchanged" };
  return { result: "changed", metric: { ...before, nameZh, nameEn, direction } };
}
