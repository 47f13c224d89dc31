import type { Component } from "./plan-components.ts";
import type { ComponentJson } from "./plan-document.ts";
import { isSingle } from "./plan-parts.ts";

/**
 * Whether somebody can bring along what a component had earned elsewhere: its lines are one person's (no
 * pool, no split pay) and of a window of time (no credit, deal, board or award).
 */
export function isOpenable(component: Component | ComponentJson): boolean {
  if (component.kind === "award" || component.kind === "pool" || !("window" in component))
    return false;
  if ("split" in component && component.split !== "credit") return false;
  return !isSingle(component.window);
}
