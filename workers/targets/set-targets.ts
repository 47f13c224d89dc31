import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { formatMinor, parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Metric } from "../metrics/metric.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { judgeTargets, type Level, type Target, type Verdict } from "./target.ts";

/** A target as it is asked for: codes or ids, an amount as a decimal. */
export type TargetRow = {
  readonly subject: string;
  readonly metric: string;
  readonly level: Level;
  readonly slice?: string | undefined;
  readonly from: Day;
  readonly until: Day;
  readonly amount: string;
  readonly currency?: string | undefined;
};
type Asked = { readonly rows: readonly TargetRow[]; readonly replace: boolean };
export type SetTargetsError =
  | { readonly code: "target/rows"; readonly count: number; readonly errors: readonly Flaw[] }
  | {
      readonly code: "target/overlap";
      readonly errors: readonly Flaw[];
      readonly [fact: string]: unknown;
    }
  | { readonly code: "commit/busy" };
type Results = { readonly results: ("new" | "changed" | "unchanged")[] };

/** Sets targets directly: all rows, or none with every flaw named. */
export async function setTargets(
  db: TenantDb,
  { targets, metrics }: Deps,
  { rows, replace }: Asked,
): Promise<Result<Results, SetTargetsError>> {
  const { named, known, currency } = await db.load({
    named: targets.named(rows.map(({ subject }) => subject)),
    known: metrics.byRef(rows.map(({ metric }) => metric)),
    currency: targets.currency(),
  });
  const read = readRows(rows, new Map(named.map(({ ref, id }) => [ref, id])), known, currency);
  if (!read.ok) return err({ code: "target/rows", count: read.error.length, errors: read.error });
  const { stored } = await db.load({ stored: targets.overlapping(read.value) });
  const verdicts = judgeTargets(read.value, stored, replace);
  const clashes = verdicts.flatMap((verdict, at) =>
    verdict.kind === "overlap" ? [clashOf(verdict, at, read.value, rows, known)] : [],
  );
  if (clashes.length > 0) return err({ ...clashes[0], code: "target/overlap", errors: clashes });
  return await keep(db, targets, read.value, verdicts);
}

async function keep(
  db: TenantDb,
  targets: Deps["targets"],
  rows: readonly Target[],
  verdicts: readonly Verdict[],
): Promise<Result<Results, SetTargetsError>> {
  const results = verdicts.map(({ kind }) => (kind === "overlap" ? "unchanged" : kind));
  const setting = rows.filter((_, at) => results[at] !== "unchanged");
  if (setting.length === 0) return ok({ results });
  const closing = verdicts.flatMap((verdict) => (verdict.kind === "changed" ? [verdict.old] : []));
  const done = await commit(db, {
    event: "target/set",
    subject: null,
    detail: { set: setting.length, closed: closing.length },
    expect: [targets.nothingElseHolds(setting, closing)],
    writes: [targets.closeTargets(closing), targets.addTargets(setting)],
    answer: { status: 201, body: { results } },
  });
  return done.ok ? ok({ results }) : err({ code: "commit/busy" });
}

function readRows(
  rows: readonly TargetRow[],
  ids: ReadonlyMap<string, string>,
  known: readonly Metric[],
  tenantCurrency: string,
): Result<Target[], Flaw[]> {
  const errors: Flaw[] = [];
  const read = rows.flatMap((row, at): Target[] => {
    const flaw = (field: string, code: string, facts: object = {}) => {
      errors.push({ pointer: `/rows/${at}/${field}`, code, ...facts });
      return [];
    };
    const subject = ids.get(row.subject);
    const metric = metricOf(known, row.metric);
    if (!subject) return flaw("subject", "target/unknown_subject", { value: row.subject });
    if (!metric) return flaw("metric", "target/unknown_metric", { value: row.metric });
    if (row.from >= row.until) {
      return flaw("until", "target/interval", { from: row.from, until: row.until });
    }
    const { scale } = metric;
    const amount = parseMinor(row.amount, scale);
    if (!amount.ok) return flaw("amount", "target/amount", { value: row.amount, scale });
    const currency =
      metric.unit === "money" ? (metric.currency ?? row.currency ?? tenantCurrency) : "";
    if (row.currency !== undefined && row.currency !== currency) {
      return flaw("currency", "target/currency", { value: row.currency, currency });
    }
    const { level, slice = "", from, until } = row;
    const made = { subject, metric: metric.id, level, slice, from, until, currency };
    return [{ ...made, amount: amount.value, plan: null, planVersion: null }];
  });
  return errors.length > 0 ? err(errors) : ok(read);
}

function metricOf(known: readonly Metric[], ref: string): Metric | undefined {
  return known.find(({ id, code }) => id === ref || code === ref);
}

/** Both targets, so that the reader knows which one to change. */
function clashOf(
  { with: other }: Extract<Verdict, { kind: "overlap" }>,
  at: number,
  targets: readonly Target[],
  rows: readonly TargetRow[],
  known: readonly Metric[],
): Flaw {
  const [target, row] = [must(targets[at]), must(rows[at])];
  const { scale } = must(metricOf(known, target.metric));
  return {
    pointer: `/rows/${at}`,
    code: "target/overlap",
    subject: row.subject,
    amount: formatMinor(other.amount, scale),
    from: other.from,
    until: other.until,
    newAmount: formatMinor(target.amount, scale),
    newFrom: target.from,
    newUntil: target.until,
    ...(other.plan === null ? {} : { plan: other.plan }),
  };
}
