// Where pay uses another figure than the attainment pages, named with its size: pure.
import { isZero, minus } from "../../workers/incentives/exact.ts";
import { parseRate, type Rate } from "../../workers/lib/rate.ts";
import type { TracedLine } from "./statement-model.ts";

export type Difference =
  | { readonly kind: "pending"; readonly amount: bigint }
  | { readonly kind: "true_up"; readonly amount: bigint }
  /** Figures of the plan's currency, exact. */
  | {
      readonly kind: "target" | "base";
      readonly line: number;
      readonly used: Rate;
      readonly shown: Rate;
      readonly gap: Rate;
    };

/**
 * Not released yet; a denominator that is not the committed number; a base that is not what was
 * attained; pay that belongs to earlier periods. Each is told once a line.
 */
export function differencesOf(lines: readonly TracedLine[], pending: bigint): Difference[] {
  const late = lines.filter(({ trueUp }) => trueUp).reduce((sum, { amount }) => sum + amount, 0n);
  return [
    ...(pending === 0n ? [] : [{ kind: "pending", amount: pending } as const]),
    ...(late === 0n ? [] : [{ kind: "true_up", amount: late } as const]),
    ...lines.flatMap(ofLine),
  ];
}

function ofLine({ at, steps }: TracedLine): Difference[] {
  const read = steps.find(({ rule }) => rule === "attainment" || rule === "figure");
  if (!read) return [];
  const figure = (key: string) => parseRate(read.figures[key] ?? "");
  const found: Difference[] = [];
  const add = (kind: "target" | "base", used: Rate | null, shown: Rate | null) => {
    if (!used || !shown) return;
    const gap = minus(used, shown);
    if (!isZero(gap)) found.push({ kind, line: at, used, shown, gap });
  };
  add("target", figure("target"), figure("committed"));
  const base = steps.find(({ rule }) => rule === "base")?.figures["base"];
  if (base !== undefined) add("base", parseRate(base), figure("amount"));
  return found;
}
