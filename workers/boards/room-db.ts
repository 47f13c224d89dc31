import type { Env } from "../env.ts";
import type { Instant } from "../lib/instant.ts";
import { forgetPlace, placeOf, shardOf, type Place } from "../tenancy/directory.ts";
import { standing, type Here } from "../tenancy/actor.ts";
import { Refused } from "../tenancy/replay.ts";
import type { Loaded, Read } from "../tenancy/sql.ts";
import { tenantDb } from "../tenancy/tenant-db.ts";

export type BoardDb = NonNullable<Awaited<ReturnType<typeof boardDb>>>;

/**
 * The tenant's rows for those who read without a request of a member: rooms and paired
 * televisions. Every load also asks whether the tenant is still here and open; null when not.
 */
export async function boardDb(env: Env, tenant: string, now: Instant) {
  const place = await placeOf(env, tenant, now);
  if (!place || place.state !== "active") return null;
  const db = tenantDb({
    shard: shardOf(env, place),
    tenant: place.number,
    uuid: place.uuid,
    epoch: place.epoch,
    actor: () => "board",
    now,
  });
  return {
    place,
    /** All in one batch; null when the company is suspended. */
    async load<R extends Record<string, Read<unknown>>>(reads: R): Promise<Loaded<R> | null> {
      const gate = { here: standing.here() };
      const loaded: Loaded<R & typeof gate> = await db.load({ ...reads, ...gate });
      // `Loaded` of two records is both; the compiler does not see through the mapped type.
      const { here } = loaded as Loaded<typeof gate>;
      return isOpen(here, place) ? (loaded as Loaded<R>) : null;
    },
  };
}

/** Throws where the directory we kept is out of date: the next try asks it again. */
function isOpen(here: Here | null, place: Place): boolean {
  if (here?.epoch === place.epoch) return here.state !== "suspended";
  forgetPlace(place.uuid);
  throw new Refused({ code: "tenant/moved" });
}
