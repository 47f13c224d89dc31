// Goal: what a file says reaches the log exactly once or not at all, wherever it is interrupted, and
// can be taken back so that the totals are what they were. Method: the real Worker on real D1; the
// job is called step by step, and forgotten between any two of them.
import { describe, expect, test } from "vitest";
import { decode } from "../../workers/imports/decode.ts";
import { runImports } from "../../workers/imports/run-imports.ts";
import { importSinks } from "../../workers/jobs/import-sinks.ts";
import { stepImport } from "../../workers/imports/step-import.ts";
import { sniffText } from "../../workers/imports/sniff.ts";
import { importStore } from "../../workers/imports/store.ts";
import { day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { ascending } from "../../workers/lib/list.ts";
import { instant } from "../../workers/lib/instant.ts";
import { company, rows, type Company } from "../support/world.ts";
import { announced, sales, sellers, uploaded } from "./fixture.ts";

const at = () => ({
  store: importStore,
  sinks: importSinks,
  now: instant(Date.now()),
  today: day("2026-06-30"),
});
/** The job, from another isolate each time: nothing but the database is carried over. */
const step = async (of: Company, id: string) => await stepImport(await of.db(), id, at());
const runAll = async (of: Company) => {
  while (await runImports(await of.db(), importSinks, (work) => work()));
};
const totalsOf = (of: Company) =>
  rows(
    of.id,
    `SELECT subject, metric, currency, grain, on_day, amount, n FROM totals
     WHERE tenant = ?1 AND n <> 0 ORDER BY subject, metric, currency, grain, on_day`,
  );
const sumOf = async (of: Company, subject: string) =>
  (
    await rows(
      of.id,
      `SELECT coalesce(sum(amount), 0) AS sum FROM totals
       WHERE tenant = ?1 AND subject = ?2 AND grain = 'm'`,
      subject,
    )
  )[0]?.["sum"];

describe("an import of entries", () => {
  test("is announced, sent, counted and recorded; the totals of all units above move with it", async () => {
    const one = await company();
    const { root } = await sellers(one);
    const { id } = await uploaded(one.api, "entries", sales(10));
    const counted = await one.api.get(`/imports/${id}/dry-run`);
    expect(counted.body).toMatchObject({
      new: 10,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      next: null,
    });
    expect(await sumOf(one, root)).toBe(0);

    const started = await one.api.post(`/imports/${id}/commit`);
    expect([started.status, started.body.state]).toEqual([202, "running"]);
    await runAll(one);
    const done = (await one.api.get(`/imports/${id}`)).body;
    expect(done).toMatchObject({ state: "done", new: 10, committed: 4, rejected: 0 });
    expect(done.undoUntil).toBeGreaterThan(Date.now());
    expect(await sumOf(one, root)).toBe(550_000);
    const left = await rows(one.id, "SELECT packed FROM import_chunks WHERE tenant = ?1");
    expect(left.every(({ packed }) => packed === null)).toBe(true);
  });

  test("killed after every single step is recorded once, with the totals of an undisturbed one", async () => {
    const [calm, killed] = [await company(), await company()];
    await sellers(calm);
    await sellers(killed);
    for (const each of [calm, killed]) {
      const { id } = await uploaded(each.api, "entries", sales(10));
      await each.api.post(`/imports/${id}/commit`);
      // Each step is a new run; the undisturbed one is a single run.
      if (each === calm) await runAll(calm);
      else while (await step(killed, id));
      const made = await rows(each.id, "SELECT count(*) AS n FROM entries WHERE tenant = ?1");
      expect(made).toEqual([{ n: 10 }]);
    }
    const amounts = (list: Awaited<ReturnType<typeof totalsOf>>) =>
      list
        .map((total) => JSON.stringify({ ...total, subject: "", metric: "" }))
        .toSorted(ascending);
    expect(amounts(await totalsOf(killed))).toEqual(amounts(await totalsOf(calm)));
  });

  test("run by two jobs at once is recorded once", async () => {
    const one = await company();
    const { root } = await sellers(one);
    const { id } = await uploaded(one.api, "entries", sales(12));
    await one.api.post(`/imports/${id}/commit`);
    await Promise.all([runAll(one), runAll(one), runAll(one)]);
    expect((await one.api.get(`/imports/${id}`)).body).toMatchObject({ state: "done", new: 12 });
    expect(await sumOf(one, root)).toBe(780_000);
  });

  test("sent again says unchanged; with other amounts it says changed and the totals follow", async () => {
    const one = await company();
    const { root } = await sellers(one);
    const first = await uploaded(one.api, "entries", sales(4));
    await one.api.post(`/imports/${first.id}/commit`);
    await runAll(one);
    const again = await uploaded(one.api, "entries", [
      ...sales(3),
      { ...sales(4)[3], amount: "1.00" },
      ...sales(1, 9),
    ]);
    expect((await one.api.get(`/imports/${again.id}/dry-run`)).body).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 3,
    });
    await one.api.post(`/imports/${again.id}/commit`);
    await runAll(one);
    expect((await one.api.get(`/imports/${again.id}`)).body).toMatchObject({
      state: "done",
      new: 1,
      changed: 1,
      unchanged: 3,
    });
    expect(await sumOf(one, root)).toBe(10_000 + 20_000 + 30_000 + 100 + 90_000);
  });

  test("leaves out rows that became wrong after the check, and says which and why", async () => {
    const one = await company();
    await sellers(one);
    const { id } = await uploaded(one.api, "entries", [
      ...sales(4),
      { ...sales(1, 5)[0], person: "nobody" },
    ]);
    expect((await one.api.get(`/imports/${id}/dry-run`)).body).toMatchObject({
      new: 4,
      rejected: 1,
    });
    await one.api.post(`/imports/${id}/commit`);
    await runAll(one);
    const { body } = await one.api.get(`/imports/${id}`);
    expect(body).toMatchObject({ state: "done", new: 4, rejected: 1 });
    expect(body.problems).toEqual([
      expect.objectContaining({
        row: 5,
        field: "person",
        code: "entries/unknown_person",
        value: "nobody",
      }),
    ]);
    expect(body.problems[0].messages.zh).toContain("nobody");
  });
});

