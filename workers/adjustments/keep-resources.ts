import { currencyScale, formatMinor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Day } from "../lib/day.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import {
  budgetShares,
  type Resource,
  type ResourceError,
  type ResourceKind,
  setResources,
  type ShareError,
} from "./resource.ts";
import type { UseRow } from "./resource-store.ts";

export type AskedResource = {
  readonly unit: string;
  readonly kind: ResourceKind;
  readonly purpose?: string | undefined;
  readonly from: Day;
  readonly until: Day;
  readonly amount: string;
  readonly currency?: string | undefined;
};
type RowError =
  | {
      readonly code: "resource/unknown";
      readonly kind: string;
      readonly value: string;
      readonly pointer: string;
    }
  | {
      readonly code: "resource/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    };
type Busy = { readonly code: "commit/busy" };
type KeepError = RowError | ResourceError | Busy;

type Kept = { readonly opened: number; readonly closed: number };
type SharedRow = { readonly purpose: string; readonly amount: string };

type Places = ReadonlyMap<string, { readonly id: string; readonly scale: number | null }>;

/** Units and metrics by code or id, and the tenant's currency, for reading rows with. */
async function placesOf(db: TenantDb, { adjustments, targets }: Deps, refs: readonly string[]) {
  const { named, currency } = await db.load({
    named: adjustments.placesNamed(refs),
    currency: targets.currency(),
  });
  const of = (kind: (text: string) => boolean): Places =>
    new Map(
      named
        .filter((each) => kind(each.kind))
        .map(({ ref, id, kind: text }) => {
          const scale = text.startsWith("metric:") ? Number(text.slice(7)) : null;
          return [ref, { id, scale }];
        }),
    );
  return {
    units: of((kind) => kind === "unit"),
    metrics: of((kind) => kind.startsWith("metric:")),
    currency,
  };
}

type Read = Awaited<ReturnType<typeof placesOf>>;

function rowOf(
  asked: AskedResource,
  at: number,
  { units, metrics, currency: usual }: Read,
): Result<Resource, RowError> {
  const place = (field: string) => `/rows/${at}/${field}`;
  const unit = units.get(asked.unit);
  const unknown = (kind: string, value: string, field: string) =>
    err({ code: "resource/unknown", kind, value, pointer: place(field) } as const);
  if (!unit) return unknown("unit", asked.unit, "unit");
  const { kind, from, until, purpose = "" } = asked;
  const metric = kind === "productivity" ? metrics.get(purpose) : undefined;
  if (kind === "productivity" && !metric) return unknown("metric", purpose, "purpose");
  if (kind === "budget" && purpose === "") return unknown("purpose", purpose, "purpose");
  const currency = kind === "budget" ? (asked.currency ?? usual) : "";
  const scale =
    kind === "heads" ? 2 : kind === "budget" ? currencyScale(currency) : (metric?.scale ?? 2);
  const amount = parseMinor(asked.amount, scale);
  if (!amount.ok) {
    return err({ code: "resource/amount", value: asked.amount, scale, pointer: place("amount") });
  }
  return ok({
    ...{ unit: unit.id, kind, from, until, amount: amount.value, currency },
    purpose: kind === "heads" ? "" : (metric?.id ?? purpose),
  });
}

/** Keeps what units have: all rows or none. The same again writes nothing. */
export async function keepResources(
  db: TenantDb,
  deps: Deps,
  asked: readonly AskedResource[],
): Promise<Result<Kept, KeepError>> {
  const read = await placesOf(
    db,
    deps,
    asked.flatMap(({ unit, purpose = "" }) => [unit, purpose]),
  );
  const rows: Resource[] = [];
  for (const [at, each] of asked.entries()) {
    const row = rowOf(each, at, read);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return await write(db, deps, rows, (kept) => ({ ...kept }));
}

type Sharing = Omit<AskedResource, "kind" | "purpose" | "amount"> & {
  readonly total: string;
  readonly shares: readonly { readonly purpose: string; readonly share: string }[];
};

/** 80 / 20: the budget of a unit over its purposes, to the smallest step. */
export async function shareBudgetOut(
  db: TenantDb,
  deps: Deps,
  asked: Sharing,
): Promise<Result<{ readonly rows: SharedRow[] }, KeepError | ShareError>> {
  const { shares, total, ...place } = asked;
  const read = await placesOf(db, deps, [asked.unit]);
  const whole = rowOf({ ...place, kind: "budget", purpose: "-", amount: total }, 0, read);
  if (!whole.ok) {
    const pointer = whole.error.pointer.replace("/rows/0", "").replace("/amount", "/total");
    return err({ ...whole.error, pointer });
  }
  const parts = budgetShares(whole.value.amount, shares);
  if (!parts.ok) return parts;
  const rows = parts.value.map((part) => ({ ...whole.value, ...part }));
  const scale = currencyScale(whole.value.currency);
  const answer = {
    rows: parts.value.map(({ purpose, amount }) => ({
      purpose,
      amount: formatMinor(amount, scale),
    })),
  };
  const done = await write(db, deps, rows, () => answer);
  return done.ok ? ok(answer) : done;
}

/** `told` is what the request is answered with, now and when it is asked again. */
async function write(
  db: TenantDb,
  { adjustments }: Deps,
  rows: readonly Resource[],
  told: (kept: Kept) => Json,
): Promise<Result<Kept, ResourceError | Busy>> {
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const { stored } = await db.load({ stored: adjustments.resourcesOf(units) });
  const change = setResources(stored, rows);
  if (!change.ok) return change;
  const { close, open } = change.value;
  const [opened, closed] = [open.length, close.length];
  if (opened + closed === 0) return ok({ opened, closed });
  const newest = Math.max(0, ...stored.map(({ since }) => since));
  const done = await commit(db, {
    event: "resource/set",
    subject: null,
    detail: { units, opened, closed },
    expect: [adjustments.resourcesStill(units, newest)],
    writes: [
      ...(closed > 0 ? [adjustments.closeResources(close)] : []),
      adjustments.openResources(open),
    ],
    answer: { status: 200, body: told({ opened, closed }) },
  });
  return done.ok ? ok({ opened, closed }) : err({ code: "commit/busy" });
}

type AskedUse = {
  readonly id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly on: Day;
  readonly amount: string;
  readonly currency?: string | undefined;
};

/** Records money that was used: dated lines, never changed. */
export async function useBudgets(
  db: TenantDb,
  deps: Deps,
  asked: readonly AskedUse[],
): Promise<Result<{ readonly rows: number }, RowError | Busy>> {
  const { units, currency: usual } = await placesOf(
    db,
    deps,
    asked.map(({ unit }) => unit),
  );
  const rows: UseRow[] = [];
  for (const [
    at,
    { id, unit: ref, purpose, on, amount: text, currency = usual },
  ] of asked.entries()) {
    const unit = units.get(ref)?.id;
    if (!unit) {
      const pointer = `/rows/${at}/unit`;
      return err({ code: "resource/unknown", kind: "unit", value: ref, pointer });
    }
    const scale = currencyScale(currency);
    const amount = parseMinor(text, scale);
    if (!amount.ok) {
      const pointer = `/rows/${at}/amount`;
      return err({ code: "resource/amount", value: text, scale, pointer });
    }
    rows.push({ id, unit, purpose, on, amount: amount.value, currency });
  }
  const done = await commit(db, {
    event: "resource/used",
    subject: null,
    detail: { rows: rows.length },
    writes: [deps.adjustments.addUses(rows, db.actor())],
    answer: { status: 200, body: { rows: rows.length } },
  });
  return done.ok ? ok({ rows: rows.length }) : err({ code: "commit/busy" });
}
