import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const name = { zh: "M 方案", en: "M plan" };

export const recipes: Readonly<Record<string, Recipe>> = {
  listIncentivePlans: {},
  createIncentivePlan: { body: () => ({ id: newId(Date.now()), template: "single_rate", name }) },
  getIncentivePlan: {},
  changeIncentivePlan: { body: () => ({ budget: "100.00" }) },
  discardIncentivePlan: {},
  checkIncentivePlan: { body: () => ({}) },
  publishIncentivePlan: { body: () => ({ from: "2029-02-01" }) },
  getIncentiveVersion: { params: { number: "1" } },
  restoreIncentiveVersion: { body: () => ({ number: 1 }) },
  listIncentiveMembers: {},
  listIncentiveCandidates: { query: { from: "2029-01-01" } },
  assignIncentiveMembers: {
    body: (at) => ({
      ...{ from: "2031-01-01", unit: at("body.unit", "unit") },
      people: [{ person: at("body.people.0.person", "person") }],
    }),
  },
  endIncentiveMembers: {
    body: (at) => ({ until: "2032-01-01", people: [at("body.people.0", "person")] }),
  },
  listIncentiveAcceptances: {},
  remindIncentiveMembers: { body: (at) => ({ people: [at("body.people.0", "person")] }) },
  getPersonIncentivePlan: {},
  acceptIncentivePlan: {
    body: () => ({ number: 1, hash: "0".repeat(64), language: "zh" }),
  },
};