describe("taking back", () => {
  test("an import restores the totals exactly, killed after every step", async () => {
    const one = await company();
    await sellers(one);
    const before = await uploaded(one.api, "entries", sales(3));
    await one.api.post(`/imports/${before.id}/commit`);
    await runAll(one);
    const stood = await totalsOf(one);

    const { id } = await uploaded(one.api, "entries", [
      { ...sales(1)[0], amount: "7.77" },
      ...sales(9, 20),
    ]);
    await one.api.post(`/imports/${id}/commit`);
    await runAll(one);
    expect(await totalsOf(one)).not.toEqual(stood);

    const undone = await one.api.post(`/imports/${id}/undo`);
    expect([undone.status, undone.body.state]).toEqual([202, "undoing"]);
    while (await step(one, id));
    expect((await one.api.get(`/imports/${id}`)).body.state).toBe("undone");
    expect(await totalsOf(one)).toEqual(stood);
  });

  test("a running import stops it and reverses what was written", async () => {
    const one = await company();
    const { root } = await sellers(one);
    const { id } = await uploaded(one.api, "entries", sales(9));
    await one.api.post(`/imports/${id}/commit`);
    await step(one, id);
    await step(one, id);
    expect(await sumOf(one, root)).toBe(210_000);
    expect((await one.api.post(`/imports/${id}/cancel`)).body.state).toBe("cancelling");
    await runAll(one);
    expect((await one.api.get(`/imports/${id}`)).body.state).toBe("cancelled");
    expect(await sumOf(one, root)).toBe(0);
    const chunks = await rows(
      one.id,
      "SELECT n FROM import_chunks WHERE tenant = ?1 AND packed IS NOT NULL",
    );
    expect(chunks).toEqual([]);
  });

  test("is offered for seven days and for entries alone", async () => {
    const one = await company();
    await sellers(one);
    const { id } = await uploaded(one.api, "entries", sales(3));
    expect((await one.api.post(`/imports/${id}/undo`)).body.code).toBe("import/not_undoable");
    await one.api.post(`/imports/${id}/commit`);
    await runAll(one);
    const db = await one.db();
    await db.load({});
    await db.write([
      { sql: "UPDATE imports SET ended_at = 1 WHERE tenant = ?1 AND id = ?2", params: [id] },
    ]);
    expect((await one.api.post(`/imports/${id}/undo`)).body.code).toBe("import/undo_too_late");

    const people = await uploaded(one.api, "people", [{ code: "qi", name: "Qi" }]);
    await one.api.post(`/imports/${people.id}/commit`);
    await runAll(one);
    expect((await one.api.post(`/imports/${people.id}/undo`)).body.code).toBe(
      "import/not_undoable",
    );
  });
});

