import type { LineKindName } from "../../workers/incentives/outcome.ts";

const EARNED = ["component", "gate", "multiplier", "guarantee", "cap"] as const;

/** "earned" lines make what is earned, "release" what of it may be paid, the rest what is paid out. */
export function groupOf(kind: LineKindName): "earned" | "released" | "settled" {
  if (kind === "release") return "released";
  const earned: readonly string[] = EARNED;
  return earned.includes(kind) ? "earned" : "settled";
}
