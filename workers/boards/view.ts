import { formatMinor } from "../lib/money.ts";
import { unreachable } from "../lib/assert.ts";
import type { Instant } from "../lib/instant.ts";
import type { Board } from "./board.ts";
import type { BoardState } from "./fold.ts";
import { scoreOf, scoreText, standings, type Standing } from "./score.ts";

/**
 * Who looks. "all" manages the board or the unit above it and may see every row in every mode;
 * "screen" is a television; "person" is everyone else, with the participant they are, if any.
 */
export type Viewer =
  | { readonly kind: "all"; readonly person: string | null }
  | { readonly kind: "person"; readonly person: string | null }
  | { readonly kind: "screen" };

/** Why a view has no rows, or fewer than there are. */
export type Note = "hidden" | "not_on_board" | "not_for_screens";

/** One row as it leaves the Worker. Amounts of quota are not among its fields, on purpose. */
export type Row = {
  /** The subject's id; in an anonymous view only its position, so that nobody can be followed. */
  readonly key: string;
  readonly at: number;
  readonly rank: number | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly team: string | null;
  readonly teamEn: string | null;
  /** Attainment, four decimals, or the raw amount at the metric's scale. */
  readonly score: string | null;
  /** The actual, only on boards that print amounts. */
  readonly amount: string | null;
};

export type View = {
  readonly rows: readonly Row[];
  /** The viewer's own row where the key cannot tell it (anonymous views). */
  readonly own: string | null;
  /** The scope's own score: the team beside its members. */
  readonly whole: string | null;
  /** How many rows are ranked; null where that is not the viewer's business. */
  readonly ranked: number | null;
  readonly note: Note | null;
  /** When the newest figure was recorded; null before the first. */
  readonly dataAt: Instant | null;
};

/** A television shows at most this many rows, and never the last third of a board. */
const SCREEN_ROWS_MAX = 10;
const NEIGHBOURS = 2;

/** Viewers with equal keys see equal views: one computation and one serialisation for all. */
export function viewKey(viewer: Viewer, state: BoardState): string {
  if (viewer.kind !== "person") return viewer.kind;
  switch (state.board.mode) {
    case "named":
      return "named";
    case "hidden":
      return "hidden";
    case "window":
    case "anonymous":
      return `${state.board.mode}:${onBoard(state, viewer.person) ?? ""}`;
    case "team-only":
      return `team:${teamOf(state, viewer.person) ?? ""}`;
    default:
      return unreachable(state.board.mode);
  }
}

/**
 * What this viewer may see of a board, and nothing else.
 *
 * Promises: a row that the board's mode keeps from the viewer is not in the result in any form
 * (anonymous rows carry neither name, team nor a key that outlives the frame); quota amounts are
 * never in it; a television never gets the bottom of the board or a row without a score; in
 * window mode a person gets the own row and two neighbours on either side.
 */
export function viewOf(state: BoardState, viewer: Viewer): View {
  const all = ranked(state);
  const { dataAt } = state;
  const base = { own: null, whole: wholeOf(state), ranked: rankedOf(all), note: null, dataAt };
  if (viewer.kind === "all") return { ...base, rows: all.map((at) => named(at, state.board)) };
  if (viewer.kind === "screen") return { ...base, ...forScreen(state, all) };
  return { ...base, ...forPerson(state, all, viewer.person) };
}

const kept = new WeakMap<BoardState, readonly Standing[]>();

/** Ranked once per state, however many different views are cut from it. */
function ranked(state: BoardState): readonly Standing[] {
  const all = kept.get(state) ?? standings(state.lines.values(), state.board);
  kept.set(state, all);
  return all;
}

function forPerson(state: BoardState, all: readonly Standing[], person: string | null) {
  const { board } = state;
  switch (board.mode) {
    case "named":
      return { rows: all.map((at) => named(at, board)) };
    case "hidden":
      return { rows: [], ranked: null, whole: null, note: "hidden" as const };
    case "anonymous":
      return anonymous(state, all, onBoard(state, person));
    case "window":
      return aroundOwn(state, all, onBoard(state, person));
    case "team-only":
      return ofTeam(state, teamOf(state, person));
    default:
      return unreachable(board.mode);
  }
}

