// Goal: a plan that no run could calculate is not published, and the refusal names the component.
// Method: the flaws of components of each kind that reads forecasts, beside one that does not.
import { describe, expect, test } from "vitest";
import type { Plan } from "../../workers/incentives/plan-document.ts";
import { forecastFlaws } from "../../workers/payplans/check-draft.ts";
import { payplanRefusals } from "../../workers/payplans/refusals.ts";

const components = (...kinds: string[]) =>
  ({ components: kinds.map((kind, at) => ({ kind, key: `c${at}` })) }) as unknown as Plan; // All it reads.

describe("a plan that pays by forecasts", () => {
  test.each(["gonik", "joint_base"])("is refused for %s, by its place and name", (kind) => {
    expect(forecastFlaws(components("tiered", kind))).toEqual([
      { pointer: "/components/1", code: "payplan/no_forecasts", component: "c1" },
    ]);
    const { en, zh } = payplanRefusals["payplan/no_forecasts"];
    for (const words of [en, zh]) expect(words).toContain("{component}");
  });
  test("others are published", () => {
    expect(forecastFlaws(components("tiered", "flat"))).toEqual([]);
  });
});
