import type { Day } from "../lib/day.ts";
import { groupBy } from "../lib/list.ts";
import { payDateOf } from "../incentives/pay-date.ts";
import { inForceOver } from "../payplans/in-force.ts";
import { timeIn } from "../payplans/periods.ts";
import type { Version } from "../payplans/store.ts";
import { read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import {
  approvalOf,
  approvalReads,
  basisHolds,
  namesOf,
  shownReads,
  trueUpsInTheWay,
  trueUpsWire,
} from "./approval.ts";
import { paysInAdvance } from "./advances.ts";
import type { Deps, OpenDispute } from "./deps.ts";
import { payOf } from "./periods.ts";
import type { NamedStep, Run } from "./run.ts";
import { runWire } from "./show-run.ts";
import {
  ACTIONS,
  type Action,
  type Approval,
  mayApprove,
  mayFrom,
  reviewOf,
  type StepKind,
} from "./states.ts";
import type { Sums } from "./statement-store.ts";
import { totalsOf } from "./totals.ts";
import { moneyIn, totalsWire } from "./wire.ts";
import { refusedWith } from "./words.ts";

/** Everything a run's page shows, in three round trips. */
export async function readRun(db: TenantDb, deps: Deps, id: string, today: Day) {
  const { runs, plans, calendar, beside, input } = deps;
  const first = await db.load({
    run: runs.run(id),
    steps: runs.steps(id),
    basis: runs.basis(id),
    settings: runs.ruling(),
    clock: calendar.calendar(),
    disputes: beside.openDisputes(id),
  });
  const { run, steps, basis, disputes } = first;
  if (!run) return null;
  const second = await db.load({
    who: runs.behind(db.actor()),
    versions: plans.versions(run.plan),
    sums: runs.hashes(run.id, run.calc),
    others: runs.runs(run.plan, null, 2_000),
  });
  const { versions, sums, others } = second;
  const past = others.find(({ until }) => until <= run.from && until === run.from) ?? null;
  const people = new Set(sums.map(({ person }) => person));
  const unpaid = steps.findLast(({ calculated }) => calculated)?.calculated?.unpaid ?? [];
  const reviewed = { run, basis, versions, people };
  const inForce = inForceOver(versions, run);
  const version = inForce.at(-1) ?? null;
  const reviewReads = mayFrom(run.state, "approve") ? approvalReads : shownReads;
  const third = await db.load({
    before: runs.lastTotals(past?.id ?? ""),
    unsigned: plans.unsigned({ ...run, number: version?.number ?? 0 }, [...people]),
    ...reviewReads(deps, reviewed),
    holds: ["in_review", "approved"].includes(run.state)
      ? runs.wouldHold(basisHolds(deps, run, basis))
      : ALWAYS,
    waiting: beside.adjustments(
      unpaid.map(({ person }) => person),
      run.cutoff?.seq ?? 0,
    ),
    unpaidOf: input.people(
      unpaid.map(({ person }) => person),
      run.cutoff?.seq ?? 0,
    ),
  });
  const review = reviewOf(steps, run.hash, people);
  const held = await approvalOf(db, deps, reviewed, third);
  const open = others.findLast(
    ({ from, state }) => from < run.from && state !== "locked" && state !== "paid",
  );
  return {
    ...runWire(run),
    payDate: version ? payDateOf(timeIn(first.clock), payOf(version.document), run) : null,
    over: run.until <= today,
    versions: basis ? [...basis.versions] : inForce.map(({ number }) => number),
    ...courseOf(steps, run.hash),
    onePerson: steps.some((step) => step.alone && step.hash === run.hash),
    totals: totalsOf(sums).map(totalsWire),
    before: past ? third.before.map(totalsWire) : null,
    last: lastOf(steps, run),
    approvals: review.approvals.map((step) => approvalWire(step, steps, people)),
    missing: { any: review.missing, statements: [...review.uncovered] },
    disputes: [...disputes],
    notAccepted: third.unsigned,
    unpaidCorrections: unpaid.flatMap((each) => {
      const of = third.waiting.find(({ id: own }) => own === each.id);
      const who = third.unpaidOf.find(({ id: own }) => own === each.person);
      if (!of || !who) return [];
      const amount = moneyIn(of.currency)(of.amount);
      return [{ ...each, name: who.name, nameEn: who.nameEn, amount }];
    }),
    trueUpApprovals: trueUpsWire(held.trueUps),
    paysInAdvance: paysInAdvance(versions, run),
    may: mayDo({
      ...{ run, steps, disputes, people, today, open: open?.from ?? null, ...held },
      ...{ who: second.who, holds: third.holds },
      onePerson: first.settings.onePersonApproval,
    }),
  };
}

const ALWAYS = read("SELECT 1 WHERE ?1 IS NOT NULL", [], () => true);

/** Who did what last, as far as it still holds. */
function courseOf(steps: readonly NamedStep[], hash: string | null) {
  const last = (kind: StepKind, current: boolean) => {
    const step = steps.findLast((each) => each.kind === kind && (!current || each.hash === hash));
    return step ? { by: step.person, name: step.name, nameEn: step.nameEn, at: step.at } : null;
  };
  return {
    calculated: last("calculated", false),
    submitted: last("submitted", true),
    approved: last("approved", true),
    locked: last("locked", false),
    paid: last("paid", false),
  };
}

/** The newest calculation whose result was another than the run's. */
function lastOf(steps: readonly NamedStep[], { hash }: Run) {
  const calculations = steps.filter(({ kind }) => kind === "calculated");
  const current = calculations.findIndex(
    (step, at) => step.hash === hash && calculations.slice(at).every((each) => each.hash === hash),
  );
  const [was, now] = [calculations[current - 1], calculations[current]];
  if (!was?.calculated || !was.hash) return null;
  return {
    hash: was.hash,
    at: was.at,
    totals: was.calculated.totals.map(totalsWire),
    changed: now?.calculated?.changed ?? 0,
  };
}

export function approvalWire(
  step: Approval,
  steps: readonly NamedStep[],
  people: ReadonlySet<string>,
) {
  const named = steps.find(({ at, person }) => at === step.at && person === step.person);
  const own = step.participant;
  return {
    ...{ by: step.person, name: named?.name ?? null, nameEn: named?.nameEn ?? null, at: step.at },
    ...{ hash: step.hash ?? "", void: step.void, alone: step.alone },
    without: own !== null && !step.alone && people.has(own) ? own : null,
  };
}

type Doing = Awaited<ReturnType<typeof approvalOf>> & {
  readonly run: Run;
  readonly steps: readonly NamedStep[];
  readonly disputes: readonly OpenDispute[];
  readonly people: ReadonlySet<string>;
  readonly onePerson: boolean;
  /** What was calculated on is still what is known. */
  readonly holds: boolean;
  readonly who: { readonly person: string; readonly participant: string | null };
  readonly today: Day;
  /** The first earlier period that is not locked. */
  readonly open: Day | null;
};

/** Each step with the reason why it would be refused to this reader now; roles are the gate's. */
function mayDo(of: Doing) {
  const all = ACTIONS.map((action) => ({ action, refused: refusalOf(action, of) }));
  const { state } = of.run;
  const isClosed = state === "locked" || state === "paid";
  return [
    ...all,
    {
      action: "export" as const,
      refused: isClosed ? null : refusedWith({ code: "pay_run/not_locked", state }),
    },
  ];
}

function refusalOf(action: Action, of: Doing) {
  const { run, disputes, today, open } = of;
  if (run.job?.state === "running") return refusedWith({ code: "pay_run/job_running" });
  if (!mayFrom(run.state, action)) {
    const isClosed = run.state === "locked" || run.state === "paid";
    if (isClosed && action !== "pay") return refusedWith({ code: "pay_run/locked" });
    return refusedWith({ code: "pay_run/not_now", state: run.state, action });
  }
  if (action === "calculate" && open !== null)
    return refusedWith({ code: "pay_run/earlier_open", from: open });
  if (action === "submit" && today < run.until)
    return refusedWith({ code: "pay_run/not_over", until: run.until });
  const needsBasis = action === "approve" || action === "lock";
  if (action === "lock" && disputes.length > 0)
    return refusedWith({
      ...{ code: "pay_run/disputed", count: disputes.length, names: namesOf(disputes) },
    });
  if (needsBasis && !of.holds) return refusedWith({ code: "pay_run/stale_basis" });
  if (action === "approve") {
    const inTheWay = trueUpsInTheWay(of.trueUps);
    if (inTheWay) return refusedWith(inTheWay);
    const may = mayApprove(of.who, { ...of, hash: run.hash });
    return may.ok ? null : refusedWith(may.error);
  }
  return null;
}

/** By person: what the period before paid. */
export function payBefore(sums: readonly Sums[]): ReadonlyMap<string, bigint> {
  return new Map(
    [...groupBy(sums, ({ person, currency }) => `${person} ${currency}`)].map(([key, all]) => [
      key,
      all.reduce((sum, { pay }) => sum + pay, 0n),
    ]),
  );
}

export function newestVersion(versions: readonly Version[], run: Run): Version | null {
  return inForceOver(versions, run).at(-1) ?? null;
}
