import { day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { instant } from "../../workers/lib/instant.ts";
import type { Board } from "../../workers/boards/board.ts";
import type { BoardState, Line } from "../../workers/boards/fold.ts";

/** A board of people over money in fen, this November; cases change what they are about. */
export function aBoard(change: Partial<Board> = {}): Board {
  return {
    id: id("0190a000-0000-7000-8000-00000000b0a4"),
    name: "十一月达成榜",
    nameEn: "November attainment",
    unit: "east",
    unitName: "华东",
    unitNameEn: "East",
    metric: {
      id: "revenue",
      name: "签约额",
      nameEn: "Bookings",
      unit: "money",
      scale: 2,
      currency: "CNY",
      direction: "up",
    },
    subjects: "people",
    score: "attainment",
    window: "month",
    mode: "named",
    ties: "standard",
    amounts: false,
    version: 1,
    ...change,
  };
}

type Sketch = { amount: bigint; target?: bigint | null; lastSeq?: number; unit?: string };

export function aLine(subject: string, sketch: Sketch): Line {
  const { amount, target = 100n, lastSeq = 0, unit = "team-1" } = sketch;
  return {
    subject,
    name: `名-${subject}`,
    nameEn: `Name ${subject}`,
    unit,
    unitName: `组-${unit}`,
    unitNameEn: `Team ${unit}`,
    amount,
    target: target === null ? null : { num: target, den: 1n },
    lastSeq,
  };
}

const always = { from: day("2000-01-01"), until: day("9999-12-31") };

export function aState(board: Board, lines: Record<string, Sketch>, seq = 10): BoardState {
  const all = Object.entries(lines).map(([subject, sketch]) => aLine(subject, sketch));
  return {
    board,
    window: { from: day("2026-11-01"), until: day("2026-12-01") },
    seq,
    dataAt: instant(1_000),
    lines: new Map(all.map((line) => [line.subject, line])),
    whole: aLine(board.unit, { amount: all.reduce((sum, { amount }) => sum + amount, 0n) }),
    seats: new Map(all.map(({ subject }) => [subject, [{ ...always, unit: board.unit }]])),
  };
}
