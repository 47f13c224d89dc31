import { payDateOf } from "../incentives/pay-date.ts";
import { seesAllPay, seesPay } from "../incentives/pay-sight.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { inForceOver } from "../payplans/in-force.ts";
import { timeIn } from "../payplans/periods.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { entryWire, type MetricName } from "./entry-wire.ts";
import { payOf } from "./periods.ts";
import { comparedWire, paidFigures } from "./page-figures.ts";
import { approvalWire } from "./read-run.ts";
import { type Replay, replayed, statementIn } from "./replay.ts";
import type { Run } from "./run.ts";
import { runWire } from "./show-run.ts";
import { statementWire, traceWire } from "./show-statement.ts";
import { reviewOf } from "./states.ts";

export type HiddenError = { readonly code: "pay/hidden" };
type Missing =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "pay_run/no_statement" };

/** States in which a run's statements are shown to the people themselves. */
export const SHOWN: readonly string[] = ["approved", "locked", "paid"];

type Asked = {
  readonly run: string;
  readonly person: string;
  readonly currency: string | null;
  readonly actor: () => Actor;
};

/**
 * One statement with its trace, computed again from the stored input and held against the stored hash.
 * A reader who does not see all pay sees it once the run is approved, and the input only where nobody
 * else's figures are in it.
 */
export async function readStatement(
  db: TenantDb,
  deps: Deps,
  { run: id, person, currency, actor }: Asked,
) {
  const { runs, plans, calendar, input } = deps;
  const loaded = await db.load({
    run: runs.run(id),
    steps: runs.steps(id),
    settings: runs.settings(),
    clock: calendar.calendar(),
    newest: input.newest(),
  });
  const { run, steps } = loaded;
  if (!seesPay(actor(), person, loaded.settings)) return refusal({ code: "pay/hidden" });
  if (!run) return refusal({ code: "pay_run/not_found", id });
  const seesAll = seesAllPay(actor());
  if (!seesAll && !SHOWN.includes(run.state)) return refusal({ code: "pay_run/no_statement" });
  const replay = await replayed(db, deps, run, [person]);
  const own = replay?.kept.filter((each) => each.person === person) ?? [];
  const kept = own.find((each) => currency === null || each.currency === currency);
  if (!replay || !kept) return refusal({ code: "pay_run/no_statement" });
  const computed = statementIn(replay, person, kept.currency);
  const same = replay.outcome.ok
    ? replay.outcome.value.kept.some(
        (each) =>
          each.person === person && each.currency === kept.currency && each.hash === kept.hash,
      )
    : false;
  const figures = same && computed ? paidFigures(computed, replay) : [];
  const more = await db.load({
    logged: runs.loggedSums(person, figures, replay.basis.cutoff),
    facts: input.people([person], loaded.newest),
    units: input.units(run.until),
    sums: runs.hashes(run.id, run.calc),
    versions: plans.versions(run.plan),
    acceptances: plans.acceptances(run.plan),
    metrics: input.metricNames(),
  });
  const people = [...new Set(more.sums.map((each) => each.person))];
  const review = reviewOf(steps, run.hash, new Set(people));
  const version = inForceOver(more.versions, run).at(-1);
  const accepted = more.acceptances.find(
    (each) => each.person === person && each.number === version?.number,
  );
  const facts = more.facts[0];
  const seat = facts?.seats.findLast(({ from }) => from < run.until)?.unit ?? null;
  const unit = more.units.find(({ code }) => code === seat);
  const at = people.indexOf(person);
  return ok({
    run: {
      ...shortRun(run),
      payDate: version ? payDateOf(timeIn(loaded.clock), payOf(version.document), run) : null,
      versions: [...replay.basis.versions],
      onePerson: steps.some((step) => step.alone && step.hash === run.hash),
    },
    person: {
      ...{ id: person, code: facts?.code ?? "", name: facts?.name ?? "" },
      ...{ nameEn: facts?.nameEn ?? null, unitName: unit?.name ?? null },
      unitNameEn: unit?.nameEn ?? null,
    },
    currency: kept.currency,
    currencies: own.map((each) => each.currency),
    statement: statementWire(
      { ...kept, advanced: kept.advanced ?? computed?.advanced ?? 0n },
      run,
      run.state,
    ),
    trace: same && computed ? traceWire(computed) : null,
    waiting: (computed?.waiting ?? []).map(({ deal, on, amount }) => ({
      ...{ deal, on: on as string, amount },
    })),
    compared: comparedWire(figures, more.logged, more.metrics),
    recomputed: same,
    hash: kept.hash,
    inputHash: kept.inputHash,
    plans: [...replay.documents],
    input: seesAll || !replay.crosses ? replay.input : null,
    entries: entriesOf(replay, person, more.metrics),
    approvals: review.approvals.map((step) => approvalWire(step, steps, new Set(people))),
    onePerson: steps.some((step) => step.alone && step.hash === run.hash),
    accepted: accepted ? { number: accepted.number, at: accepted.at } : null,
    others: seesAll
      ? { previous: people[at - 1] ?? null, next: people[at + 1] ?? null }
      : { previous: null, next: null },
  });
}

function refusal(error: HiddenError | Missing): Result<never, HiddenError | Missing> {
  return err(error);
}

function shortRun(run: Run) {
  const { id, state, version, plan, from, until, calculation, hash, cutoff, sample } = runWire(run);
  return { id, state, version, plan, from, until, calculation, hash, cutoff, sample };
}

/** The lines of the log behind a person's credits, and those that say what happened to their deals. */
function entriesOf(
  { rows, basis }: Pick<Replay, "rows" | "basis">,
  person: string,
  metrics: ReadonlyMap<string, MetricName>,
) {
  const credited = new Set(basis.metrics.map(({ id }) => id));
  return rows
    .filter((row) => row.person === person && credited.has(row.metric))
    .map((row) => entryWire(row, metrics))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq || a.line - b.line));
}
