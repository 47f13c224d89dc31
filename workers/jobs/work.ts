import { SEEDS } from "../http/seeds.ts";
import type { Env, WakeUp } from "../env.ts";
import { SHARDS } from "../env.ts";
import { must } from "../lib/assert.ts";
import { shardOf } from "../tenancy/directory.ts";
import { openPlace } from "../tenancy/open.ts";
import { read, whole, write } from "../tenancy/sql.ts";
import { type TenantDb, tenantDb } from "../tenancy/tenant-db.ts";
import { CONSUMERS, type Consumer } from "./consumers.ts";

/**
 * One wake-up: every consumer of the tenant does one step; what has more to do is woken again. A
 * message may be lost, doubled or late, since the truth is the cursor. One that throws holds up none
 * behind it: the first fault is thrown when all have had their step.
 */
export async function work(
  env: Env,
  { tenant }: WakeUp,
  nowMs: number,
  consumers: readonly Consumer[] = CONSUMERS,
): Promise<void> {
  const place = await openPlace(env, tenant, { now: nowMs, seeds: SEEDS });
  if (!place) return;
  const db = tenantDb({
    shard: shardOf(env, place),
    tenant: place.number,
    uuid: place.uuid,
    epoch: place.epoch,
    actor: () => "job",
    now: nowMs,
  });
  let more = false;
  const faults: unknown[] = [];
  for (const consumer of consumers)
    try {
      more = (await step(env, db, consumer)) || more;
    } catch (fault) {
      faults.push(fault);
    }
  if (db.notices.length > 0) await env.LIVE.get(env.LIVE.idFromName(db.uuid)).notify(db.notices);
  if (more) await env.JOBS.send({ tenant });
  if (faults.length > 0) throw faults[0];
}

async function step(env: Env, db: TenantDb, consumer: Consumer): Promise<boolean> {
  const { cursor } = await db.load({ cursor: cursorOf(consumer.name) });
  const { seen, newest, wakeAt } = cursor;
  const isDue = wakeAt > 0 && wakeAt <= db.now;
  if (newest <= seen && !isDue) return false;
  const done = await consumer.step(db, { seen, newest, isDue, env });
  const next = done.nextAt ?? (isDue ? 0 : wakeAt);
  if (done.seen > seen || next !== wakeAt)
    await db.write([moveCursor(consumer.name, done.seen, next)]);
  return done.more;
}

const cursorOf = (consumer: string) =>
  read(
    `SELECT coalesce(k.seen_seq, 0) AS seen, coalesce(k.next_try_at, 0) AS wake_at,
       coalesce((SELECT max(seq) FROM commits WHERE tenant = ?1), 0) AS newest
     FROM (SELECT 1) LEFT JOIN cursors AS k ON k.tenant = ?1 AND k.consumer = ?2`,
    [consumer],
    (rows) => ({
      seen: whole(must(rows[0]), "seen"),
      newest: whole(must(rows[0]), "newest"),
      wakeAt: whole(must(rows[0]), "wake_at"),
    }),
  );

const moveCursor = (consumer: string, seen: number, wakeAt: number) =>
  write(
    `INSERT INTO cursors (tenant, consumer, seen_seq, next_try_at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (tenant, consumer) DO UPDATE SET seen_seq = max(seen_seq, excluded.seen_seq),
       next_try_at = excluded.next_try_at`,
    consumer,
    seen,
    wakeAt,
  );

/** Messages of one wake carry a hundred at most. */
const SENT_AT_ONCE = 100;

/** Cron: wakes every tenant in which a consumer is behind the newest commit, or its moment has come. */
export async function wakeTheForgotten(env: Env, nowMs = Date.now()): Promise<number> {
  const behind = await Promise.all(SHARDS.map((name) => tenantsBehind(env[name], nowMs)));
  const tenants = behind.flat();
  for (let at = 0; at < tenants.length; at += SENT_AT_ONCE)
    await env.JOBS.sendBatch(
      tenants.slice(at, at + SENT_AT_ONCE).map((tenant) => ({ body: { tenant } })),
    );
  return tenants.length;
}

/** The one question over all tenants of a shard: names only, no data of theirs. */
async function tenantsBehind(shard: D1Database, nowMs: number): Promise<string[]> {
  const { results } = await shard
    .prepare(
      `SELECT h.uuid FROM tenant_here AS h
       WHERE h.state = 'active' AND (
         (SELECT max(seq) FROM commits AS c WHERE c.tenant = h.tenant) >
         (SELECT CASE WHEN count(*) < ?1 THEN 0 ELSE min(seen_seq) END FROM cursors AS k
          WHERE k.tenant = h.tenant)
         OR EXISTS (SELECT 1 FROM cursors AS k
          WHERE k.tenant = h.tenant AND k.next_try_at > 0 AND k.next_try_at <= ?2))`,
    )
    .bind(CONSUMERS.length, nowMs)
    .all<{ uuid: string }>();
  return results.map(({ uuid }) => uuid);
}
