import type { InferInput } from "valibot";
import type { WireBoard, WireStandings } from "./contract.ts";
import type { BoardState } from "./fold.ts";
import { stampOf, titleOf } from "./frames.ts";
import type { ListedBoard, Screen } from "./store.ts";
import { viewOf, type Viewer } from "./view.ts";

/** A board as the API says it. */
export function wireBoard({ board, sample }: ListedBoard): InferInput<typeof WireBoard> {
  const { metric, unitName, unitNameEn, ...rest } = board;
  return {
    ...rest,
    unitName,
    unitNameEn,
    metric: metric.id,
    metricName: metric.name,
    metricNameEn: metric.nameEn,
    currency: metric.currency,
    sample,
  };
}

/** A television as those who manage it see it: without what it proves itself by. */
export function wireScreen(screen: Screen & { readonly boardName: string }) {
  const { id, name, board, boardName, pairedBy, pairedAt } = screen;
  return { id, name, board, boardName, pairedBy, pairedAt };
}

/** The snapshot of the socket, for those who poll. */
export function wireStandings(state: BoardState, viewer: Viewer): InferInput<typeof WireStandings> {
  const { rows, ...head } = viewOf(state, viewer);
  const { seq } = state;
  return { stamp: stampOf(state), seq, title: titleOf(state), head, rows: [...rows] };
}
