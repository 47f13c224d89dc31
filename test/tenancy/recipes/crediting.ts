import { newId } from "../../../workers/lib/id.ts";
import type { At, Recipe } from "../isolation-recipes.ts";

const whenAt = (at: At, place: string) => ({
  units: [at(`${place}.units.0`, "unit")],
  people: [at(`${place}.people.0`, "person")],
  metrics: [at(`${place}.metrics.0`, "metric")],
});
const gives = [{ to: { kind: "manager", level: 1 }, role: "override", share: "1" }];
const days = { from: "2026-02-01", until: "2026-04-01" };

export const recipes: Readonly<Record<string, Recipe>> = {
  listCreditingRules: {},
  createCreditingRule: {
    body: (at) => ({
      ...{ id: newId(Date.now()), name: "M", from: "2031-01-01" },
      ...{ when: whenAt(at, "body.when"), gives },
    }),
  },
  changeCreditingRule: {
    body: (at) => ({ from: "2031-06-01", when: whenAt(at, "body.when"), gives }),
  },
  endCreditingRule: { body: () => ({ from: "2031-06-01" }) },
  previewCreditingRule: {
    body: (at) => ({
      ...days,
      ends: at("body.ends", "creditingRule"),
      rule: {
        ...{ id: at("body.rule.id", "creditingRule"), when: whenAt(at, "body.rule.when"), gives },
      },
    }),
  },
  recreditEntries: { body: () => ({ from: "2035-01-01", until: "2035-02-01" }) },
};
