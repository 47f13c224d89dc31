import { incentive, planDocument, type SampleMember } from "../../db/sample/incentives.ts";
import type { Yunfan } from "../../db/sample/yunfan.ts";
import { formatMinor } from "../lib/money.ts";
import { createPlan, type PlanDeps } from "../payplans/create-plan.ts";
import { publishPlan, type PublishDeps } from "../payplans/publish-plan.ts";
import { commit } from "../tenancy/commit.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

export type PaySampleTools = { readonly payplans: PlanDeps & PublishDeps };
type Paying = Pick<Loading, "db" | "today" | "currency"> & PaySampleTools;

/**
 * The plan by which the sample's sellers are paid: begun, staffed, published, accepted by most. What a
 * cut left undone is done; a published plan stays.
 */
export async function loadIncentives(at: Paying, of: Yunfan): Promise<boolean> {
  const { db, payplans: deps, today, currency } = at;
  const store = deps.payplans;
  const { code, from, budget, members } = incentive(of, of.plan.from, today);
  const id = await sampleId(db.uuid, "incentivePlan", code);
  const { plan, everOn, accepted } = await db.load({
    plan: store.plan(id),
    everOn: store.everOn(id),
    accepted: store.acceptances(id),
  });
  const key = `yunfan_${of.plan.from.slice(0, 4)}`;
  const document = planDocument({ key, from, until: of.plan.until, currency });
  if (!plan) {
    const asked = { id, document, budget: formatMinor(BigInt(budget), 0), sample: true };
    if (!(await went(db, await createPlan(db, deps, asked, { today, answer: () => null }))))
      return false;
  }
  if (everOn === 0 && !(await staff(at, id, members))) return false;
  if ((plan?.published ?? 0) === 0) {
    const asked = { id, version: 1, from, today, answer: () => null };
    if (!(await went(db, await publishPlan(db, deps, asked)))) return false;
  }
  if (accepted.length > 0) return true;
  return await accept(at, id, members);
}

/** Everybody from the day they came, with a target variable and base pay of their own. */
async function staff({ db, payplans: deps }: Paying, id: string, members: readonly SampleMember[]) {
  const sum = (key: string, amount: number) => ({
    key,
    amount: `${amount}`,
    per: "month" as const,
  });
  const stays = await Promise.all(
    members.map(async ({ person, from, until, targetVariable, basePay }) => ({
      ...{ person: await sampleId(db.uuid, "person", person), from, until },
      terms: { variables: [sum("target_variable", targetVariable), sum("base_pay", basePay)] },
    })),
  );
  const done = await commit(db, {
    event: "incentive_plan/members_assigned",
    subject: id,
    detail: { plan: id, people: stays.length },
    writes: deps.payplans.openStays(id, stays),
  });
  return await went(db, done.ok ? done : { ok: false, error: { code: "commit/busy" } });
}

async function accept(
  { db, payplans: deps }: Paying,
  id: string,
  members: readonly SampleMember[],
) {
  const store = deps.payplans;
  const { version } = await db.load({ version: store.version(id, 1) });
  // A removal was faster: whoever comes next sees it.
  if (!version) return false;
  const signed = members.filter(({ accepted }) => accepted);
  const rows = await Promise.all(
    signed.map(async ({ person }) => ({
      person: await sampleId(db.uuid, "person", person),
      ...{ at: db.now, language: "zh" },
    })),
  );
  const done = await commit(db, {
    event: "incentive_plan/accepted",
    subject: id,
    detail: { plan: id, number: 1, people: rows.length },
    writes: [store.acceptAll({ plan: id, number: 1, hash: version.hash }, rows)],
  });
  return await went(db, done.ok ? done : { ok: false, error: { code: "commit/busy" } });
}
