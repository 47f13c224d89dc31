import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { wireId } from "../lib/wire.ts";

export const createRoundTicket = contract({
  id: "createRoundTicket",
  method: "POST",
  path: "/rounds/:roundId/ticket",
  tag: "negotiations",
  summary: "A ticket for a live connection that says when something of a round has moved",
  description:
    'Opens one WebSocket at `path` within a minute. Each message is {"v":1,"type":"moved","seq":n}: read again what is on screen.',
  may: "negotiations.read",
  ids: { "params.roundId": "round" },
  params: v.object({ roundId: wireId<"round">() }),
  body: v.strictObject({}),
  asks: true,
  status: 200,
  answer: v.object({ ticket: v.string(), path: v.string(), expiresAt: v.number() }),
  refuses: ["negotiation/not_found"],
});