/** A television belongs to nobody: it gets what the whole team may know, from the top. */
function forScreen(
  state: BoardState,
  all: readonly Standing[],
): Partial<View> & Pick<View, "rows"> {
  const { board } = state;
  if (board.mode === "hidden") return { rows: [], ranked: null, whole: null, note: "hidden" };
  if (board.mode === "window") return { rows: [], note: "not_for_screens" };
  const open = board.mode === "team-only" ? withinTeam(state, board.unit) : all;
  if (board.mode === "team-only" && open.length === 0)
    return { rows: [], ranked: null, note: "not_for_screens" };
  const scored = open.filter(({ rank }) => rank !== null);
  const top = scored.slice(0, Math.min(SCREEN_ROWS_MAX, Math.max(1, topOf(scored.length))));
  const ranked = scored.length;
  if (board.mode === "anonymous") return { rows: top.map((at) => nameless(at, board)), ranked };
  return { rows: top.map((at) => named(at, board)), ranked };
}

/** All but the last third, in whole rows. */
function topOf(count: number): number {
  return count - Math.ceil(count / 3);
}

function anonymous(state: BoardState, all: readonly Standing[], own: string | null) {
  const rows = all.map((standing) =>
    standing.line.subject === own
      ? { ...named(standing, state.board), key: place(standing) }
      : nameless(standing, state.board),
  );
  const mine = all.find(({ line }) => line.subject === own);
  return { rows, own: mine ? place(mine) : null };
}

function aroundOwn(state: BoardState, all: readonly Standing[], own: string | null) {
  const at = all.findIndex(({ line }) => line.subject === own);
  if (at < 0) return { rows: [], note: "not_on_board" as const };
  const near = all.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
  return { rows: near.map((standing) => named(standing, state.board)) };
}

function ofTeam(state: BoardState, team: string | null) {
  if (team === null) return { rows: [], ranked: null, note: "not_on_board" as const };
  const within = withinTeam(state, team);
  return { rows: within.map((at) => named(at, state.board)), ranked: rankedOf(within) };
}

/** Ranked among themselves: a place on the whole board would tell about rows kept back. */
function withinTeam(state: BoardState, team: string): Standing[] {
  const lines = [...state.lines.values()].filter(({ unit }) => unit === team);
  return standings(lines, state.board);
}

function onBoard({ lines }: BoardState, person: string | null): string | null {
  return person !== null && lines.has(person) ? person : null;
}

function teamOf({ lines }: BoardState, person: string | null): string | null {
  return person === null ? null : (lines.get(person)?.unit ?? null);
}

function rankedOf(all: readonly Standing[]): number {
  return all.filter(({ rank }) => rank !== null).length;
}

function wholeOf({ whole, board }: BoardState): string | null {
  if (whole === null) return null;
  if (board.score === "raw") return formatMinor(whole.amount, board.metric.scale);
  const score = scoreOf(whole, board);
  return score && scoreText(score);
}

function named(standing: Standing, board: Board): Row {
  const { line } = standing;
  return {
    ...nameless(standing, board),
    key: line.subject,
    name: line.name,
    nameEn: line.nameEn,
    team: board.subjects === "units" ? null : line.unitName,
    teamEn: board.subjects === "units" ? null : line.unitNameEn,
  };
}

function nameless(standing: Standing, board: Board): Row {
  const { line, at, rank, score } = standing;
  const amount = formatMinor(line.amount, board.metric.scale);
  const attained = score && scoreText(score);
  return {
    key: place(standing),
    at,
    rank,
    name: null,
    nameEn: null,
    team: null,
    teamEn: null,
    score: board.score === "raw" ? amount : attained,
    amount: board.amounts && board.score !== "raw" ? amount : null,
  };
}

function place({ at }: Standing): string {
  return `#${at}`;
}
