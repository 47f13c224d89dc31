// Goal: a commit of entries can be taken back as if it had never been, as lines of its own. Method:
// record, correct, take back and undo on real D1.
import { expect, test } from "vitest";
import { undoCommit } from "../../workers/entries/undo-commit.ts";
import { recordEntries } from "../../workers/entries/record-entries.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { write } from "../../workers/tenancy/sql.ts";
import { rows } from "../support/world.ts";
import { amountOf, drift, furnished, sale } from "./furnished.ts";

async function opened() {
  const made = await furnished();
  const db = await made.db();
  const now = Date.now();
  await db.load({});
  const record = async (list: readonly object[], source = "file") => {
    const done = await recordEntries(db, entryStore, { rows: list, source, now });
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  };
  const undo = async (seq: number) => {
    const done = await undoCommit(db, entryStore, { seq, importId: null, now });
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  };
  return { made, db, now, record, undo };
}

test("what was recorded is reversed, what was corrected or taken back returns", async () => {
  const { made, record, undo } = await opened();
  await record([sale("lin", "1", "100"), sale("wu", "2", "50"), sale("wu", "3", "9")]);
  const second = await record([
    sale("lin", "1", "70"),
    { kind: "reversal", externalId: "2" },
    sale("zhao", "4", "1000"),
  ]);
  expect(await amountOf(made, "company")).toBe(107900);
  expect((await undo(second.seq ?? 0)).lines).toBe(4);
  expect(await amountOf(made, "company")).toBe(15900);
  expect(await amountOf(made, "zhao")).toBe(0);
  const { log, table } = await drift(made);
  expect(table).toEqual(log);
  // Undoing again writes nothing, and posting the undone rows again is a new revision.
  expect(await undo(second.seq ?? 0)).toEqual({ seq: null, lines: 0 });
  expect((await record([sale("zhao", "4", "1000")])).results).toEqual(["changed"]);
  expect((await record([sale("lin", "1", "100")])).results).toEqual(["unchanged"]);
});

test("what a later commit changed is left to that commit", async () => {
  const { made, record, undo } = await opened();
  const first = await record([sale("lin", "1", "100"), sale("wu", "2", "50")]);
  await record([sale("lin", "1", "70")]);
  expect((await undo(first.seq ?? 0)).lines).toBe(1);
  expect(await amountOf(made, "company")).toBe(7000);
});

test("bad rows are left out and counted when asked, in the batch that somebody rides along in", async () => {
  const { made, db, now } = await opened();
  const done = await recordEntries(db, entryStore, {
    rows: [sale("lin", "1", "100"), sale("nobody", "2", "50")],
    source: "file",
    now,
    skipBad: true,
    also: ({ results, rejectedCount }) => ({
      writes: [
        write(
          "INSERT INTO cursors (tenant, consumer, seen_seq) VALUES (?1, ?2, ?3)",
          results.join(" "),
          rejectedCount,
        ),
      ],
    }),
  });
  expect(done.ok && done.value.rejected).toMatchObject([
    { pointer: "/rows/1/person", code: "entries/unknown_person", value: "nobody" },
  ]);
  expect(await rows(made.id, "SELECT consumer, seen_seq FROM cursors WHERE tenant = ?1")).toEqual([
    { consumer: "new ", seen_seq: 1 },
  ]);
  expect(await amountOf(made, "company")).toBe(10000);
});

test("the log refuses to be changed or shortened, but for a tenant that is being wiped", async () => {
  const { made, record } = await opened();
  const third = ["lin", "wu", "zhao"].map((person) => ({ person, share: "1/3" }));
  await record([{ ...sale("lin", "1", "100"), credits: third }]);
  for (const table of ["entries", "credits"]) {
    const changed = rows(made.id, `UPDATE ${table} SET amount = 1 WHERE tenant = ?1`);
    await expect(changed).rejects.toThrow(`append_only:${table}`);
    const deleted = rows(made.id, `DELETE FROM ${table} WHERE tenant = ?1`);
    await expect(deleted).rejects.toThrow(`append_only:${table}`);
  }
  await rows(made.id, "INSERT INTO wiping (tenant, what) VALUES (?1, 'tenant')");
  await rows(made.id, "DELETE FROM credits WHERE tenant = ?1");
  await rows(made.id, "DELETE FROM entries WHERE tenant = ?1");
  expect(await rows(made.id, "SELECT 1 FROM entries WHERE tenant = ?1")).toEqual([]);
});
