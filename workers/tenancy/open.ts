import type { Env } from "../env.ts";
import { type Place, placeOf } from "./directory.ts";
import { prepareTenant, type Seed } from "./prepare.ts";

/** Where the tenant is; whoever finds it still in preparation finishes that first. */
export async function openPlace(
  env: Env,
  uuid: string,
  at: { readonly now: number; readonly seeds: readonly Seed[] },
): Promise<Place | null> {
  const place = await placeOf(env, uuid, at.now);
  if (!place || place.state === "archived") return null;
  if (place.state === "active") return place;
  await prepareTenant(env, place, at.seeds);
  return await placeOf(env, uuid, at.now);
}
