import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const other = [404, "the fixture's scenario is of its other plan"] as const;

export const recipes: Readonly<Record<string, Recipe>> = {
  getPlanFairness: {},
  listScenarios: {},
  saveScenario: {
    body: () => ({ id: newId(Date.now()), name: "M" }),
    own: [409, "the fixture's plan is not shared out"],
  },
  getScenario: { own: other },
  takeScenario: { body: () => ({}), own: other },
};
