import { compareRates } from "../lib/rate.ts";
import { difference, type Change } from "./delta.ts";
import type { BoardState, Line } from "./fold.ts";
import { milestone, scoreOf, type Milestone } from "./score.ts";
import { viewKey, viewOf, type View, type Viewer } from "./view.ts";
import { VERSION, type ServerMessage, type WireTitle } from "./protocol.ts";

/** A view as it was last sent, and the name of that content. */
type Shown = { readonly stamp: string; readonly view: View; readonly title: string };

/**
 * What the viewers of one board have on their screens, by view. In memory only: after a wake it is
 * empty, everyone gets a snapshot, and nothing is lost by that.
 */
export type Screenful = ReturnType<typeof screenful>;

export function screenful() {
  const shown = new Map<string, Shown>();
  let last: BoardState | null = null;

  /**
   * Brings every distinct view among `viewers` up to `state`, each serialised once. What comes back
   * finds a viewer's frame; it is null where nothing the viewer sees has moved.
   */
  function advance(state: BoardState, viewers: readonly Viewer[]) {
    const frames = new Map<string, string | null>();
    for (const viewer of viewers) {
      const key = viewKey(viewer, state);
      if (!frames.has(key)) frames.set(key, step(key, state, viewer));
    }
    for (const key of shown.keys()) if (!frames.has(key)) shown.delete(key);
    last = state;
    return (viewer: Viewer) => frames.get(viewKey(viewer, state)) ?? null;
  }

  function step(key: string, state: BoardState, viewer: Viewer): string | null {
    const before = shown.get(key);
    const after = { stamp: stampOf(state), view: viewOf(state, viewer), title: titleText(state) };
    if (!before || before.title !== after.title) {
      shown.set(key, after);
      return snapshotText(state, after);
    }
    const change = difference(before.view, after.view);
    if (!change) return null;
    shown.set(key, after);
    return deltaText(state, last, { before, after, change });
  }

  /** For one socket that has just come: the frame that brings `stamp` up to what others see. */
  function greet(state: BoardState, viewer: Viewer, stamp: string | null): string {
    const key = viewKey(viewer, state);
    const entry = shown.get(key) ?? {
      stamp: stampOf(state),
      view: viewOf(state, viewer),
      title: titleText(state),
    };
    shown.set(key, entry);
    last ??= state;
    if (entry.stamp !== stamp) return snapshotText(state, entry);
    return encode({ v: VERSION, type: "current", stamp, seq: state.seq });
  }

  return { advance, greet, views: () => shown.size };
}

function snapshotText(state: BoardState, { stamp, view }: Shown): string {
  const { rows, ...head } = view;
  const base = { v: VERSION, stamp, seq: state.seq } as const;
  return encode({ ...base, type: "snapshot", title: titleOf(state), head, rows: [...rows] });
}

type Step = { readonly before: Shown; readonly after: Shown; readonly change: Change };

function deltaText(state: BoardState, last: BoardState | null, step: Step): string {
  const { head, rows, gone } = step.change;
  return encode({
    v: VERSION,
    type: "delta",
    from: step.before.stamp,
    stamp: step.after.stamp,
    seq: state.seq,
    head,
    rows: [...rows],
    gone: [...gone],
    moments: last ? momentsOf(last, state, step.after.view) : [],
  });
}

/**
 * Milestones that visible, named rows crossed between two states of one window. A change of
 * target moves scores too, but nobody sold anything: only the same target is celebrated.
 */
export function momentsOf(before: BoardState, after: BoardState, view: View) {
  const moments: { key: string; percent: Milestone }[] = [];
  if (before.window.from !== after.window.from || after.board.score !== "attainment") return [];
  for (const { key } of view.rows) {
    const [old, now] = [before.lines.get(key), after.lines.get(key)];
    if (!old || !now || !sameTarget(old, now)) continue;
    const percent = milestone(scoreOf(old, before.board), scoreOf(now, after.board));
    if (percent !== null) moments.push({ key, percent });
  }
  return moments;
}

function sameTarget({ target: a }: Line, { target: b }: Line): boolean {
  return a !== null && b !== null && compareRates(a, b) === 0;
}

/** Content is named by commit and window: a new day changes a board without any commit. */
export function stampOf(state: BoardState): string {
  return `${state.seq}@${state.window.from}`;
}

export function titleOf({ board, window }: BoardState): WireTitle {
  const { metric } = board;
  return {
    id: board.id,
    name: board.name,
    nameEn: board.nameEn,
    unitName: board.unitName,
    unitNameEn: board.unitNameEn,
    metricName: metric.name,
    metricNameEn: metric.nameEn,
    metricUnit: metric.unit,
    scale: metric.scale,
    currency: metric.currency,
    subjects: board.subjects,
    score: board.score,
    window: board.window,
    mode: board.mode,
    from: window.from,
    until: window.until,
  };
}

function titleText(state: BoardState): string {
  return JSON.stringify(titleOf(state));
}

export function encode(message: ServerMessage): string {
  return JSON.stringify(message);
}
