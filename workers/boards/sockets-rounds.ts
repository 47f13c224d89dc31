import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { problem } from "../http/reply.ts";
import { err, ok } from "../lib/result.ts";
import { negotiationStore } from "../negotiations/store.ts";
import { createRoundTicket } from "./round-contract.ts";
import { ADMISSION, liveOf } from "./stubs.ts";
import { readTicket, signTicket, TICKET_MS } from "./ticket.ts";

/** A ticket for rounds opens no board: the name it is made out to is no board's id. */
const named = (round: string) => `round:${round}`;

/**
 * The way to the company's live object for those who negotiate. It says that something moved and
 * never what: whoever hears it reads again, and sees what they may see.
 */
export function roundSockets(api: Api): void {
  endpoint(api, createRoundTicket, async ({ db, actor, c, now, input: { params } }) => {
    const { roundId: id } = params;
    const { round } = await db.load({ round: negotiationStore.round(id) });
    if (!round) return err({ code: "negotiation/not_found", id });
    const { tenant, account, person, scopes, id: caller } = actor();
    const expiresAt = now + TICKET_MS;
    const ticket = await signTicket(c.env.SECRET, {
      ...{ tenant, board: named(id), account, person, screen: null, exp: expiresAt },
      key: scopes ? caller : null,
      kind: "person",
    });
    return ok({ body: { ticket, path: `/ws/rounds/${id}`, expiresAt } });
  });

  api.hono.get("/ws/rounds/:roundId", async (c) => {
    const origin = c.req.header("origin");
    const ours = origin === new URL(c.req.url).origin || origin === c.env.BASE_URL;
    // Only browsers send Origin, and they always do.
    if (origin !== undefined && !ours) return problem(c, { code: "auth/foreign_origin" });
    const ticket = await readTicket(c.env.SECRET, c.req.query("ticket") ?? "", c.var.now);
    if (!ticket.ok) return problem(c, ticket.error);
    const { tenant, board } = ticket.value;
    if (board !== named(c.req.param("roundId"))) return problem(c, { code: "ticket/invalid" });
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
      return problem(c, { code: "socket/needed" });
    const headers = { upgrade: "websocket", [ADMISSION]: JSON.stringify(ticket.value) };
    return await liveOf(c.env, tenant).fetch(new Request("https://live/", { headers }));
  });
}
