import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

/** A published plan of its own, with a request that waits. */
export async function furnish({
  company,
  canary,
  prime,
  ids,
}: Furnished): Promise<Record<string, string>> {
  const { api } = company;
  const [plan, adjustment] = [newId(Date.now()), newId(Date.now())];
  good(
    await api.post("/plans", {
      ...{ id: plan, name: `${canary} adjusted`, metric: "m1", unit: "u1", amount: prime },
      ...{ from: "2029-01-01", until: "2030-01-01", months: { mode: "equal" } },
      factors: [{ key: "headcount", weight: "1", source: "headcount" }],
    }),
    "plan to adjust",
  );
  good(await api.post(`/plans/${plan}/allocate`, {}), "allocation");
  const { body, headers } = good(await api.get(`/plans/${plan}`), "plan as it is");
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  good(
    await api.post(`/plans/${plan}/publish`, { draft: body.plan.draft }, { version }),
    "publication",
  );
  good(
    await api.post("/adjustments", {
      ...{ id: adjustment, plan, trigger: "policy", reason: `${canary} reason` },
      ...{ from: "2029-04-01", above: "follows" },
      changes: [{ subject: ids.person, size: { kind: "percent", percent: "10%" } }],
    }),
    "request",
  );
  return { adjustment };
}
