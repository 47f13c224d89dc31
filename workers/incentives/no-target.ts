import type { Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import type { Answer, Climb } from "./climb.ts";
import type { Scene } from "./figures.ts";
import type { Measured } from "./measure.ts";
import type { ComponentOf } from "./plan-components.ts";
import { subjectNamed } from "./subject.ts";
import { variableFor } from "./sums.ts";
import { flaw, traced, type Tracing } from "./world.ts";

/** Attainment needs a target: a plan says what happens without, or the person is named. */
export function withoutTarget(
  scene: Scene,
  component: ComponentOf<"tiered" | "interpolated">,
  climb: Climb,
  found: Measured,
  trace: Tracing,
): Answer {
  const measure = component.measure;
  const none = { pay: ZERO, parts: [] };
  if (found.target === "missing") {
    missingQuota(
      scene,
      climb.person,
      measure.read === "attainment" ? measure.metric : "",
      climb.within,
    );
    return none;
  }
  return absentTarget(scene, climb.person, climb.within, { variable: "target_variable" }, trace);
}

/** What a component on attainment pays where ramp, leave or relief took the target. */
export function absentTarget(
  scene: Scene,
  personId: string,
  within: Interval,
  of: { readonly variable: string } | { readonly sum: Rate },
  trace: Tracing,
): Answer {
  const { world, plan } = scene;
  const rule = plan.noTarget ?? "pays_zero";
  traced(trace, 5, `no_target.${rule}`, () => ({}));
  if (rule !== "pays_target") return { pay: ZERO, parts: [], leftOut: rule === "left_out" };
  const person = world.people.get(personId);
  const pay =
    "sum" in of ? of.sum : person ? variableFor(world, plan, person, of.variable, within) : ZERO;
  return { pay, parts: [] };
}

export function missingQuota(
  { world, plan, moment }: Scene,
  personId: string,
  metric: string,
  within: Interval,
) {
  if (plan.quotaMissing === "pays_nothing") return;
  flaw(world, {
    code: "incentives/quota_missing",
    pointer: `/participants/${world.peopleAt.get(personId) ?? 0}`,
    person: subjectNamed(personId).id,
    metric,
    from: within.from,
    until: within.until > moment.asOf ? moment.asOf : within.until,
  });
}
