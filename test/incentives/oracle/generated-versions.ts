// A second version of a plan by chance, and what the oracle must know of components to make one.
import fc from "fast-check";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Component } from "./case.ts";
import { component } from "./generated-components.ts";
import { maybe, pick } from "./generated-words.ts";

/** Where credits take their place by another measure than the base, the oracle knows sales alone. */
export function isWalked(of: object): boolean {
  const measure: unknown = "measure" in of ? of.measure : null;
  return (
    typeof measure === "object" && measure !== null && "read" in measure && measure.read !== "base"
  );
}
export function paysEachAlone(of: object): boolean {
  return "window" in of && (of.window === "credit" || of.window === "deal");
}

/** Another version that takes over on some day, its component in windows of the same length. */
export const next = maybe(
  fc.record({
    component,
    from: pick("2026-01-15", "2026-02-01", "2026-02-11", "2026-03-05"),
    change: pick("restart", "continue", "reprice" as const),
  }),
  2,
);

export function versionsOf(
  plan: Plan,
  of: typeof next extends fc.Arbitrary<infer T> ? T : never,
): Plan[] {
  const [first, ...more] = plan.components;
  if (!of || !first || more.length > 0 || !("split" in first) || !("split" in of.component))
    return [plan];
  const second: object = { ...of.component, window: first.window, difference: first.difference };
  if (isWalked(second) && paysEachAlone(first)) return [plan];
  const { from, change } = of;
  const components = [second as Component];
  return [plan, { ...plan, version: 2, from, change, components }];
}

type Plan = EvaluationJson["plans"][number];
