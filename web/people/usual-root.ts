import type { getUnit, listUnits } from "../../workers/org/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";

type Root = AnswerOf<typeof listUnits>["items"][number];
type Filled = Pick<AnswerOf<typeof getUnit>, "children" | "members">;

/**
 * Where a reader begins who has named no unit: the company's own root, or the sample's while that is
 * all there is, that is while no team and nobody stands in the own one. Null when there is no root.
 */
export async function usualRoot(
  roots: readonly Root[],
  look: (unitId: string) => Promise<Filled | null> = standingIn,
): Promise<Root | null> {
  const own = roots.find(({ sample }) => !sample) ?? null;
  const sample = roots.find((root) => root.sample) ?? null;
  if (!own || !sample) return own ?? sample;
  const filled = await look(own.id);
  return filled && filled.children.length + filled.members.length === 0 ? sample : own;
}

async function standingIn(unitId: string): Promise<Filled | null> {
  const answer = await api<typeof getUnit>("GET", "/units/:unitId", {
    params: { unitId },
    query: {},
  });
  return answer.ok ? answer.body : null;
}
