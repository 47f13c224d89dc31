// Goal: who gets in, and who is shown out. Method: the real Worker; companies A and B share a shard,
// C is on the other, so that a missing predicate and a wrong routing both show.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { signTicket, TICKET_MS, type Admission } from "../../workers/boards/ticket.ts";
import { client, env, member, rows } from "../support/world.ts";
import { team } from "./team.ts";
import { follow, knock, watch } from "./watch.ts";

const ascending = (a: number, b: number) => a - b;

describe("a board's socket", () => {
  test("opens for nobody without a ticket, with a forged or an expired one, or one of another board", async () => {
    const east = await team();
    const [board, other] = [await east.board(), await east.board()];
    const { body } = await east.api.post(`/boards/${other}/ticket`);
    const codes = async (path: string) => {
      const refused = await knock(path);
      const problem: { code: string } = await refused.json();
      return [refused.status, problem.code];
    };
    const at = (ticket: string) => `/ws/boards/${board}?ticket=${ticket}`;
    expect(await codes(`/ws/boards/${board}`)).toEqual([401, "ticket/invalid"]);
    expect(await codes(at("x.y"))).toEqual([401, "ticket/invalid"]);
    expect(await codes(at(body.ticket))).toEqual([401, "ticket/invalid"]);
    const admission: Admission = {
      ...{ tenant: east.id, board, account: null, person: null, key: null, screen: null },
      ...{ kind: "all", exp: Date.now() - 1 },
    };
    expect(await codes(at(await signTicket(env.SECRET, admission)))).toEqual([
      401,
      "ticket/expired",
    ]);
    const forged = await signTicket("another secret, as long as the first one", {
      ...admission,
      exp: Date.now() + TICKET_MS,
    });
    expect(await codes(at(forged))).toEqual([401, "ticket/invalid"]);
  });

  test("opens for no page of another origin, and only as a socket", async () => {
    const east = await team();
    const board = await east.board();
    const { body } = await east.api.post(`/boards/${board}/ticket`);
    const path = `${body.path}?ticket=${body.ticket}`;
    expect((await knock(path, { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await client().get(path)).body.code).toBe("socket/needed");
    expect((await knock(path)).status).toBe(101);
  });

  test("closes when its member loses the access, and when a key is revoked", async () => {
    const east = await team();
    const board = await east.board();
    const rep = await member(east.id, "member", { person: east.person.li });
    const watcher = await watch(rep.client, board);
    const bystander = await watch(east.owner.client, board);
    await watcher.until((view) => view.rows.length === 3);
    const listed = await east.owner.client.get("/members");
    const { version } = listed.body.items.find(
      (each: { account: string }) => each.account === rep.account,
    );
    const removed = await east.owner.client.patch(
      `/members/${rep.account}`,
      { state: "left" },
      { version },
    );
    expect(removed.status).toBe(200);
    expect(await watcher.closed).toBe(4403);
    expect(watcher.messages.at(-1)).toMatchObject({ type: "closing", reason: "access" });
    expect([403, 409]).toContain((await rep.client.post(`/boards/${board}/ticket`)).status);
    await east.sell("li", "10.00");
    await bystander.until((view) => view.whole === "0.0100");

    const id = newId(Date.now());
    const made = await east.owner.client.post("/keys", { id, name: "wall", scopes: ["read"] });
    const keyed = client({ authorization: `Bearer ${made.body.key}` });
    const held = await watch(keyed, board);
    await held.until((view) => view.rows.length === 3);
    await east.owner.client.remove(`/keys/${id}`);
    expect(await held.closed).toBe(4403);
  });

  test("closes when somebody may see less than it was opened with", async () => {
    const east = await team();
    const board = await east.board({ mode: "hidden", unit: east.unit["EAST-1"] });
    const lead = await member(east.id, "manager", { scopeUnit: east.unit["EAST-1"] });
    const watcher = await watch(lead.client, board);
    await watcher.until((view) => view.rows.length === 2);
    const listed = await east.owner.client.get("/members");
    const { version } = listed.body.items.find(
      (each: { account: string }) => each.account === lead.account,
    );
    const change = { roles: ["member"], scopeUnit: null };
    const changed = await east.owner.client.patch(`/members/${lead.account}`, change, { version });
    expect(changed.status).toBe(200);
    expect(await watcher.closed).toBe(4403);
    const again = await watch(lead.client, board);
    await again.until((view) => view.note === "hidden");
    expect(again.view().rows).toEqual([]);
  });
});

describe("another company's board", () => {
  test("answers like one that does not exist, on the same shard and on the other", async () => {
    const a = await team({ shard: "SHARD_0" });
    const board = await a.board();
    const absent = newId(Date.now());
    for (const shard of ["SHARD_0", "SHARD_1"] as const) {
      const other = await team({ shard });
      const [theirs, nobodys] = await Promise.all(
        [board, absent].map(async (id) => [
          await other.api.get(`/boards/${id}`),
          await other.api.get(`/boards/${id}/standings`),
          await other.api.post(`/boards/${id}/ticket`),
          await other.api.patch(`/boards/${id}`, { mode: "named" }, { version: 1 }),
          await other.api.post(`/boards/${id}/screens`, { id: absent, code: "ABCDEF" }),
        ]),
      );
      expect(theirs?.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      expect(theirs?.map(({ body }) => body.code)).toEqual(nobodys?.map(({ body }) => body.code));
      expect((await other.api.get("/boards")).body.items).toEqual([]);
      const body = { id: newId(Date.now()), name: "x", unit: a.unit.EAST, metric: other.revenue };
      expect((await other.api.post("/boards", body)).body.code).toBe("boards/unknown_unit");
    }
    expect((await a.api.get(`/boards/${board}`)).body.version).toBe(1);
  });
});

describe("a television", () => {
  const pairing = async () => (await client().post("/tv/pairings")).body;
  const poll = (code: string, secret: string) =>
    client({ authorization: `Bearer ${secret}` }).get(`/tv/pairings/${code}`);

  test("shows a code, is paired by a member, and follows the board until it is revoked", async () => {
    const east = await team();
    const board = await east.board();
    const { code, secret } = await pairing();
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    expect((await poll(code, secret)).body.state).toBe("waiting");
    const id = newId(Date.now());
    const paired = await east.owner.client.post(`/boards/${board}/screens`, {
      ...{ id, code: code.toLowerCase(), name: "Lobby" },
    });
    expect(paired).toMatchObject({ status: 201, body: { id, board, name: "Lobby" } });
    const { body } = await poll(code, secret);
    expect(body.state).toBe("paired");
    const kept = await rows(east.id, "SELECT token_hash FROM screens WHERE tenant = ?1");
    expect(JSON.stringify(kept)).not.toContain(secret);

    const ticket = await client().post("/tv/tickets", { token: body.token });
    const screen = await follow(ticket);
    const before = Date.now();
    await east.sell("zhao", "950.00");
    await screen.until((view) => view.rows[0]?.score === "0.9500");
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(screen.view().rows).toHaveLength(2); // Of three, never the last third.
    const polled = await client().post("/tv/standings", { token: body.token });
    expect({ ...polled.body.head, rows: polled.body.rows }).toEqual(screen.view());

    const listed = await east.owner.client.get("/screens");
    expect(listed.body.items).toMatchObject([{ id, name: "Lobby", boardName: "本月榜" }]);
    expect(listed.text).not.toContain("Hash");
    expect((await east.owner.client.remove(`/screens/${id}`)).status).toBe(200);
    expect(await screen.closed).toBe(4403);
    const refused = await client().post("/tv/tickets", { token: body.token });
    expect(refused).toMatchObject({ status: 401, body: { code: "screens/not_paired" } });
    expect((await east.owner.client.remove(`/screens/${id}`)).status).toBe(404);
  });

  test("is told nothing without its secret, and paired by no wrong, old or used code", async () => {
    const east = await team();
    const board = await east.board();
    const { code, secret } = await pairing();
    expect((await poll(code, "0".repeat(64))).body.code).toBe("screens/unknown_code");
    expect((await poll("ZZZZZZ", secret)).body.code).toBe("screens/unknown_code");
    const pair = (shown: string) =>
      east.api.post(`/boards/${board}/screens`, { id: newId(Date.now()), code: shown });
    expect((await pair("ZZZZZZ")).body).toMatchObject({
      code: "screens/unknown_code",
      pointer: "/code",
    });
    expect((await pair("ABC")).status).toBe(400);
    expect((await pair(code)).status).toBe(201);
    expect((await pair(code)).body.code).toBe("screens/taken");
    const old = await pairing();
    await env.CONTROL.prepare("UPDATE pairings SET expires_at = 1 WHERE code = ?1")
      .bind(old.code)
      .run();
    expect((await pair(old.code)).body.code).toBe("screens/unknown_code");
    for (const token of ["x", `${newId(0)}.${newId(0)}.${"0".repeat(64)}`])
      expect((await client().post("/tv/tickets", { token })).status).toBe(401);
  });

  test("whose board is gone is free for another", async () => {
    const east = await team();
    const board = await east.board();
    const { code, secret } = await pairing();
    await east.api.post(`/boards/${board}/screens`, { id: newId(Date.now()), code });
    const { token } = (await poll(code, secret)).body;
    const screen = await follow(await client().post("/tv/tickets", { token }));
    await rows(east.id, "DELETE FROM boards WHERE tenant = ?1");
    await east.api.post("/units", { rows: [{ code: "NEW", name: "New", parent: null }] });
    expect(await screen.closed).toBe(4404);
    expect((await client().post("/tv/tickets", { token })).status).toBe(401);
  });

  test("of two members who type the same code at once, one has it", async () => {
    const [a, b] = [await team(), await team()];
    const boards = [await a.board(), await b.board()];
    const { code, secret } = await pairing();
    const answers = await Promise.all(
      [a, b].map(({ api }, at) =>
        api.post(`/boards/${boards[at]}/screens`, { id: newId(Date.now()), code }),
      ),
    );
    expect(answers.map(({ status }) => status).sort(ascending)).toEqual([201, 409]);
    const winner = answers[0]?.status === 201 ? a : b;
    expect((await poll(code, secret)).body.token).toContain(winner.id);
    const screens = await Promise.all([a, b].map(({ api }) => api.get("/screens")));
    expect(screens.map(({ body }) => body.items.length).sort(ascending)).toEqual([0, 1]);
  });
});
