import type { ComponentType } from "preact";
import type { CatalogueName } from "../messages/messages.ts";
import type { PlanTabProps } from "../targets/tab.ts";

export type PlanTabId =
  "overview" | "publish" | "history" | "allocate" | "grid" | "fairness" | "negotiate" | "adjust";
type PlanTab = {
  readonly id: PlanTabId;
  /** Catalogues it reads beside the plan page's own. */
  readonly words: readonly CatalogueName[];
  readonly load: () => Promise<ComponentType<PlanTabProps>>;
};

/** The tabs of a plan, in the order of the work; the first is where a plan opens. */
export const PLAN_TABS: readonly [PlanTab, ...PlanTab[]] = [
  {
    id: "overview",
    words: [],
    load: () => import("../targets/overview-tab.tsx").then((m) => m.OverviewTab),
  },
  {
    id: "allocate",
    words: [],
    load: () => import("../targets/allocate-tab.tsx").then((m) => m.AllocateTab),
  },
  {
    id: "grid",
    words: ["grid"],
    load: () => import("../targets/grid-tab.tsx").then((m) => m.GridTab),
  },
  {
    id: "fairness",
    words: ["fairness"],
    load: () => import("../fairness/tab.tsx").then((m) => m.FairnessTab),
  },
  {
    id: "negotiate",
    words: ["negotiations"],
    load: () => import("../negotiations/tab.tsx").then((m) => m.NegotiateTab),
  },
  {
    id: "adjust",
    words: ["adjustments", "calendar"],
    load: () => import("../adjustments/tab.tsx").then((m) => m.AdjustTab),
  },
  {
    id: "publish",
    words: [],
    load: () => import("../targets/publish-tab.tsx").then((m) => m.PublishTab),
  },
  {
    id: "history",
    words: [],
    load: () => import("../targets/history-tab.tsx").then((m) => m.HistoryTab),
  },
];
