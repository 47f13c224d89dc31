import { markActive, preparationOf } from "../auth/accounts.ts";
import type { Env } from "../env.ts";
import { must } from "../lib/assert.ts";
import { type Place, shardOf } from "./directory.ts";
import type { Statement } from "./sql.ts";

export const TRIAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a noun is told when it lays out its first rows for a new tenant. Its commit number is 1. */
export type Seeding = {
  readonly tenant: string;
  readonly name: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly currency: string;
  readonly at: number;
};
/** INSERT OR IGNORE under ids derived from the tenant's, so that a second run changes nothing. */
export type Seed = (seeding: Seeding) => Promise<readonly Statement[]> | readonly Statement[];

/**
 * Fills the shard of a tenant that stands in the directory as `preparing`. Safe to repeat: sign-up
 * calls it, and so does whoever opens a tenant still in preparation. The owner's access and
 * `tenant_here` come last, in the same batch.
 */
export async function prepareTenant(env: Env, place: Place, seeds: readonly Seed[]): Promise<void> {
  const birth = must(await preparationOf(env, place.uuid), "a place has a company");
  const seeding = { ...birth, tenant: place.uuid, at: birth.madeAt };
  const seeded = await Promise.all(seeds.map(async (seed) => await seed(seeding)));
  const statements = [
    {
      sql: `INSERT OR IGNORE INTO commits (tenant, seq, at, actor, event, subject, detail)
            VALUES (?1, 1, ?2, ?3, 'tenant/prepared', NULL, '{}')`,
      params: [birth.madeAt, birth.madeBy],
    },
    ...seeded.flat(),
    {
      sql: `INSERT OR IGNORE INTO access (tenant, account, roles, state)
            VALUES (?1, ?2, '["owner"]', 'active')`,
      params: [birth.madeBy],
    },
    {
      sql: `INSERT OR IGNORE INTO tenant_here (tenant, uuid, epoch, state, name, locale, time_zone,
              currency, plan, trial_ends_at)
            VALUES (?1, ?2, ?3, 'active', ?4, ?5, ?6, ?7, 'trial', ?8)`,
      params: [
        place.uuid,
        place.epoch,
        birth.name,
        birth.locale,
        birth.timeZone,
        birth.currency,
        birth.madeAt + TRIAL_DAYS * DAY_MS,
      ],
    },
  ];
  const shard = shardOf(env, place);
  await shard.batch(
    statements.map(({ sql, params }) => shard.prepare(sql).bind(place.number, ...params)),
  );
  await markActive(env, place.uuid);
}
