import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

/** A health metric to be watched beside another's growth. */
export async function furnish({ company, canary }: Furnished): Promise<Record<string, string>> {
  const health = newId(Date.now());
  const metric = { id: health, code: "m-health", nameZh: canary, nameEn: `${canary} health` };
  good(
    await company.api.post("/metrics", { ...metric, unit: "score", scale: 1, class: "health" }),
    "health metric",
  );
  return { health };
}
