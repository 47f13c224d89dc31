import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { trueUpsWire } from "./approval.ts";
import type { Deps } from "./deps.ts";
import type { Repriced, TrueUpDecision } from "./review-store.ts";
import type { Run } from "./run.ts";

export type TrueUpError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "pay_run/not_now"; readonly state: string; readonly action: string }
  | { readonly code: "pay_run/other_result"; readonly yours: string; readonly current: string }
  | { readonly code: "pay_run/own_plan"; readonly number: number }
  | { readonly code: "pay_run/own_line" }
  | { readonly code: "pay_run/no_true_ups" };
type Deciding = {
  readonly run: string;
  /** The result as it was looked at. */
  readonly hash: string;
  readonly decision: TrueUpDecision;
  /** Everybody whose line has no such word yet where nobody is named. */
  readonly people: readonly string[] | null;
  readonly note: string | null;
};

/**
 * A second person's word on lines that pay earlier periods anew under a new version. Whoever edited a
 * version of the plan has none, nobody has one on their own line; a company where one account alone may
 * approve sets both aside. A word is on one amount: another result of the line wants another.
 */
export async function decideTrueUps(
  db: TenantDb,
  deps: Deps,
  { run: id, hash, decision, people, note }: Deciding,
): Promise<Result<ReturnType<typeof trueUpsWire>, TrueUpError>> {
  const { runs, plans } = deps;
  const { run } = await db.load({ run: runs.run(id) });
  if (!run) return err({ code: "pay_run/not_found", id });
  if (!MAY.includes(run.state))
    return err({ code: "pay_run/not_now", state: run.state, action: "true-ups" });
  if (hash !== run.hash)
    return err({ code: "pay_run/other_result", yours: hash, current: run.hash ?? "" });
  const { who, versions, basis, settings, lines } = await db.load({
    who: runs.behind(db.actor()),
    versions: plans.versions(run.plan),
    basis: runs.basis(run.id),
    settings: runs.ruling(),
    lines: runs.repriced(run.id, run.calc),
  });
  const one = settings.onePersonApproval;
  const own = versions.find(
    ({ number, authors }) => basis?.versions.includes(number) && authors.includes(who.person),
  );
  if (own && !one) return err({ code: "pay_run/own_plan", number: own.number });
  const meant = lines.filter(
    ({ person, state }) => state !== decision && (people === null || people.includes(person)),
  );
  const said = one ? meant : meant.filter(({ person }) => person !== who.participant);
  if (said.length === 0)
    return err({ code: meant.length > 0 ? "pay_run/own_line" : "pay_run/no_true_ups" });
  // Whoever has nothing of their own in it is a second person, though there be no other.
  const alone = own !== undefined || said.some(({ person }) => person === who.participant);
  const next = lines.map((line): Repriced =>
    said.includes(line) ? { ...line, state: decision, by: who.person, at: db.now } : line,
  );
  const body = trueUpsWire(next);
  const done = await commit(db, {
    event: `pay_run/true_ups_${decision}`,
    subject: run.id,
    detail: { run: run.id, plan: run.plan, lines: said.length, ...(alone ? { alone } : {}) },
    expect: [runs.expect.version(run.id, run.version), ...(alone ? [runs.oneApprover()] : [])],
    writes: [
      runs.sayToTrueUps(run.id, said, {
        ...{ decision, note, by: db.actor(), account: who.person, at: db.now },
      }),
    ],
    answer: { status: 200, body: body as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok(body);
  const { now } = await db.load({ now: runs.run(run.id) });
  return err({ code: "pay_run/other_result", yours: hash, current: now?.hash ?? "" });
}

/** While a result is looked at: before there is one, and once it is approved, there is nothing to say. */
const MAY: readonly Run["state"][] = ["calculated", "in_review"];
