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
  listPayOpenings: {},
  enterPayOpening: {
    body: (at) => ({
      ...{ id: newId(Date.now()), plan: at("body.plan", "incentivePlan"), from: "2029-01-01" },
      rows: [{ person: at("body.rows.0.person", "person"), debt: "1" }],
    }),
    own: [422, "the fixture's person has balances already"],
  },
  approvePayOpening: { body: () => ({}), own: [403, "whoever entered it approves it not"] },
  rejectPayOpening: { body: () => ({}), own: [403, "whoever entered it rejects it not"] },
  withdrawPayOpening: { body: () => ({}) },
  getPayExport: { own: [409, "the fixture's run is not locked"] },
  takePayExport: {
    body: () => ({ id: newId(Date.now()), format: "csv" }),
    own: [409, "the fixture's run is not locked"],
  },
  getPayAdvances: { own: [422, "the fixture's plan pays nothing in advance"] },
  takePayAdvances: {
    body: () => ({ id: newId(Date.now()), format: "csv" }),
    own: [422, "the fixture's plan pays nothing in advance"],
  },
  getPayAudit: {},
};
