import { day, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { NamedRow } from "../targets/plan-row.ts";
import { valuesOnly, type ValuesOnly } from "../targets/plan-rules.ts";
import { rowsBelow } from "../targets/plan-wire.ts";
import type { TargetStore } from "../targets/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { forecastDay, type Facts, type PersonFacts } from "./facts.ts";
import { PAST_MONTHS } from "./past.ts";
import type { FairnessStore, PastRow } from "./store.ts";

type Stores = { readonly fairness: FairnessStore; readonly targets: TargetStore };
type Asked = {
  readonly plan: string;
  readonly today: Day;
  /** The unit whose people may be seen, known after a load; undefined is everybody. */
  readonly scope: () => string | null | undefined;
  /** Whether the draft's own rows come along. */
  readonly withRows: boolean;
};
export type Told = Facts & { readonly rows: readonly NamedRow[] | null };
type NotFound = { readonly code: "plan/not_found"; readonly id: string } | ValuesOnly;

/** The first day anybody can have begun; people without a row of their own have always been here. */
const ALWAYS = day("0001-01-01");

/** What a plan's fairness is judged by, in one round trip. Reads nothing the weights could move. */
export async function readFacts(
  db: TenantDb,
  { fairness, targets }: Stores,
  { plan: id, today, scope, withRows }: Asked,
): Promise<Result<Told, NotFound>> {
  const reads = { plan: targets.plan(id), rows: fairness.past(id, today) };
  const { plan, rows, draft } = withRows
    ? await db.load({ ...reads, draft: fairness.everyRow(id) })
    : { ...(await db.load(reads)), draft: null };
  const unit = scope();
  const seen = unit === undefined ? rows : rowsBelow(rows, unit);
  if (!plan || (seen.length === 0 && rows.length > 0)) return err({ code: "plan/not_found", id });
  const values = valuesOnly(plan);
  if (values) return err(values);
  const top = rows.find(({ parent }) => parent === null);
  const people = seen.filter(({ kind }) => kind === "person");
  const shown = new Set(seen.map(({ subject }) => subject));
  return ok({
    rows: draft && draft.filter(({ subject }) => shown.has(subject)),
    asOf: forecastDay(plan.from, today),
    known: range((at) => top?.months.has(at) ?? false),
    people: people.map((row) => factsOf(row, plan.metric.scale)),
  });
}

function factsOf(
  { subject, startsOn, endsOn, position, months }: PastRow,
  scale: number,
): PersonFacts {
  const text = (at: number) => {
    const amount = months.get(at);
    return amount === undefined ? null : formatMinor(amount, scale);
  };
  return {
    subject,
    startsOn: startsOn ?? ALWAYS,
    endsOn: endsOn ?? FOREVER,
    position,
    months: range(text),
  };
}

function range<T>(of: (at: number) => T): T[] {
  return Array.from({ length: PAST_MONTHS }, (_, at) => of(at));
}
