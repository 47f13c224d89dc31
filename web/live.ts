// The only WebSocket of the interface. It opens one board, comes back by itself, and falls back to
// asking every few seconds where sockets do not get through.
import type { ServerMessage } from "../workers/boards/protocol.ts";
import type { Answer, Problem } from "./api.ts";

/** How the page is bound to its board. `since` is when that began, ms. */
export type Link =
  | { readonly state: "connecting" | "live" | "polling" | "lost"; readonly since: number }
  /** No ticket: the reason is the page's to show, and nothing is tried until it is opened again. */
  | { readonly state: "refused"; readonly since: number; readonly problem: Problem };

export type Ticket = { readonly ticket: string; readonly path: string };

export type LiveBoard = {
  readonly ticket: () => Promise<Answer<Ticket>>;
  /** Asks for the standings once; false when there was no answer. */
  readonly poll: () => Promise<boolean>;
  /** Names what is on screen, so that a return costs nothing where nothing changed. */
  readonly stamp: () => string;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onLink: (link: Link) => void;
};

export type Connection = { readonly close: () => void; readonly hello: () => void };

// Read from protocol.ts as text here, so that its schemas stay out of the bundle; a test compares.
export const SOCKET = { version: 1, ping: "ping", pong: "pong", outdated: 4426 } as const;

/** A silent socket is asked for a sign of life; without one it counts as lost. */
const PING_MS = 20_000;
const PONG_WITHIN_MS = 8_000;
const POLL_MS = 5_000;
/** While polling, a socket is tried again this often. */
const RETRY_WHILE_POLLING_MS = 60_000;
const WAIT_MAX_MS = 20_000;
/** As many sockets as may fail to open before the page polls. */
const TRIES_BEFORE_POLLING = 2;
/** Answers that trying again will not change. */
const FINAL = new Set([401, 403, 404, 409]);

/**
 * The wait before try `n` (from 0), spread evenly over its second half, so that a thousand pages
 * that lost a server do not come back in the same moment.
 */
export function waitMs(n: number, random: number): number {
  const most = Math.min(WAIT_MAX_MS, 500 * 2 ** n);
  return most / 2 + (most / 2) * random;
}

export function openLive(board: LiveBoard): Connection {
  let socket: WebSocket | null = null;
  let closed = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let alive: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  /** The last poll was answered: the server is there, only sockets do not get through. */
  let answers = false;

  const say = (state: Exclude<Link["state"], "refused">) =>
    board.onLink({ state, since: Date.now() });

  async function connect(): Promise<void> {
    const answer = await board.ticket();
    if (closed) return;
    if (!answer.ok) {
      if (!FINAL.has(answer.problem.status)) return later();
      // A company that may only read has no tickets, and its board moves when somebody asks.
      if (answer.problem.code === "trial/ended") return startPolling();
      stopPolling();
      return board.onLink({ state: "refused", since: Date.now(), problem: answer.problem });
    }
    const { ticket, path } = answer.body;
    const query = new URLSearchParams({ ticket, stamp: board.stamp() });
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    listen(new WebSocket(`${scheme}://${location.host}${path}?${query.toString()}`));
  }

  function listen(to: WebSocket): void {
    socket = to;
    to.addEventListener("open", expectLife);
    to.addEventListener("message", ({ data }) => {
      if (socket !== to) return;
      expectLife();
      if (data === SOCKET.pong) return;
      // The room's own words, in the version that was asked for.
      const message = JSON.parse(String(data)) as ServerMessage;
      tries = 0;
      stopPolling();
      say("live");
      board.onMessage(message);
    });
    to.addEventListener("close", ({ code }) => {
      if (socket !== to || closed) return;
      socket = null;
      clearTimeout(alive);
      // The page is older than the server; loading it again brings the same version to both.
      if (code === SOCKET.outdated) location.reload();
      else later();
    });
  }

  function later(): void {
    if (!polling) say("lost");
    const n = tries;
    tries += 1;
    if (tries > TRIES_BEFORE_POLLING) startPolling();
    clearTimeout(timer);
    const wait = answers ? RETRY_WHILE_POLLING_MS : waitMs(n, Math.random());
    timer = setTimeout(() => void connect(), wait);
  }

  function startPolling(): void {
    if (polling) return;
    const ask = () =>
      void board.poll().then((answered) => {
        if (!polling) return;
        say(answered ? "polling" : "lost");
        // The server is back after having been away: its sockets will be, too.
        if (answered && !answers) soon();
        answers = answered;
      });
    polling = setInterval(ask, POLL_MS);
    ask();
  }

  function stopPolling(): void {
    clearInterval(polling);
    polling = undefined;
    answers = false;
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), waitMs(2, Math.random()));
  }

  /** Any frame is a sign of life; after a while without one a ping asks for it. */
  function expectLife(): void {
    clearTimeout(alive);
    alive = setTimeout(() => {
      socket?.send(SOCKET.ping);
      alive = setTimeout(() => abandon(), PONG_WITHIN_MS);
    }, PING_MS);
  }

  /** A dead network never says close: the socket is left behind and a new one is tried. */
  function abandon(): void {
    const old = socket;
    socket = null;
    old?.close();
    later();
  }

  /** The network is back, or the page is looked at again: no need to wait. */
  function hurry(): void {
    if (closed || document.visibilityState === "hidden") return;
    if (socket?.readyState === WebSocket.OPEN) return socket.send(SOCKET.ping);
    if (socket) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), 200 * Math.random());
  }

  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  say("connecting");
  void connect();

  return {
    hello: () => {
      const hello = { v: SOCKET.version, type: "hello", stamp: board.stamp() };
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(hello));
    },
    close: () => {
      closed = true;
      removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      clearTimeout(timer);
      clearTimeout(alive);
      stopPolling();
      socket?.close(1000);
    },
  };
}
