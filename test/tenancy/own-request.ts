import { api } from "../../workers/http/app.ts";
import type { Contract } from "../../workers/lib/contract.ts";
import { isPermission } from "../../workers/tenancy/roles.ts";
import type { Answer, Client } from "../support/world.ts";
import { RECIPES } from "./isolation-recipes.ts";

/** Every mounted route of a tenant. */
export const ofTenants = (): readonly Contract[] =>
  api.contracts.filter(({ may }) => isPermission(may));

type Sending = { readonly key?: string; readonly version?: number };

/** A request that a route of the company takes, by the recipes of the isolation matrix. */
export function ownRequest(contract: Contract, ids: Readonly<Record<string, string>>) {
  const recipe = RECIPES[contract.id] ?? {};
  const idOf = (kind: string) => ids[kind] ?? ids["person"] ?? "";
  const query = new URLSearchParams(recipe.query);
  let path: string = contract.path;
  for (const [place, kind] of Object.entries(contract.ids ?? {})) {
    const [where, name = ""] = place.split(".");
    if (where === "params") path = path.replace(`:${name}`, idOf(kind));
    const isLeftOut = recipe.either?.includes(place) && recipe.either[0] !== place;
    if (where === "query" && !isLeftOut) query.set(name, idOf(kind));
  }
  for (const [name, value] of Object.entries(recipe.params ?? {}))
    path = path.replace(`:${name}`, value);
  const body = JSON.stringify(recipe.body?.((_, kind) => idOf(kind)) ?? {});
  return { path: query.size > 0 ? `${path}?${query}` : path, body };
}

export async function send(
  who: Client,
  { method }: Contract,
  { path, body }: { readonly path: string; readonly body: string },
  sending: Sending = {},
): Promise<Answer> {
  const options = { version: 1, ...sending };
  switch (method) {
    case "GET":
      return await who.get(path);
    case "POST":
      return await who.post(path, body, options);
    case "PUT":
      return await who.put(path, body, options);
    case "PATCH":
      return await who.patch(path, body, options);
    case "DELETE":
      return await who.remove(path, options);
  }
}
