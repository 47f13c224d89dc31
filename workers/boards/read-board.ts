import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Rate } from "../lib/rate.ts";
import { must } from "../lib/assert.ts";
import { workingDaysOf, type Calendar } from "../calendar/calendar.ts";
import { targetWithin } from "../reports/attainment.ts";
import type { Loaded, Read } from "../tenancy/sql.ts";
import { rebuilt } from "./rebuild.ts";
import { boardStore } from "./store.ts";
import { truthStore, type Scored } from "./truth-store.ts";

/** What a board is told of the calendar. */
export type CalendarRead = () => Read<Calendar>;

/** Everything that a look at a board needs, as the reads of one batch. Never the log. */
export function boardReads(calendar: CalendarRead, board: string, today: Day) {
  return {
    listed: boardStore.board(board),
    frame: truthStore.frame(board, today),
    scored: truthStore.scored(board, today),
    calendar: calendar(),
  };
}

/** What a room needs beside it, to fold what comes after. */
export function roomReads(calendar: CalendarRead, board: string, today: Day) {
  return { ...boardReads(calendar, board, today), seats: truthStore.seats(board, today) };
}

export type BoardLoaded = Loaded<ReturnType<typeof boardReads>> &
  Partial<Pick<Loaded<ReturnType<typeof roomReads>>, "seats">>;

/** The state those reads add up to; null when there is no such board. Without seats it is for looking. */
export function stateFrom({ listed, frame, scored, calendar, seats = [] }: BoardLoaded) {
  if (!listed) return null;
  const { board } = listed;
  const { window, seq, dataAt } = must(frame, "a board has a window");
  return rebuilt({
    ...{ board, window, seq, dataAt, seats },
    members: scored.filter(({ subject }) => subject !== board.unit),
    scope: scored.find(({ subject }) => subject === board.unit) ?? null,
    totals: scored,
    targets: targetsIn(scored, window, calendar),
  });
}

/** The exact target of each subject for the window: a target counts by its own days in it. */
function targetsIn(scored: readonly Scored[], window: Interval, calendar: Calendar) {
  const working = workingDaysOf(calendar);
  const clock = {
    ...{ window, active: window, calendar: working },
    ...{ dataDay: null, basis: "working_days" as const },
  };
  const having = scored.filter(({ held }) => held.length > 0);
  return new Map<string, Rate>(
    having.map(({ subject, held }) => [subject, targetWithin(held, clock)]),
  );
}
