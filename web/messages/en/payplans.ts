import type { payplans as Payplans } from "../zh/payplans.ts";

export const payplans: typeof Payplans = {
  hub: {
    title: "Incentives",
    lead: "Incentive plans, pay periods and runs, statements, disputes and awards.",
    tabsLabel: "Parts of incentives",
    tabs: {
      plans: "Plans",
      periods: "Pay periods",
      statements: "Statements",
      disputes: "Disputes",
      awards: "Awards",
    },
  },
  plan: {
    back: "All plans",
    published: (n) => `Published, version ${n}`,
    never: "Never published",
    changed: "Draft has changes",
    archived: "Put away",
    publish: "Publish…",
    tabsLabel: "Parts of the plan",
    tabs: {
      build: "Build",
      preview: "Preview",
      people: "People",
      publish: "Check and publish",
      history: "Versions",
    },
  },
};
