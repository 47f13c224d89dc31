import type { AnswerOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getPersonIncentivePlan } from "./member-contract.ts";
import { differenceOf } from "./difference.ts";
import { heldOn } from "./in-force.ts";
import { termsWire } from "./show.ts";
import type { PayplanStore } from "./store.ts";

type Body = AnswerOf<typeof getPersonIncentivePlan>;
type Asked = { readonly person: string; readonly today: Day; readonly own: boolean };

/**
 * The plan a person is on today, or the next one they will be on: its newest text, what they accepted,
 * and what changed since. None is told as null; a plan that was never published asks nothing yet.
 */
export async function readPersonPlan(
  db: TenantDb,
  payplans: PayplanStore,
  { person, today, own }: Asked,
): Promise<Body> {
  const { stays } = await db.load({ stays: payplans.staysOf([person]) });
  const stay = stays.find(({ until }) => until > today);
  if (!stay) return { plan: null };
  const { plan, versions, last } = await db.load({
    plan: payplans.plan(stay.plan),
    versions: payplans.versions(stay.plan),
    last: payplans.lastAccepted(stay.plan, person),
  });
  const newest = versions.at(-1);
  if (!plan || !newest) return { plan: null };
  const { number, hash, from, document } = newest;
  const { reminded } = await db.load({ reminded: payplans.reminded(plan.id, number, person) });
  const before = versions.find((each) => each.number === last?.number);
  const isOpen = before && before.number < number;
  return {
    plan: {
      ...{ id: plan.id, name: { ...plan.name }, currency: document.currency, sample: plan.sample },
      from: stay.from,
      until: stay.until === FOREVER ? null : stay.until,
      terms: termsWire(stay.terms),
      number: heldOn(versions, today)?.number ?? null,
      newest: { number, hash, from },
      document,
      accepted:
        last?.number === number ? { at: last.at, hash: last.hash, language: last.language } : null,
      reminded,
      changes: isOpen
        ? { number: before.number, changes: differenceOf(before.document, document) }
        : null,
      own,
    },
  };
}
