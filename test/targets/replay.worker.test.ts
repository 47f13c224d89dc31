// Goal: the past of a plan can be replayed. From the stored versions alone the targets come out again,
// each cell known since the commit that set it and closed by the one that changed it; every version
// still has the hash it was published with; the commits say in order what was done. Method: a plan
// with levels, published four times in different ways on real D1, rebuilt here.
import { beforeAll, describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { minor } from "../../workers/lib/money.ts";
import { hashOf, publishRows } from "../../workers/targets/publish-rows.ts";
import { newRow } from "../../workers/targets/agreed-change.ts";
import { targetStore } from "../../workers/targets/store.ts";
import { rows } from "../support/world.ts";
import { done, plan, team, type Team } from "./team.ts";

let world: Team;
let id: string;
let at: string;

async function publish() {
  const { body, headers } = await done(world.api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  await done(world.api.post(`${at}/publish`, { draft: body.plan.draft }, { version }));
}
async function change(who: string, body: object) {
  const { items } = (await done(world.api.get(`${at}/grid`))).body;
  const { subject, version } = items.find((each: { code: string }) => each.code === who);
  await done(world.api.patch(`${at}/rows/${subject}`, body, { version }));
}

beforeAll(async () => {
  world = await team();
  const body = plan({ amount: "1200000.00", granularity: "1", levels: { sprint: "1.2" } });
  [id, at] = [body.id, `/plans/${body.id}`];
  await done(world.api.post("/plans", body));
  await done(world.api.post(`${at}/allocate`, {}));
  await publish();
  await change("bo", { amount: "150000", reason: "grew" });
  await change("anna", { cells: { "FY2026-M05": "1.00" }, reason: "away in May" });
  await publish();
  // A change of what is published, as an adjustment makes it: the second half of one person's year.
  const db = await world.db();
  const now = await db.load({ plan: targetStore.plan(id), rows: targetStore.rows(id, 2) });
  const dai = must(now.rows.find(({ subject }) => subject === world.ids["dai"]));
  const months = must(dai.months).map((units, place) => (place < 6 ? units : minor(units + 100n)));
  const moved = newRow(must(now.plan), dai, dai);
  const amount = minor(must(moved.units) + 600n);
  const changed = await publishRows(
    db,
    { targets: targetStore },
    {
      plan: must(now.plan),
      rows: [{ ...moved, units: amount, months }],
      event: "plan/adjusted",
      detail: {},
    },
  );
  expect(changed.ok).toBe(true);
  const { headers } = await done(world.api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  await done(world.api.post(`${at}/restore`, { number: 1 }, { version }));
  await publish();
}, 60_000);

type Cell = { readonly since: number; readonly until: number | null; readonly units: number };

/** Every cell's life, by folding the versions in their order. */
async function replayed(): Promise<Map<string, Cell[]>> {
  const lives = new Map<string, Cell[]>();
  const db = await world.db();
  const { versions, plan: stored } = await db.load({
    versions: targetStore.versions(id),
    plan: targetStore.planAt(id, 1),
  });
  const periods = must(must(stored).rules.basis).periods;
  for (const { number, seq } of versions.toReversed()) {
    const { all } = await db.load({ all: targetStore.rows(id, number) });
    const now = new Map<string, number>();
    for (const { subject, months, levels } of all) {
      for (const [level, own] of [
        ["committed", months ?? []],
        ...Object.entries(levels ?? {}),
      ] as const)
        for (const [place, units] of own.entries())
          now.set(`${subject} ${level} ${must(periods[place]).from}`, Number(units));
    }
    for (const cell of new Set([...lives.keys(), ...now.keys()])) {
      const life = lives.get(cell) ?? [];
      const last = life.at(-1);
      const units = now.get(cell);
      if (last?.until === null && last.units === units) continue;
      const past = last?.until === null ? [...life.slice(0, -1), { ...last, until: seq }] : life;
      lives.set(cell, units === undefined ? past : [...past, { since: seq, until: null, units }]);
    }
  }
  return lives;
}

describe("a plan's past", () => {
  test("gives the targets again, cell by cell, with what was known when", async () => {
    const stored = await rows(
      world.id,
      `SELECT subject, level, from_day, since_seq, until_seq, amount FROM targets
       WHERE tenant = ?1 AND plan = ?2 ORDER BY subject, level, from_day, since_seq`,
      id,
    );
    const lives = new Map<string, Cell[]>();
    for (const row of stored) {
      const cell = `${row["subject"]} ${row["level"]} ${row["from_day"]}`;
      const until = row["until_seq"] === null ? null : Number(row["until_seq"]);
      const next = { since: Number(row["since_seq"]), until, units: Number(row["amount"]) };
      lives.set(cell, [...(lives.get(cell) ?? []), next]);
    }
    const again = await replayed();
    expect(again.size).toBe(7 * 12 * 2);
    expect(lives).toEqual(again);
    const dai = must(again.get(`${world.ids["dai"]} committed 2026-07-01`));
    expect(dai.map(({ until }) => until === null)).toEqual([false, false, true]);
    expect(must(again.get(`${world.ids["dai"]} committed 2026-06-01`))).toHaveLength(1);
  });

  test("keeps every version as it was hashed when it was published", async () => {
    const db = await world.db();
    const { versions } = await db.load({ versions: targetStore.versions(id) });
    expect(versions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    for (const { number, hash } of versions) {
      const { said, all } = await db.load({
        said: targetStore.planAt(id, number),
        all: targetStore.rows(id, number),
      });
      expect(await hashOf(must(said), all), `version ${number}`).toBe(hash);
    }
    // What was restored is what it was, but for the versions of its rows, which are no part of it.
    expect(versions[0]?.hash).toBe(versions[3]?.hash);
  });

  test("stands in the commits, without a gap", async () => {
    const found = await rows(
      world.id,
      "SELECT seq, event FROM commits WHERE tenant = ?1 AND event LIKE 'plan/%' ORDER BY seq",
    );
    expect(found.map(({ event }) => event)).toEqual([
      ...["plan/created", "plan/allocated", "plan/published", "plan/row_changed"],
      ...["plan/row_changed", "plan/published", "plan/adjusted", "plan/restored", "plan/published"],
    ]);
    const seqs = found.map(({ seq }) => Number(seq));
    expect(must(seqs.at(-1)) - must(seqs[0])).toBe(seqs.length - 1);
  });
});
