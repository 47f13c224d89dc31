import { err, ok, type Result } from "../lib/result.ts";
import type { Flaw } from "../lib/refusals.ts";
import { parseRate } from "../lib/rate.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { KeptRate, NewAbsence } from "./setting-store.ts";

export type AbsenceRow = {
  readonly id: string;
  /** Null takes the record back. */
  readonly days: { readonly from: string; readonly until: string } | null;
  readonly person: string;
  readonly kind: "leave" | "relief";
  readonly factor: string | null;
  readonly metric: string | null;
};
type Busy = { readonly code: "commit/busy" };
export type SaveError<Code extends string> = {
  readonly code: Code;
  readonly count: number;
  readonly errors: readonly Flaw[];
};

/**
 * Says who is on leave or carries a part of the target only. A record that is known by its id is closed
 * and said anew. All rows or none; locked periods are not touched: what changes them is a true-up line of
 * the first open one.
 */
export async function saveAbsences(
  db: TenantDb,
  { runs, input }: Deps,
  rows: readonly AbsenceRow[],
): Promise<Result<{ readonly saved: number }, SaveError<"pay_absence/rejected"> | Busy>> {
  const { metrics, newest } = await db.load({ metrics: input.metrics(), newest: input.newest() });
  const { facts } = await db.load({
    facts: input.people([...new Set(rows.map(({ person }) => person))], newest),
  });
  const people = new Set(facts.map(({ id }) => id));
  const codes = new Map(metrics.map(({ id, code }) => [code, id]));
  const errors = rows.flatMap((row, at) => [
    ...flawsOf(row, at, people, codes),
    ...(rows.findIndex(({ id }) => id === row.id) === at
      ? []
      : [{ pointer: `/rows/${at}/id`, code: "pay_absence/twice", value: row.id }]),
  ]);
  if (errors.length > 0) return err({ code: "pay_absence/rejected", count: errors.length, errors });
  const said = rows.flatMap(({ days, metric, ...row }): NewAbsence[] =>
    days ? [{ ...row, ...days, metric: metric === null ? null : (codes.get(metric) ?? null) }] : [],
  );
  const ended = rows.flatMap(({ days, id }) => (days ? [] : [id]));
  const done = await commit(db, {
    event: "pay_absence/saved",
    subject: null,
    detail: { rows: said.length, ended: ended.length },
    writes: runs.saveAbsences(said, ended),
    answer: { status: 200, body: { saved: rows.length } },
  });
  return done.ok ? ok({ saved: rows.length }) : err({ code: "commit/busy" });
}

function flawsOf(
  { person, days, kind, factor, metric }: AbsenceRow,
  at: number,
  people: ReadonlySet<string>,
  codes: ReadonlyMap<string, string>,
): Flaw[] {
  const flaws: Flaw[] = [];
  if (!people.has(person))
    flaws.push({ pointer: `/rows/${at}/person`, code: "pay_absence/person", value: person });
  if (days && days.from >= days.until)
    flaws.push({ pointer: `/rows/${at}/days`, code: "pay_absence/days", ...days });
  const part = factor === null ? null : parseRate(factor);
  const fits = part !== null && part.num >= 0n && part.num <= part.den;
  if ((kind === "relief") !== (factor !== null) || (factor !== null && !fits))
    flaws.push({
      ...{ pointer: `/rows/${at}/factor`, code: "pay_absence/factor" },
      value: factor ?? "",
    });
  if (metric !== null && !codes.has(metric))
    flaws.push({ pointer: `/rows/${at}/metric`, code: "pay_settings/metric", value: metric });
  return flaws;
}

/** Says what currencies were worth on days; a rate of the same pair and day is closed and said anew. */
export async function saveRates(
  db: TenantDb,
  { runs }: Deps,
  rows: readonly KeptRate[],
): Promise<Result<{ readonly saved: number }, SaveError<"pay_rate/rejected"> | Busy>> {
  await db.load({});
  const errors = rows.flatMap(({ from, to, on, rate }, at): Flaw[] => {
    const pair = (each: KeptRate) => [each.from, each.to].sort().join();
    const twice = rows.findIndex(
      (each) => each.on === on && pair(each) === pair({ from, to, on, rate }),
    );
    const exact = parseRate(rate);
    return [
      ...(twice !== at || from === to
        ? [{ pointer: `/rows/${at}`, code: "pay_rate/twice", from, to, on }]
        : []),
      ...(exact === null || exact.num <= 0n
        ? [{ pointer: `/rows/${at}/rate`, code: "pay_rate/not_above_zero", value: rate }]
        : []),
    ];
  });
  if (errors.length > 0) return err({ code: "pay_rate/rejected", count: errors.length, errors });
  const done = await commit(db, {
    event: "pay_rate/saved",
    subject: null,
    detail: { rows: rows.length },
    writes: runs.saveRates(rows),
    answer: { status: 200, body: { saved: rows.length } },
  });
  return done.ok ? ok({ saved: rows.length }) : err({ code: "commit/busy" });
}
