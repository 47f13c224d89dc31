// Where pay uses another figure than the attainment pages, named with its size: pure.
import { isZero, minus, plus } from "../../workers/incentives/exact.ts";
import { parseRate, type Rate, ZERO } from "../../workers/lib/rate.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

export type Compared = StatementPage["compared"][number];

/** Why a figure of pay is another one; each has the sign with which it leads from the page's to pay's. */
export type Part = {
  readonly kind:
    "late" | "beside" | "posted" | "left_out" | "added" | "prorated" | "ramp" | "relief";
  readonly size: Rate;
};

/** From the figure that the page shows to the one a line uses: what is shown and the parts come exactly to it. */
export type Bridge = {
  /** The line's place in the engine's statement. */
  readonly line: number;
  readonly of: "figure" | "target";
  readonly shown: Rate;
  readonly parts: readonly Part[];
  readonly used: Rate;
  /** Of a figure: which metric on which days. */
  readonly compared?: Compared;
};

/**
 * What a line's trace says beside its steps: the figure it counts against the attainment page's, and its
 * denominator against the committed target. None where both are the same.
 */
export function bridgesOf(line: TracedLine, compared: readonly Compared[]): Bridge[] {
  const figures = compared.filter((each) => each.line === line.at).flatMap(figureBridge);
  return [...figures, ...targetBridges(line)];
}

function figureBridge(compared: Compared): Bridge[] {
  const [used, shown] = [rateOf(compared.used), rateOf(compared.shown)];
  const known: Part[] = [
    { kind: "late", size: minus(ZERO, rateOf(compared.late)) },
    { kind: "beside", size: minus(ZERO, rateOf(compared.beside)) },
    { kind: "posted", size: rateOf(compared.posted) },
  ];
  const explained = known.reduce((sum, { size }) => plus(sum, size), shown);
  const size = minus(used, explained);
  const rest: Part = { kind: size.num > 0n ? "added" : "left_out", size };
  const parts = [...known, rest].filter(({ size }) => !isZero(size));
  const { line } = compared;
  return parts.length === 0 ? [] : [{ line, of: "figure", shown, parts, used, compared }];
}

/** Committed, after the days on the plan, after the ramp, after relief and leave: as the trace has them. */
const STEPS = [
  ["prorated", "committed", "prorated"],
  ["ramp", "prorated", "ramped"],
  ["relief", "ramped", "target"],
] as const;

function targetBridges({ at, steps }: TracedLine): Bridge[] {
  return steps.flatMap(({ rule, figures }): Bridge[] => {
    if (rule !== "attainment" && rule !== "figure") return [];
    const [shown, used] = [
      parseRate(figures["committed"] ?? ""),
      parseRate(figures["target"] ?? ""),
    ];
    if (!shown || !used) return [];
    const parts = STEPS.flatMap(([kind, before, after]): Part[] => {
      const size = minus(rateOf(figures[after] ?? ""), rateOf(figures[before] ?? ""));
      return isZero(size) ? [] : [{ kind, size }];
    });
    return parts.length === 0 ? [] : [{ line: at, of: "target", shown, parts, used }];
  });
}

function rateOf(text: string): Rate {
  return parseRate(text) ?? ZERO;
}

/** What a line has earned and the same statement holds back: attainment counts it whole. Minor units. */
export function heldOf(line: TracedLine, lines: readonly TracedLine[]): bigint {
  if (line.kind !== "component") return 0n;
  const released = lines
    .filter(
      ({ kind, component, window }) =>
        kind === "release" && component === line.component && window === line.window,
    )
    .reduce((sum, { amount }) => sum + amount, 0n);
  return -released;
}

export type Difference =
  | { readonly kind: "pending" | "true_up"; readonly amount: bigint }
  | { readonly kind: "bridge"; readonly bridge: Bridge };

/** Of the whole statement: what is not released yet, what belongs to earlier periods, and every bridge. */
export function differencesOf(
  lines: readonly TracedLine[],
  pending: bigint,
  compared: readonly Compared[],
): Difference[] {
  const late = lines.filter(({ trueUp }) => trueUp).reduce((sum, { amount }) => sum + amount, 0n);
  return [
    ...(pending === 0n ? [] : [{ kind: "pending", amount: pending } as const]),
    ...(late === 0n ? [] : [{ kind: "true_up", amount: late } as const]),
    ...lines
      .flatMap((line) => bridgesOf(line, compared))
      .map((bridge) => ({ kind: "bridge", bridge }) as const),
  ];
}
