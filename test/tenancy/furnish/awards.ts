import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

/** A rule of its own, and the award of the month in which the fixture's person sold something. */
export async function furnish({ company, canary, ids }: Furnished) {
  const { api } = company;
  const [awardRule, ranking] = [newId(Date.now()), newId(Date.now())];
  const name = { zh: `${canary} award`, en: `${canary} award` };
  good(
    await api.post("/award-rules", {
      ...{ id: awardRule, code: "isolation" },
      document: {
        ...{ format: "fairlead-award/1", kind: "honour", name, gives: name, of: "person" },
        ...{ unit: ids.unit, basis: { by: "metric", metric: ids["metric"], read: "sum" } },
        ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
      },
    }),
    "award rule",
  );
  const given = good(
    await api.post(`/award-rules/${awardRule}/freeze`, { id: ranking, from: "2026-03-01" }),
    "frozen ranking",
  );
  return { awardRule, award: given.body.items[0].id };
}
