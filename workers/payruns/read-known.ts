import { evaluate } from "../incentives/evaluate.ts";
import { chunks, groupBy } from "../lib/list.ts";
import { err, ok } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sumsOf } from "./changes.ts";
import { evaluationWithFigures } from "./compute.ts";
import { AT_ONCE_MAX, flawed, PEOPLE_A_READ } from "./compute-all.ts";
import type { LoggedCredit } from "./credit.ts";
import type { Deps } from "./deps.ts";
import { entryWire } from "./entry-wire.ts";
import { keptOf } from "./pack.ts";
import { type BasisNow, basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";
import type { Run } from "./run.ts";
import type { Sums } from "./statement-store.ts";
import { totalsOf } from "./totals.ts";
import { moneyIn, totalsWire } from "./wire.ts";
import { messagesOf } from "./words.ts";

/**
 * A period as it was closed beside the period as it is known today: computed anew from the plan's first
 * day with everything by its local date, as if nothing had been closed. The gap, per person, and the
 * entries of its days that came after the cut-off. Refuses a plan of more people than are computed while
 * somebody waits.
 */
export async function readKnown(db: TenantDb, deps: Deps, id: string) {
  const { runs } = deps;
  const { run } = await db.load({ run: runs.run(id) });
  if (!run) return err({ code: "pay_run/not_found", id } as const);
  const { sums, first } = await db.load({
    sums: runs.hashes(run.id, run.calc),
    first: runs.firstDay(run.plan),
  });
  const { from, until, plan } = run;
  const now = await basisNow(db, deps, { plan, from, until, closed: [] });
  const count = now.people.length;
  if (count > AT_ONCE_MAX)
    return err({ code: "pay_run/too_many_at_once", count, max: AT_ONCE_MAX } as const);
  const basis = { ...now.basis, from: first ?? from };
  const { known, late, flaws } = await knownNow(db, deps, run, { ...now, basis });
  const { facts, metrics } = await db.load({
    facts: deps.input.people(
      now.people.map(({ participant }) => participant.id),
      basis.cutoff,
    ),
    metrics: deps.input.metricNames(),
  });
  const names = new Map(facts.map((each) => [each.id, each]));
  return ok({
    asClosed: totalsOf(sums).map(totalsWire),
    asKnown: totalsOf(known).map(totalsWire),
    people: gapsOf(sums, known).map(({ person, currency, closed: was, known: is }) => ({
      ...{ person, currency, name: names.get(person)?.name ?? "" },
      nameEn: names.get(person)?.nameEn ?? null,
      closed: moneyIn(currency)(was),
      known: moneyIn(currency)(is),
      gap: moneyIn(currency)(is - was),
    })),
    entries: late.map((row) => ({
      ...{ ...entryWire(row, metrics), person: row.person },
      name: names.get(row.person)?.name ?? "",
      nameEn: names.get(row.person)?.nameEn ?? null,
    })),
    flaws: flaws.map((flaw) => ({ ...flaw, messages: messagesOf(flaw.code, flaw) })),
  });
}

/** Everybody's sums as known now, and the period's lines that came after its cut-off. */
async function knownNow(
  db: TenantDb,
  deps: Deps,
  { plan, from, until, cutoff }: Run,
  { basis, documents, people, needs }: BasisNow,
) {
  const others = needs.crosses ? basis.others.map(({ person }) => person) : [];
  const groups = chunks(people, needs.crosses ? Math.max(1, people.length) : PEOPLE_A_READ);
  const known: Sums[] = [];
  const late: LoggedCredit[] = [];
  for (const group of groups) {
    const ids = group.map(({ participant }) => participant.id);
    const log = await readRows(db, deps, { plan, basis, documents, people: [...ids, ...others] });
    late.push(...log.rows.filter(({ seq, on }) => cutoff && seq > cutoff.seq && on < until));
    const of = { basis, documents, people: group, ...log, posted: [] };
    const outcome = evaluate(evaluationWithFigures(of), { trace: false });
    if (!outcome.ok) return { known: [], late, flaws: flawed(outcome.error, people).errors };
    for (const statement of outcome.value.statements)
      if (statement.period.from === from)
        known.push(sumsOf(keptOf(statement, { inputHash: "", hash: "" })));
  }
  return { known, late, flaws: [] };
}

type Pay = { readonly person: string; readonly currency: string; readonly earned: bigint };

/** People whose earnings differ between the two, the largest gap first. */
function gapsOf(closed: readonly Pay[], known: readonly Pay[]) {
  const keyOf = ({ person, currency }: Pay) => `${person} ${currency}`;
  const was = new Map(closed.map((each) => [keyOf(each), each]));
  const is = new Map(known.map((each) => [keyOf(each), each]));
  const size = (gap: bigint) => (gap < 0n ? -gap : gap);
  return [...groupBy([...closed, ...known], keyOf)]
    .flatMap(([key, [one]]) => {
      const [before, now] = [was.get(key)?.earned ?? 0n, is.get(key)?.earned ?? 0n];
      if (!one || before === now) return [];
      return [{ person: one.person, currency: one.currency, closed: before, known: now }];
    })
    .sort((a, b) => (size(b.known - b.closed) > size(a.known - a.closed) ? 1 : -1));
}
