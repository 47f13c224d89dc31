import type { TenantDb } from "../tenancy/tenant-db.ts";
import { reviewedFor } from "./approval.ts";
import type { Auditing } from "./audit-pay.ts";
import type { Deps } from "./deps.ts";
import { mayApprove } from "./states.ts";

/** Runs that one step works out; each takes some four reads. */
const AT_ONCE = 20;

/**
 * Works out who may not approve the runs that are in review, by asking the very rule of approving for
 * everybody it names, and keeps it for the list of what waits. Safe to repeat and to cut anywhere.
 * Whether one person may approve alone is left to who asks: it depends on who else there is by then.
 * A run whose review breaks off by a defect of ours is left to the next time, and holds up nobody's
 * mail. Answers whether there are more.
 */
export async function reviewRuns(
  db: TenantDb,
  deps: Deps,
  tried: Auditing["tried"],
): Promise<boolean> {
  const { runs } = deps;
  const { due, newest } = await db.load({
    due: runs.reviewsDue(AT_ONCE),
    newest: deps.input.newest(),
  });
  await db.write([runs.forgetReviews()]);
  let isAnyKept = false;
  for (const id of due) {
    const kept = await tried(async () => await review(db, deps, id, newest));
    isAnyKept ||= kept !== null;
  }
  // Where all of them broke off, looking again at once would find the same ones.
  return due.length === AT_ONCE && isAnyKept;
}

/** Keeps who may not approve one run, as of commit `newest`. */
async function review(db: TenantDb, deps: Deps, id: string, newest: number): Promise<true> {
  const { runs } = deps;
  const { run, steps } = await db.load({ run: runs.run(id), steps: runs.steps(id) });
  if (!run) return true;
  const { people, trueUps, held } = await reviewedFor(db, deps, run);
  const standing = { ...held, steps, hash: run.hash, people, onePerson: false };
  const authors = held.authors.map(({ account }) => account);
  const accounts = new Set([
    ...[...authors, ...held.correctors, ...held.setters.map(({ account }) => account)],
    ...steps.map(({ person }) => person),
  ]);
  // Their own statement holds nobody back from the others': a second approver takes that one.
  const isHeld = (person: string) => !mayApprove({ person, participant: null }, standing).ok;
  const waiting = trueUps.filter(({ state }) => state === "waiting");
  const payees = new Set(waiting.map(({ person }) => person));
  const [only = null] = payees;
  await db.write([
    runs.keepReview(run, newest, {
      held: [...accounts].filter(isHeld),
      open: trueUps.filter(({ state }) => state !== "approved").length,
      waiting: waiting.length,
      authors,
      onlyOf: payees.size === 1 ? only : null,
    }),
  ]);
  return true;
}
