import { SEEDS } from "../http/seeds.ts";
import { type Env, SHARDS } from "../env.ts";
import { commit } from "../tenancy/commit.ts";
import { shardOf } from "../tenancy/directory.ts";
import { openPlace } from "../tenancy/open.ts";
import { tenantDb } from "../tenancy/tenant-db.ts";

const HOUR = 3_600_000;
/** The hour of the company's own night in which its pay is computed again. */
const NIGHT = 2;

/**
 * Cron: calls for the recomputation of all pay of every company that has calculated a run, once a night
 * of its own. The call is a commit, so that the job finds it whatever happens to its message.
 */
export async function callForAudits(env: Env, nowMs: number): Promise<number> {
  const due = (await Promise.all(SHARDS.map((name) => tenantsDue(env[name], nowMs)))).flat();
  const tonight = due.filter(({ zone }) => hourIn(zone, nowMs) === NIGHT);
  for (const { uuid } of tonight) await callFor(env, uuid, nowMs);
  return tonight.length;
}

export async function callFor(env: Env, tenant: string, nowMs: number): Promise<void> {
  const place = await openPlace(env, tenant, { now: nowMs, seeds: SEEDS });
  if (!place) return;
  const db = tenantDb({
    shard: shardOf(env, place),
    ...{ tenant: place.number, uuid: place.uuid, epoch: place.epoch },
    actor: () => "job",
    now: nowMs,
  });
  await commit(db, { event: "pay/audit_due", subject: null, detail: {}, writes: [] });
  await env.JOBS.send({ tenant });
}

type Due = { readonly uuid: string; readonly zone: string };

/** The question over all tenants of a shard: names and zones only. Two calls are 20 hours apart. */
async function tenantsDue(shard: D1Database, nowMs: number): Promise<Due[]> {
  const { results } = await shard
    .prepare(
      `SELECT h.uuid, h.time_zone AS zone FROM tenant_here AS h
       WHERE h.state = 'active'
         AND EXISTS (SELECT 1 FROM pay_runs AS r WHERE r.tenant = h.tenant AND r.calc > 0)
         AND coalesce((SELECT a.at FROM pay_audits AS a WHERE a.tenant = h.tenant
           ORDER BY a.seq DESC LIMIT 1), 0) < ?1`,
    )
    .bind(nowMs - 20 * HOUR)
    .all<Due>();
  return results;
}

function hourIn(zone: string, nowMs: number): number {
  const hour = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    hourCycle: "h23",
  });
  return Number(hour.format(nowMs));
}
