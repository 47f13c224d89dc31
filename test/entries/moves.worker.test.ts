// Goal: a move carries its figures along, and only its own. Method: moves of people and of units on
// real D1, each time the table of totals against the fold of the log.
import { describe, expect, test } from "vitest";
import { rebuildTotals } from "../../workers/entries/rebuild-totals.ts";
import { recordEntries } from "../../workers/entries/record-entries.ts";
import { entriesRefold, entryStore } from "../../workers/entries/store.ts";
import { day } from "../../workers/lib/day.ts";
import { movePeople } from "../../workers/org/save-people.ts";
import { orgStore } from "../../workers/org/store.ts";
import { company, rows } from "../support/world.ts";
import { amountOf, drift, furnished, idOf, sale } from "./furnished.ts";

async function sold() {
  const made = await furnished();
  await made.api.post("/entries", {
    rows: [
      sale("lin", "1", "100", "2026-01-10"),
      sale("lin", "2", "200", "2026-02-10"),
      sale("lin", "3", "400", "2026-02-20"),
      sale("wu", "4", "7", "2026-02-20"),
    ],
  });
  return made;
}
const amounts = async (made: Awaited<ReturnType<typeof sold>>, ...codes: string[]) => {
  const found: unknown[] = [];
  for (const code of codes) found.push(Number(await amountOf(made, code)) / 100);
  return found;
};

