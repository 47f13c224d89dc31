// Goal: one changed credit computes only those whom it touches, and comes to what computing everybody comes
// to. Method: the real commands on real D1, with a look at whom the calculation asks for.
import { expect, test } from "vitest";
import { undoCommit } from "../../workers/entries/undo-commit.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { must } from "../../workers/lib/assert.ts";
import { newId } from "../../workers/lib/id.ts";
import { calculateRun } from "../../workers/payruns/calculate-run.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { dbOf, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { listed, sale, upTo, type World, world } from "./world.ts";

/** Calculates and tells for whom the log was read. */
async function calculated(at: World, run: string): Promise<string[]> {
  const db = await dbOf(at.id);
  const plain = payrunDeps();
  const asked = new Set<string>();
  const ownCredits: typeof plain.input.ownCredits = (of) => {
    for (const person of of.people) asked.add(person);
    return plain.input.ownCredits(of);
  };
  const { found } = await db.load({ found: plain.runs.run(run) });
  const deps = { ...plain, input: { ...plain.input, ownCredits } };
  const made = await calculateRun(db, deps, { run, version: must(found).version });
  expect(made.ok).toBe(true);
  const codes = new Map(Object.entries(at.ids).map(([code, id]) => [id, code]));
  return [...asked].map((id) => codes.get(id) ?? id).sort();
}

const pays = async (at: World, run: string) => (await listed(at, run)).map(({ pay }) => pay);
const newest = async (at: World) =>
  Number((await rows(at.id, "SELECT max(seq) AS n FROM commits WHERE tenant = ?1"))[0]?.["n"]);

test("an entry that is taken back computes whom it was credited to, and nobody else", async () => {
  const at = await world();
  await sale(at, "bo", "2026-05-04", "50000.00");
  await sale(at, "anna", "2026-05-04", "100000.00");
  const seq = await newest(at);
  const run = await upTo(at, "2026-05-01", "calculate");
  expect(await pays(at, run)).toEqual(["8000.00", "4000.00"]);
  const db = await dbOf(at.id);
  await db.load({});
  const undone = await undoCommit(db, entryStore, { seq, importId: null, now: Date.now() });
  expect(undone).toMatchObject({ ok: true, value: { lines: 1 } });
  expect(await calculated(at, run)).toEqual(["anna"]);
  expect(await pays(at, run)).toEqual(["0.00", "4000.00"]);
  // What the calculation before had read is gone with it.
  const bases = "SELECT DISTINCT calc FROM pay_run_bases WHERE tenant = ?1";
  expect(await rows(at.id, bases)).toEqual([{ calc: 2 }]);
});

test("an entry that is credited again computes who had it and who has it now", async () => {
  const people = ["anna", "bo", "chen"];
  const at = await world({ people });
  await sale(at, "anna", "2026-05-04", "100000.00");
  await sale(at, "chen", "2026-05-04", "50000.00");
  await done(
    at.api.post("/crediting-rules", {
      ...{ id: newId(Date.now()), name: "overlay", from: "2026-01-01" },
      when: { people: [at.ids["anna"]] },
      gives: [{ to: { kind: "person", person: at.ids["bo"] }, role: "overlay", share: "1" }],
    }),
  );
  const run = await upTo(at, "2026-05-01", "calculate");
  const days = { from: "2026-05-01", until: "2026-06-01" };
  const again = await done(at.api.post("/crediting-rules/recredit", days));
  expect(again.body.entries).toBe(1);
  expect(await calculated(at, run)).toEqual(["anna", "bo"]);
  const quick = await listed(at, run);
  // A rule of pay that changes makes everybody be computed: the same comes out.
  await done(at.author.client.patch("/pay-settings", { disputeDays: 6 }, { version: 0 }));
  expect(await calculated(at, run)).toEqual(people);
  const all = await listed(at, run);
  expect(all.map(({ hash }) => hash)).toEqual(quick.map(({ hash }) => hash));
});
