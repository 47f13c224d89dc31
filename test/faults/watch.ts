import { setTimeout as wait } from "node:timers/promises";
import { type Client, field } from "../../infra/load/client.ts";

const SNAPSHOT_WITHIN_MS = 10_000;

/** Opens a board as a page does and resolves with the room's first message. The caller closes. */
export async function openBoard(to: Client, board: string) {
  const ticket = await to.post(`/api/v1/boards/${board}/ticket`, {});
  const url = `${to.base.replace("http", "ws")}${field(ticket, "path")}`;
  const socket = new WebSocket(`${url}?ticket=${encodeURIComponent(field(ticket, "ticket"))}`);
  const first = new Promise<unknown>((resolve, reject) => {
    socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data))), {
      once: true,
    });
    socket.addEventListener("error", () => reject(new Error("the socket broke")), { once: true });
    setTimeout(() => reject(new Error("no snapshot")), SNAPSHOT_WITHIN_MS).unref();
  });
  return { socket, first };
}

/** A viewer who comes back after every loss, so that the room has something to lose. */
export async function keepWatching(
  to: Client,
  board: string,
  over: () => boolean,
): Promise<number> {
  let snapshots = 0;
  while (!over()) {
    const opened = await openBoard(to, board).catch(() => null);
    const seen = await opened?.first.catch(() => null);
    if (seen) snapshots += 1;
    while (!over() && opened?.socket.readyState === WebSocket.OPEN) await wait(50);
    opened?.socket.close();
    await wait(100);
  }
  return snapshots;
}
