import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

const fresh = () => newId(Date.now());

/** A round on a plan of its own, so that the others' plan is not frozen by it. */
export async function furnish({ company, canary, prime, ids }: Furnished) {
  const { api } = company;
  const [plan, round] = [fresh(), fresh()];
  good(
    await api.post("/plans", {
      ...{ id: plan, name: `${canary} agreed`, metric: ids["metric"], unit: ids.unit },
      ...{ from: "2028-01-01", until: "2029-01-01", amount: prime, granularity: "1" },
      factors: [{ key: "headcount", weight: "1", source: "headcount" }],
    }),
    "plan to agree on",
  );
  good(await api.post(`/plans/${plan}/allocate`, {}), "allocation");
  good(await api.post(`/plans/${plan}/rounds`, { id: round, deadline: "2099-12-31" }), "round");
  return { round };
}
