import { groupBy } from "../lib/list.ts";
import { heldOn } from "../payplans/in-force.ts";
import { payplanStore } from "../payplans/store.ts";
import { homeOf } from "../payruns/posting.ts";
import { payrunStore } from "../payruns/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Payment } from "./deps.ts";
import type { KeptCorrection } from "./dispute.ts";

/**
 * Which closed run has paid each of these corrections, and which approved ones nobody will pay: their
 * person is on no plan at all, or is paid in another currency by the plan that would. Of what was taken
 * back nothing is owed.
 */
export async function payments(
  db: TenantDb,
  corrections: readonly KeptCorrection[],
): Promise<ReadonlyMap<string, Payment>> {
  const approved = corrections.filter(({ state }) => state === "approved");
  if (approved.length === 0) return new Map();
  const { stays, posted } = await db.load({
    stays: payplanStore.staysOf(approved.map(({ person }) => person)),
    posted: payrunStore.postedCorrections(approved.map(({ id }) => id)),
  });
  const plans = [...new Set(stays.map(({ plan }) => plan))];
  const [open, versions] = await Promise.all([
    db.load(Object.fromEntries(plans.map((plan) => [plan, payrunStore.openFrom(plan)]))),
    db.load(Object.fromEntries(plans.map((plan) => [plan, payplanStore.versions(plan)]))),
  ]);
  const own = groupBy(stays, ({ person }) => person);
  const strandedOf = ({ person, on, currency }: KeptCorrection): Payment["stranded"] => {
    const of = own.get(person) ?? [];
    const home = homeOf(on, of, (plan) => open[plan] ?? null);
    if (!home) return "no_plan";
    const held = versions[home.plan] ?? [];
    const usual = (heldOn(held, home.on) ?? held.at(-1))?.document.currency;
    const paidIn = of.findLast(({ plan }) => plan === home.plan)?.terms.currency ?? usual;
    return paidIn === currency ? null : "currency";
  };
  return new Map(
    approved.map((each): [string, Payment] => {
      const by = posted.get(each.id);
      if (by)
        return [each.id, { paid: { run: by.run, from: by.from, until: by.until }, stranded: null }];
      const isBack = each.kind === "reversal" || each.reversedBy !== null;
      return [each.id, { paid: null, stranded: isBack ? null : strandedOf(each) }];
    }),
  );
}
