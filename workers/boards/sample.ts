import type { Statement } from "../tenancy/sql.ts";
import type { Board } from "./board.ts";
import { boardStore } from "./store.ts";

type SampleBoard = Pick<Board, "id" | "name" | "nameEn" | "unit" | "metric"> & Partial<Board>;

/** The statement that lays a board of the sample company, for a commit that makes the rest. */
export function sampleBoard(sample: SampleBoard): Statement[] {
  const board: Board = {
    subjects: "people",
    score: "attainment",
    window: "quarter",
    mode: "named",
    ties: "standard",
    amounts: false,
    unitName: sample.name,
    unitNameEn: sample.nameEn,
    version: 1,
    ...sample,
  };
  return [boardStore.insert(board, true)];
}
