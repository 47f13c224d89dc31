import { evaluate } from "../incentives/evaluate.ts";
import type { Statement } from "../incentives/outcome.ts";
import { statementHash } from "../incentives/statement-hash.ts";
import { seesAllPay, seesPay } from "../incentives/pay-sight.ts";
import { addDays, type Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { err, ok } from "../lib/result.ts";
import { inForceOver } from "../payplans/in-force.ts";
import { timeIn } from "../payplans/periods.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { parsedInput } from "./assemble.ts";
import { AT_ONCE_MAX, flawed } from "./compute-all.ts";
import { inputOf } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";
import { keptOf } from "./pack.ts";
import { firstOpen, periodsOf } from "./periods.ts";
import { basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";
import { SHOWN } from "./read-statement.ts";
import { statementWire, sumsWire, traceWire } from "./show-statement.ts";
import { stateOf } from "./run.ts";
import { messagesOf } from "./words.ts";

type Asked = {
  readonly person: string;
  readonly actor: () => Actor;
  readonly today: Day;
  readonly withInput: boolean;
};

/**
 * What a person has earned as of now: the open period that holds today, computed with every open period
 * before it. Nothing is written. Where the plan looks at a team, everybody of the plan is computed, and
 * the input stays with those who see all pay.
 */
export async function readEarnings(
  db: TenantDb,
  deps: Deps,
  { person, actor, today, withInput }: Asked,
) {
  const { runs, plans, calendar } = deps;
  const first = await db.load({
    stays: plans.staysOf([person]),
    settings: runs.settings(),
    clock: calendar.calendar(),
    past: runs.ofPerson(person, SHOWN, 1),
  });
  if (!seesPay(actor(), person, first.settings)) return err({ code: "pay/hidden" } as const);
  const [newest] = first.past;
  const nothing = {
    ...{ plan: null, version: null, period: null, statements: [], trace: null, input: null },
    last: newest
      ? {
          ...{ run: newest.run, from: newest.from, until: newest.until },
          ...sumsWire(newest, stateOf(newest.state)),
        }
      : null,
    ...{ flaws: [], calculatedAt: null },
  };
  const stay = first.stays.find((each) => contains(each, today));
  if (!stay) return ok(nothing);
  const { kept, versions, lockedUntil } = await db.load({
    kept: plans.plan(stay.plan),
    versions: plans.versions(stay.plan),
    lockedUntil: runs.openFrom(stay.plan),
  });
  const periods = periodsOf(timeIn(first.clock), versions, addDays(today, 1));
  const open = firstOpen(periods, lockedUntil);
  const running = periods.at(-1);
  if (!kept || !open || !running) return ok(nothing);
  const plan = { id: kept.id, key: kept.key, name: kept.name };
  const inForce = inForceOver(versions, running);
  const documents = inForce.map(({ document }) => document);
  if (needsOf(documents, []).crosses) {
    const stored = await fromItsRun(db, deps, { plan: stay.plan, person, running });
    const version = inForce.at(-1)?.number ?? null;
    const { from, until } = running;
    if (stored) return ok({ ...nothing, plan, version, period: { from, until }, ...stored });
  }
  const interval = { from: open.from, until: running.until };
  const alone = await basisNow(db, deps, { plan: stay.plan, ...interval, people: [person] });
  const { crosses } = alone.needs;
  const whole = crosses ? await basisNow(db, deps, { plan: stay.plan, ...interval }) : alone;
  const { people } = whole;
  const others = crosses ? whole.basis.others.map((each) => each.person) : [];
  const log = await readRows(db, deps, {
    ...{ plan: stay.plan, basis: whole.basis, documents: whole.documents },
    people: [...people.map(({ participant }) => participant.id), ...others],
  });
  const input = inputOf({ ...whole, people, ...log });
  const outcome = evaluate(parsedInput(input));
  const version = whole.basis.versions.at(-1) ?? null;
  const about = {
    ...nothing,
    ...{ plan, version, period: { from: running.from, until: running.until } },
    input: withInput && (!crosses || seesAllPay(actor())) ? input : null,
  };
  if (!outcome.ok) {
    const { errors } = flawed(outcome.error, whole.people);
    const flaws = errors.map((flaw) => ({ ...flaw, messages: messagesOf(flaw.code, flaw) }));
    return ok({ ...about, flaws });
  }
  const own = outcome.value.statements.filter((each) => each.participant === person);
  const now = own.find(({ period }) => period.from === running.from);
  return ok({
    ...about,
    statements: own.toSorted(newestFirst).map((each) => estimateWire(each)),
    trace: now ? traceWire(now) : null,
  });
}

/**
 * Of a plan whose people need each other's figures, and of which there are too many to compute them all
 * for a page: the statement as the run of the period has it. Null where the plan is small enough.
 */
async function fromItsRun(
  db: TenantDb,
  { runs, plans }: Deps,
  {
    plan,
    person,
    running,
  }: { readonly plan: string; readonly person: string; readonly running: Interval },
) {
  const { count, run } = await db.load({
    count: plans.everOn(plan),
    run: runs.runAt(plan, running.from),
  });
  if (count <= AT_ONCE_MAX) return null;
  if (!run?.cutoff) return { statements: [], calculatedAt: null };
  const { own } = await db.load({ own: runs.kept(run.id, run.calc, [person]) });
  return {
    statements: own.map((each) => statementWire(each, running, "estimate")),
    calculatedAt: run.cutoff.at,
  };
}

function newestFirst(a: Statement, b: Statement): number {
  return a.period.from < b.period.from ? 1 : -1;
}

function estimateWire(statement: Statement) {
  const hashes = { inputHash: "", hash: statementHash(statement) };
  return statementWire(keptOf(statement, hashes), statement.period, "estimate");
}