describe("a half-uploaded file", () => {
  test("is never committed, by count, and nothing is recorded", async () => {
    const one = await company();
    await sellers(one);
    const { id, body, parts } = await announced("entries", sales(9));
    expect((await one.api.post("/imports", body)).status).toBe(201);
    await one.api.put(`/imports/${id}/chunks/0`, parts[0]);
    await one.api.put(`/imports/${id}/chunks/2`, parts[2]);
    const refused = await one.api.post(`/imports/${id}/commit`);
    expect(refused).toMatchObject({ status: 409, body: { code: "import/incomplete" } });
    expect(refused.body.facts).toEqual({ received: 2, chunks: 3 });
    expect((await one.api.get(`/imports/${id}/dry-run`)).body.code).toBe("import/incomplete");
    await runAll(one);
    expect(await rows(one.id, "SELECT id FROM entries WHERE tenant = ?1")).toEqual([]);
  });

  test("is never committed with other chunks than announced, though their number is right", async () => {
    const one = await company();
    await sellers(one);
    const { id, body } = await announced("entries", sales(3));
    const other = await announced("entries", sales(3, 50));
    await one.api.post("/imports", body);
    expect((await one.api.put(`/imports/${id}/chunks/0`, other.parts[0])).status).toBe(200);
    expect((await one.api.post(`/imports/${id}/commit`)).body.code).toBe("import/incomplete");
  });

  test("takes a chunk again, refuses another one in its place, and a damaged one", async () => {
    const one = await company();
    await sellers(one);
    const { id, body, parts } = await announced("entries", sales(6));
    const other = await announced("entries", sales(3, 50));
    await one.api.post("/imports", body);
    const put = (n: number, part: unknown) => one.api.put(`/imports/${id}/chunks/${n}`, part);
    expect((await put(0, parts[0])).body).toEqual({ n: 0, received: 1, chunks: 2 });
    expect((await put(0, parts[0])).body).toEqual({ n: 0, received: 1, chunks: 2 });
    expect((await put(0, other.parts[0])).body.code).toBe("import/chunk_differs");
    expect((await put(1, { ...parts[1], hash: other.parts[0]?.hash })).body.code).toBe(
      "import/chunk_damaged",
    );
    expect((await put(2, parts[0])).body.code).toBe("import/chunk_unknown");
    const kept = await rows(one.id, "SELECT n FROM import_chunks WHERE tenant = ?1");
    expect(kept).toEqual([{ n: 0 }]);
  });

  test("with rows that are none is refused with each place", async () => {
    const one = await company();
    await sellers(one);
    const { id, body, parts } = await announced("entries", [{ metric: 7, shoe: "size" }]);
    await one.api.post("/imports", body);
    const refused = await one.api.put(`/imports/${id}/chunks/0`, parts[0]);
    expect(refused).toMatchObject({ status: 422, body: { code: "import/rows_malformed" } });
    const pointers = refused.body.errors.map((each: { pointer: string }) => each.pointer);
    expect(pointers.toSorted()).toEqual(["/rows/0/value/metric", "/rows/0/value/shoe"]);
  });

  test("is dropped with its rows after a day, when the next file is announced", async () => {
    const one = await company();
    await sellers(one);
    const forgotten = await uploaded(one.api, "entries", sales(3));
    const db = await one.db();
    await db.load({});
    await db.write([{ sql: "UPDATE imports SET touched_at = 1 WHERE tenant = ?1", params: [] }]);
    const { body } = await announced("entries", sales(3));
    await one.api.post("/imports", body);
    expect((await one.api.get(`/imports/${forgotten.id}`)).body.state).toBe("dropped");
    expect(await rows(one.id, "SELECT n FROM import_chunks WHERE tenant = ?1")).toEqual([]);
    expect((await one.api.post(`/imports/${forgotten.id}/commit`)).body.code).toBe(
      "import/not_receiving",
    );
  });
});

