import type { Api } from "../http/context.ts";
import { problem } from "../http/reply.ts";
import { ADMISSION, roomOf } from "./stubs.ts";
import { readTicket } from "./ticket.ts";

/**
 * The way to a room. No cookie is looked at: what admits is the ticket, which the Worker gave to
 * this viewer for this board a moment ago. The room is named from the ticket, never by the client.
 */
export function boardSockets({ hono }: Api): void {
  hono.get("/ws/boards/:boardId", async (c) => {
    const origin = c.req.header("origin");
    const ours = origin === new URL(c.req.url).origin || origin === c.env.BASE_URL;
    // Only browsers send Origin, and they always do.
    if (origin !== undefined && !ours) return problem(c, { code: "auth/foreign_origin" });
    const ticket = await readTicket(c.env.SECRET, c.req.query("ticket") ?? "", c.var.now);
    if (!ticket.ok) return problem(c, ticket.error);
    const { tenant, board } = ticket.value;
    if (board !== c.req.param("boardId")) return problem(c, { code: "ticket/invalid" });
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
      return problem(c, { code: "socket/needed" });
    const stamp = encodeURIComponent(c.req.query("stamp") ?? "");
    const headers = { upgrade: "websocket", [ADMISSION]: JSON.stringify(ticket.value) };
    const request = new Request(`https://room/?stamp=${stamp}`, { headers });
    return await roomOf(c.env, tenant, board).fetch(request);
  });
}
