import type { ComponentType } from "preact";
import type { Permission } from "../../workers/tenancy/roles.ts";
import type { CatalogueName } from "../messages/messages.ts";

export type IncentiveHubTabId =
  "plans" | "periods" | "statements" | "disputes" | "awards" | "settings";
type HubTab = {
  readonly id: IncentiveHubTabId;
  /** Catalogues it reads beside the page's own. */
  readonly words: readonly CatalogueName[];
  /** Who sees it; everybody else finds the own figures under /mine. */
  readonly may: Permission;
  readonly load: () => Promise<ComponentType>;
};

/** What the company does about pay, in the order of the work. */
export const INCENTIVE_TABS: readonly HubTab[] = [
  {
    id: "plans",
    words: [],
    may: "incentives.see",
    load: () => import("../payplans/list-tab.tsx").then((m) => m.PlansTab),
  },
  {
    id: "periods",
    words: ["payruns"],
    may: "incentives.see",
    load: () => import("../payruns/periods-tab.tsx").then((m) => m.PeriodsTab),
  },
  {
    id: "statements",
    words: ["payruns"],
    may: "incentives.see",
    load: () => import("../payruns/statements-tab.tsx").then((m) => m.StatementsTab),
  },
  {
    id: "disputes",
    words: ["disputes"],
    may: "incentives.resolve",
    load: () => import("../disputes/tab.tsx").then((m) => m.DisputesTab),
  },
  {
    id: "awards",
    words: ["awards", "disputes", "calendar"],
    may: "awards.read",
    load: () => import("../awards/tab.tsx").then((m) => m.AwardsTab),
  },
  {
    id: "settings",
    words: ["payruns", "paysettings", "absences"],
    may: "incentives.see",
    load: () => import("../payruns/settings-tab.tsx").then((m) => m.PaySettingsTab),
  },
];
