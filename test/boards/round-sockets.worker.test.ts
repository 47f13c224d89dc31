// Goal: who negotiates hears within a moment that something moved, through a ticket of their own and
// nothing else. Method: the real Worker and the real object, sockets opened as a page would.
import { exports as entry } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { BASE, company, member, type Client } from "../support/world.ts";
import { done, plan, team } from "../targets/team.ts";

// The platform types the entry by a generated file; here it is the Worker under test.
const worker = entry as unknown as { default: { fetch: (request: Request) => Promise<Response> } };

async function open(who: Client, round: string, path?: string) {
  const { body } = await done(who.post(`/rounds/${round}/ticket`, {}));
  const url = `${BASE}${path ?? body.path}?ticket=${body.ticket}`;
  const headers = { upgrade: "websocket", origin: BASE };
  const response = await worker.default.fetch(new Request(url, { headers }));
  const heard: { type: string; seq: number }[] = [];
  const socket = response.webSocket;
  let closed: number | null = null;
  socket?.accept();
  socket?.addEventListener("message", ({ data }) => void heard.push(JSON.parse(String(data))));
  socket?.addEventListener("close", ({ code }) => {
    closed = code;
  });
  return { status: response.status, heard, closed: () => closed };
}

async function opened() {
  const world = await team();
  const body = plan();
  await done(world.api.post("/plans", body));
  await done(world.api.post(`/plans/${body.id}/allocate`, {}));
  const round = newId(Date.now());
  await done(world.api.post(`/plans/${body.id}/rounds`, { id: round, deadline: "2099-12-31" }));
  return { ...world, round };
}

describe("the line of a round", () => {
  test("says that it moved, to everybody who listens, and what only to who reads", async () => {
    const { api, id, ids, round } = await opened();
    const anna = await member(id, "member", { person: ids["anna"] ?? "" });
    const [planner, seller] = [await open(api, round), await open(anna.client, round)];
    expect([planner.status, seller.status]).toEqual([101, 101]);
    await done(
      anna.client.post(
        `/rounds/${round}/threads/${ids["anna"]}/moves`,
        { kind: "accept" },
        { version: 1 },
      ),
    );
    for (const { heard } of [planner, seller]) {
      await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(2);
      expect(Object.keys(heard[1] ?? {}).sort()).toEqual(["seq", "type", "v"]);
      expect(heard.map(({ type }) => type)).toEqual(["moved", "moved"]);
    }
  });

  test("opens for its own round alone, and never a board", async () => {
    const { api, round } = await opened();
    expect((await open(api, round, `/ws/rounds/${newId(Date.now())}`)).status).toBe(401);
    expect((await open(api, round, `/ws/boards/${round}`)).status).toBe(401);
    const other = await company();
    const foreign = await other.api.post(`/rounds/${round}/ticket`, {});
    expect(foreign).toMatchObject({ status: 404, body: { code: "negotiation/not_found" } });
  });

  test("closes when an account loses its access", async () => {
    const { owner, id, ids, round } = await opened();
    const anna = await member(id, "member", { person: ids["anna"] ?? "" });
    const line = await open(anna.client, round);
    const removed = await owner.client.patch(
      `/members/${anna.account}`,
      { state: "left" },
      { version: 1 },
    );
    expect(removed.status, removed.text).toBeLessThan(300);
    await expect.poll(line.closed, { timeout: 20_000 }).toBe(1008);
  });
});
