import { newId } from "../../../workers/lib/id.ts";
import type { At, Recipe } from "../isolation-recipes.ts";

const beside = (at: At) => ({
  owner: at("body.owner", "person"),
  health: at("body.health", "health"),
  weighedBy: at("body.weighedBy", "metric"),
});

export const recipes: Readonly<Record<string, Recipe>> = {
  createMetric: {
    body: (at) => {
      const id = newId(Date.now());
      const names = { nameZh: "测", nameEn: "M" };
      return { id, code: id, ...names, unit: "count", scale: 0, ...beside(at) };
    },
  },
  changeMetric: { body: beside },
};
