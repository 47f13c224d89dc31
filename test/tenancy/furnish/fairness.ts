import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

/** A plan of its own that has been shared out, with a scenario kept of it. */
export async function furnish({
  company,
  canary,
  prime,
}: Furnished): Promise<Record<string, string>> {
  const { api } = company;
  const [plan, scenario] = [newId(Date.now()), newId(Date.now())];
  good(
    await api.post("/plans", {
      ...{ id: plan, name: `${canary} judged`, metric: "m1", unit: "u1", amount: prime },
      ...{ from: "2028-01-01", until: "2029-01-01", months: { mode: "equal" } },
      factors: [{ key: "headcount", weight: "1", source: "headcount" }],
    }),
    "judged plan",
  );
  good(await api.post(`/plans/${plan}/allocate`, {}), "sharing out");
  good(
    await api.post(`/plans/${plan}/scenarios`, { id: scenario, name: `${canary} way` }),
    "scenario",
  );
  return { scenario };
}
