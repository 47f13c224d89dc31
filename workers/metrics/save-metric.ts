import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { flawOf, type Metric, type MetricId, type MetricRefusal } from "./metric.ts";
import type { MetricStore } from "./store.ts";

type OwnerRefusal = { readonly code: "metrics/unknown_owner"; readonly value: string };
type Shared = MetricRefusal | OwnerRefusal | { readonly code: "commit/busy" };
type Stale = { readonly code: "version/stale"; readonly yours: number; readonly current: number };
type Taken = { readonly code: "metrics/code_taken"; readonly value: string };
type Absent = { readonly code: "metrics/not_found"; readonly id: string };

/** Defines a metric. Refuses a taken code or id, an owner nobody knows, and what flawOf finds. */
export async function createMetric(
  db: TenantDb,
  store: MetricStore,
  metric: Omit<Metric, "version">,
): Promise<Result<Metric, Shared | Taken>> {
  const { all, owned } = await db.load({
    all: store.all(),
    owned: store.isPerson(metric.owner),
  });
  const taken = all.some(({ id, code }) => id === metric.id || code === metric.code);
  if (taken) return err({ code: "metrics/code_taken", value: metric.code });
  const flaw = flawIn(metric, all, owned);
  if (flaw) return err(flaw);
  const made = { ...metric, version: 1 };
  const done = await commit(db, {
    event: "metric/defined",
    subject: metric.id,
    detail: { unit: metric.unit, scale: metric.scale },
    writes: [store.create(made)],
    answer: { status: 201, body: made },
  });
  if (done.ok) return ok(made);
  const unique = done.error.code === "commit/unique";
  return err(unique ? { code: "metrics/code_taken", value: metric.code } : { code: "commit/busy" });
}

export type ChangeMetric = {
  readonly metric: MetricId;
  readonly version: number;
  readonly change: Change;
};
type Fixed = "id" | "code" | "unit" | "scale" | "currency" | "version";
/** An absent field stays as it is. */
type Change = { readonly [Name in Exclude<keyof Metric, Fixed>]?: Metric[Name] | undefined };

/** Changes what a metric is called and how it is read. Refuses a stale version. */
export async function changeMetric(
  db: TenantDb,
  store: MetricStore,
  { metric: id, version, change }: ChangeMetric,
): Promise<Result<Metric, Shared | Stale | Absent>> {
  const { all, owned } = await db.load({
    all: store.all(),
    owned: store.isPerson(change.owner ?? null),
  });
  const known = all.find((each) => each.id === id);
  if (!known) return err({ code: "metrics/not_found", id });
  const stale = (current: number) => err({ code: "version/stale", yours: version, current });
  if (known.version !== version) return stale(known.version);
  const metric = { ...changed(known, change), version: version + 1 };
  const flaw = flawIn({ ...metric, owner: change.owner ?? null }, all, owned);
  if (flaw) return err(flaw);
  const done = await commit(db, {
    event: "metric/changed",
    subject: id,
    detail: { version: version + 1 },
    expect: [store.guards.version(id, version)],
    writes: [store.change(metric)],
  });
  if (done.ok) return ok(metric);
  const late = done.error.code === "commit/guard" && done.error.what === "metrics/version";
  return late ? stale(version + 1) : err({ code: "commit/busy" });
}

function changed(known: Metric, change: Change): Metric {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(given) };
}

function flawIn(
  metric: Omit<Metric, "version">,
  all: readonly Metric[],
  owned: boolean,
): MetricRefusal | OwnerRefusal | null {
  if (metric.owner !== null && !owned)
    return { code: "metrics/unknown_owner", value: metric.owner };
  return flawOf(
    metric,
    all.filter(({ id }) => id !== metric.id),
  );
}
