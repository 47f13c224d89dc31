import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const hash = "0".repeat(64);
const days = { from: "2026-03-01", until: "2026-04-01" };

export const recipes: Readonly<Record<string, Recipe>> = {
  listPayPeriods: {},
  beginPayRun: {
    body: (at) => ({
      ...{ id: newId(Date.now()), plan: at("body.plan", "incentivePlan"), from: "2029-01-01" },
    }),
  },
  listPayRuns: {},
  getPayRun: {},
  listRunStatements: {},
  calculatePayRun: { body: () => ({}) },
  submitPayRun: { body: () => ({ hash }) },
  approvePayRun: { body: () => ({ hash }) },
  decidePayTrueUps: {
    body: (at) => ({ hash, decision: "approved", people: [at("body.people.0", "person")] }),
    own: [409, "the fixture's run has another result"],
  },
  lockPayRun: { body: () => ({ hash, word: "2026-03" }) },
  payPayRun: { body: () => ({ on: "2026-04-10" }) },
  getStatement: {},
  listPersonStatements: {},
  getEarnings: {},
  getRunInput: {},
  planInput: { body: (at) => ({ ...days, people: [at("body.people.0", "person")] }) },
  getRunKnown: {},
  getPaySettings: {},
  changePaySettings: { body: () => ({ disputeDays: 6 }) },
  listPayRates: {},
  savePayRates: {
    body: () => ({ rows: [{ from: "USD", to: "CNY", on: "2026-03-01", rate: "7" }] }),
  },
  getPayExport: { own: [409, "the fixture's run is not locked"] },
  takePayExport: {
    body: () => ({ id: newId(Date.now()), format: "csv" }),
    own: [409, "the fixture's run is not locked"],
  },
  getPayAudit: {},
};
