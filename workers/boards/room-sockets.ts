import { viewerAt } from "./admission.ts";
import type { BoardState } from "./fold.ts";
import { encode, screenful } from "./frames.ts";
import { CLOSE, VERSION, type ServerMessage } from "./protocol.ts";
import type { Admission } from "./ticket.ts";

export type Goodbye = Extract<ServerMessage, { type: "closing" }>["reason"];

/** The sockets of a room and what each was last told. Frames are made once per distinct view. */
export function roomSockets(ctx: DurableObjectState) {
  const shown = screenful();
  const open = () => ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);

  return {
    open,

    admit(socket: WebSocket, admission: Admission): void {
      ctx.acceptWebSocket(socket);
      socket.serializeAttachment(admission); // On the socket: a field would not outlive hibernation.
    },

    /** Everyone is brought up to `state`; who sees no difference is sent nothing. */
    show(state: BoardState): void {
      const all = open().map((socket) => ({ socket, viewer: viewerAt(admissionOf(socket)) }));
      const frameOf = shown.advance(
        state,
        all.map(({ viewer }) => viewer),
      );
      for (const { socket, viewer } of all) send(socket, frameOf(viewer));
    },

    /** One socket says what it has and gets what it lacks. */
    greet(socket: WebSocket, state: BoardState, stamp: string | null): void {
      send(socket, shown.greet(state, viewerAt(admissionOf(socket)), stamp));
    },

    /** Says why, then closes. */
    part(socket: WebSocket, reason: Goodbye): void {
      send(socket, encode({ v: VERSION, type: "closing", reason }));
      socket.close(CLOSE[reason], reason);
    },
  };
}

export function admissionOf(socket: WebSocket): Admission {
  return socket.deserializeAttachment() as Admission; // Only admit() writes it.
}

/** A socket that takes no frame is closing; its page comes back by itself and gets a snapshot. */
function send(socket: WebSocket, frame: string | null): void {
  if (frame !== null && socket.readyState === WebSocket.OPEN) socket.send(frame);
}
