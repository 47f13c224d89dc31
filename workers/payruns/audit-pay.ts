import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { AuditWork, Found } from "./audit-store.ts";
import type { Deps } from "./deps.ts";
import { differencesIn, type Replay, replayed } from "./replay.ts";
import type { Breath } from "./run-jobs.ts";

/** Differences that are named; the count says how many there were. */
const NAMED_MAX = 100;
/** People that are recomputed at once. */
const PEOPLE = 100;
/** Groups of one step: at most seven calls of the database each. */
const GROUPS = 40;
const BEGUN: AuditWork = {
  ...{ step: 0, run: "", person: null, runs: 0, statements: 0, differences: 0, found: [] },
};

export type Auditing = {
  readonly breathe: Breath;
  /** Carries out a computation; null: it broke off by a defect of ours. A fault of the database goes on. */
  readonly tried: <T>(work: () => Promise<T>) => Promise<T | null>;
  readonly groups?: number;
};
/** Either there is more to do, or how many statements came out otherwise. */
export type Audited =
  { readonly more: true } | { readonly more: false; readonly differences: number };

/**
 * One bounded step of computing every statement that was ever calculated again, open and closed, from
 * its stored input; it goes on where the last one stopped. There must be no other hash: a difference is
 * a defect of ours, and would become a proposed true-up, never a change of what was closed. A run that
 * is calculated meanwhile is compared with its newest calculation. Of two runners one goes on.
 */
export async function auditPay(
  db: TenantDb,
  deps: Deps,
  { breathe, tried, groups = GROUPS }: Auditing,
): Promise<Audited> {
  const { runs } = deps;
  const { kept } = await db.load({ kept: runs.auditWork() });
  let at = kept ?? BEGUN;
  for (let n = 0; n < groups; n += 1) {
    const next = await oneGroup(db, deps, at, tried);
    if (!next) return await end(db, deps, kept, at);
    at = next;
    await breathe();
  }
  const done = await commit(db, {
    event: "pay/audit_stepped",
    subject: null,
    detail: { runs: at.runs, statements: at.statements, differences: at.differences },
    expect: [runs.expect.auditAt(kept?.step ?? 0)],
    writes: [runs.saveAuditWork({ ...at, step: (kept?.step ?? 0) + 1 })],
  });
  return done.ok ? { more: true } : { more: false, differences: 0 };
}

/** The next hundred people, of the run it has come to or of the next one; null: there are no more. */
async function oneGroup(
  db: TenantDb,
  deps: Deps,
  at: AuditWork,
  tried: Auditing["tried"],
): Promise<AuditWork | null> {
  const { runs } = deps;
  if (at.person === null) {
    const { next } = await db.load({ next: runs.runToAudit(at.run) });
    return next === null ? null : { ...at, run: next, person: "", runs: at.runs + 1 };
  }
  const { run, people } = await db.load({
    run: runs.run(at.run),
    people: runs.peopleToAudit(at.run, at.person, PEOPLE),
  });
  const last = people.at(-1);
  if (!run || last === undefined) return { ...at, person: null };
  const replay = await tried(async () => await replayed(db, deps, run, people));
  const seen = comparedIn(replay, run.id, people);
  return {
    ...at,
    // Where a statement needs everybody's figures, all of them came at once.
    person: replay?.crosses === true || people.length < PEOPLE ? null : last,
    statements: at.statements + seen.statements,
    differences: at.differences + seen.found.length,
    found: [...at.found, ...seen.found].slice(0, NAMED_MAX),
  };
}

/** What broke off could not be computed again: each of its people is a difference. */
function comparedIn(replay: Replay | null, run: string, people: readonly string[]) {
  if (!replay)
    return {
      statements: people.length,
      found: people.map((person): Found => [run, person, ""]),
    };
  const found = differencesIn(replay).map(({ person, currency }): Found => [run, person, currency]);
  return { statements: replay.kept.length, found };
}

async function end(
  db: TenantDb,
  { runs }: Deps,
  kept: AuditWork | null,
  { runs: count, statements, differences, found }: AuditWork,
): Promise<Audited> {
  const done = await commit(db, {
    event: "pay/audited",
    subject: null,
    detail: { runs: count, statements, differences },
    expect: [runs.expect.auditAt(kept?.step ?? 0)],
    writes: runs.endAudit(db.now, { runs: count, statements, differences, found }),
  });
  // Another runner has carried it on, and tells.
  return { more: false, differences: done.ok ? differences : 0 };
}
