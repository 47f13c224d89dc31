import { exports as entry } from "cloudflare:workers";
import { applied } from "../../workers/boards/delta.ts";
import type { ServerMessage } from "../../workers/boards/protocol.ts";
import type { View } from "../../workers/boards/view.ts";
import { BASE, type Answer, type Client } from "../support/world.ts";

// The platform types the entry by a generated file; here it is the Worker under test.
const worker = entry as unknown as { default: { fetch: (request: Request) => Promise<Response> } };

/** Asks for a socket as a browser does. `path` is below the origin, with its query. */
export function knock(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${BASE}${path}`;
  const all = { upgrade: "websocket", origin: BASE, ...headers };
  return worker.default.fetch(new Request(url, { headers: all }));
}

/** An open socket that follows a board the way the page does. */
export type Watcher = {
  readonly messages: ServerMessage[];
  readonly view: () => View;
  readonly stamp: () => string;
  readonly closed: Promise<number>;
  /** Waits until what is on screen satisfies `claim`. */
  readonly until: (claim: (view: View) => boolean, withinMs?: number) => Promise<View>;
  readonly say: (message: unknown) => void;
  readonly close: () => void;
};

/** Gets a ticket and opens the board's socket with it. */
export async function watch(client: Client, boardId: string, stamp = ""): Promise<Watcher> {
  const ticket = await client.post(`/boards/${boardId}/ticket`);
  if (ticket.status !== 201) throw new Error(`no ticket: ${ticket.text}`);
  return await follow(ticket, stamp);
}

/** Opens the socket that a ticket's answer names. */
export async function follow(ticket: Answer, stamp = ""): Promise<Watcher> {
  const query = new URLSearchParams({ ticket: ticket.body.ticket, stamp });
  const response = await knock(`${ticket.body.path}?${query}`);
  const socket = response.webSocket;
  if (response.status !== 101 || !socket) throw new Error(`no socket: ${response.status}`);
  socket.accept();
  return watcher(socket);
}

function watcher(socket: WebSocket): Watcher {
  const messages: ServerMessage[] = [];
  let view: View | null = null;
  let stamp = "";
  socket.addEventListener("message", ({ data }) => {
    const message: ServerMessage = JSON.parse(String(data));
    messages.push(message);
    if (message.type === "snapshot") view = { ...message.head, rows: message.rows } as View;
    if (message.type === "delta" && message.from === stamp && view)
      view = applied(view, message as never);
    if (message.type === "snapshot" || (message.type === "delta" && message.from === stamp))
      ({ stamp } = message);
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => {
      socket.close();
      resolve(code);
    });
  });
  const shown = () => {
    if (!view) throw new Error("nothing on screen yet");
    return view;
  };
  async function until(claim: (at: View) => boolean, withinMs = 8_000): Promise<View> {
    const end = Date.now() + withinMs;
    while (!view || !claim(view)) {
      if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(view)}`);
      await scheduler.wait(10);
    }
    return view;
  }
  return {
    messages,
    view: shown,
    stamp: () => stamp,
    closed,
    until,
    say: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.close(1000),
  };
}
