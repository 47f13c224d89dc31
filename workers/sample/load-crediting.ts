import type { Yunfan } from "../../db/sample/yunfan.ts";
import { createRule } from "../crediting/save-rule.ts";
import { creditingStore } from "../crediting/store.ts";
import { firstOfMonth } from "../lib/day.ts";
import { sampleId } from "./names.ts";
import type { Loading } from "./load-sample.ts";
import { went } from "./while-loading.ts";

/**
 * One rule of the sample, since this month: a specialist stands beside a region's cloud deals. It comes
 * after the entries, so that it credits none of them: crediting them again is there to be looked at.
 */
export async function loadCrediting(
  { db, today, locale }: Pick<Loading, "db" | "today" | "locale">,
  of: Yunfan,
): Promise<boolean> {
  const region = of.units.find(({ kind }) => kind === "region");
  const specialist = of.people.findLast(({ endsOn }) => endsOn > today);
  if (!region || !specialist) return true;
  const [unit, person] = await Promise.all([
    sampleId(db.uuid, "unit", region.code),
    sampleId(db.uuid, "person", specialist.code),
  ]);
  const zh = locale === "zh";
  const made = await createRule(db, creditingStore, {
    id: await sampleId(db.uuid, "creditingRule", "cloud"),
    name: zh ? `${region.name}云产品协同` : `Cloud overlay, ${region.nameEn}`,
    from: firstOfMonth(today),
    until: null,
    when: {
      ...{ units: [unit], positions: [], people: [], metrics: [] },
      dims: [{ name: "product", values: ["cloud"] }],
    },
    gives: [{ to: { kind: "person", person }, role: "overlay", share: "30%" }],
    sample: true,
  });
  const there = !made.ok && made.error.code === "crediting/id_taken";
  return there || (await went(db, made));
}
