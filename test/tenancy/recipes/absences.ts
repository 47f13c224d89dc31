import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

export const recipes: Readonly<Record<string, Recipe>> = {
  listAbsences: {},
  saveAbsences: {
    body: (at) => ({
      rows: [
        {
          ...{ id: newId(Date.now()), person: at("body.rows.0.person", "person"), kind: "leave" },
          days: { from: "2026-03-20", until: "2026-03-21" },
        },
      ],
    }),
  },
};
