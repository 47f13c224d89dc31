import { newId } from "../../workers/lib/id.ts";
import { done } from "../targets/team.ts";
import { sale, TIERED, type World, world } from "./world.ts";

/** A plan whose people need each other's figures. */
export const POOL = {
  ...TIERED,
  components: [
    {
      ...{ kind: "pool", key: "pool", name: { zh: "奖池", en: "Pool" }, window: "period" },
      ...{ unit: "own_unit", sum: { rate: "1%", metric: "revenue" } },
      share: { contribution: "revenue" },
    },
  ],
} as unknown as typeof TIERED;

/** Anna and 320 more on a plan: more than are computed while somebody waits. p7 has sold. */
export async function large(document: typeof TIERED, today?: string): Promise<World> {
  const at = await world({ document, people: ["anna"], ...(today ? { today } : {}) });
  const ids = Array.from({ length: 320 }, () => newId(Date.now()));
  await done(
    at.api.post("/people", {
      rows: ids.map((id, n) => ({
        ...{ id, code: `p${n}`, name: `p${n}`, startsOn: "2024-01-01" },
        ...{ unit: "EAST", unitFrom: "2024-01-01" },
      })),
    }),
  );
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members`, {
      from: "2026-05-01",
      people: ids.map((person) => ({ person })),
    }),
  );
  await sale(at, "p7", "2026-05-04", "100000.00");
  return { ...at, ids: { ...at.ids, ...Object.fromEntries(ids.map((id, n) => [`p${n}`, id])) } };
}
