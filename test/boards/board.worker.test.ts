// Goal: an entry posted to the API moves an open board in about a second, and nothing a network or a
// platform does makes the board say something the log does not. Method: the real Worker, real D1,
// real Durable Objects and sockets; notices are lost, doubled and held back by hand.
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { View } from "../../workers/boards/view.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { newId } from "../../workers/lib/id.ts";
import { env, member, rows } from "../support/world.ts";
import { team, type Team } from "./team.ts";
import { watch } from "./watch.ts";

/** Rows as [name, rank, score]; inside a tie by name, since fresh ids order it otherwise. */
const scores = ({ rows: shown }: View) =>
  shown
    .map(({ nameEn, rank, score }) => [nameEn, rank, score] as const)
    .sort(
      ([a, one], [b, other]) => Number(one) - Number(other) || (String(a) < String(b) ? -1 : 1),
    );
const scoreOf = (who: string) => (view: View) =>
  view.rows.find(({ nameEn }) => nameEn === who)?.score;
const roomOf = (at: Team, board: string) => env.ROOM.get(env.ROOM.idFromName(`${at.id}:${board}`));
const live = (at: Team) => env.LIVE.get(env.LIVE.idFromName(at.id));

/** A sale that no board is told of: the notice got lost. */
async function sellUnnoticed(at: Team, who: "li" | "wang" | "zhao", amount: string) {
  const { recordEntries } = await import("../../workers/entries/record-entries.ts");
  const row = { metric: "revenue", person: who, on: at.today, amount } as never;
  const db = await at.db();
  const now = Date.now() as never;
  const done = await recordEntries(db, entryStore, {
    ...{ rows: [row], source: "api", now, today: at.today as never },
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return db.notices;
}

describe("an open board", () => {
  test("begins with the standings and moves when a sale is posted", async () => {
    const east = await team();
    await east.sell("wang", "500.00");
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await watcher.until((view) => view.rows.length === 3);
    expect(scores(watcher.view())).toEqual([
      ["Wang Lei", 1, "0.5000"],
      ["Li Jing", 2, "0.0000"],
      ["Zhao Min", 2, "0.0000"],
    ]);
    const before = Date.now();
    await east.sell("li", "900.00");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.9000");
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(scores(watcher.view())[0]).toEqual(["Li Jing", 1, "0.9000"]);
    expect(watcher.view().whole).toBe("1.4000");
    const delta = watcher.messages.findLast(({ type }) => type === "delta");
    expect(delta).toMatchObject({ moments: [{ key: east.person.li, percent: 90 }] });
    expect(JSON.stringify(watcher.messages)).not.toContain("100000");
    watcher.close();
    expect(await watcher.closed).toBe(1000);
  });

  test("says the same as the standings route, whatever happened on the way", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    for (const who of ["li", "wang", "zhao", "li"] as const) await east.sell(who, "123.45");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.2469");
    const { body, headers } = await east.api.get(`/boards/${board}/standings`);
    expect({ ...body.head, rows: body.rows }).toEqual(watcher.view());
    const again = await east.api.get(`/boards/${board}/standings`, {
      "if-none-match": headers.get("etag") ?? "",
    });
    expect(again.status).toBe(304);
    await east.sell("zhao", "1.00");
    const changed = await east.api.get(`/boards/${board}/standings`, {
      "if-none-match": headers.get("etag") ?? "",
    });
    expect(changed.status).toBe(200);
  });

  test("agrees with the reports, whatever intervals the targets were agreed for", async () => {
    const east = await team({ untargeted: true });
    const board = await east.board({ window: "quarter" });
    const year = east.today.slice(0, 4);
    const set = (subject: string, amount: string, from: string, until: string) => ({
      ...{ subject: east.person[subject as "li"], metric: "revenue", amount, from, until },
    });
    const targets = [
      set("li", "365000.00", `${year}-01-01`, `${Number(year) + 1}-01-01`),
      set("wang", "900.00", "2020-01-01", `${year}-02-10`),
      set("wang", "4321.00", `${year}-02-10`, east.today),
      set("wang", "999.99", east.today, `${Number(year) + 1}-06-01`),
      set("zhao", "100.00", `${Number(year) + 2}-01-01`, `${Number(year) + 3}-01-01`),
    ];
    const taken = await east.api.post("/targets", { rows: targets });
    expect(taken.text).not.toContain("problem");
    for (const who of ["li", "wang", "zhao"] as const) await east.sell(who, "777.77");
    const { body } = await east.api.get(`/boards/${board}/standings`);
    const { from, until } = body.title;
    for (const row of body.rows) {
      const query = `subject=${row.key}&metric=revenue&from=${from}&until=${until}`;
      const { figures } = (await east.api.get(`/attainment?${query}`)).body;
      const claimed = figures.attainment === null ? null : Number(figures.attainment);
      if (claimed === null) expect(row.score).toBeNull();
      else expect(Math.abs(Number(row.score) - claimed)).toBeLessThanOrEqual(0.0001);
    }
    expect(body.rows.map(({ rank }: { rank: number | null }) => rank)).toEqual([1, 2, null]);
  });

  test("costs what it shows: one trip, and rows in proportion to the rows of the board", async () => {
    const east = await team();
    const board = await east.board();
    await east.sell("li", "10.00");
    const { headers } = await east.api.get(`/boards/${board}/standings`);
    const cost = /trips=(\d+);read=(\d+)/.exec(headers.get("fairlead-d1") ?? "");
    expect(Number(cost?.[1])).toBe(1);
    expect(Number(cost?.[2])).toBeLessThan(75);
  });

  test("finds what a lost notice was about at the next one", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await sellUnnoticed(east, "zhao", "700.00");
    await east.sell("li", "100.00");
    await watcher.until((view) => scoreOf("Zhao Min")(view) === "0.7000");
    expect(scoreOf("Li Jing")(watcher.view())).toBe("0.1000");
  });

  test("finds a lost last notice at its own check", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await watcher.until((view) => view.rows.length === 3);
    await sellUnnoticed(east, "zhao", "700.00");
    expect(await runDurableObjectAlarm(roomOf(east, board))).toBe(true);
    await watcher.until((view) => scoreOf("Zhao Min")(view) === "0.7000");
  });

  test("is not moved twice by a notice that comes twice, late or out of order", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    const first = await sellUnnoticed(east, "li", "10.00");
    const second = await sellUnnoticed(east, "wang", "20.00");
    await live(east).notify(second);
    await live(east).notify(first);
    await live(east).notify([...second, ...first, ...second]);
    await watcher.until((view) => scoreOf("Wang Lei")(view) === "0.0200");
    await scheduler.wait(300);
    expect(scores(watcher.view())).toEqual([
      ["Wang Lei", 1, "0.0200"],
      ["Li Jing", 2, "0.0100"],
      ["Zhao Min", 3, "0.0000"],
    ]);
  });

  test("goes on after its object was evicted, with the same sockets", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await east.sell("li", "10.00");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.0100");
    await evictDurableObject(roomOf(east, board));
    await east.sell("li", "10.00");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.0200");
    await evictDurableObject(roomOf(east, board));
    await sellUnnoticed(east, "wang", "30.00");
    await east.sell("li", "10.00");
    await watcher.until((view) => scoreOf("Wang Lei")(view) === "0.0300");
    expect(scoreOf("Li Jing")(watcher.view())).toBe("0.0300");
  });

  test("goes on after its object lost everything it had stored", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await east.sell("li", "10.00");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.0100");
    const { runInDurableObject } = await import("cloudflare:test");
    await runInDurableObject(roomOf(east, board), (_, state) => {
      state.storage.sql.exec("DELETE FROM lines");
      state.storage.sql.exec("DELETE FROM facts WHERE name = 'head'");
    });
    await evictDurableObject(roomOf(east, board));
    await east.sell("wang", "20.00");
    await watcher.until((view) => scoreOf("Wang Lei")(view) === "0.0200");
    expect(scoreOf("Li Jing")(watcher.view())).toBe("0.0100");
  });

  test("tells who comes back only what they lack", async () => {
    const east = await team();
    const board = await east.board();
    const first = await watch(east.api, board);
    await first.until((view) => view.rows.length === 3);
    const stamp = first.stamp();
    first.close();
    const back = await watch(east.api, board, stamp);
    await scheduler.wait(50);
    expect(back.messages.map(({ type }) => type)).toEqual(["current"]);
    back.close();
    await back.closed;
    await east.sell("zhao", "10.00");
    const later = await watch(east.api, board, stamp);
    await later.until((view) => scoreOf("Zhao Min")(view) === "0.0100");
    expect(later.messages[0]?.type).toBe("snapshot");
    later.say({ v: 1, type: "hello", stamp: later.stamp() });
    later.say("nonsense");
    later.say({ v: 99, type: "hello", stamp: "" });
    expect(await later.closed).toBe(4426);
    expect(later.messages.map(({ type }) => type)).toEqual(["snapshot", "current", "closing"]);
  });

  test("sends at most ten frames a second, however many sales come", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await watcher.until((view) => view.rows.length === 3);
    const before = Date.now();
    await Promise.all(Array.from({ length: 40 }, () => east.sell("li", "1.00")));
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.0400", 8_000);
    const seconds = (Date.now() - before) / 1_000;
    expect(watcher.messages.length - 1).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1);
  });

  test("follows its definition, its targets and the organisation", async () => {
    const east = await team();
    const board = await east.board();
    const watcher = await watch(east.api, board);
    await east.sell("li", "500.00");
    await watcher.until((view) => scoreOf("Li Jing")(view) === "0.5000");
    const changed = await east.api.patch(`/boards/${board}`, { score: "raw" }, { version: 1 });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, score: "raw" } });
    await watcher.until((view) => scoreOf("Li Jing")(view) === "500.00");
    const stale = await east.api.patch(`/boards/${board}`, { score: "raw" }, { version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: "version/stale" } });
    await east.api.post("/people", { rows: [{ code: "sun", name: "孙洋", unit: "EAST-2" }] });
    await watcher.until((view) => view.rows.length === 4);
    await east.sell("zhao", "1.00");
    await watcher.until((view) => view.rows[1]?.nameEn === "Zhao Min");
  });

  test("of units counts each sale for the team its seller sits in", async () => {
    const east = await team();
    const board = await east.board({ subjects: "units", score: "raw" });
    const watcher = await watch(east.api, board);
    await watcher.until((view) => view.rows.length === 2);
    await east.sell("li", "10.00");
    await east.sell("wang", "5.00");
    await east.sell("zhao", "20.00");
    await watcher.until((view) => view.whole === "35.00");
    expect(scores(watcher.view())).toEqual([
      ["East 2", 1, "20.00"],
      ["East 1", 2, "15.00"],
    ]);
  });
});

