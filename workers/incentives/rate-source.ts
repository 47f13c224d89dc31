import { type Rate, ZERO } from "../lib/rate.ts";
import type { Climb } from "./climb.ts";
import { exactText, isBelow, over, whole } from "./exact.ts";
import { basisInterval, isReleased, type Scene } from "./figures.ts";
import { missingQuota } from "./no-target.ts";
import type { RateSource } from "./plan-tiers.ts";
import { quotaOf } from "./quota.ts";
import { variableFor } from "./sums.ts";
import { flaw } from "./world.ts";

/** A stated rate; or a variable of the person over the quota of the window: never without one, nor above 100 %. */
export function rateFor(scene: Scene, source: RateSource, { person, within }: Climb): Rate {
  if ("num" in source) return source;
  const { world, plan } = scene;
  const who = world.people.get(person);
  const of = basisInterval(scene, source.basis, within);
  const quota = quotaOf(
    world,
    plan,
    { kind: "person", id: person },
    source.byQuotaOf,
    source.level,
    of,
  );
  if (!who) return ZERO;
  if (quota.effective.num <= 0n) {
    // Ramp, leave or relief took the target; without any it is missing.
    if (!isReleased(quota)) missingQuota(scene, person, source.byQuotaOf, of);
    return ZERO;
  }
  const rate = over(variableFor(world, plan, who, source.variable, of), quota.effective);
  if (isBelow(whole(1), rate)) {
    const pointer = `/participants/${world.peopleAt.get(person) ?? 0}/variables`;
    const facts = { person, variable: source.variable, rate: exactText(rate) };
    flaw(world, { code: "incentives/rate_above", pointer, ...facts });
  }
  return rate;
}
