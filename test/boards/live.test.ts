// Goal: hold the page's side of the line. The server is a stub here: what is tested is when the page
// tries again, when it polls, when it gives up, and that it never shows what it did not get.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CLOSE, PING, PONG, VERSION, type ServerMessage } from "../../workers/boards/protocol.ts";
import { boardModel } from "../../web/boards/model.ts";
import { openLive, SOCKET, waitMs, type Link } from "../../web/live.ts";
import { screenful } from "../../workers/boards/frames.ts";
import { wireStandings } from "../../workers/boards/wire.ts";
import { aBoard, aState } from "./fixture.ts";

/** A socket that does what the test says. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: string[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }
  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  say(data: string) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  end(code = 1006) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
}

const reload = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { protocol: "https:", host: "fairlead.test", reload });
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const viewer = { kind: "all", person: null } as const;
const before = aState(aBoard(), { li: { amount: 80n }, wang: { amount: 85n } }, 10);
const after = aState(aBoard(), { li: { amount: 91n, lastSeq: 11 }, wang: { amount: 85n } }, 11);
const later = aState(aBoard(), { li: { amount: 99n, lastSeq: 12 }, wang: { amount: 85n } }, 12);

function line(answers: { ticket?: number; code?: string; poll?: boolean } = {}) {
  const links: Link[] = [];
  const messages: ServerMessage[] = [];
  const poll = vi.fn(() => Promise.resolve(answers.poll ?? true));
  const ticket = vi.fn(() =>
    Promise.resolve(
      answers.ticket === undefined
        ? { ok: true as const, body: { ticket: "t.s", path: "/ws/boards/b" }, version: 0 }
        : {
            ok: false as const,
            problem: { title: "", code: answers.code ?? "x", status: answers.ticket },
          },
    ),
  );
  const connection = openLive({
    ...{ ticket, poll, stamp: () => "10@2026-11-01" },
    onMessage: (message) => messages.push(message),
    onLink: (link) => links.push(link),
  });
  return { links, messages, poll, ticket, connection, state: () => links.at(-1)?.state };
}
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const current = JSON.stringify({ v: 1, type: "current", stamp: "10@2026-11-01", seq: 10 });

describe("a page's line to its board", () => {
  test("speaks the room's own protocol", () =>
    expect(SOCKET).toEqual({
      version: VERSION,
      ping: PING,
      pong: PONG,
      outdated: CLOSE.version,
    }));

  test("names what it has, and is live with the first message", async () => {
    const { state } = line();
    await settle();
    expect(FakeSocket.last.url).toBe(
      "wss://fairlead.test/ws/boards/b?ticket=t.s&stamp=10%402026-11-01",
    );
    FakeSocket.last.open();
    expect(state()).toBe("connecting");
    FakeSocket.last.say(current);
    expect(state()).toBe("live");
  });

  test("comes back with a new ticket after a break, later each time, and not all at once", async () => {
    const { ticket, state } = line();
    await settle();
    FakeSocket.last.open();
    FakeSocket.last.say(current);
    FakeSocket.last.end();
    expect(state()).toBe("lost");
    await settle(500);
    expect(ticket).toHaveBeenCalledTimes(2);
    for (const [n, most] of [
      [0, 500],
      [3, 4_000],
      [20, 20_000],
    ] as const) {
      expect(waitMs(n, 0)).toBe(most / 2);
      expect(waitMs(n, 1)).toBe(most);
    }
  });

  test("polls where no socket gets through, and leaves polling when one does", async () => {
    const { poll, state } = line();
    for (let n = 0; n < 3; n += 1) {
      await settle(3_000);
      FakeSocket.last.end();
    }
    await settle();
    expect(state()).toBe("polling");
    const asked = poll.mock.calls.length;
    await settle(10_000);
    expect(poll.mock.calls.length).toBe(asked + 2);
    await settle(60_000);
    FakeSocket.last.open();
    FakeSocket.last.say(current);
    expect(state()).toBe("live");
    const done = poll.mock.calls.length;
    await settle(15_000);
    expect(poll.mock.calls.length).toBe(done);
  });

  test("says lost, not polling, while nothing answers", async () => {
    const { state } = line({ poll: false });
    for (let n = 0; n < 3; n += 1) {
      await settle(3_000);
      FakeSocket.last.end();
    }
    await settle(6_000);
    expect(state()).toBe("lost");
  });

  test.each([401, 403, 404])(
    "gives up on a ticket refused with %i, and says why",
    async (status) => {
      const { links, ticket } = line({ ticket: status });
      await settle(120_000);
      expect(ticket).toHaveBeenCalledTimes(1);
      expect(links.at(-1)).toMatchObject({ state: "refused", problem: { status } });
    },
  );

  test.each([0, 429, 500, 503])("asks again after a ticket failed with %i", async (status) => {
    const { ticket } = line({ ticket: status });
    await settle(10_000);
    expect(ticket.mock.calls.length).toBeGreaterThan(1);
  });

  test("polls for a company that may only read", async () => {
    const { poll, state } = line({ ticket: 403, code: "trial/ended" });
    await settle(6_000);
    expect(state()).toBe("polling");
    expect(poll.mock.calls.length).toBeGreaterThan(1);
  });

  test("notices a line that died without a word", async () => {
    const { state, ticket } = line();
    await settle();
    FakeSocket.last.open();
    FakeSocket.last.say(current);
    await settle(20_000);
    expect(FakeSocket.last.sent).toEqual([PING]);
    FakeSocket.last.say(PONG);
    await settle(20_000);
    expect(FakeSocket.last.sent).toEqual([PING, PING]);
    await settle(8_500);
    expect(state()).toBe("lost");
    await settle(1_000);
    expect(ticket).toHaveBeenCalledTimes(2);
  });

  test("loads the page again when the room speaks a newer version", async () => {
    line();
    await settle();
    FakeSocket.last.open();
    FakeSocket.last.end(CLOSE.version);
    expect(reload).toHaveBeenCalledOnce();
  });

  test("ends with the page", async () => {
    const { connection, ticket } = line();
    await settle();
    connection.close();
    FakeSocket.last.end();
    await settle(60_000);
    expect(ticket).toHaveBeenCalledTimes(1);
  });
});

describe("the board on the page", () => {
  const followed = async () => {
    const board = boardModel({
      ticket: () =>
        Promise.resolve({ ok: true, body: { ticket: "t", path: "/p", person: "li" }, version: 0 }),
      standings: () =>
        Promise.resolve({ ok: true, body: wireStandings(later, viewer), version: 0 }),
    });
    const end = board.follow();
    await settle();
    FakeSocket.last.open();
    return { board, end };
  };
  const shown = (board: ReturnType<typeof boardModel>) =>
    board.view.value?.rows.map(({ key, score }) => [key, score]);

  test("is what the room's frames make of it, own row and milestones too", async () => {
    const { board, end } = await followed();
    const room = screenful();
    FakeSocket.last.say(room.greet(before, viewer, null));
    expect(shown(board)).toEqual([
      ["wang", "0.8500"],
      ["li", "0.8000"],
    ]);
    FakeSocket.last.say(room.advance(after, [viewer])(viewer) ?? "");
    expect(shown(board)).toEqual([
      ["li", "0.9100"],
      ["wang", "0.8500"],
    ]);
    expect(board.view.value?.rows.filter(board.isOwn).map(({ key }) => key)).toEqual(["li"]);
    expect(board.moments.value).toMatchObject([{ percent: 90, row: { key: "li" } }]);
    await settle(8_100);
    expect(board.moments.value).toEqual([]);
    end();
  });

  test("does not guess: a change that does not fit asks for the whole, a repeated one is nothing", async () => {
    const { board, end } = await followed();
    const room = screenful();
    FakeSocket.last.say(room.greet(before, viewer, null));
    const missed = room.advance(after, [viewer])(viewer) ?? "";
    const next = room.advance(later, [viewer])(viewer) ?? "";
    FakeSocket.last.say(next);
    expect(shown(board)?.at(-1)).toEqual(["li", "0.8000"]);
    expect(FakeSocket.last.sent).toEqual([
      JSON.stringify({ v: 1, type: "hello", stamp: "10@2026-11-01" }),
    ]);
    FakeSocket.last.say(missed);
    FakeSocket.last.say(next);
    FakeSocket.last.say(next);
    expect(shown(board)?.[0]).toEqual(["li", "0.9900"]);
    end();
  });
});
