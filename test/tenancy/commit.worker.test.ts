// Goal: the one writer. Numbers without gaps, all or nothing, refusals by name, one effect however
// often a request comes. Method: real D1 in workerd.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { commit } from "../../workers/tenancy/commit.ts";
import { read, whole, write } from "../../workers/tenancy/sql.ts";
import { company, dbOf, env, rows } from "../support/world.ts";

const rename = (name: string) => write("UPDATE tenant_here SET name = ?2 WHERE tenant = ?1", name);
const change = (name: string) => ({
  event: "test/done",
  subject: null,
  detail: {},
  writes: [rename(name)],
});
const named = async (id: string) =>
  (await rows(id, "SELECT name FROM tenant_here WHERE tenant = ?1"))[0]?.["name"];

describe("commit", () => {
  test("sixteen writers at once leave no gap and no double", async () => {
    const { id } = await company();
    const writers = await Promise.all(Array.from({ length: 16 }, () => dbOf(id)));
    await Promise.all(
      writers.map(async (db, at) => {
        for (let round = 0; round < 5; round += 1) await commit(db, change(`${at}-${round}`));
      }),
    );
    const seqs = (await rows(id, "SELECT seq FROM commits WHERE tenant = ?1 ORDER BY seq")).map(
      ({ seq }) => seq,
    );
    expect(seqs).toEqual(Array.from({ length: 81 }, (_, at) => at + 1));
  });

  test("a guard that fails refuses by its name and writes nothing", async () => {
    const { id } = await company({ name: "Before" });
    const expectation = {
      what: "tenant/version",
      sql: "(SELECT version FROM tenant_here WHERE tenant = ?1) = ?2",
      params: [9],
    };
    const done = await commit(await dbOf(id), { ...change("After"), expect: [expectation] });
    expect(done).toEqual({ ok: false, error: { code: "commit/guard", what: "tenant/version" } });
    expect(await named(id)).toBe("Before");
    expect(await rows(id, "SELECT seq FROM commits WHERE tenant = ?1")).toHaveLength(1);
  });

  test("a guard on a row that is absent fails too", async () => {
    const { id } = await company();
    const absent = {
      what: "unit/version",
      sql: "(SELECT version FROM access WHERE tenant = ?1 AND account = 'nobody') = 1",
      params: [],
    };
    expect((await commit(await dbOf(id), { ...change("X"), expect: [absent] })).ok).toBe(false);
  });

  test("a tenant that has moved on takes no write, even from somebody who has just loaded", async () => {
    const { id, shard } = await company({ name: "Before" });
    const db = await dbOf(id);
    await env[shard].prepare("UPDATE tenant_here SET epoch = 2 WHERE uuid = ?1").bind(id).run();
    expect(await commit(db, change("After"))).toMatchObject({
      ok: false,
      error: { what: "tenant/here" },
    });
    expect(await named(id)).toBe("Before");
  });

  test("what has been written down is never changed or deleted", async () => {
    const { id } = await company();
    await expect(rows(id, "UPDATE commits SET event = 'x/y' WHERE tenant = ?1")).rejects.toThrow(
      /append_only:commits/,
    );
    await expect(rows(id, "DELETE FROM commits WHERE tenant = ?1")).rejects.toThrow(
      /append_only:commits/,
    );
  });

  test("a statement that does not name its tenant is refused before it is sent", async () => {
    const { id } = await company();
    const db = await dbOf(id);
    const everybody = read("SELECT count(*) AS n FROM tenant_here", [], (all) =>
      whole(all[0] ?? {}, "n"),
    );
    await expect(db.load({ everybody })).rejects.toThrow(/names its tenant/);
  });
});

describe("one effect however often", () => {
  test("ten at once with one key: one commit, ten equal answers", async () => {
    const { id, owner } = await company();
    const body = {
      id: newId(Date.now()),
      email: `ten-${newId(Date.now())}@example.com`,
      role: "viewer",
    };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        owner.client.post("/members", body, { key: "ten-at-once-1" }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(
      await rows(id, "SELECT seq FROM commits WHERE tenant = ?1 AND event = 'member/invited'"),
    ).toHaveLength(1);
  });

  test("five in a row are byte-equal, and another body under the key is refused", async () => {
    const { owner } = await company();
    const body = {
      id: newId(Date.now()),
      email: `five-${newId(Date.now())}@example.com`,
      role: "viewer",
    };
    const texts = new Set<string>();
    for (let at = 0; at < 5; at += 1)
      texts.add((await owner.client.post("/members", body, { key: "five-in-row-1" })).text);
    expect(texts.size).toBe(1);
    const other = await owner.client.post(
      "/members",
      { ...body, role: "admin" },
      { key: "five-in-row-1" },
    );
    expect(other).toMatchObject({ status: 422, body: { code: "input/key_reused" } });
  });

  test("a request that had nothing to change is remembered under its key as well", async () => {
    const { api } = await company();
    const body = { rows: [{ code: "north", name: "North", from: "2026-01-01" }] };
    await api.post("/units", body);
    const unchanged = await api.post("/units", body, { key: "nothing-new-1" });
    expect(unchanged.body.results).toEqual(["unchanged"]);
    expect((await api.post("/units", body, { key: "nothing-new-1" })).text).toBe(unchanged.text);
    const other = { rows: [{ code: "south", name: "South" }] };
    const refused = await api.post("/units", other, { key: "nothing-new-1" });
    expect(refused).toMatchObject({ status: 422, body: { code: "input/key_reused" } });
  });

  test("a change without a key is refused", async () => {
    const { owner } = await company();
    const refused = await owner.client.post(
      "/keys",
      { id: newId(Date.now()), name: "n", scopes: ["read"] },
      { key: "" },
    );
    expect(refused).toMatchObject({ status: 400, body: { code: "input/no_key" } });
  });
});
