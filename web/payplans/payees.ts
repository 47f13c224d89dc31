import type { listIncentivePlans } from "../../workers/payplans/contract.ts";
import type { listIncentiveMembers } from "../../workers/payplans/member-contract.ts";
import { api } from "../api.ts";
import { language } from "../messages/language.ts";
import { nameOf } from "../people/name.ts";

export type Payee = {
  readonly person: string;
  readonly label: string;
  readonly currency: string;
};

/** Everybody on an incentive plan, with the currency they are paid in. */
export async function payees(): Promise<readonly Payee[]> {
  const plans = await api<typeof listIncentivePlans>("GET", "/incentive-plans");
  if (!plans.ok) return [];
  const of = await Promise.all(
    plans.body.items.map(async ({ id, name, currency }) => {
      const params = { incentivePlanId: id };
      const path = "/incentive-plans/:incentivePlanId/members" as const;
      const answer = await api<typeof listIncentiveMembers>("GET", path, { params });
      const rows = answer.ok ? answer.body.items : [];
      return rows.map((row) => ({
        person: row.person,
        label: `${nameOf(row)} · ${name[language.value]}`,
        currency: row.terms.currency ?? currency,
      }));
    }),
  );
  return [...new Map(of.flat().map((each) => [each.person, each])).values()];
}
