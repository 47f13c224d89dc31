import type { InputOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { viewerOf } from "./admission.ts";
import type { Board } from "./board.ts";
import type { changeBoard as ChangeBoard, createBoard as CreateBoard } from "./contract.ts";
import type { BoardStore, MetricFacts } from "./store.ts";
import { wireBoard } from "./wire.ts";

type NewBoard = InputOf<typeof CreateBoard>["body"];
type Defined = { readonly board: Board; readonly sample: boolean };

export type DefineRefusal =
  | { readonly code: "boards/unknown_unit"; readonly pointer: "/unit"; readonly value: string }
  | { readonly code: "boards/unknown_metric"; readonly pointer: "/metric"; readonly value: string }
  | {
      readonly code: "boards/metric_does_not_add_up";
      readonly pointer: "/metric";
      readonly value: string;
    }
  | { readonly code: "boards/exists"; readonly pointer: "/id" };

type Creation = {
  readonly body: NewBoard;
  readonly today: Day;
  /** Who asks; absent for our own work, which may make a board of any unit. */
  readonly actor?: () => Actor;
  readonly sample?: boolean;
};

/**
 * Makes a board of a unit the actor leads. Refuses units and metrics that are not there (or not the
 * actor's), and metrics whose sums mean nothing.
 */
export async function createBoard(
  db: TenantDb,
  store: BoardStore,
  { body, today, actor, sample = false }: Creation,
): Promise<Result<Defined, DefineRefusal>> {
  const { above, unit, metric } = await db.load({
    above: store.aboveUnit(body.unit, today),
    unit: store.unit(body.unit),
    metric: store.metric(body.metric),
  });
  const { unit: id } = body;
  const leads = !actor || viewerOf(actor(), above).kind === "all";
  if (!unit || !leads) return err({ code: "boards/unknown_unit", pointer: "/unit", value: id });
  const decided = defined(body, unit, metric);
  if (!decided.ok) return decided;
  const made = { board: decided.value, sample };
  const done = await commit(db, {
    event: "board/created",
    subject: body.id,
    detail: { unit: id, metric: body.metric },
    writes: [store.insert(made.board, sample)],
    answer: { status: 201, body: wireBoard(made) },
  });
  return done.ok ? ok(made) : err({ code: "boards/exists", pointer: "/id" });
}

type UnitNames = Pick<Board, "unitName" | "unitNameEn">;

function defined(
  body: NewBoard,
  unit: UnitNames,
  metric: MetricFacts | null,
): Result<Board, DefineRefusal> {
  const value = body.metric;
  if (!metric) return err({ code: "boards/unknown_metric", pointer: "/metric", value });
  const { overTime, ...measure } = metric;
  if (overTime !== "sum")
    return err({ code: "boards/metric_does_not_add_up", pointer: "/metric", value: metric.nameEn });
  return ok({ ...body, ...unit, nameEn: body.nameEn ?? body.name, metric: measure, version: 1 });
}

type Change = Pick<InputOf<typeof ChangeBoard>, "params" | "body" | "version">;
type ChangeRefusal =
  | { readonly code: "boards/not_found"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number };

/** Changes what a board shows and to whom. Every open room reads it again with the commit. */
export async function changeBoard(
  db: TenantDb,
  store: BoardStore,
  { params, body, version }: Change,
): Promise<Result<Defined, ChangeRefusal>> {
  const { boardId } = params;
  const { listed } = await db.load({ listed: store.board(boardId) });
  if (!listed) return err({ code: "boards/not_found", id: boardId });
  const current = listed.board.version;
  if (current !== version) return err({ code: "version/stale", yours: version, current });
  const board = { ...listed.board, ...present(body), version: version + 1 };
  const done = await commit(db, {
    event: "board/changed",
    subject: boardId,
    detail: { version: board.version, fields: Object.keys(body) },
    expect: [store.isAt(boardId, version)],
    writes: [store.update(board)],
  });
  if (!done.ok) return err({ code: "version/stale", yours: version, current: version + 1 });
  return ok({ board, sample: listed.sample });
}

function present<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  // Only the undefined ones are gone; names and types of the others stand in T.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
