import type { zh } from "../zh/index.ts";

// One line per catalogue; a name or key that Chinese has and English lacks does not compile.
export const en: typeof zh = {
  common: () => import("./common.ts").then((module) => module.common),
  public: () => import("./public.ts").then((module) => module.publicWords),
  auth: () => import("./auth.ts").then((module) => module.auth),
  settings: () => import("./settings.ts").then((module) => module.settings),
  calendar: () => import("./calendar.ts").then((module) => module.calendar),
  fiscal: () => import("./fiscal.ts").then((module) => module.fiscal),
  reports: () => import("./reports.ts").then((module) => module.reports),
  imports: () => import("./imports.ts").then((module) => module.imports),
  data: () => import("./data.ts").then((module) => module.data),
  boards: () => import("./boards.ts").then((module) => module.boards),
  reference: () => import("./reference.ts").then((module) => module.reference),
  metrics: () => import("./metrics.ts").then((module) => module.metrics),
  fairness: () => import("./fairness.ts").then((module) => module.fairness),
  strategy: () => import("./strategy.ts").then((module) => module.strategy),
  plan: () => import("./plan.ts").then((module) => module.plan),
  grid: () => import("./grid.ts").then((module) => module.grid),
  targets: () => import("./targets.ts").then((module) => module.targets),
  calculator: () => import("./calculator.ts").then((module) => module.calculator),
  payout: () => import("./payout.ts").then((module) => module.payout),
  negotiations: () => import("./negotiations.ts").then((module) => module.negotiations),
  payplans: () => import("./payplans.ts").then((module) => module.payplans),
  adjustments: () => import("./adjustments.ts").then((module) => module.adjustments),
};
