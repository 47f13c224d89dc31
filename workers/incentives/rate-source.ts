import { type Rate, ZERO } from "../lib/rate.ts";
import type { Climb } from "./climb.ts";
import { over } from "./exact.ts";
import { basisInterval, type Scene } from "./figures.ts";
import type { RateSource } from "./plan-components.ts";
import { quotaOf } from "./quota.ts";
import { variableFor } from "./sums.ts";

/** A stated rate; or a variable of the person over the quota of the window. */
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
  if (!who || quota.effective.num <= 0n) return ZERO;
  return over(variableFor(world, plan, who, source.variable, of), quota.effective);
}
