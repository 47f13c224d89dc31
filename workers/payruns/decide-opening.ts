import { err, ok, type Result } from "../lib/result.ts";
import type { Day } from "../lib/day.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { type Decision, type OpeningFlaw, openingFlaw } from "./opening.ts";
import { openingWire } from "./show-opening.ts";

export type DecideOpeningError =
  | { readonly code: "pay_opening/not_found"; readonly id: string }
  | OpeningFlaw
  | { readonly code: "payplan/locked"; readonly open: Day; readonly value: Day }
  | { readonly code: "pay_opening/barred"; readonly value: string };

/**
 * A second person approves or rejects a list; whoever entered it takes it back while it waits. An
 * approved one is withdrawn by a second person, as long as no run with it is locked. Nobody decides on
 * their own balances. Where one account alone may approve, it does both: that is kept.
 */
export async function decideOpening(
  db: TenantDb,
  { runs }: Deps,
  {
    id,
    decision,
    note,
  }: { readonly id: string; readonly decision: Decision; readonly note: string },
): Promise<Result<ReturnType<typeof openingWire>, DecideOpeningError>> {
  const { kept } = await db.load({ kept: runs.opening(id) });
  if (!kept) return err({ code: "pay_opening/not_found", id });
  const { who, called, settings, open } = await db.load({
    who: runs.behind(db.actor()),
    called: runs.nameBehind(db.actor()),
    settings: runs.ruling(),
    open: runs.openFrom(kept.plan),
  });
  const one = settings.onePersonApproval;
  const flaw = openingFlaw(kept, decision, { who, one });
  if (flaw) return err(flaw);
  if (decision !== "rejected" && open !== null && kept.from < open)
    return err({ code: "payplan/locked", open, value: kept.from });
  const people = kept.rows.map(({ person }) => person);
  const isOwn = who.person === kept.account || people.includes(who.participant ?? "");
  const alone = isOwn && decision === "approved";
  const next = { ...kept, state: decision, decidedBy: who.person, decidedAt: db.now, alone };
  const body = openingWire({ ...next, decidedName: called }, { who, one });
  const stamp = { by: db.actor(), account: who.person, at: db.now };
  const done = await commit(db, {
    event: `pay_opening/${decision}`,
    subject: id,
    detail: { opening: id, plan: kept.plan, people: people.length, ...(alone ? { alone } : {}) },
    expect: [
      runs.expect.openingIs(id, kept.state),
      ...(decision === "rejected" ? [] : [runs.expect.isOpenAt(kept.plan, kept.from)]),
      ...(decision === "approved" ? [runs.expect.mayOpen(kept.plan, people, id)] : []),
      ...(alone ? [runs.oneApprover()] : []),
    ],
    writes: [runs.decideOpening(id, stamp, { decision, alone, note: note === "" ? null : note })],
    answer: { status: 200, body: body as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok(body);
  const what = done.error.code === "commit/guard" ? done.error.what : "";
  if (what === "pay_opening/people") {
    const { late } = await db.load({ late: runs.notOpening(kept.plan, people, id) });
    return err({ code: "pay_opening/barred", value: late[0] ?? "" });
  }
  if (what === runs.oneApprover().what) return err({ code: "pay_opening/own_entry" });
  const { now } = await db.load({ now: runs.opening(id) });
  return err({ code: "pay_opening/not_now", state: now?.state ?? kept.state });
}