describe("a person who moves", () => {
  test("takes along the figures from that day on and leaves the others", async () => {
    const made = await sold();
    expect(await amounts(made, "n1", "s1", "company")).toEqual([707, 0, 707]);
    const move = { rows: [{ person: "lin", unit: "s1", from: "2026-02-15" }] };
    expect((await made.api.post("/memberships", move)).body.results).toEqual(["changed"]);
    expect(await amounts(made, "n1", "north", "s1", "company", "lin")).toEqual([
      307, 307, 400, 707, 700,
    ]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
    // The same again changes nothing; back again restores every figure.
    expect((await made.api.post("/memberships", move)).body.results).toEqual(["unchanged"]);
    const back = { rows: [{ person: "lin", unit: "n1", from: "2026-02-15" }] };
    expect((await made.api.post("/memberships", back)).body.results).toEqual(["changed"]);
    expect(await amounts(made, "n1", "s1", "company")).toEqual([707, 0, 707]);
    const after = await drift(made);
    expect(after.table).toEqual(after.log);
  });

  test("into the past, out of every unit, and several at once", async () => {
    const made = await sold();
    const moves = [
      { person: "lin", unit: null, from: "2026-02-11" },
      { person: "wu", unit: "s1", from: "2026-01-01" },
      { person: "lin", unit: "s1", from: "2026-01-05" },
    ];
    const done = await made.api.post("/memberships", { rows: moves });
    expect(done.body.results).toEqual(["changed", "changed", "changed"]);
    expect(await amounts(made, "n1", "s1", "company", "lin")).toEqual([0, 307, 307, 700]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
    const history = await made.api.get(`/people/${await idOf(made, "lin")}`);
    expect(history.body.memberships.map(({ from, until }: Dated) => [from, until])).toEqual([
      [null, "2026-01-05"],
      ["2026-01-05", "2026-02-11"],
      ["2026-02-11", null],
    ]);
  });

  test("again and again, with entries on the very days of the moves", async () => {
    const made = await furnished();
    const days = [1, 5, 10, 15, 20, 25].map((n) => `2026-02-${String(n).padStart(2, "0")}`);
    await made.api.post("/entries", {
      rows: days.map((on, n) => sale("lin", `d${n}`, String(10 ** n), on)),
    });
    const moves = [
      ["s1", "2026-02-15"],
      ["north", "2026-02-05"],
      [null, "2026-02-20"],
      ["s1", "2026-02-10"],
      ["n1", "2026-02-25"],
      ["company", "2026-02-01"],
    ] as const;
    for (const [unit, from] of moves) {
      const moved = await made.api.post("/memberships", { rows: [{ person: "lin", unit, from }] });
      expect(moved.status, moved.text).toBe(200);
      const { log, table } = await drift(made);
      expect(table).toEqual(log);
    }
    // 1 sits in the company itself, 10 in the north, 100 and 1,000 in s1, 10,000 nowhere.
    expect(await amounts(made, "company", "north", "n1", "s1", "lin")).toEqual([
      101111, 100010, 100000, 1100, 111111,
    ]);
  });

  test("keeps what was known before: ranges are closed, never changed", async () => {
    const made = await sold();
    const sql = "SELECT count(*) AS n, count(until_seq) AS old FROM memberships WHERE tenant = ?1";
    expect(await rows(made.id, sql)).toEqual([{ n: 3, old: 0 }]);
    await made.api.post("/memberships", {
      rows: [{ person: "lin", unit: "s1", from: "2026-02-15" }],
    });
    expect(await rows(made.id, sql)).toEqual([{ n: 5, old: 1 }]);
    const touched = rows(
      made.id,
      "UPDATE memberships SET until_day = '2026-01-01' WHERE tenant = ?1",
    );
    await expect(touched).rejects.toThrow("append_only:memberships");
  });

  test("while others sell and move too, neither loses nor doubles a figure", async () => {
    const made = await sold();
    const db = await made.db();
    await db.load({});
    const tools = { store: orgStore, refold: entriesRefold };
    const [now, today] = [Date.now(), day("2026-07-01")];
    const work = Array.from({ length: 8 }, async (_, n) => {
      const rows_ = [sale(n % 2 === 0 ? "lin" : "wu", `x${n}`, "10", `2026-02-${10 + n}`)];
      const unit = n % 2 === 0 ? "s1" : "n1";
      const from = day(`2026-02-${10 + n}`);
      return await Promise.all([
        recordEntries(db, entryStore, { rows: rows_, source: "test", now }),
        movePeople(db, tools, { rows: [{ person: "lin", unit, from }], today, now }),
      ]);
    });
    for (const outcomes of await Promise.all(work))
      for (const outcome of outcomes)
        if (!outcome.ok) expect(outcome.error.code).toBe("commit/busy");
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
    const seqs = await rows(
      made.id,
      "SELECT count(*) AS n, max(seq) AS last FROM commits WHERE tenant = ?1",
    );
    expect(seqs[0]?.["n"]).toBe(seqs[0]?.["last"]);
  });
});
type Dated = { readonly from: string | null; readonly until: string | null };

describe("a unit that moves", () => {
  test("takes its people's figures along from its day, under a new parent", async () => {
    const made = await sold();
    const move = { rows: [{ code: "n1", parent: "s1", from: "2026-02-15" }] };
    expect((await made.api.post("/units", move)).body.results).toEqual(["changed"]);
    expect(await amounts(made, "n1", "north", "s1", "company")).toEqual([707, 300, 407, 707]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });

  test("with everything beneath it, and two nested moves in one batch", async () => {
    const made = await sold();
    const move = {
      rows: [
        { code: "west", name: "West", parent: "company" },
        { code: "north", parent: "west" },
        { code: "n1", parent: "s1", from: "2026-02-15" },
      ],
    };
    expect((await made.api.post("/units", move)).status).toBe(200);
    expect(await amounts(made, "n1", "north", "west", "s1", "company")).toEqual([
      707, 300, 300, 407, 707,
    ]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });

  test("by its version: a stale one is told both, and If-Match is asked for", async () => {
    const made = await sold();
    const path = `/units/${await idOf(made, "n1")}`;
    expect((await made.api.patch(path, { name: "Team One" })).status).toBe(428);
    const seen = await made.api.get(path);
    expect(seen.headers.get("etag")).toBe('"1"');
    const renamed = await made.api.patch(path, { name: "Team One" }, { version: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { name: "Team One", version: 2 } });
    const stale = await made.api.patch(path, { name: "Other" }, { version: 1 });
    expect(stale).toMatchObject({
      status: 412,
      body: { code: "version/stale", facts: { yours: 1, current: 2 } },
    });
    const cycle = await made.api.patch(
      `/units/${await idOf(made, "north")}`,
      { parent: "n1" },
      { version: 1 },
    );
    expect(cycle).toMatchObject({ status: 422, body: { errors: [{ code: "org/cycle" }] } });
  });
});

describe("totals", () => {
  test("that were lost or broken are the same rows again after a rebuild", async () => {
    const made = await sold();
    const third = ["lin", "wu", "zhao"].map((person) => ({ person, share: "1/3" }));
    await made.api.post("/entries", { rows: [{ ...sale("lin", "9", "100"), credits: third }] });
    await made.api.post("/entries", { rows: [sale("wu", "4", "8", "2026-02-21")] });
    await made.api.post("/memberships", {
      rows: [{ person: "lin", unit: "s1", from: "2026-02-15" }],
    });
    const before = await drift(made);
    await rows(made.id, "UPDATE totals SET amount = amount + 1 WHERE tenant = ?1 AND grain = 'd'");
    await rows(made.id, "DELETE FROM totals WHERE tenant = ?1 AND grain = 'm'");
    const broken = await drift(made);
    expect(broken.table).not.toEqual(broken.log);
    expect(await rebuildTotals(await made.db(), entryStore)).toMatchObject({ ok: true });
    const after = await drift(made);
    expect(after.table).toEqual(after.log);
    expect(after.table).toEqual(before.table);
  });
});

describe("a company's own root", () => {
  test("stands from the first day, with the metrics it begins with", async () => {
    const made = await company({ name: "云帆科技" });
    const roots = await made.api.get("/units");
    expect(roots.body.items).toMatchObject([{ code: "company", name: "云帆科技" }]);
    const metrics = await made.api.get("/metrics");
    expect(metrics.body.items.map(({ code }: { code: string }) => code)).toContain("revenue");
  });
});
