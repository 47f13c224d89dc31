import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { must } from "../lib/assert.ts";
import { instant } from "../lib/instant.ts";
import type { Notice } from "../lib/notice.ts";
import { mayStay } from "./admission.ts";
import { fold, isNewer } from "./fold.ts";
import { asNotice } from "./notices.ts";
import { clientMessage, PING, PONG, VERSION } from "./protocol.ts";
import { readRights, readTruth, type At, type Clock, type Truth } from "./read-truth.ts";
import { admissionOf, roomSockets } from "./room-sockets.ts";
import { roomStorage } from "./room-storage.ts";
import { ADMISSION, liveOf } from "./stubs.ts";
import type { Admission } from "./ticket.ts";
import { nextWake } from "./window.ts";

/** Viewers are told at most ten times a second. */
const SHOW_MS = 100;
/** After a read of the truth failed. */
const RETRY_MS = 5_000;

/** One board of one tenant. Only sockets, storage and the alarm: the thinking is in pure files. */
export class BoardRoom extends DurableObject<Env> {
  readonly #kept = roomStorage(this.ctx.storage);
  readonly #sockets = roomSockets(this.ctx);
  #state = this.#kept.load();
  #clock: Clock = { timeZone: "UTC", dayOffset: 0 };
  #showing = false;
  #shownAt = 0;
  /** Subscribed and read since this instance woke: from then on notices keep it right. */
  #fresh = false;
  #reading: Promise<void> | null = null;
  #readAgain = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Answered without waking us, so a board with a thousand idle viewers costs nothing.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** Lost, doubled, late or reordered, a notice can only say that there is something to read. */
  async notify(notices: readonly Notice[]): Promise<void> {
    if (!this.#state) return await this.#read();
    const { outcome, access, state, touched } = fold(this.#state, notices.map(asNotice));
    this.#kept.saveMoved(state, touched);
    this.#state = state;
    this.#showSoon();
    if (outcome === "pull") await this.#read();
    if (access) await this.#checkRights();
  }

  /** Closes the sockets of an account that has just lost its access. */
  expel(account: string): void {
    for (const socket of this.#sockets.open())
      if (admissionOf(socket).account === account) this.#sockets.part(socket, "access");
  }

  /** Reached only through the Worker, which has checked the ticket and chosen this room. */
  override async fetch(request: Request): Promise<Response> {
    const admission = JSON.parse(must(request.headers.get(ADMISSION))) as Admission; // Our Worker's.
    const { tenant, board } = admission;
    if (!this.#fresh || this.#sockets.open().length === 0) {
      this.#kept.keepSelf({ tenant, board });
      // First subscribe, then read: a commit between the two is in the read or in a notice.
      await liveOf(this.env, tenant).subscribe(tenant, board);
      await this.#read();
    }
    if (!this.#state) return new Response(null, { status: this.#fresh ? 404 : 503 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.#show(); // So that what this socket gets is what the next delta stands on.
    this.#sockets.admit(server, admission);
    this.#sockets.greet(server, this.#state, new URL(request.url).searchParams.get("stamp"));
    if ((await this.ctx.storage.getAlarm()) === null) await this.#setAlarm();
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const message = clientMessage(frame);
    if (!message) return;
    if (message.v !== VERSION) return this.#sockets.part(socket, "version");
    if (!this.#state) await this.#read();
    this.#show();
    if (this.#state) this.#sockets.greet(socket, this.#state, message.stamp);
  }

  override async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    // A hibernating socket's close is ours to finish. These codes mean nobody is left to answer.
    if (![1005, 1006, 1015].includes(code)) socket.close(code, reason);
    await this.#restIfEmpty(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.#restIfEmpty(socket);
  }

  /** Every two minutes and at the tenant's midnight, while someone watches. May run twice. */
  override async alarm(): Promise<void> {
    if (this.#sockets.open().length === 0) return;
    const { tenant, board } = must(this.#kept.self());
    await liveOf(this.env, tenant).subscribe(tenant, board);
    await this.#read();
    await this.#checkRights();
    if ((await this.ctx.storage.getAlarm()) === null) await this.#setAlarm();
  }

  /** Reads the truth; calls that come meanwhile share one more read after this one. */
  async #read(): Promise<void> {
    this.#readAgain = true;
    this.#reading ??= this.#readUntilQuiet().finally(() => (this.#reading = null));
    await this.#reading;
  }

  async #readUntilQuiet(): Promise<void> {
    while (this.#readAgain) {
      this.#readAgain = false;
      const truth = await this.#try((at) => readTruth(at, this.#state));
      if (truth === null) return await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
      this.#fresh = true;
      this.#adopt(truth);
    }
  }

  #adopt(truth: Truth | "gone"): void {
    if (truth === "gone") {
      this.#state = null;
      this.#kept.forget();
      for (const socket of this.#sockets.open()) this.#sockets.part(socket, "boardGone");
    } else if (isNewer(truth.state, this.#state)) {
      this.#clock = truth.clock;
      this.#kept.save(truth.state);
      this.#state = truth.state;
      this.#showSoon();
    }
  }

  async #checkRights(): Promise<void> {
    const sockets = this.#sockets.open();
    const rights = await this.#try((at) => readRights(at, sockets.map(admissionOf)));
    if (rights === null) return;
    for (const socket of sockets)
      if (rights === "gone" || !mayStay(admissionOf(socket), rights))
        this.#sockets.part(socket, "access");
  }

  /** The one place where a fault of the database ends: the board stays as it was and tries again. */
  async #try<T>(run: (at: At) => Promise<T>): Promise<T | null> {
    const self = must(this.#kept.self());
    try {
      return await run({ env: this.env, ...self, now: instant(Date.now()) });
    } catch (fault) {
      const name = fault instanceof Error ? fault.name : "fault";
      console.error(JSON.stringify({ room: self.board, fault: name }));
      return null;
    }
  }

  #showSoon(): void {
    if (this.#showing) return;
    this.#showing = true;
    // At once after a pause, otherwise a tenth of a second after the last.
    setTimeout(() => this.#show(), Math.max(0, this.#shownAt + SHOW_MS - Date.now()));
  }

  #show(): void {
    this.#showing = false;
    this.#shownAt = Date.now();
    // Touches storage first: an instance that has been replaced fails here and tells nobody.
    if (this.#state && this.#kept.seq() === this.#state.seq) this.#sockets.show(this.#state);
  }

  async #restIfEmpty(closing: WebSocket): Promise<void> {
    if (this.#sockets.open().some((socket) => socket !== closing)) return;
    this.#fresh = false;
    await this.ctx.storage.deleteAlarm();
    const self = this.#kept.self();
    if (self) await liveOf(this.env, self.tenant).unsubscribe(self.board);
  }

  async #setAlarm(): Promise<void> {
    const { timeZone, dayOffset } = this.#clock;
    await this.ctx.storage.setAlarm(nextWake(instant(Date.now()), timeZone, dayOffset));
  }
}
