import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const fresh = () => newId(Date.now());
const year = { from: "2027-01-01", until: "2028-01-01" };

export const recipes: Readonly<Record<string, Recipe>> = {
  getStrategy: {},
  createTheme: {
    body: (at) => ({
      ...{ id: fresh(), name: "M", kind: "growth", ...year },
      owner: at("body.owner", "person"),
    }),
  },
  changeTheme: { body: (at) => ({ owner: at("body.owner", "person") }) },
  createGoal: {
    body: (at) => ({
      ...{ id: fresh(), name: "M", amount: "12.00", ...year },
      theme: at("body.theme", "theme"),
      unit: at("body.unit", "unit"),
      metric: at("body.metric", "metric"),
      owner: at("body.owner", "person"),
      plan: at("body.plan", "plan"),
    }),
  },
  getGoal: {},
  changeGoal: {
    body: (at) => ({
      theme: at("body.theme", "theme"),
      owner: at("body.owner", "person"),
      plan: at("body.plan", "plan"),
    }),
  },
  createInitiative: {
    body: (at) => ({
      ...{ id: fresh(), name: "M", quantity: "1", contribution: "1.00", ...year },
      goal: at("body.goal", "goal"),
      metric: at("body.metric", "metric"),
      owner: at("body.owner", "person"),
    }),
  },
  changeInitiative: { body: (at) => ({ owner: at("body.owner", "person") }) },
  getProposal: { query: year },
  listObjectives: {},
  createObjective: {
    body: (at) => ({
      ...{ id: fresh(), name: "M", ...year },
      unit: at("body.unit", "unit"),
      parent: at("body.parent", "objective"),
      theme: at("body.theme", "theme"),
      owner: at("body.owner", "person"),
      keyResults: [
        { id: fresh(), name: "A", start: "0", target: "1" },
        { id: fresh(), name: "B", start: "0", target: "1" },
      ],
    }),
  },
  changeObjective: {
    body: (at) => ({
      parent: at("body.parent", "objective"),
      theme: at("body.theme", "theme"),
      owner: at("body.owner", "person"),
    }),
  },
  changeKeyResult: { body: () => ({ name: "M" }) },
  checkIn: { body: () => ({ value: "0.5" }) },
  listCheckIns: {},
  listActions: {},
  createAction: {
    body: (at) => ({
      ...{
        id: fresh(),
        result: "M",
        results: "10",
        action: "M",
        actions: "3",
        pace: "week",
        ...year,
      },
      unit: at("body.unit", "unit"),
      goal: at("body.goal", "goal"),
      resultMetric: at("body.resultMetric", "metric"),
      actionMetric: at("body.actionMetric", "metric"),
      owner: at("body.owner", "person"),
    }),
  },
  changeAction: {
    body: (at) => ({
      goal: at("body.goal", "goal"),
      resultMetric: at("body.resultMetric", "metric"),
      actionMetric: at("body.actionMetric", "metric"),
      owner: at("body.owner", "person"),
    }),
  },
  getAction: {},
};
