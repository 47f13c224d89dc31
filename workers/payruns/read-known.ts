import { evaluate } from "../incentives/evaluate.ts";
import { groupBy } from "../lib/list.ts";
import { err, ok } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { parsedInput } from "./assemble.ts";
import { sumsOf } from "./changes.ts";
import { flawed } from "./compute-all.ts";
import { inputOf } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { entryWire } from "./entry-wire.ts";
import { keptOf } from "./pack.ts";
import { basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";
import { totalsOf } from "./totals.ts";
import { moneyIn, totalsWire } from "./wire.ts";
import { messagesOf } from "./words.ts";

/**
 * A period as it was closed beside the period as it is known today: computed anew from the plan's first
 * day with everything by its local date, as if nothing had been closed. The gap, per person, and the
 * entries of its days that came after the cut-off.
 */
export async function readKnown(db: TenantDb, deps: Deps, id: string) {
  const { runs } = deps;
  const { run } = await db.load({ run: runs.run(id) });
  if (!run) return err({ code: "pay_run/not_found", id } as const);
  const { sums } = await db.load({ sums: runs.hashes(run.id, run.calc) });
  const { from, until, plan } = run;
  const closed = { plan, from, until, closed: [] };
  const now = await basisNow(db, deps, closed);
  const { basis, people, documents } = now;
  const others = basis.others.map(({ person }) => person);
  const ids = people.map(({ participant }) => participant.id);
  const log = await readRows(db, deps, { plan, basis, documents, people: [...ids, ...others] });
  const first = await firstPeriod(db, deps, plan, from);
  const all = { basis: { ...basis, from: first }, documents, people, ...log, posted: [] };
  const outcome = evaluate(parsedInput(inputOf(all)));
  const flaws = outcome.ok ? [] : flawed(outcome.error, people).errors;
  const statements = outcome.ok
    ? outcome.value.statements.filter(({ period }) => period.from === from)
    : [];
  const known = statements.map((each) => {
    const own = people.find(({ participant }) => participant.id === each.participant);
    const empty = { participant: { id: each.participant, from }, targets: [], adjustments: [] };
    return sumsOf({ ...keptOf(each, { inputHash: "", hash: "" }), basis: own ?? empty });
  });
  const { facts, metrics } = await db.load({
    facts: deps.input.people(ids, basis.cutoff),
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
    entries: log.rows
      .filter(({ seq, on }) => run.cutoff !== null && seq > run.cutoff.seq && on < until)
      .map((row) => ({
        ...{ ...entryWire(row, metrics), person: row.person },
        name: names.get(row.person)?.name ?? "",
        nameEn: names.get(row.person)?.nameEn ?? null,
      })),
    flaws: flaws.map((flaw) => ({ ...flaw, messages: messagesOf(flaw.code, flaw) })),
  });
}

/** The first day of the plan's first run: what lies before was never paid by it. */
async function firstPeriod(db: TenantDb, { runs }: Deps, plan: string, from: string) {
  const { all } = await db.load({ all: runs.runs(plan, null, 2_000) });
  return all.reduce(
    (min, each) => (each.from < min ? each.from : min),
    from,
  ) as (typeof all)[number]["from"];
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
