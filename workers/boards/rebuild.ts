import type { Instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import type { Rate } from "../lib/rate.ts";
import type { Board } from "./board.ts";
import type { BoardState, Line, Seat } from "./fold.ts";

/** A subject of the board as the organisation knows it today. */
export type Member = Pick<Line, "subject" | "name" | "nameEn" | "unit" | "unitName" | "unitNameEn">;
/** The totals of one subject over the window, added up; `lastSeq` the newest commit in them. */
export type Total = {
  readonly subject: string;
  readonly amount: bigint;
  readonly lastSeq: number;
};

/** Everything one batch reads about a board: never the log. */
export type Truth = {
  readonly board: Board;
  readonly window: Interval;
  readonly seq: number;
  readonly dataAt: Instant | null;
  readonly members: readonly Member[];
  readonly scope: Member | null;
  readonly totals: readonly Total[];
  readonly targets: ReadonlyMap<string, Rate>;
  readonly seats: readonly (Seat & { readonly person: string })[];
};

/** The state of a board from totals, targets and members. The fold reaches the same state. */
export function rebuilt(truth: Truth): BoardState {
  const { board, window, seq, dataAt, members, scope } = truth;
  const totals = new Map(truth.totals.map((total) => [total.subject, total]));
  const line = ({ subject, name, nameEn, unit, unitName, unitNameEn }: Member): Line => ({
    ...{ subject, name, nameEn, unit, unitName, unitNameEn },
    amount: totals.get(subject)?.amount ?? 0n,
    lastSeq: totals.get(subject)?.lastSeq ?? 0,
    target: truth.targets.get(subject) ?? null,
  });
  const lines = new Map(members.map((member) => [member.subject, line(member)]));
  const seats = new Map<string, Seat[]>();
  for (const { person, ...seat } of truth.seats)
    seats.set(person, [...(seats.get(person) ?? []), seat]);
  return { board, window, seq, dataAt, lines, whole: scope && line(scope), seats };
}
