import { newId } from "../../../workers/lib/id.ts";
import type { At, Recipe } from "../isolation-recipes.ts";

const ask = (at: At) => ({
  plan: at("body.plan", "plan"),
  trigger: "policy",
  from: "2029-01-01",
  changes: [
    {
      subject: at("body.changes.0.subject", "person"),
      size: { kind: "percent", percent: "10%" },
    },
  ],
});
const hash = "0".repeat(64);
const days = { from: "2029-01-01", until: "2030-01-01" };

export const recipes: Readonly<Record<string, Recipe>> = {
  previewAdjustment: { body: ask },
  requestAdjustment: { body: (at) => ({ id: newId(Date.now()), reason: "M", ...ask(at) }) },
  listAdjustments: {},
  getAdjustment: {},
  reviewAdjustment: { body: () => ({}) },
  approveAdjustment: { body: () => ({ hash }) },
  rejectAdjustment: { body: () => ({ note: "M" }) },
  withdrawAdjustment: { body: () => ({}) },
  applyAdjustment: { body: () => ({ hash }) },
  listSubjectAdjustments: {},
  getAdjustmentGuards: {},
  changeAdjustmentGuards: { body: () => ({ monthCountMax: 3 }) },
  getResources: { own: [409, "the fixture's plan is not published"] },
  setResources: {
    body: (at) => ({
      rows: [{ unit: at("body.rows.0.unit", "unit"), kind: "heads", amount: "2", ...days }],
    }),
  },
  shareBudget: {
    body: (at) => ({
      ...{ unit: at("body.unit", "unit"), total: "100.00", ...days },
      shares: [{ purpose: "M", share: "1" }],
    }),
  },
  useBudget: {
    body: (at) => ({
      rows: [
        {
          ...{ id: newId(Date.now()), unit: at("body.rows.0.unit", "unit"), purpose: "M" },
          ...{ on: "2029-02-01", amount: "1.00" },
        },
      ],
    }),
  },
};
