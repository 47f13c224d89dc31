import { calendarStore } from "../calendar/store.ts";
import { dayNumber } from "../lib/day.ts";
import { must } from "../lib/assert.ts";
import { err, ok } from "../lib/result.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { viewerOf } from "./admission.ts";
import * as contracts from "./contract.ts";
import { changeBoard, createBoard } from "./define.ts";
import type { BoardState } from "./fold.ts";
import { boardReads, stateFrom } from "./read-board.ts";
import { pairScreen, revokeScreen } from "./screens.ts";
import { boardStore as store } from "./store.ts";
import { grant } from "./ticket.ts";
import { screenRoutes } from "./routes-tv.ts";
import { wireBoard, wireScreen, wireStandings } from "./wire.ts";

export function boardRoutes(api: Api): void {
  definitionRoutes(api);
  lookRoutes(api);
  memberScreenRoutes(api);
  screenRoutes(api);
}

function definitionRoutes(api: Api): void {
  endpoint(api, contracts.listBoards, async ({ db, input: { query }, actor }) => {
    const { boards } = await db.load({ boards: store.list(query.cursor ?? "", query.limit + 1) });
    const page = boards.slice(0, query.limit);
    const manages = actor().reach !== "own";
    const items = page.filter(({ board }) => manages || board.mode !== "hidden").map(wireBoard);
    const next = boards.length > query.limit ? must(page.at(-1)).board.id : null;
    return ok({ body: { items, next } });
  });

  endpoint(api, contracts.createBoard, async ({ db, input: { body }, actor, today }) => {
    const made = await createBoard(db, store, { body, today, actor });
    return made.ok ? ok({ body: wireBoard(made.value), version: 1 }) : made;
  });

  endpoint(api, contracts.getBoard, async ({ db, input: { params } }) => {
    const { listed } = await db.load({ listed: store.board(params.boardId) });
    if (!listed) return err({ code: "boards/not_found", id: params.boardId });
    return ok({ body: wireBoard(listed), version: listed.board.version });
  });

  endpoint(api, contracts.changeBoard, async ({ db, input }) => {
    const changed = await changeBoard(db, store, input);
    if (!changed.ok) return changed;
    return ok({ body: wireBoard(changed.value), version: changed.value.board.version });
  });
}

function lookRoutes(api: Api): void {
  endpoint(api, contracts.getStandings, async ({ db, input: { params }, actor, today }) => {
    const { boardId } = params;
    const { above, ...loaded } = await db.load({
      ...boardReads(calendarStore.calendar, boardId, today),
      above: store.above(boardId, today),
    });
    const state = stateFrom(loaded);
    if (!state) return err({ code: "boards/not_found", id: boardId });
    const body = wireStandings(state, viewerOf(actor(), above));
    return ok({ body, version: contentNumber(state) });
  });

  endpoint(api, contracts.createTicket, async ({ db, input: { params }, actor, today, now, c }) => {
    const { boardId: board } = params;
    const { above, listed } = await db.load({
      above: store.above(board, today),
      listed: store.board(board),
    });
    if (!listed) return err({ code: "boards/not_found", id: board });
    const { account, scopes, id } = actor();
    const { kind, person } = viewerOf(actor(), above);
    const granted = await grant(c.env.SECRET, now, {
      ...{ tenant: db.uuid, board, account, person, kind },
      ...{ key: scopes ? id : null, screen: null },
    });
    return ok({ body: { ...granted, person, kind } });
  });
}

function memberScreenRoutes(api: Api): void {
  endpoint(api, contracts.pairScreen, async ({ db, input: { params, body }, c }) => {
    const asked = { ...body, board: params.boardId };
    const paired = await pairScreen(db, { store, env: c.env }, asked);
    return paired.ok ? ok({ body: paired.value }) : paired;
  });

  endpoint(api, contracts.listScreens, async ({ db }) => {
    const { screens } = await db.load({ screens: store.screens() });
    return ok({ body: { items: screens.map(wireScreen) } });
  });

  endpoint(api, contracts.revokeScreen, async ({ db, input: { params } }) => {
    const done = await revokeScreen(db, store, params.screenId);
    return done.ok ? ok({ body: done.value }) : done;
  });
}

/** Names what a board shows, as the number an ETag wants: the commit and the day its window began. */
export function contentNumber({ seq, window }: BoardState): number {
  return seq * 1_000_000 + dayNumber(window.from);
}
