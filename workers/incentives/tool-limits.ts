import { openPeriods } from "./evaluate.ts";
import type { EvaluationInput } from "./input.ts";

/**
 * What one call of the tool may ask for: a team's year with all its deals, not a company's. Beside them
 * a request's body has a size of its own.
 */
export const TOOL_LIMITS = {
  participants: 1_000,
  periods: 600,
  statements: 5_000,
  /** Components of all versions for each statement: what is computed at least. */
  results: 100_000,
  credits: 20_000,
  deals: 20_000,
  "deals/events": 40_000,
  targets: 20_000,
  units: 2_000,
  figures: 20_000,
  boards: 400,
  "boards/standings": 20_000,
  forecasts: 5_000,
  peerScores: 5_000,
  rates: 4_000,
  adjustments: 2_000,
  openings: 1_000,
  posted: 40_000,
} as const;

type Counted = keyof typeof TOOL_LIMITS;
export type TooMany = {
  readonly what: Counted;
  readonly pointer: string;
  readonly limit: number;
  readonly value: number;
};

/** The first list that is longer than the tool takes, by its place in the request; null where all fit. */
export function tooMany(input: EvaluationInput): TooMany | null {
  const { participants, deals, boards, plans, others } = input;
  const lists = [
    ...(["participants", "credits", "deals", "targets", "units", "figures", "boards"] as const),
    ...(["forecasts", "peerScores", "rates", "adjustments", "openings", "posted"] as const),
  ];
  for (const what of lists) {
    const found = over(what, input[what]?.length ?? 0, `/${what}`);
    if (found) return found;
  }
  const events = deals.reduce((sum, each) => sum + each.events.length, 0);
  const standings = boards.reduce((sum, each) => sum + each.standings.length, 0);
  const components = [...plans, ...others].reduce((sum, each) => sum + each.components.length, 0);
  // Only now: whoever asks for thousands of years is not made to wait for their count.
  const periods = openPeriods(input).length;
  return (
    over("deals/events", events, "/deals") ??
    over("boards/standings", standings, "/boards") ??
    over("periods", periods, "/until") ??
    over("statements", periods * participants.length, "/until") ??
    over("results", periods * participants.length * components, "/plans")
  );
}

function over(what: Counted, value: number, pointer: string): TooMany | null {
  const limit = TOOL_LIMITS[what];
  return value > limit ? { what, pointer, limit, value } : null;
}
