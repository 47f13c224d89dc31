import { newId } from "../../../workers/lib/id.ts";
import { type Furnished, good } from "../isolation-fixtures.ts";

/** A published incentive plan with a person on it who has not accepted. */
export async function furnish({ company, canary, prime, ids }: Furnished) {
  const { api } = company;
  const incentivePlan = newId(Date.now());
  const name = { zh: `${canary} 方案`, en: `${canary} plan` };
  good(
    await api.post("/incentive-plans", {
      ...{ id: incentivePlan, template: "single_rate", name, budget: prime },
    }),
    "incentive plan",
  );
  const path = `/incentive-plans/${incentivePlan}`;
  const { body } = good(await api.get(path), "incentive plan as it is");
  const document = { ...body.plan.document, from: "2029-01-01", until: null };
  good(await api.patch(path, { document }, { version: 1 }), "change");
  good(await api.post(`${path}/publish`, { from: "2029-01-01" }, { version: 2 }), "publication");
  const variables = [{ key: "target_variable", amount: prime, per: "month" }];
  good(
    await api.post(`${path}/members`, {
      ...{ from: "2029-01-01", until: "2030-01-01" },
      people: [{ person: ids.person, terms: { variables } }],
    }),
    "member",
  );
  const payOpening = newId(Date.now());
  good(
    await api.post("/pay-openings", {
      ...{ id: payOpening, plan: incentivePlan, from: "2029-01-01", note: `${canary} brought` },
      rows: [{ person: ids.person, debt: prime }],
    }),
    "opening balances",
  );
  return { incentivePlan, payOpening };
}
