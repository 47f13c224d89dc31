import type { Recipe } from "../isolation-recipes.ts";

export const recipes: Readonly<Record<string, Recipe>> = {
  getPlanFairness: {},
};
