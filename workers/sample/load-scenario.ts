import { saveScenario } from "../fairness/save-scenario.ts";
import { fairnessStore } from "../fairness/store.ts";
import type { Deps } from "../targets/deps.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Day } from "../lib/day.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Showing = {
  readonly db: TenantDb;
  readonly targets: Deps;
  readonly today: Day;
  readonly locale: "zh" | "en";
};

/**
 * The year's plan shared out another way, to be held beside it: by the market alone, without last
 * year's result. What is there already stays.
 */
export async function loadScenario({ db, targets: deps, today, locale }: Showing) {
  const plan = await sampleId(db.uuid, "plan", "YF-P1");
  const asked = {
    id: await sampleId(db.uuid, "scenario", "YF-S1"),
    plan,
    name: locale === "en" ? "By market potential" : "按市场潜力分配",
    rules: {
      factors: [
        { key: "history", weight: "0", source: "history" },
        { key: "potential", weight: "0.8", source: "entered" },
        { key: "capability", weight: "0.2", source: "entered" },
      ] as const,
    },
    sample: true,
  };
  const stores = { fairness: fairnessStore, targets: deps.targets, calendar: deps.calendar };
  const saved = await saveScenario(db, stores, asked, today);
  if (!saved.ok && saved.error.code === "scenario/exists") return true;
  return await went(db, saved);
}
