import type { Recipe } from "../isolation-recipes.ts";

export const recipes: Readonly<Record<string, Recipe>> = {
  getPlanGrid: {},
  getPlanJob: {},
  cancelPlanJob: { body: () => ({}), own: [404, "nothing is being worked on"] },
  setPlanCells: {
    body: (at) => ({
      reason: "M",
      rows: [{ subject: at("body.rows.0.subject", "person"), version: 1 }],
    }),
  },
};
