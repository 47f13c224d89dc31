import type { Version } from "../payplans/store.ts";
import type { Guard } from "../tenancy/commit.ts";
import { type Read, read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { RunBasis } from "./basis.ts";
import type { Deps } from "./deps.ts";
import type { ApprovedAdjustment } from "./facts.ts";
import type { SettingsChange } from "./held-back-store.ts";
import { needsOf } from "./needs.ts";
import type { Repriced, Setter } from "./review-store.ts";
import type { Run } from "./run.ts";
import type { ApproveError } from "./states.ts";
import { moneyIn } from "./wire.ts";

type Reviewed = {
  readonly run: Run;
  readonly basis: RunBasis | null;
  readonly versions: readonly Version[];
  /** People whose statements the run holds. */
  readonly people: ReadonlySet<string>;
};
type Loaded = {
  readonly corrections: readonly ApprovedAdjustment[];
  readonly setters: readonly Setter[];
  readonly repriced: readonly Repriced[];
  readonly openers: readonly string[];
  readonly changers: readonly SettingsChange[];
  readonly comparers: readonly string[];
};

const nothing = <T>(): Read<T[]> => read("SELECT NULL WHERE ?1 IS NULL", [], () => []);
const inRun = ({ basis, versions }: Pick<Reviewed, "basis" | "versions">) =>
  versions.filter(({ number }) => basis?.versions.includes(number));

/** What bears on an approval besides the steps: one round trip, together with whatever else is read. */
export function approvalReads({ runs, beside }: Deps, of: Reviewed) {
  const { run, people } = of;
  const cutoff = run.cutoff?.seq ?? 0;
  const held = inRun(of);
  const otherPlans = of.basis?.otherPlans ?? [];
  const isRepriced = held.some(({ document }) => document.change === "reprice");
  const kinds = held.map(({ document }) => document.rates?.kind ?? "fixed");
  return {
    corrections: beside.adjustments([...people], cutoff),
    setters: runs.setters({
      ...{ plan: run.plan, until: run.until, cutoff, people: [...people] },
      rates: kinds.some((kind) => kind !== "fixed" && kind !== "none"),
    }),
    openers: runs.openers(run.plan, cutoff),
    changers: runs.settingsChanged(run.plan, cutoff),
    comparers: otherPlans.length > 0 ? runs.comparedAuthors(otherPlans) : nothing<string>(),
    repriced: isRepriced ? runs.repriced(run.id, run.calc) : nothing<Repriced>(),
  };
}

/** The same where nobody can approve now: who is held back from it is nobody's question. */
export function shownReads(deps: Deps, of: Reviewed): ReturnType<typeof approvalReads> {
  return {
    ...approvalReads(deps, of),
    ...{ corrections: nothing<ApprovedAdjustment>(), setters: nothing<Setter>() },
    ...{ openers: nothing<string>(), changers: nothing<SettingsChange>() },
    comparers: nothing<string>(),
  };
}

/** Who is held back from approving, and which true-ups stand in the way; lines are looked into only for corrections. */
export async function approvalOf(
  db: TenantDb,
  { runs }: Deps,
  of: Reviewed,
  { corrections, setters, repriced, openers, changers, comparers }: Loaded,
) {
  const { run } = of;
  const ids = corrections.filter(({ on }) => on < run.until).map(({ id }) => id);
  const { paid } =
    ids.length === 0
      ? { paid: [] }
      : await db.load({ paid: runs.correctionsIn(run.id, run.calc, ids) });
  return {
    authors: inRun(of).flatMap(({ number, authors }) =>
      authors.map((account) => ({ account, number })),
    ),
    correctors: corrections.filter(({ id }) => paid.includes(id)).map(({ by }) => by),
    setters: [
      ...setters,
      ...openers.map((account) => ({ account, of: "opening" as const })),
      ...changers
        .filter(({ events, deduction }) => deduction || (events && readsEvents(of)))
        .map(({ account }) => ({ account, of: "settings" as const })),
      ...comparers.map((account) => ({ account, of: "compared" as const })),
    ],
    trueUps: repriced,
  };
}

/**
 * A run with all that its approval is decided by. `holds`: what its calculation stood on is still what
 * is known.
 */
export async function reviewedFor(db: TenantDb, deps: Deps, run: Run) {
  const { runs, plans } = deps;
  const { sums, versions, settings, basis } = await db.load({
    sums: runs.hashes(run.id, run.calc),
    versions: plans.versions(run.plan),
    settings: runs.ruling(),
    basis: runs.basis(run.id),
  });
  const people = new Set(sums.map(({ person }) => person));
  const of = { run, basis, versions, people };
  const { holds, ...loaded } = await db.load({
    ...approvalReads(deps, of),
    holds: runs.wouldHold(basisHolds(deps, run, basis)),
  });
  const { trueUps, ...held } = await approvalOf(db, deps, of, loaded);
  return { holds, people, basis, onePerson: settings.onePersonApproval, trueUps, held };
}

/** Whether any amount depends on which entries say that an event of a deal happened. */
function readsEvents(of: Reviewed): boolean {
  const { otherPlans = [], metrics = [] } = of.basis ?? {};
  const documents = [...inRun(of).map(({ document }) => document), ...otherPlans];
  return needsOf(documents, metrics).events.size > 0;
}

/** Why nobody may approve the run yet: a true-up of a new version waits for its own approval, or was refused. */
export function trueUpsInTheWay(trueUps: readonly Repriced[]): ApproveError | null {
  for (const state of ["refused", "waiting"] as const) {
    const those = trueUps.filter((each) => each.state === state);
    if (those.length > 0)
      return {
        code: `pay_run/true_ups_${state}`,
        count: those.length,
        names: namesOf(those),
      };
  }
  return null;
}

/** Names as a text holds them: the first few, and that there are more. */
export function namesOf(people: readonly { readonly name: string }[]): string {
  const names = [...new Set(people.map(({ name }) => name))];
  return names.length > 5 ? `${names.slice(0, 5).join(", ")} …` : names.join(", ");
}

/** What the newest calculation stood on is still what is known. */
export function basisHolds({ runs }: Deps, run: Run, basis: RunBasis | null): Guard {
  const compared = (basis?.otherPlans ?? []).map(({ key }) => key);
  return runs.expect.basisHolds({
    ...{ plan: run.plan, until: run.until, cutoff: run.cutoff?.seq ?? 0, compared },
  });
}

/** Lines that want a second person, and how many wait, stand or were turned down. */
export function trueUpsWire(trueUps: readonly Repriced[]) {
  const count = (state: Repriced["state"]) => trueUps.filter((each) => each.state === state).length;
  return {
    ...{ waiting: count("waiting"), approved: count("approved"), refused: count("refused") },
    lines: trueUps.map((each) => ({ ...each, amount: moneyIn(each.currency)(each.amount) })),
  };
}
