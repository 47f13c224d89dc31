import * as v from "valibot";

/**
 * What a board and its viewers say to each other over a socket: JSON, one message per frame.
 * Versions: 1, November 2026, snapshot, delta, current, closing; hello.
 * A change that an open page of the version before would misread raises VERSION: the room answers
 * the old version with "closing" and the page loads itself again.
 */
export const VERSION = 1;

/** Answered by the runtime while the room sleeps, so idle viewers wake nobody. */
export const PING = "ping";
export const PONG = "pong";

const Text = v.nullable(v.string());

export const WireRow = v.strictObject({
  key: v.string(),
  at: v.number(),
  rank: v.nullable(v.number()),
  name: Text,
  nameEn: Text,
  team: Text,
  teamEn: Text,
  score: Text,
  amount: Text,
});

export const WireHead = v.strictObject({
  own: Text,
  whole: Text,
  ranked: v.nullable(v.number()),
  note: v.nullable(v.picklist(["hidden", "not_on_board", "not_for_screens"])),
  /** Milliseconds since 1970: when the newest figure was recorded. */
  dataAt: v.nullable(v.number()),
});

/** The definition as every viewer may know it, and the window the figures are of. */
export const WireTitle = v.strictObject({
  id: v.string(),
  name: v.string(),
  nameEn: v.string(),
  unitName: v.string(),
  unitNameEn: v.string(),
  metricName: v.string(),
  metricNameEn: v.string(),
  metricUnit: v.string(),
  scale: v.number(),
  currency: v.string(),
  subjects: v.picklist(["people", "units"]),
  score: v.picklist(["attainment", "raw"]),
  window: v.picklist(["day", "week", "month", "quarter", "year"]),
  mode: v.picklist(["named", "window", "anonymous", "team-only", "hidden"]),
  from: v.string(),
  until: v.string(),
});

/** A row that crossed 50, 90 or 100 % of its target with this change. */
const Moment = v.strictObject({ key: v.string(), percent: v.picklist([50, 90, 100]) });

export const Snapshot = v.strictObject({
  v: v.literal(VERSION),
  type: v.literal("snapshot"),
  /** Names this content; a client that returns with it need not be sent it again. */
  stamp: v.string(),
  seq: v.number(),
  title: WireTitle,
  head: WireHead,
  rows: v.array(WireRow),
});

export const Delta = v.strictObject({
  v: v.literal(VERSION),
  type: v.literal("delta"),
  /** Applies to exactly this content; a client that has another says hello. */
  from: v.string(),
  stamp: v.string(),
  seq: v.number(),
  head: WireHead,
  rows: v.array(v.intersect([v.object({ key: v.string() }), v.partial(WireRow)])),
  gone: v.array(v.string()),
  moments: v.array(Moment),
});

/** "You have the last": an answer to a client whose stamp is still right. */
export const Current = v.strictObject({
  v: v.literal(VERSION),
  type: v.literal("current"),
  stamp: v.string(),
  seq: v.number(),
});

/** Said before the room closes a socket; only "version" is worth loading the page again. */
export const Closing = v.strictObject({
  v: v.literal(VERSION),
  type: v.literal("closing"),
  reason: v.picklist(["access", "boardGone", "version"]),
});

export const ServerMessage = v.variant("type", [Snapshot, Delta, Current, Closing]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;
export type WireTitle = v.InferOutput<typeof WireTitle>;

/** Sent after a reconnect or when a delta does not fit: "this is what I have". */
export const ClientMessage = v.strictObject({
  v: v.number(),
  type: v.literal("hello"),
  stamp: v.pipe(v.string(), v.maxLength(64)),
});
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

/** Close codes of our own (4000 to 4999 are free for applications). */
export const CLOSE = { access: 4403, boardGone: 4404, version: 4426 } as const;

/** Reads what a client sent; null for anything that is not a message of any version. */
export function clientMessage(frame: string | ArrayBuffer): ClientMessage | null {
  if (typeof frame !== "string" || frame.length > 1_000) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ClientMessage), frame);
  return parsed.success ? parsed.output : null;
}
