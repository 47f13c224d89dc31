import { ascending } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { ranks } from "../lib/rank.ts";
import { compareRates, type Rate } from "../lib/rate.ts";
import { attainment, MORE_IS_BETTER, type Measure } from "../reports/attainment.ts";
import type { Board } from "./board.ts";
import type { Line } from "./fold.ts";

/** Where less is better, boards say what the reports say. */
const LESS_IS_BETTER: Measure = { ...MORE_IS_BETTER, direction: "down" };

export type Standing = {
  readonly line: Line;
  /** Position from 0; the order of rows inside a tie is the order in which they got there. */
  readonly at: number;
  /** Null where there is no score: no target above 0 for this window. */
  readonly rank: number | null;
  readonly score: Rate | null;
};

/** The exact score; null when the row has no target above 0 to be measured against. */
export function scoreOf(line: Line, board: Board): Rate | null {
  const down = board.metric.direction === "down";
  if (board.score === "raw") return { num: down ? -line.amount : line.amount, den: 1n };
  const { target, amount } = line;
  if (target === null || target.num <= 0n) return null;
  if (!down) return { num: amount * target.den, den: target.num };
  const attained = attainment(target, amount, LESS_IS_BETTER);
  return attained.kind === "attainment" ? attained.rate : null;
}

/**
 * Rows best first, with ranks by the board's tie rule.
 *
 * Promises: scores are compared as exact fractions, never as displayed; equal scores get equal
 * ranks (all rules but "ordinal"); inside a tie the row that reached its score in the earlier
 * commit stands first, then the smaller id; rows without a score come last and have no rank.
 */
export function standings(lines: Iterable<Line>, board: Board): Standing[] {
  const scored = [...lines].map((line) => ({ line, score: scoreOf(line, board) }));
  scored.sort(
    (a, b) =>
      betterFirst(a.score, b.score) ||
      // Without a target there is no rank; what was sold is then at least in order.
      (a.score === null ? ascending(b.line.amount, a.line.amount) : 0) ||
      ascending(a.line.lastSeq, b.line.lastSeq) ||
      ascending(a.line.subject, b.line.subject),
  );
  const withScore = scored.filter(({ score }) => score !== null);
  const placed = ranks(withScore, (a, b) => betterFirst(a.score, b.score) === 0, board.ties);
  return scored.map(({ line, score }, at) => ({ line, at, score, rank: placed[at] ?? null }));
}

function betterFirst(a: Rate | null, b: Rate | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareRates(b, a);
}

/**
 * Attainment as a decimal string with four places, cut off and never rounded up: "1.0000" is
 * shown only when the target is reached.
 */
export function scoreText(score: Rate): string {
  return formatMinor(divide(score.num * 10_000n, score.den, "floor"), 4);
}

export const MILESTONES = [50, 90, 100] as const;
export type Milestone = (typeof MILESTONES)[number];

/** The highest milestone (percent of target) crossed upwards, or null. Exact, like the ranks. */
export function milestone(before: Rate | null, after: Rate | null): Milestone | null {
  if (before === null || after === null) return null;
  const crossed = MILESTONES.filter((percent) => {
    const bar = { num: BigInt(percent), den: 100n };
    return compareRates(before, bar) < 0 && compareRates(after, bar) >= 0;
  });
  return crossed.at(-1) ?? null;
}
