import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Rate } from "../lib/rate.ts";
import { must } from "../lib/assert.ts";
import { workingDaysOf, type Calendar } from "../calendar/calendar.ts";
import { carryingOf, countVersions } from "../payplans/denominator.ts";
import { carriedTarget } from "../targets/carried-target.ts";
import type { Loaded, Read } from "../tenancy/sql.ts";
import { rebuilt } from "./rebuild.ts";
import { boardStore } from "./store.ts";
import { truthStore } from "./truth-store.ts";

/** What a board is told of the calendar. */
export type CalendarRead = () => Read<Calendar>;

/** Everything that a look at a board needs, as the reads of one batch. Never the log. */
export function boardReads(calendar: CalendarRead, board: string, today: Day) {
  return {
    listed: boardStore.board(board),
    frame: truthStore.frame(board, today),
    scored: truthStore.scored(board, today),
    calendar: calendar(),
    versions: countVersions(),
  };
}

/** What a room needs beside it, to fold what comes after. */
export function roomReads(calendar: CalendarRead, board: string, today: Day) {
  return { ...boardReads(calendar, board, today), seats: truthStore.seats(board, today) };
}

export type BoardLoaded = Loaded<ReturnType<typeof boardReads>> &
  Partial<Pick<Loaded<ReturnType<typeof roomReads>>, "seats">>;

/** The state those reads add up to; null when there is no such board. Without seats it is for looking. */
export function stateFrom(loaded: BoardLoaded) {
  const { listed, frame, scored, seats = [] } = loaded;
  if (!listed) return null;
  const { board } = listed;
  const { window, seq, dataAt } = must(frame, "a board has a window");
  return rebuilt({
    ...{ board, window, seq, dataAt, seats },
    members: scored.filter(({ subject }) => subject !== board.unit),
    scope: scored.find(({ subject }) => subject === board.unit) ?? null,
    totals: scored,
    targets: targetsIn(loaded, window, { code: listed.metricCode, scale: board.metric.scale }),
  });
}

type Metric = { readonly code: string; readonly scale: number };

/** The exact effective target of each subject for the window, as attainment and pay read it. */
function targetsIn({ scored, calendar, versions }: BoardLoaded, window: Interval, metric: Metric) {
  const time = { rule: calendar.rule, days: workingDaysOf(calendar), found: new Map() };
  const usual = { time, dayCount: { kind: "working_days" as const } };
  return new Map<string, Rate>(
    scored
      .filter(({ held }) => held.length > 0)
      .map(({ subject, held, employed, carrying }) => {
        const carried =
          employed && carrying
            ? carryingOf(carrying, { employed, within: window, metric, versions })
            : null;
        return [subject, carriedTarget(held, window, carried, usual).effective];
      }),
  );
}
