import type { ComponentType } from "preact";
import type { CatalogueName } from "../messages/messages.ts";
import type { IncentiveTabProps } from "../payplans/tab.ts";

export type IncentivePlanTabId = "build" | "preview" | "people" | "publish" | "history";
type IncentivePlanTab = {
  readonly id: IncentivePlanTabId;
  /** Catalogues it reads beside the plan page's own. */
  readonly words: readonly CatalogueName[];
  readonly load: () => Promise<ComponentType<IncentiveTabProps>>;
};

/** The tabs of an incentive plan, in the order of the work; the first is where a plan opens. */
export const INCENTIVE_PLAN_TABS: readonly [IncentivePlanTab, ...IncentivePlanTab[]] = [
  {
    id: "build",
    words: ["builder", "places"],
    load: () => import("../incentives/build-tab.tsx").then((m) => m.BuildTab),
  },
  {
    id: "preview",
    words: ["simulation"],
    load: () => import("../incentives/preview-tab.tsx").then((m) => m.PreviewTab),
  },
  {
    id: "people",
    words: [],
    load: () => import("../payplans/people-tab.tsx").then((m) => m.PeopleTab),
  },
  {
    id: "publish",
    words: [],
    load: () => import("../payplans/publish-tab.tsx").then((m) => m.PublishTab),
  },
  {
    id: "history",
    words: [],
    load: () => import("../payplans/history-tab.tsx").then((m) => m.HistoryTab),
  },
];
