import { SHARDS, type Env, type ShardName } from "../env.ts";
import { must } from "../lib/assert.ts";
import type { TenantNumber } from "./tenant-db.ts";

/** Where a tenant lives, as the control database says. Days are told by the zone and the offset. */
export type Place = {
  readonly uuid: string;
  readonly number: TenantNumber;
  readonly shard: ShardName;
  readonly epoch: number;
  readonly state: "preparing" | "active" | "archived";
  readonly timeZone: string;
  readonly dayOffset: number;
};

/** Kept per isolate; `tenant_here` in the shard corrects a stale one at the next request. */
const KEPT_MS = 600_000;
const places = new Map<string, { readonly place: Place; readonly until: number }>();

export async function placeOf(env: Env, uuid: string, nowMs: number): Promise<Place | null> {
  const kept = places.get(uuid);
  if (kept && kept.until > nowMs) return kept.place;
  const row = await env.CONTROL.prepare(
    `SELECT uuid, number, shard, epoch, state, time_zone, day_offset FROM directory WHERE uuid = ?1`,
  )
    .bind(uuid)
    .first<PlaceRow>();
  if (!row) return null;
  const place = placeFrom(row);
  // Only what will not change by itself is kept: a tenant in preparation is asked for again.
  if (place.state === "active") places.set(uuid, { place, until: nowMs + KEPT_MS });
  return place;
}

export function forgetPlace(uuid: string): void {
  places.delete(uuid);
}

export type PlaceRow = {
  uuid: string;
  number: number;
  shard: string;
  epoch: number;
  state: string;
  time_zone: string;
  day_offset: number;
};

export function placeFrom(row: PlaceRow): Place {
  return {
    uuid: row.uuid,
    number: row.number as TenantNumber,
    shard: must(
      SHARDS.find((name) => name === row.shard),
      "the directory names a shard we have",
    ),
    epoch: row.epoch,
    state: row.state === "active" ? "active" : row.state === "archived" ? "archived" : "preparing",
    timeZone: row.time_zone,
    dayOffset: row.day_offset,
  };
}

export function shardOf(env: Env, place: Place): D1Database {
  return env[place.shard];
}
