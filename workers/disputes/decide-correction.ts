import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type DecideError, type Decision, mayDecide } from "./correction.ts";
import type { Deps } from "./deps.ts";
import type { KeptCorrection } from "./dispute.ts";
import { correctionWire, type Viewer } from "./show.ts";

export type Deciding = { readonly decision: Decision; readonly note: string };

/** Approves, rejects or withdraws a correction: once, for good. */
export async function decideCorrection(
  db: TenantDb,
  { corrections, disputes, oneApprover }: Deps,
  kept: KeptCorrection,
  { decision, note }: Deciding,
  viewer: Viewer,
) {
  const isAuthor = viewer.account === kept.account;
  const isPayee = viewer.person === kept.person;
  const { alone } = viewer;
  const allowed = mayDecide({ state: kept.state, decision, isAuthor, isPayee, alone });
  if (!allowed.ok) return refusal(allowed.error);
  const { mine } = await db.load({ mine: disputes.person(viewer.person ?? "") });
  const stamp = { by: db.actor(), account: viewer.account, at: db.now };
  const how = { decision, alone: allowed.value.alone, note: note === "" ? null : note };
  const decided = {
    ...{ account: stamp.account, at: stamp.at, alone: how.alone, note: how.note },
    ...{ name: mine?.name ?? null, nameEn: mine?.nameEn ?? null },
  };
  const body = correctionWire({ ...kept, state: decision, decided }, viewer);
  const done = await commit(db, {
    event: `pay_adjustment/${decision}`,
    subject: kept.id,
    detail: { adjustment: kept.id, alone: how.alone },
    expect: [corrections.expect.undecided(kept.id), ...(how.alone ? [oneApprover()] : [])],
    writes: [corrections.decideCorrection(kept.id, stamp, how)],
    answer: { status: 200, body },
  });
  if (done.ok) return ok({ body });
  // A second account that may approve came in the meantime.
  if (done.error.code === "commit/guard" && done.error.what === oneApprover().what) {
    const late = mayDecide({ state: kept.state, decision, isAuthor, isPayee, alone: false });
    if (!late.ok) return refusal(late.error);
  }
  const { now } = await db.load({ now: corrections.correction(kept.id) });
  return refusal({ code: "pay_adjustment/not_now", state: now?.state ?? decision });
}

function refusal(error: DecideError): Result<never, DecideError> {
  return err(error);
}