describe("what a viewer may not see", () => {
  test("does not leave in a frame: window mode is the own row and its neighbours", async () => {
    const east = await team();
    const board = await east.board({ mode: "window" });
    const rep = await member(east.id, "member", { person: east.person.li });
    const stranger = await member(east.id, "member");
    const [own, nobody, all] = [
      await watch(rep.client, board),
      await watch(stranger.client, board),
      await watch(east.owner.client, board),
    ];
    await east.sell("zhao", "10.00");
    await all.until((view) => scoreOf("Zhao Min")(view) === "0.0100");
    await own.until((view) => view.rows.length === 3);
    expect(nobody.view()).toMatchObject({ rows: [], note: "not_on_board" });
    expect(JSON.stringify(nobody.messages)).not.toContain("Zhao");
  });

  test("is not in an anonymous board, not even for somebody who asks the route", async () => {
    const east = await team();
    const board = await east.board({ mode: "anonymous" });
    const rep = await member(east.id, "member", { person: east.person.li });
    const { text, body } = await rep.client.get(`/boards/${board}/standings`);
    expect(body.rows).toHaveLength(3);
    expect(text).toContain("Li Jing");
    for (const hidden of ["Zhao", "赵敏", east.person.zhao, "Wang", east.person.wang])
      expect(text).not.toContain(hidden);
  });

  test("a hidden board is listed for those who manage, and shows nothing to others", async () => {
    const east = await team();
    const board = await east.board({ mode: "hidden" });
    const rep = await member(east.id, "member", { person: east.person.li });
    expect((await rep.client.get("/boards")).body.items).toEqual([]);
    expect((await east.api.get("/boards")).body.items).toHaveLength(1);
    const { body } = await rep.client.get(`/boards/${board}/standings`);
    expect(body).toMatchObject({ rows: [], head: { note: "hidden", whole: null } });
  });

  test("a manager sees all of the own unit's board in any mode, and cannot make one elsewhere", async () => {
    const east = await team();
    const board = await east.board({ mode: "hidden", unit: east.unit["EAST-1"] });
    const leads = (unit: "EAST-1" | "EAST-2") =>
      member(east.id, "manager", { scopeUnit: east.unit[unit] });
    const [one, two] = [await leads("EAST-1"), await leads("EAST-2")];
    expect((await one.client.get(`/boards/${board}/standings`)).body.rows).toHaveLength(2);
    expect((await two.client.get(`/boards/${board}/standings`)).body.rows).toHaveLength(0);
    const body = { name: "B", unit: east.unit["EAST-1"], metric: east.revenue };
    const made = (id: string) => ({ ...body, id });
    expect((await one.client.post("/boards", made(newId(Date.now())))).status).toBe(201);
    expect((await two.client.post("/boards", made(newId(Date.now())))).body).toMatchObject({
      code: "boards/unknown_unit",
      pointer: "/unit",
    });
    expect(await rows(east.id, "SELECT id FROM boards WHERE tenant = ?1")).toHaveLength(2);
  });
});
