import { evaluate } from "../incentives/evaluate.ts";
import type { Statement } from "../incentives/outcome.ts";
import { seesAllPay, seesPay } from "../incentives/pay-sight.ts";
import { addDays, type Day } from "../lib/day.ts";
import { contains } from "../lib/interval.ts";
import { err, ok } from "../lib/result.ts";
import { timeIn } from "../payplans/periods.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { parsedInput } from "./assemble.ts";
import { flawed } from "./calculate-run.ts";
import { inputOf } from "./compute.ts";
import type { Deps } from "./deps.ts";
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
    flaws: [],
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
    plan: { id: kept.id, key: kept.key, name: kept.name },
    ...{ version, period: { from: running.from, until: running.until } },
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

function newestFirst(a: Statement, b: Statement): number {
  return a.period.from < b.period.from ? 1 : -1;
}

function estimateWire(statement: Statement) {
  return statementWire(keptOf(statement, ""), statement.period, "estimate");
}
