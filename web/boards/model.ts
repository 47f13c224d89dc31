import { computed, signal } from "@preact/signals";
import type { createTicket, getStandings } from "../../workers/boards/contract.ts";
import { applied } from "../../workers/boards/delta.ts";
import type { ServerMessage, WireTitle } from "../../workers/boards/protocol.ts";
import type { Row, View } from "../../workers/boards/view.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api, type Answer } from "../api.ts";
import { nowMs } from "../clock.ts";
import { openLive, type Connection, type Link, type Ticket } from "../live.ts";

export type Standings = AnswerOf<typeof getStandings>;
export type Title = WireTitle;
export type { Row };
/** A milestone that somebody has just passed. */
export type Moment = { readonly id: number; readonly row: Row; readonly percent: 50 | 90 | 100 };

/** Where a board comes from: a member's session or a television's token. */
export type Source = {
  readonly ticket: () => Promise<Answer<Ticket & { readonly person?: string | null }>>;
  readonly standings: () => Promise<Answer<Standings>>;
};

/** Why a board is not to be trusted as of now. */
export type Stale =
  | { readonly why: "link"; readonly since: number }
  /** No figure came for longer than this kind of board is usually without one. */
  | { readonly why: "source"; readonly since: number };

/** Short breaks heal by themselves before anybody can read a warning. */
const LOST_AFTER_MS = 10_000;
const DAY_MS = 86_400_000;
const QUIET_AFTER_MS = { day: DAY_MS, week: 3 * DAY_MS, month: 4 * DAY_MS } as const;
const CELEBRATED_MS = 8_000;

export type BoardModel = ReturnType<typeof boardModel>;

/**
 * One board on screen. It holds what the last message made of it; a message that does not fit what
 * is here is not guessed at: the room is asked for the whole.
 */
export function boardModel(source: Source) {
  const view = signal<View | null>(null);
  const title = signal<Title | null>(null);
  const link = signal<Link>({ state: "connecting", since: 0 });
  const person = signal<string | null>(null);
  const moments = signal<readonly Moment[]>([]);
  let stamp = "";
  let lastMoment = 0;
  let connection: Connection | null = null;

  function show({ stamp: name, title: of, head, rows }: Standings): void {
    stamp = name;
    title.value = of;
    view.value = { ...head, rows } as View; // The wire's days and instants are plain here.
  }

  function onMessage(message: ServerMessage): void {
    switch (message.type) {
      case "snapshot":
        return show(message);
      case "delta":
        return onDelta(message);
      case "current":
      case "closing":
        return;
    }
  }

  function onDelta(message: Extract<ServerMessage, { type: "delta" }>): void {
    const before = view.peek();
    if (message.stamp === stamp) return;
    if (!before || message.from !== stamp) return connection?.hello();
    stamp = message.stamp;
    const change = { head: message.head, rows: message.rows, gone: message.gone };
    view.value = applied(before, change as Parameters<typeof applied>[1]);
    for (const moment of message.moments) celebrate(moment);
  }

  function celebrate({ key, percent }: { key: string; percent: Moment["percent"] }): void {
    const row = view.peek()?.rows.find((each) => each.key === key);
    if (!row) return;
    lastMoment += 1;
    const id = lastMoment;
    moments.value = [...moments.peek().slice(-2), { id, row, percent }];
    setTimeout(() => {
      moments.value = moments.peek().filter((each) => each.id !== id);
    }, CELEBRATED_MS);
  }

  async function poll(): Promise<boolean> {
    const answer = await source.standings();
    if (answer.ok) show(answer.body);
    return answer.ok;
  }

  async function ticket() {
    const answer = await source.ticket();
    if (answer.ok) person.value = answer.body.person ?? null;
    return answer;
  }

  const isOwn = (row: Row) => row.key === person.value || row.key === view.value?.own;
  const stale = computed((): Stale | null => {
    const now = nowMs.value;
    const { state, since } = link.value;
    if (state === "lost" && now - since > LOST_AFTER_MS) return { why: "link", since };
    const [at, of] = [view.value?.dataAt ?? null, title.value];
    if (at === null || of === null) return null;
    const usual = QUIET_AFTER_MS[of.window === "day" || of.window === "week" ? of.window : "month"];
    return now - at > usual ? { why: "source", since: at } : null;
  });

  return {
    ...{ view, title, link, moments, stale, isOwn, person },
    /** Follows the board until what comes back is called. */
    follow(): () => void {
      connection = openLive({
        ...{ ticket, poll, onMessage, stamp: () => stamp },
        onLink: (next) => {
          // A link that stays as it is keeps the moment it began.
          if (next.state !== link.peek().state || next.state === "refused") link.value = next;
        },
      });
      return () => connection?.close();
    },
  };
}

/** A board as a signed-in member follows it. */
export function memberSource(boardId: string): Source {
  const params = { boardId };
  return {
    ticket: () => api<typeof createTicket>("POST", "/boards/:boardId/ticket", { params, body: {} }),
    standings: () => api<typeof getStandings>("GET", "/boards/:boardId/standings", { params }),
  };
}
