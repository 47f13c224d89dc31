import type { Yunfan } from "../../db/sample/yunfan.ts";
import { createBoard } from "../boards/define.ts";
import type { BoardStore } from "../boards/store.ts";
import type { Day } from "../lib/day.ts";
import type { MetricId } from "../metrics/metric.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Showing = {
  readonly db: TenantDb;
  readonly boards: BoardStore;
  readonly today: Day;
  readonly metric: MetricId;
};

/** The live boards of the sample; one that is there already stays. */
export async function loadBoards(
  { db, boards, today, metric }: Showing,
  of: Yunfan,
): Promise<boolean> {
  for (const { code, unit, rows, ...board } of of.boards) {
    const body = {
      id: await sampleId(db.uuid, "board", code),
      name: board.name,
      nameEn: board.nameEn,
      unit: await sampleId(db.uuid, "unit", unit),
      metric,
      subjects: rows,
      score: board.score,
      window: board.window,
      mode: "named",
      ties: "standard",
      amounts: false,
    } as const;
    const made = await createBoard(db, boards, { body, today, sample: true });
    const there = !made.ok && made.error.code === "boards/exists";
    if (!there && !(await went(db, made))) return false;
  }
  return true;
}
