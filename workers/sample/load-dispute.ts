import type { Yunfan } from "../../db/sample/yunfan.ts";
import { incentive } from "../../db/sample/incentives.ts";
import type { Deps } from "../disputes/deps.ts";
import { raiseDispute } from "../disputes/raise-dispute.ts";
import type { Viewer } from "../disputes/show.ts";
import { firstOfMonth } from "../lib/day.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

export type DisputeSampleTools = { readonly disputes: Deps };
type Disputing = Pick<Loading, "db" | "today" | "currency" | "locale"> & DisputeSampleTools;

const SAID = {
  zh: "月底那笔云产品订单客户已在当月签收，应计入本期，请核对。",
  en: "The cloud order at the end of the month was delivered within it and belongs to this period. Please check.",
};

/** One of the sample's sellers disputes the first step of last month's statement; nobody has answered. */
export async function loadDispute(at: Disputing, of: Yunfan): Promise<boolean> {
  const { db, today, currency, locale, disputes: deps } = at;
  const { from, members } = incentive(of, of.plan.from, today);
  const run = await sampleId(db.uuid, "payRun", from);
  const id = await sampleId(db.uuid, "dispute", from);
  const { there } = await db.load({ there: deps.disputes.dispute(id) });
  // In the year's first month nothing has been paid yet.
  if (there || from >= firstOfMonth(today)) return true;
  for (const { person: code } of members) {
    const person = await sampleId(db.uuid, "person", code);
    const statement = await deps.statement(db, { run, person, currency });
    const line = statement?.lines.findIndex(
      ({ kind, steps }) => kind === "component" && steps.length > 0,
    );
    if (!statement || line === undefined || line < 0) continue;
    const own: TenantDb = { ...db, actor: () => person };
    const viewer: Viewer = {
      ...{ account: person, person, today, alone: false },
      ...{ mayDispute: true, mayResolve: false, mayEnter: false, mayApprove: false },
    };
    const asked = {
      ...{ id, run, person, currency, hash: statement.hash },
      ...{ pointer: `/lines/${line}`, text: SAID[locale], amount: "860.00" },
    };
    return await went(db, await raiseDispute(own, deps, asked, viewer));
  }
  return true;
}
