import type { EvaluationJson } from "../incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../incentives/outcome.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import type { Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { documentsOf, type PersonBasis, type RunBasis } from "./basis.ts";
import { type Computed, computed, inputOf } from "./compute.ts";
import type { LoggedCredit } from "./credit.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";
import type { Kept } from "./pack.ts";
import { readRows } from "./read-rows.ts";
import type { Run } from "./run.ts";

/** The stored input of some of a run's statements, and what it gives. */
export type Replay = {
  readonly documents: readonly PlanJson[];
  readonly basis: RunBasis;
  readonly input: EvaluationJson;
  readonly rows: readonly LoggedCredit[];
  /** The input holds other people's figures: it is not for everybody's eyes. */
  readonly crosses: boolean;
  readonly kept: readonly (Kept & { readonly basis: PersonBasis })[];
  readonly outcome: Result<Computed, readonly IncentiveFlaw[]>;
};

/** Who of a run: some people, with everybody where the plan needs others' figures; or these alone. */
export type Wanted = readonly string[] | null | { readonly alone: readonly string[] };

/**
 * Computes statements of a run again from what was stored: the run's basis, each person's own part, the
 * log up to the cut-off and the lines posted before. Of all people where nobody is named, or where the
 * plan needs the figures of others. Null where the run was never calculated.
 */
export async function replayed(
  db: TenantDb,
  deps: Deps,
  run: Run,
  people: readonly string[] | null,
): Promise<Replay | null> {
  const stored = await storedInput(db, deps, run, people);
  if (!stored) return null;
  const { of, ...rest } = stored;
  return { ...rest, outcome: await computed(of) };
}

/** What a run's statements were computed from, as it was stored; nothing is computed. */
export async function storedInput(db: TenantDb, deps: Deps, run: Run, wanted: Wanted) {
  const { runs, plans } = deps;
  // The basis is that of the newest calculation: a run that was read earlier may be behind it.
  const { current, basis, versions } = await db.load({
    current: runs.run(run.id),
    basis: runs.basis(run.id),
    versions: plans.versions(run.plan),
  });
  if (!basis || !current) return null;
  const documents = documentsOf(basis, versions);
  const { crosses } = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
  const isAlone = wanted !== null && "alone" in wanted;
  const named = isAlone ? wanted.alone : crosses ? null : wanted;
  const { kept } = await db.load({ kept: runs.kept(run.id, current.calc, named) });
  const bases = [...new Map(kept.map((each) => [each.person, each.basis])).values()];
  const ids = bases.map(({ participant }) => participant.id);
  const others = crosses && !isAlone ? basis.others.map(({ person }) => person) : [];
  const log = await readRows(db, deps, {
    ...{ plan: run.plan, basis, documents },
    people: [...ids, ...others],
  });
  const of = { basis, documents, people: bases, ...log };
  return { documents, basis, input: inputOf(of), rows: log.rows, crosses, kept, of };
}

/** Which statements came out otherwise than they were kept. */
export function differencesIn({ kept, outcome }: Replay): readonly Kept[] {
  if (!outcome.ok) return kept;
  const now = new Map(
    outcome.value.kept.map((each) => [`${each.person} ${each.currency}`, each.hash]),
  );
  return kept.filter((each) => now.get(`${each.person} ${each.currency}`) !== each.hash);
}

export function statementIn(
  { outcome }: Replay,
  person: string,
  currency: string,
): Statement | null {
  if (!outcome.ok) return null;
  return (
    outcome.value.statements.find(
      (each) => each.participant === person && each.currency === currency,
    ) ?? null
  );
}
