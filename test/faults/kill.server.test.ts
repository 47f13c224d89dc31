// Goal: a power cut loses nothing that was acknowledged and doubles nothing that was repeated.
// Method: the real server as a process, written to by batches and by imports; SIGKILL at seeded
// moments, restart, every unanswered request sent again with its own key. At the end the databases
// are read from the disk, without any code of ours, and compared with what was acknowledged.
// FAULT_KILLS and FAULT_SEED make it longer or other; the seed is printed.
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../../infra/load/account.ts";
import { client, field, list, type Client } from "../../infra/load/client.ts";
import { type LocalServer, localServer } from "../../infra/local-server.ts";
import { newId } from "../../workers/lib/id.ts";
import { type Acknowledged, importRows, postBatch, type Row } from "./load.ts";
import { seeded } from "./random.ts";
import { shardRows } from "./storage.ts";
import { keepWatching, openBoard } from "./watch.ts";

const KILLS = Number(process.env["FAULT_KILLS"] ?? 5);
const SEED = Number(process.env["FAULT_SEED"] ?? 20_261_121);
const PEOPLE = ["p1", "p2", "p3", "p4"];
const kept: Acknowledged = new Map();
let server: LocalServer;
let to: Client;
let seen = 0;
const unit = newId<"unit">(Date.now());
const board = newId<"board">(Date.now());

beforeAll(async () => {
  server = await localServer();
  to = client(server.base);
  await signUp(to, {
    email: "faults@fairlead.test",
    name: "Faults",
    company: "Faults",
    locale: "en",
    timeZone: "UTC",
    currency: "CNY",
  });
  const root = { id: unit, code: "ROOT", name: "Root", kind: "company", parent: null };
  await to.post("/api/v1/units", { rows: [{ ...root, from: "2020-01-01" }] });
  const since = { startsOn: "2020-01-01", unit: "ROOT", unitFrom: "2020-01-01" };
  const rows = PEOPLE.map((code) => ({ code, name: code, ...since }));
  await to.post("/api/v1/people", { rows });
  const metrics = list(await to.get("/api/v1/metrics"), "items");
  const metric = field(
    metrics.find((each) => field(each, "code") === "revenue"),
    "id",
  );
  const shape = { subjects: "people", score: "raw", window: "year", amounts: true };
  await to.post("/api/v1/boards", { id: board, name: "Faults", unit, metric, ...shape });
  await storm();
}, 600_000);

afterAll(() => server.dispose());

/** Two writers at work while the server is killed and comes back. */
async function storm(): Promise<void> {
  console.info(`faults: seed ${SEED}, ${KILLS} kills`);
  const below = seeded(SEED);
  let over = false;
  const today = new Date().toISOString().slice(0, 10);
  const rows = (name: string, count: number): Row[] =>
    Array.from({ length: count }, (_, at) => ({
      metric: "revenue",
      person: PEOPLE[at % PEOPLE.length] ?? "p1",
      on:
        at % 3 === 0 ? today : `${today.slice(0, 4)}-01-${String(1 + (at % 28)).padStart(2, "0")}`,
      amount: `${1 + (at % 97)}.25`,
      externalId: `${name}-${at}`,
      source: "faults",
    }));
  const posts = async () => {
    for (let n = 0; !over; n += 1) await postBatch(to, rows(`post-${n}`, 25), kept);
  };
  const imports = async () => {
    for (let n = 0; !over; n += 1) {
      const all = rows(`import-${n}`, 450);
      await importRows(to, [all.slice(0, 200), all.slice(200, 400), all.slice(400)], kept);
    }
  };
  const kills = async () => {
    for (let n = 0; n < KILLS && !over; n += 1) {
      await wait(200 + below(1_600));
      await server.kill();
      await server.restart();
    }
    await wait(500);
    over = true;
  };
  const watching = keepWatching(to, board, () => over);
  try {
    await Promise.all([posts(), imports(), kills()]);
  } finally {
    over = true; // Also when one of them fails: the others must not go on for ever.
  }
  seen = await watching;
}

const units = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => JSON.stringify(row)).toSorted();

describe(`after ${KILLS} kills`, () => {
  test("every acknowledged entry is in the log once, with its amount, and no other is", () => {
    const log = shardRows(
      server.state,
      "SELECT external_id, kind, revision, amount FROM entries WHERE source = 'faults'",
    );
    expect(kept.size).toBeGreaterThan(400);
    expect(log).toHaveLength(kept.size);
    for (const { external_id, kind, revision, amount } of log) {
      expect(kind).toBe("record");
      expect(revision).toBe(1);
      expect(amount).toBe(kept.get(String(external_id)));
    }
  });

  test("totals of people are the fold of the log, by day and by month", () => {
    const fold = (day: string, grain: string) =>
      shardRows(
        server.state,
        `SELECT person AS subject, '${grain}' AS grain, ${day} AS on_day, sum(amount) AS amount,
           count(*) AS n, max(seq) AS last_seq FROM entries GROUP BY tenant, person, metric, ${day}`,
      );
    const totals = shardRows(
      server.state,
      `SELECT subject, grain, on_day, amount, n, last_seq FROM totals
       WHERE subject IN (SELECT id FROM people)`,
    );
    const folded = [...fold("on_day", "d"), ...fold("substr(on_day, 1, 7) || '-01'", "m")];
    expect(units(totals)).toEqual(units(folded));
  });

  test("the unit's total is the sum of what was acknowledged", () => {
    const [total] = shardRows(
      server.state,
      `SELECT sum(amount) AS amount, sum(n) AS n FROM totals WHERE subject = '${unit}' AND grain = 'm'`,
    ).filter(({ n }) => n !== null);
    const sum = [...kept.values()].reduce((all, amount) => all + amount, 0);
    expect(total).toEqual({ amount: sum, n: kept.size });
  });

  test("commit numbers have no gap", () => {
    for (const { newest, count } of shardRows(
      server.state,
      "SELECT max(seq) AS newest, count(*) AS count FROM commits GROUP BY tenant",
    )) {
      expect(newest).toBe(count);
    }
  });

  test("the room of the board stands where the log stands, and so does the polled board", async () => {
    expect(seen).toBeGreaterThan(0);
    const { socket, first } = await openBoard(to, board);
    const fromRoom = scores(await first);
    socket.close();
    const log = shardRows(
      server.state,
      "SELECT sum(amount) AS amount FROM entries GROUP BY person",
    );
    const expected = log.map(({ amount }) => String(amount)).toSorted();
    expect(fromRoom).toEqual(expected);
    expect(scores(await to.get(`/api/v1/boards/${board}/standings`))).toEqual(expected);
  });
});

const scores = (view: unknown) =>
  list(view, "rows")
    .map((row) => field(row, "score").replace(".", ""))
    .toSorted();
