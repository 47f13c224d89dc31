// Goal: a large calculation ends: it begins anew after it was killed, and says why when it cannot be carried
// out; what it writes stays below what one statement may hold. Method: the real job on real D1.
import { expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { must } from "../../workers/lib/assert.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { differencesIn, replayed } from "../../workers/payruns/replay.ts";
import { LEASE_MS, runPayJobs, TAKINGS_MAX } from "../../workers/payruns/run-jobs.ts";
import { type NewStatement, statementWrites } from "../../workers/payruns/statement-store.ts";
import { done } from "../targets/team.ts";
import { large, POOL } from "./large.ts";
import { begin, read, sale, step, TIERED, upTo, world } from "./world.ts";

const deps = payrunDeps(besideRuns);
const breathe = async () => await Promise.resolve();
const clock = () => Date.now();
/** Who was killed has been silent for long enough. */
const later = () => Date.now() + 2 * LEASE_MS;
test("a killed job of a plan whose people need each other begins anew", async () => {
  const at = await large(POOL);
  const run = await begin(at, "2026-05-01");
  expect((await step(at, run, "calculate")).status).toBe(202);
  const cut = async () => await Promise.reject(new Error("killed"));
  await expect(runPayJobs(await at.db(), deps, { breathe: cut, clock })).rejects.toThrow("killed");
  await runPayJobs(await at.db(), deps, { breathe, clock: later });
  expect(await read(at, run)).toMatchObject({ state: "calculated", job: null });
}, 60_000);

test("a job is one runner's: another leaves it alone, and says when to look again", async () => {
  const at = await large(TIERED);
  const run = await begin(at, "2026-05-01");
  await done(step(at, run, "calculate"));
  const seen: (number | null)[] = [];
  const other = async () => {
    seen.push(await runPayJobs(await at.db(), deps, { breathe, clock }));
  };
  await runPayJobs(await at.db(), deps, { breathe: other, clock });
  expect(Number(seen[0])).toBeGreaterThan(Date.now());
  expect(await read(at, run)).toMatchObject({ state: "calculated", job: null, calculation: 1 });
}, 60_000);

test("of a runner that was taken for dead nothing is kept, and nothing fails", async () => {
  const at = await large(TIERED);
  const run = await begin(at, "2026-05-01");
  await done(step(at, run, "calculate"));
  let isTaken = false;
  const other = async () => {
    if (isTaken) return;
    isTaken = true;
    await sale(at, "p9", "2026-05-09", "1000.00");
    await runPayJobs(await at.db(), deps, { breathe, clock: later });
  };
  await runPayJobs(await at.db(), deps, { breathe: other, clock });
  const shown = await read(at, run);
  expect(shown).toMatchObject({ state: "calculated", job: null, calculation: 1 });
  expect(shown.totals).toMatchObject([{ people: 321, pay: "8080.00" }]);
  const db = await at.db();
  const { kept } = await db.load({ kept: deps.runs.run(run) });
  const replay = must(await replayed(db, deps, must(kept), null));
  expect(differencesIn(replay)).toEqual([]);
}, 60_000);

test("a job that breaks off says so, may be begun again, and many moved people make another job", async () => {
  const at = await large(TIERED);
  const run = await begin(at, "2026-05-01");
  await done(step(at, run, "calculate"));
  const posted = () => {
    throw new Error("broken");
  };
  const broken = { ...deps, runs: { ...deps.runs, posted } };
  await runPayJobs(await at.db(), broken, { breathe, clock });
  const { job } = await read(at, run);
  expect(job).toMatchObject({ state: "failed", problem: { code: "pay_run/job_broken" } });
  expect(job.problem.messages.en).not.toBe("");
  await done(step(at, run, "calculate"));
  await runPayJobs(await at.db(), deps, { breathe, clock });
  expect(await read(at, run)).toMatchObject({ state: "calculated", job: null });
  await done(
    at.api.post("/entries", {
      source: "crm",
      rows: Array.from({ length: 301 }, (_, n) => ({
        ...{ externalId: `m${n}`, metric: "revenue", person: `p${n}` },
        ...{ on: "2026-05-06", amount: "100.00", currency: "CNY" },
      })),
    }),
  );
  expect((await step(at, run, "calculate")).status).toBe(202);
}, 60_000);

test("runners that each get no further than the one before are not called for ever", async () => {
  const at = await large(TIERED);
  const run = await begin(at, "2026-05-01");
  await done(step(at, run, "calculate"));
  let now = Date.now();
  // Each is ended after its first hundred people, so that the first alone got further than any before.
  const cut = async () => await Promise.reject(new Error("killed"));
  const killed = async () => {
    const went = runPayJobs(await at.db(), deps, { breathe: cut, clock: () => now });
    await expect(went).rejects.toThrow("killed");
    now += 2 * LEASE_MS;
  };
  for (let n = 0; n <= TAKINGS_MAX; n += 1) {
    expect((await read(at, run)).job).toMatchObject({ state: "running" });
    await killed();
  }
  await runPayJobs(await at.db(), deps, { breathe, clock: () => now });
  const { job } = await read(at, run);
  expect(job).toMatchObject({ state: "failed", problem: { code: "pay_run/job_too_long" } });
}, 60_000);

test("a job that as many runners took as may, and none ended, is ended, and says why", async () => {
  const at = await large(POOL);
  const run = await begin(at, "2026-05-01");
  await done(step(at, run, "calculate"));
  const takings = async () => {
    const db = await at.db();
    const { kept } = await db.load({ kept: deps.runs.run(run) });
    return kept?.job?.takings;
  };
  let now = Date.now();
  for (let n = 1; n <= TAKINGS_MAX; n += 1) {
    const db = await at.db();
    // A runner that is cut off where it stands: it says nothing any more, not even that it broke off.
    const load: typeof db.load = async (reads) =>
      "held" in reads ? await new Promise(() => {}) : await db.load(reads);
    void runPayJobs({ ...db, load }, deps, { breathe, clock: () => now });
    await expect.poll(takings).toBe(n);
    now += 2 * LEASE_MS;
  }
  expect(await runPayJobs(await at.db(), deps, { breathe, clock: () => now })).toBeNull();
  const { job } = await read(at, run);
  expect(job).toMatchObject({ state: "failed", problem: { code: "pay_run/job_too_long" } });
}, 60_000);

test("statements travel in parameters of at most a megabyte", () => {
  const long = "目".repeat(2_000);
  const row = (n: number) =>
    ({
      ...{ person: `p${n}`, currency: "CNY", lines: [], awards: [], earned: 0n, pending: 0n },
      ...{ payable: 0n, pay: 0n, basePay: null, debt: 0n, drawBalance: 0n, trueUp: 0n },
      ...{ payDate: null, inputHash: "i", hash: "h" },
      basis: { participant: { id: `p${n}`, name: long }, targets: [], adjustments: [] },
    }) as unknown as NewStatement;
  const rows = Array.from({ length: 450 }, (_, n) => row(n));
  const sizes = statementWrites
    .addStatements("run", 1, rows)
    .flatMap(({ params }) => params)
    .filter((param) => typeof param === "string" && param.startsWith("["))
    .map(String);
  expect(Math.max(...sizes.map((text) => new TextEncoder().encode(text).length))).toBeLessThan(
    1_000_000,
  );
  expect(sizes.flatMap((text) => JSON.parse(text)).map(([person]) => person)).toEqual(
    rows.map(({ person }) => person),
  );
});

test("an audit that read the run before it was calculated again finds no difference", async () => {
  const at = await world();
  await sale(at, "anna", "2026-05-04", "1000.00");
  const run = await upTo(at, "2026-05-01", "calculate");
  const db = await at.db();
  const { before } = await db.load({ before: deps.runs.run(run) });
  await sale(at, "anna", "2026-05-06", "500.00");
  await done(step(at, run, "calculate"));
  const replay = must(await replayed(db, deps, must(before), [must(at.ids["anna"])]));
  expect(replay.kept).toHaveLength(1);
  expect(differencesIn(replay)).toEqual([]);
});