describe("imports of other nouns", () => {
  test("teams, people and metrics come from files too, bad rows left behind with reasons", async () => {
    const one = await company();
    const teams = await uploaded(one.api, "units", [
      { code: "s1", name: "Team 1", parent: "south" },
      { code: "south", name: "South" },
    ]);
    const people = await uploaded(one.api, "people", [
      { code: "p1", name: "Ann", unit: "s1", manager: "p2" },
      { code: "p2", name: "Bo", unit: "south" },
      { code: "p3", unit: "nowhere", name: "Cy" },
    ]);
    const metrics = await uploaded(one.api, "metrics", [
      {
        ...{ code: "calls", nameZh: "电话", nameEn: "Calls" },
        unit: "count",
        scale: 0,
        currency: null,
        direction: "up",
      },
      {
        ...{ code: "revenue", nameZh: "收", nameEn: "R" },
        unit: "money",
        scale: 4,
        currency: null,
        direction: "up",
      },
    ]);
    for (const { id } of [teams, people, metrics]) {
      await one.api.post(`/imports/${id}/commit`);
      await runAll(one);
    }
    const state = async ({ id }: { id: string }) => (await one.api.get(`/imports/${id}`)).body;
    expect(await state(teams)).toMatchObject({ state: "done", new: 2, rejected: 0 });
    expect(await state(people)).toMatchObject({ state: "done", new: 2, rejected: 1 });
    expect((await state(people)).problems[0]).toMatchObject({
      row: 3,
      field: "unit",
      code: "org/unknown_unit",
    });
    expect(await state(metrics)).toMatchObject({ new: 1, rejected: 1 });
    expect((await state(metrics)).problems[0]).toMatchObject({
      row: 2,
      code: "import/metric_stays",
    });
  });

  test("names of a file are found by code, name, English name and mail, and nothing else is told", async () => {
    const one = await company();
    await sellers(one);
    await one.api.post("/people", {
      rows: [{ code: "E9", name: "李娜", nameEn: "Na Li", email: "na@example.com" }],
    });
    const asked = {
      people: ["e9", "李娜", "NA LI", "na@example.com", "WU", "nobody"],
      units: ["East", "west"],
    };
    const { body } = await one.api.post("/imports/names", asked);
    expect(body.people.map(({ code }: { code: string }) => code)).toEqual(["E9", "wu"]);
    expect(body.units.map(({ code }: { code: string }) => code)).toEqual(["east"]);
    const other = await company();
    expect((await other.api.post("/imports/names", asked)).body.people).toEqual([]);
  });
});

test("the runtime of the edge reads files as the browser does", () => {
  const gb = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31]);
  expect(decode(gb)).toEqual({ ok: true, value: { text: "姓名,1", encoding: "gb18030" } });
  expect(decode(new Uint8Array([0x41, 0xff, 0xff])).ok).toBe(false);
  const sheet = sniffText("name;amount\nLi;1,5\n", "utf-8");
  expect(sheet.ok && [sheet.value.delimiter, sheet.value.lines.length]).toEqual([";", 1]);
});

test("commits, lists and logs hold no name of a file and no name of a person", async () => {
  const one = await company();
  await sellers(one);
  const { id } = await uploaded(one.api, "people", [{ code: "z1", name: "Zoë Unmistakable" }]);
  await one.api.post(`/imports/${id}/commit`);
  await runAll(one);
  const log = JSON.stringify(
    await rows(one.id, "SELECT event, detail FROM commits WHERE tenant = ?1"),
  );
  expect(log).not.toContain("Unmistakable");
  const columns = await rows(one.id, "SELECT name_hash, mapping FROM imports WHERE tenant = ?1");
  expect(JSON.stringify(columns)).not.toContain("file.csv");
});

test("a job woken by the queue finishes an import by itself", async () => {
  const one = await company();
  await sellers(one);
  const { id } = await uploaded(one.api, "entries", sales(6));
  await one.api.post(`/imports/${id}/commit`, {}, { key: newId(Date.now()) });
  await expect
    .poll(async () => (await one.api.get(`/imports/${id}`)).body.state, {
      timeout: 15_000,
      interval: 300,
    })
    .toBe("done");
});
