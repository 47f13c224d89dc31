import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { differencesIn, replayed } from "./replay.ts";
import type { Breath } from "./run-jobs.ts";

/** Differences that are named; the count says how many there were. */
const NAMED_MAX = 100;
/** People that are recomputed at once. */
const PEOPLE = 100;

/**
 * Computes every statement that was ever calculated again, open and closed, from its stored input, and
 * keeps how many came out with another hash. There must be none: a difference is a defect of ours, and
 * would become a proposed true-up, never a change of what was closed.
 */
export async function auditPay(db: TenantDb, deps: Deps, breathe: Breath): Promise<number> {
  const { all } = await db.load({ all: deps.runs.runs(null, null, 10_000) });
  const runs = all.filter(({ calc }) => calc > 0);
  const found: [run: string, person: string, currency: string][] = [];
  let statements = 0;
  for (const run of runs) {
    const { sums } = await db.load({ sums: deps.runs.hashes(run.id, run.calc) });
    const people = [...new Set(sums.map(({ person }) => person))];
    for (let at = 0; at < people.length; at += PEOPLE) {
      const replay = await replayed(db, deps, run, people.slice(at, at + PEOPLE));
      await breathe();
      if (!replay) continue;
      statements += replay.kept.length;
      for (const { person, currency } of differencesIn(replay))
        found.push([run.id, person, currency]);
      // Where a statement needs everybody's figures, all of them came at once.
      if (replay.crosses) break;
    }
  }
  await commit(db, {
    event: "pay/audited",
    subject: null,
    detail: { runs: runs.length, statements, differences: found.length },
    writes: [
      deps.runs.addAudit(db.now, {
        ...{ runs: runs.length, statements, differences: found.length },
        found: found.slice(0, NAMED_MAX),
      }),
    ],
  });
  return found.length;
}
