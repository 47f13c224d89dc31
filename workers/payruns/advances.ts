import { evaluate } from "../incentives/evaluate.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { addDays } from "../lib/day.ts";
import { chunks } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { inForceOver } from "../payplans/in-force.ts";
import { timeIn } from "../payplans/periods.ts";
import type { Version } from "../payplans/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { evaluationOf } from "./assemble.ts";
import type { PersonBasis } from "./basis.ts";
import { flawed, type InputFlawed, PEOPLE_A_READ } from "./compute-all.ts";
import type { Deps } from "./deps.ts";
import type { Told } from "./export-store.ts";
import { firstOpen, periodsOf } from "./periods.ts";
import { type BasisNow, basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";
import type { Run } from "./run.ts";

/** Whether the version that pays a run's period advances a draw at its start. */
export function paysInAdvance(versions: readonly Version[], run: Run): boolean {
  return inForceOver(versions, run).at(-1)?.document.draw?.paid === "advance";
}

/**
 * Who is to be paid how much at a period's start, as known now: the draw of each person, prorated by
 * their days on the plan. Nobody's earnings of the period are looked at, so it can be said on its first
 * day, before targets and sales are there. Where what may be owed has a cap, the balance decides, and
 * open periods before are computed with it. Minor units; nobody with nothing. Refuses with the engine's
 * flaws, people by name.
 */
export async function advancesNow(
  db: TenantDb,
  deps: Deps,
  run: Run,
  versions: readonly Version[],
): Promise<Result<Told[], InputFlawed>> {
  const isCapped = inForceOver(versions, run).some(({ document }) => document.draw?.balanceCap);
  const { clock, lockedUntil } = await db.load({
    clock: deps.calendar.calendar(),
    lockedUntil: deps.runs.openFrom(run.plan),
  });
  const periods = periodsOf(timeIn(clock), versions, addDays(run.from, 1));
  const open = isCapped ? firstOpen(periods, lockedUntil) : null;
  const from = open?.from ?? run.from;
  const now = await basisNow(db, deps, { plan: run.plan, from, until: run.until });
  const groups = now.needs.crosses ? [now.people] : chunks(now.people, PEOPLE_A_READ);
  const found: Told[] = [];
  for (const people of groups) {
    const of = isCapped ? await whole(db, deps, run.plan, now, people) : drawsAlone(now, people);
    const outcome = evaluate(evaluationOf(of), { trace: false });
    if (!outcome.ok) return err(flawed(outcome.error, now.people));
    for (const { participant, currency, period, advanced = 0n } of outcome.value.statements)
      if (period.from === run.from && advanced !== 0n)
        found.push({ person: participant, currency, amount: advanced });
  }
  return ok(found);
}

async function whole(
  db: TenantDb,
  deps: Deps,
  plan: string,
  { basis, documents, needs }: BasisNow,
  people: readonly PersonBasis[],
) {
  const ids = people.map(({ participant }) => participant.id);
  const others = needs.crosses ? basis.others.map(({ person }) => person) : [];
  const log = await readRows(db, deps, { plan, basis, documents, people: [...ids, ...others] });
  return { basis, documents, people, ...log };
}

/** A draw of which all may be owed depends on no component, target or sale. */
function drawsAlone({ basis, documents }: BasisNow, people: readonly PersonBasis[]) {
  return {
    basis: { ...basis, boards: [], peerScores: [], unitTargets: [], otherPlans: [] },
    documents: documents.map(drawOnly),
    people: people.map(({ participant }) => ({ participant, targets: [], adjustments: [] })),
    ...{ rows: [], posted: [] },
  };
}

/** The plan with its draw, whose component pays nothing: a plan has one at least. */
function drawOnly(document: PlanJson): PlanJson {
  const { plan: _, release: __, leaver: ___, events: ____, conditions: _____, ...rest } = document;
  return {
    ...rest,
    components: [
      {
        ...{ kind: "flat", key: "none", name: { zh: "无", en: "None" }, window: "period" },
        ...{ base: "amount", rate: "0", split: "credit", negative: { per: "window" } },
      },
    ],
  };
}
