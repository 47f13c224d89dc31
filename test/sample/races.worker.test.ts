// Goal: whatever happens between two calls of the loading job (another runner of it, a removal, a
// removal and a new start), nothing throws, and what stands in the end is whole or gone. Method: a
// database that lets it happen before its n-th call; n is drawn over all calls of a whole run.
// SAMPLE_RACES says how many n of each kind are tried.
import { expect, test } from "vitest";
import { SAMPLE_TOOLS } from "../../workers/jobs/sample.ts";
import { advanceSample } from "../../workers/sample/advance-sample.ts";
import { removeSample } from "../../workers/sample/change-sample.ts";
import type { TenantDb } from "../../workers/tenancy/tenant-db.ts";
import { type Company, company, rows } from "../support/world.ts";

const TRIED = Number(process.env["SAMPLE_RACES"] ?? 3);

/** A database before whose n-th call something else happens; counts its calls. */
function interrupted(db: TenantDb, n: number, happens: () => Promise<unknown>) {
  let calls = 0;
  const call = async () => {
    calls += 1;
    if (calls === n) await happens();
  };
  const torn: TenantDb = {
    ...db,
    load: async (reads) => {
      await call();
      return await db.load(reads);
    },
    write: async (statements) => {
      await call();
      return await db.write(statements);
    },
  };
  return { torn, calls: () => calls };
}

const state = async (at: Company) => (await at.api.get("/sample")).body.state;

/** Rows of some tables that the sample writes; a company begins with a unit of its own. */
async function counted(at: Company): Promise<unknown> {
  const tables = ["people", "units", "entries", "plans", "themes", "objectives", "boards"];
  const count = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE tenant = ?1)`);
  return (await rows(at.id, `SELECT ${count.join(" + ")} AS n`))[0]?.["n"];
}

/** Asked for, but without the message that would wake the queue: the runners are the test's own. */
async function asked(): Promise<Company> {
  const at = await company();
  await rows(at.id, "UPDATE tenant_here SET sample = 'loading' WHERE tenant = ?1");
  return at;
}

async function advance(at: Company): Promise<void> {
  await advanceSample(await at.db(), SAMPLE_TOOLS);
}

async function tillReady(at: Company): Promise<void> {
  for (let turn = 0; turn < 9 && (await state(at)) !== "ready"; turn += 1) await advance(at);
  expect(await state(at)).toBe("ready");
}

const remove = async (at: Company) => {
  expect((await removeSample(await at.db())).ok).toBe(true);
};

const KINDS: readonly [string, (at: Company) => Promise<void>][] = [
  ["another runner", advance],
  ["a removal", remove],
  [
    "a removal and a new start",
    async (at) => {
      await remove(at);
      await rows(at.id, "UPDATE tenant_here SET sample = 'loading' WHERE tenant = ?1");
      await advance(at);
    },
  ],
];

async function callsOfARun(): Promise<number> {
  const at = await asked();
  const { torn, calls } = interrupted(await at.db(), 0, () => Promise.resolve());
  await advanceSample(torn, SAMPLE_TOOLS);
  return calls();
}

test.each(KINDS)(
  "%s between two calls of the loading breaks nothing",
  async (kind, happens) => {
    const calls = await callsOfARun();
    expect(calls).toBeGreaterThan(100);
    const step = Math.ceil(calls / TRIED);
    // Each kind tears at places of its own.
    for (let n = 2 + (kind.length % step); n <= calls; n += step) {
      const at = await asked();
      const before = await counted(at);
      const { torn } = interrupted(await at.db(), n, () => happens(at));
      await advanceSample(torn, SAMPLE_TOOLS);
      if (happens === remove) expect(await counted(at), `before call ${n}`).toBe(before);
      else await tillReady(at);
    }
  },
  600_000,
);
