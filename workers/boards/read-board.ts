import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { Rate } from "../lib/rate.ts";
import { must } from "../lib/assert.ts";
import { workingDaysOf, type Calendar } from "../calendar/calendar.ts";
import { targetWithin, type OwnTarget } from "../reports/attainment.ts";
import type { Loaded, Read } from "../tenancy/sql.ts";
import type { BoardState } from "./fold.ts";
import { rebuilt } from "./rebuild.ts";
import { boardStore } from "./store.ts";
import { truthStore } from "./truth-store.ts";

/** What a board is told of the calendar. */
export type CalendarRead = () => Read<Calendar>;

/** Everything that makes a board, as the reads of one batch. Never the log. */
export function boardReads(calendar: CalendarRead, board: string, today: Day) {
  return {
    listed: boardStore.board(board),
    window: truthStore.window(board, today),
    head: truthStore.head(),
    scored: truthStore.scored(board, today),
    targets: truthStore.targets(board, today),
    seats: truthStore.seats(board, today),
    dataAt: truthStore.dataAt(board, today),
    calendar: calendar(),
  };
}

export type BoardLoaded = Loaded<ReturnType<typeof boardReads>>;

/** The state those reads add up to; null when there is no such board. */
export function stateFrom(loaded: BoardLoaded): BoardState | null {
  const { listed, window, scored, head, dataAt, seats } = loaded;
  if (!listed) return null;
  const { board } = listed;
  const span = must(window, "a board has a window");
  return rebuilt({
    board,
    window: span,
    seq: head,
    dataAt,
    members: scored.filter(({ subject }) => subject !== board.unit),
    scope: scored.find(({ subject }) => subject === board.unit) ?? null,
    totals: scored,
    targets: targetsIn(loaded, span),
    seats,
  });
}

/** The exact target of each subject for the window: a target counts by its own days in it. */
function targetsIn(
  { targets, calendar }: Pick<BoardLoaded, "targets" | "calendar">,
  window: Interval,
): ReadonlyMap<string, Rate> {
  const working = workingDaysOf(calendar);
  const clock = {
    window,
    dataDay: null,
    active: window,
    basis: "working_days",
    calendar: working,
  } as const;
  const own = groupBy<OwnTarget & { subject: string }, string>(targets, ({ subject }) => subject);
  return new Map([...own].map(([subject, held]) => [subject, targetWithin(held, clock)]));
}
