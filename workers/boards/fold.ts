import type { Day } from "../lib/day.ts";
import type { Instant } from "../lib/instant.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { canonical } from "../lib/hash.ts";
import type { Rate } from "../lib/rate.ts";
import { meaningOf, type Board } from "./board.ts";

/** One row of a board before it is scored. `amount` is in smallest steps of the metric. */
export type Line = {
  readonly subject: string;
  readonly name: string;
  readonly nameEn: string;
  /** The unit a person sits in today, or the unit itself. */
  readonly unit: string;
  readonly unitName: string;
  readonly unitNameEn: string;
  readonly amount: bigint;
  /** The effective target for exactly this window, exact; null when there is none. */
  readonly target: Rate | null;
  /** The commit that moved this row last; it orders rows inside a tie. 0 when nothing did. */
  readonly lastSeq: number;
};

export type BoardState = {
  readonly board: Board;
  readonly window: Interval;
  /** The last commit this state contains. */
  readonly seq: number;
  /** When the newest commit that moved the board was recorded: the age of its data. */
  readonly dataAt: Instant | null;
  readonly lines: ReadonlyMap<string, Line>;
  /** The scope unit itself: the team's score beside the individual ones. */
  readonly whole: Line | null;
  /** Who counted for which unit on which days of the window: an entry belongs to its own day's unit. */
  readonly seats: ReadonlyMap<string, readonly Seat[]>;
};

/** A person counts for the scope, or for a unit that is a row, on these days. */
export type Seat = Interval & { readonly unit: string };

/** By how much a commit moved one person's day; `amount` in smallest steps of the metric. */
export type Moved = {
  readonly person: string;
  readonly metric: string;
  readonly currency: string;
  readonly on: Day;
  readonly amount: bigint;
  /** It counts for the person and for no unit. */
  readonly beside?: true;
};

/**
 * What a commit tells a board. `rows` is null where the commit did not say what it moved (too many
 * rows for a message): a commit about entries is then read like a missing one.
 */
export type Notice = {
  readonly seq: number;
  readonly at: Instant;
  readonly event: string;
  readonly rows: readonly Moved[] | null;
};

/**
 * "applied": the state now contains the notices. "pull": something is missing, or a commit changed
 * what the board stands on; read the truth. The state given back is right for its own `seq` in
 * both cases. `access` asks to check who may still look.
 */
export type Folded = {
  readonly outcome: "applied" | "pull";
  readonly access: boolean;
  readonly state: BoardState;
  readonly touched: ReadonlySet<string>;
};

/**
 * Folds notices, in the order they came, into a state.
 *
 * Promises: a notice applies only when its number is the state's plus one; an older one is ignored;
 * a gap stops the fold with "pull". So a lost, doubled or late notice never loses or doubles an
 * amount: whatever comes, the state equals a rebuild at its own number.
 */
export function fold(state: BoardState, notices: readonly Notice[]): Folded {
  const draft: Draft = { ...state, lines: new Map(state.lines), touched: new Set() };
  let outcome: Folded["outcome"] = "applied";
  let access = false;
  for (const notice of notices) {
    if (meaningOf(notice.event) === "access") access = true;
    if (notice.seq <= draft.seq) continue;
    if (notice.seq !== draft.seq + 1 || mustRead(notice)) {
      outcome = "pull";
      break;
    }
    draft.seq = notice.seq;
    for (const row of notice.rows ?? []) if (concerns(state, row)) apply(draft, row, notice);
  }
  const { touched, ...next } = draft;
  return { outcome, access, touched, state: next };
}

type Draft = {
  -readonly [Field in keyof BoardState]: BoardState[Field];
} & { readonly lines: Map<string, Line>; readonly touched: Set<string> };

/** Adds one row to everything of the board that counts it. */
function apply(draft: Draft, row: Moved, { seq, at }: Notice): void {
  const held = row.beside ? [] : (draft.seats.get(row.person) ?? []);
  const seats = held.filter((seat) => contains(seat, row.on));
  const subjects = seats.map(({ unit }) => unit);
  if (draft.whole && subjects.includes(draft.board.unit)) {
    draft.whole = moved(draft.whole, row, seq);
    // The scope's own total moves with every entry below it, so its age is the board's.
    draft.dataAt = at;
  }
  for (const subject of [row.person, ...subjects]) {
    const line = draft.lines.get(subject);
    if (!line) continue;
    draft.lines.set(subject, moved(line, row, seq));
    draft.touched.add(subject);
  }
}

function mustRead({ event, rows }: Notice): boolean {
  const meaning = meaningOf(event);
  return meaning === "rebuild" || (meaning === "moves" && rows === null);
}

function concerns({ board, window }: BoardState, row: Moved): boolean {
  const { id, currency } = board.metric;
  return row.metric === id && row.currency === currency && contains(window, row.on);
}

function moved(line: Line, row: Moved, seq: number): Line {
  return { ...line, amount: line.amount + row.amount, lastSeq: seq };
}

/** True when a freshly read state may replace one's own: numbers never go back. */
export function isNewer(read: BoardState, own: BoardState | null): boolean {
  return own === null || read.seq >= own.seq;
}

/** Equal states have equal text; the order in which rows were met does not show. */
export function fingerprint({ lines, seats, ...rest }: BoardState): string {
  return canonical({ ...rest, lines: Object.fromEntries(lines), seats: Object.fromEntries(seats) });
}
