import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCursor, wireId, WireLimit, WireName } from "../lib/wire.ts";
import { MODES, SCORES, SUBJECTS, TIES, WINDOWS } from "./board.ts";
import { WireHead, WireRow, WireTitle } from "./protocol.ts";

const BoardId = wireId<"board">();
const ScreenId = wireId<"screen">();

export const WireBoard = v.object({
  id: BoardId,
  name: v.string(),
  nameEn: v.string(),
  unit: wireId<"unit">(),
  unitName: v.string(),
  unitNameEn: v.string(),
  metric: wireId<"metric">(),
  metricName: v.string(),
  metricNameEn: v.string(),
  /** "" where the metric is not money. */
  currency: v.string(),
  subjects: v.picklist(SUBJECTS),
  score: v.picklist(SCORES),
  window: v.picklist(WINDOWS),
  mode: v.picklist(MODES),
  ties: v.picklist(TIES),
  /** Actual amounts beside attainment; quotas are never printed. */
  amounts: v.boolean(),
  sample: v.boolean(),
  version: v.number(),
});

const Changeable = {
  name: WireName,
  nameEn: WireName,
  score: v.picklist(SCORES),
  window: v.picklist(WINDOWS),
  mode: v.picklist(MODES),
  ties: v.picklist(TIES),
  amounts: v.boolean(),
};

export const BoardBody = v.strictObject({
  id: BoardId,
  name: Changeable.name,
  nameEn: v.optional(Changeable.nameEn),
  unit: wireId<"unit">(),
  metric: wireId<"metric">(),
  subjects: v.optional(v.picklist(SUBJECTS), "people"),
  score: v.optional(Changeable.score, "attainment"),
  window: v.optional(Changeable.window, "month"),
  mode: v.optional(Changeable.mode, "named"),
  ties: v.optional(Changeable.ties, "standard"),
  amounts: v.optional(Changeable.amounts, false),
});

/** The board as this caller may see it; the same shape as a snapshot on the socket. */
export const WireStandings = v.object({
  stamp: v.string(),
  seq: v.number(),
  title: WireTitle,
  head: WireHead,
  rows: v.array(WireRow),
});

const Ticket = v.object({
  ticket: v.string(),
  /** Path of the socket; the ticket goes into its query. */
  path: v.string(),
  /** Milliseconds since 1970. */
  expiresAt: v.number(),
});

const at = { params: v.object({ boardId: BoardId }), ids: { "params.boardId": "board" } } as const;

export const listBoards = contract({
  id: "listBoards",
  method: "GET",
  path: "/boards",
  tag: "boards",
  summary: "All boards",
  description: "A hidden board is listed for those who manage boards only.",
  may: "boards.read",
  query: v.object({ cursor: v.optional(WireCursor), limit: WireLimit(200, 100) }),
  status: 200,
  answer: v.object({ items: v.array(WireBoard), next: v.nullable(v.string()) }),
  refuses: [],
});

export const createBoard = contract({
  id: "createBoard",
  method: "POST",
  path: "/boards",
  tag: "boards",
  summary: "Make a board",
  description:
    "Of the people in a unit, or of the units directly below it, by attainment of each one's own " +
    "target (default) or by the metric itself. Only metrics that add up over time can be ranked.",
  may: "boards.change",
  ids: { "body.unit": "unit", "body.metric": "metric" },
  body: BoardBody,
  status: 201,
  answer: WireBoard,
  refuses: [
    "boards/unknown_unit",
    "boards/unknown_metric",
    "boards/metric_does_not_add_up",
    "boards/exists",
  ],
});

export const getBoard = contract({
  id: "getBoard",
  method: "GET",
  path: "/boards/:boardId",
  tag: "boards",
  summary: "A board's definition with its version",
  may: "boards.read",
  ...at,
  status: 200,
  answer: WireBoard,
  refuses: ["boards/not_found"],
});

export const changeBoard = contract({
  id: "changeBoard",
  method: "PATCH",
  path: "/boards/:boardId",
  tag: "boards",
  summary: "Change what a board shows, and to whom",
  description: "Unit, metric and subjects stay: another ranking is another board.",
  may: "boards.change",
  ...at,
  body: v.partial(v.strictObject(Changeable)),
  versioned: true,
  status: 200,
  answer: WireBoard,
  refuses: ["boards/not_found", "version/stale"],
});

