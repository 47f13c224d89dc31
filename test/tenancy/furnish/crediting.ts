import { newId } from "../../../workers/lib/id.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

/** A rule of a time that no other fixture sells in. */
export async function furnish({
  company,
  canary,
  ids,
}: Furnished): Promise<Record<string, string>> {
  const creditingRule = newId(Date.now());
  good(
    await company.api.post("/crediting-rules", {
      ...{ id: creditingRule, name: `${canary} rule`, from: "2031-01-01", until: "2032-01-01" },
      when: { units: [ids.unit], dims: [{ name: "territory", values: [canary] }] },
      gives: [{ to: { kind: "person", person: ids.person }, role: "overlay", share: "50%" }],
    }),
    "crediting rule",
  );
  return { creditingRule };
}