export const getStandings = contract({
  id: "getStandings",
  method: "GET",
  path: "/boards/:boardId/standings",
  tag: "boards",
  summary: "A board as it stands now, for this caller",
  description:
    "What the board's mode keeps from the caller is not in the answer. With If-None-Match it is " +
    "304 while nothing changed: the way to follow a board where sockets do not get through.",
  may: "boards.read",
  ...at,
  status: 200,
  answer: WireStandings,
  refuses: ["boards/not_found"],
});

export const createTicket = contract({
  id: "createTicket",
  method: "POST",
  asks: true,
  path: "/boards/:boardId/ticket",
  tag: "boards",
  summary: "A ticket for one socket, good for a minute",
  may: "boards.read",
  ...at,
  body: v.strictObject({}),
  status: 201,
  answer: v.object({
    ...Ticket.entries,
    /** The caller's own row, where they have one. */
    person: v.nullable(v.string()),
    kind: v.picklist(["all", "person"]),
  }),
  refuses: ["boards/not_found"],
});

const WireScreen = v.object({
  id: ScreenId,
  name: v.string(),
  board: BoardId,
  boardName: v.string(),
  pairedBy: v.string(),
  pairedAt: v.number(),
});

export const pairScreen = contract({
  id: "pairScreen",
  method: "POST",
  path: "/boards/:boardId/screens",
  tag: "screens",
  summary: "Show this board on the television that shows a code",
  may: "boards.screen",
  ...at,
  body: v.strictObject({
    id: ScreenId,
    code: v.pipe(
      v.string(),
      v.trim(),
      v.toUpperCase(),
      v.regex(/^[A-Z0-9]{6}$/, "Six letters or digits, as the television shows them."),
    ),
    name: v.optional(WireName, "TV"),
  }),
  status: 201,
  answer: v.object({ id: ScreenId, board: BoardId, name: v.string() }),
  refuses: ["boards/not_found", "screens/unknown_code", "screens/taken"],
});

export const listScreens = contract({
  id: "listScreens",
  method: "GET",
  path: "/screens",
  tag: "screens",
  summary: "The televisions that may look",
  may: "boards.screen",
  status: 200,
  answer: v.object({ items: v.array(WireScreen) }),
  refuses: [],
});

export const revokeScreen = contract({
  id: "revokeScreen",
  method: "DELETE",
  path: "/screens/:screenId",
  tag: "screens",
  summary: "Take a television off its board",
  description: "Its socket closes within seconds and its token is worth nothing.",
  may: "boards.screen",
  ids: { "params.screenId": "screen" },
  params: v.object({ screenId: ScreenId }),
  status: 200,
  answer: v.object({ id: ScreenId }),
  refuses: ["screens/not_found"],
});

export const createPairing = contract({
  id: "createPairing",
  method: "POST",
  path: "/tv/pairings",
  tag: "screens",
  summary: "A code for a television to show",
  description: "The secret stays on the television; once paired it is part of its token.",
  may: "public",
  body: v.strictObject({}),
  status: 201,
  answer: v.object({ code: v.string(), secret: v.string(), expiresAt: v.number() }),
  refuses: ["auth/too_many"],
});

export const readPairing = contract({
  id: "readPairing",
  method: "GET",
  path: "/tv/pairings/:code",
  tag: "screens",
  summary: "Has somebody typed the code?",
  description: "Authorization: Bearer and the secret that came with the code.",
  may: "public",
  params: v.object({ code: v.pipe(v.string(), v.maxLength(16)) }),
  status: 200,
  answer: v.variant("state", [
    v.object({ state: v.literal("waiting"), expiresAt: v.number() }),
    v.object({ state: v.literal("paired"), token: v.string() }),
  ]),
  refuses: ["screens/unknown_code", "auth/too_many"],
});

const Token = v.strictObject({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) });

export const createScreenTicket = contract({
  id: "createScreenTicket",
  method: "POST",
  path: "/tv/tickets",
  tag: "screens",
  summary: "A ticket for a paired television's socket",
  may: "public",
  body: Token,
  status: 201,
  answer: v.object({ ...Ticket.entries, board: v.string() }),
  refuses: ["screens/not_paired", "auth/too_many"],
});

export const readScreenStandings = contract({
  id: "readScreenStandings",
  method: "POST",
  path: "/tv/standings",
  tag: "screens",
  summary: "The board of a paired television, where sockets do not get through",
  may: "public",
  body: Token,
  status: 200,
  answer: WireStandings,
  refuses: ["screens/not_paired", "auth/too_many"],
});
