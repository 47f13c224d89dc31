// Goal: no company ever sees or moves another's data (bars S1). Method: every operation of the OpenAPI
// document x principals x id variants, with three companies: A and B on one shard (a missing predicate
// would leak between them), C on the other (routing would). Names carry canaries, amounts are primes.
// A foreign id must be answered exactly like one that does not exist, and nothing foreign may change.
import { beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { ROLES, type Role } from "../../workers/tenancy/roles.ts";
import { api as mounted } from "../../workers/http/app.ts";
import { isPermission } from "../../workers/tenancy/roles.ts";
import {
  apiKey,
  client,
  company,
  env,
  member,
  rows,
  type Answer,
  type Client,
  type Company,
  type Person,
} from "../support/world.ts";
import { placeOf } from "../../workers/tenancy/directory.ts";
import { type At, type Recipe, RECIPES } from "./isolation-recipes.ts";
import { furnish, type Furnished } from "./isolation-fixtures.ts";

type Operation = {
  readonly operationId: string;
  readonly "x-may": string;
  readonly "x-roles"?: readonly Role[];
  readonly "x-scope"?: string;
  readonly "x-resource"?: Readonly<Record<string, string>>;
  readonly parameters: readonly { name: string; in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
};
type Route = { readonly method: string; readonly path: string; readonly operation: Operation };

let A: Furnished;
let B: Furnished;
let C: Furnished;
let routes: Route[] = [];
const people = new Map<Role, Person>();
const executed = new Set<string>();
/** Every status that was answered and stands not in the document. */
const unsaid = new Set<string>();

beforeAll(async () => {
  const first = await company({ shard: "SHARD_0", name: "A" });
  const second = await company({ shard: "SHARD_0", name: "B" });
  const third = await company({ shard: "SHARD_1", name: "C" });
  A = await furnish(first, { canary: "CANARY-A", prime: "104729.00" });
  B = await furnish(second, { canary: "CANARY-B", prime: "611953.00" });
  C = await furnish(third, { canary: "CANARY-C", prime: "746773.00" });
  for (const role of ROLES) {
    const at = { scopeUnit: A.ids.unit, person: A.ids.person };
    people.set(role, await member(first.id, role, role === "owner" ? {} : at));
  }
  const { body } = await client().get("/api/openapi.json");
  routes = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
  );
}, 60_000);

const ofTenants = () => routes.filter(({ operation }) => isPermission(operation["x-may"]));

/** Ids that stand at a place; `swap` replaces those at one place. */
type Swap = { readonly place: string; readonly id: string } | null;

function request(route: Route, ids: Readonly<Record<string, string>>, swap: Swap) {
  const recipe = RECIPES[route.operation.operationId];
  if (!recipe)
    throw new Error(`isolation-recipes.ts has no case for ${route.operation.operationId}`);
  const places: [string, string][] = [];
  const at: At = (place, kind) => {
    if (!places.some(([name]) => name === place)) places.push([place, kind]);
    return swap?.place === place ? swap.id : (ids[kind] ?? ids["person"] ?? "");
  };
  let path = route.path;
  const query = new URLSearchParams(recipe.query);
  for (const [place, kind] of Object.entries(route.operation["x-resource"] ?? {})) {
    if (isLeftOut(recipe, place, swap)) continue;
    const [where, name = ""] = place.split(".");
    if (where === "params") path = path.replace(`{${name}}`, at(place, kind));
    if (where === "query") query.set(name, at(place, kind));
  }
  for (const [name, value] of Object.entries(recipe.params ?? {}))
    path = path.replace(`{${name}}`, value);
  const body = recipe.body?.(at);
  const search = query.size > 0 ? `?${query}` : "";
  return { path: `${path}${search}`, body, places };
}

/** Of ids that exclude each other only the swapped one stands, or else the first. */
function isLeftOut({ either }: Recipe, place: string, swap: Swap): boolean {
  if (!either?.includes(place)) return false;
  const chosen = swap && either.includes(swap.place) ? swap.place : either[0];
  return place !== chosen;
}

/** Every place of a request at which an id can be swapped. */
function placesOf(route: Route, ids: Readonly<Record<string, string>>): [string, string][] {
  const { either = [] } = RECIPES[route.operation.operationId] ?? {};
  const others = either
    .slice(1)
    .map((place): [string, string] => [place, route.operation["x-resource"]?.[place] ?? ""]);
  return [...request(route, ids, null).places, ...others];
}

async function send(
  who: Client,
  route: Route,
  made: { path: string; body?: unknown },
  version = 99,
): Promise<Answer> {
  const answer = await sent(who, route, made, version);
  if (!Object.hasOwn(route.operation.responses, `${answer.status}`))
    unsaid.add(`${route.operation.operationId} ${answer.status} ${answer.body?.code ?? ""}`);
  return answer;
}

async function sent(
  who: Client,
  route: Route,
  made: { path: string; body?: unknown },
  version: number,
): Promise<Answer> {
  switch (route.method) {
    case "GET":
      return await who.get(made.path);
    case "POST":
      return await who.post(made.path, made.body, { version });
    case "PUT":
      return await who.put(made.path, made.body);
    case "PATCH":
      return await who.patch(made.path, made.body, { version });
    default:
      return await who.remove(made.path);
  }
}

/** What remains of an answer when the ids that must differ are taken out. */
function essence({ status, text }: Answer): string {
  return `${status} ${text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "*").replace(/"(at|expiresAt|now)":\d+/g, "")}`;
}

function holdsNothingForeign(answer: Answer, what: string): void {
  for (const other of [B, C]) {
    expect(answer.text.includes(other.canary), `${what} shows ${other.canary}`).toBe(false);
    expect(answer.text.includes(other.prime.slice(0, 6)), `${what} shows ${other.prime}`).toBe(
      false,
    );
  }
}

const ran = (route: Route, cell: string) => executed.add(`${route.operation.operationId} ${cell}`);

describe("isolation", () => {
  test("every operation has a case, and every kind of id a fixture", () => {
    const missing = ofTenants().filter(({ operation }) => !RECIPES[operation.operationId]);
    expect(missing.map(({ operation }) => operation.operationId)).toEqual([]);
    const kinds = ofTenants().flatMap(({ operation }) =>
      Object.values(operation["x-resource"] ?? {}),
    );
    expect([...new Set(kinds)].filter((kind) => !A.ids[kind])).toEqual([]);
    expect(routes.length).toBe(mounted.contracts.length);
  });

  test("nobody gets in without a session or a key, nor with a key of nobody", async () => {
    const forged = client({ authorization: `Bearer flk_${"a".repeat(64)}_${"b".repeat(48)}` });
    for (const route of ofTenants()) {
      const made = request(route, A.ids, null);
      const answer = await send(client(), route, made);
      expect(`${route.operation.operationId} ${answer.status}`).toBe(
        `${route.operation.operationId} 401`,
      );
      expect([401, 403]).toContain((await send(forged, route, made)).status);
      ran(route, "nobody");
    }
  });

  test("a role does what the table says and nothing else", async () => {
    for (const route of ofTenants()) {
      const absent = Object.fromEntries(
        Object.keys(A.ids).map((kind) => [kind, newId(Date.now())]),
      );
      for (const role of ROLES) {
        if (route.operation.operationId === "loadSample" && role !== "viewer") continue;
        const who = people.get(role)?.client ?? client();
        const answer = await send(who, route, request(route, absent, null));
        const refused = answer.status === 403 && answer.body?.code === "auth/not_allowed";
        const allowed = route.operation["x-roles"]?.includes(role) ?? false;
        const what = `${role} ${route.operation.operationId}`;
        expect(`${what} ${refused ? "refused" : "let in"}`).toBe(
          `${what} ${allowed ? "let in" : "refused"}`,
        );
        expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
        holdsNothingForeign(answer, what);
        ran(route, role);
      }
    }
  }, 120_000);

  test("a key does what its scopes cover", async () => {
    for (const scope of ["read", "write", "admin"] as const) {
      const keyed = client({ authorization: `Bearer ${await apiKey(A.company.id, [scope])}` });
      for (const route of ofTenants()) {
        if (route.operation.operationId === "loadSample") continue;
        const absent = Object.fromEntries(
          Object.keys(A.ids).map((kind) => [kind, newId(Date.now())]),
        );
        const answer = await send(keyed, route, request(route, absent, null));
        const refused = answer.status === 403 && answer.body?.code === "auth/not_allowed";
        const what = `${scope} ${route.operation.operationId}`;
        expect(`${what} ${refused}`).toBe(`${what} ${route.operation["x-scope"] !== scope}`);
        expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
        ran(route, `key ${scope}`);
      }
    }
  }, 120_000);

  test("own ids are found: what is refused below is refused for being foreign", async () => {
    for (const route of ofTenants().filter(({ method }) => method === "GET")) {
      const answer = await send(A.company.owner.client, route, request(route, A.ids, null));
      const what = route.operation.operationId;
      const [status = 200] = RECIPES[what]?.own ?? [];
      expect(`${what} ${answer.status}`, answer.text.slice(0, 400)).toBe(`${what} ${status}`);
      holdsNothingForeign(answer, what);
      ran(route, "own");
    }
  });

  test("a foreign id is answered exactly like an absent one, and changes nothing", async () => {
    const before = [await fingerprint(B.company), await fingerprint(C.company)];
    const owner = A.company.owner.client;
    for (const route of ofTenants()) {
      for (const [place, kind] of placesOf(route, A.ids)) {
        const absent = await send(
          owner,
          route,
          request(route, A.ids, { place, id: newId(Date.now()) }),
        );
        for (const other of [B, C]) {
          const id = other.ids[kind] ?? other.ids["person"] ?? "";
          const foreign = await send(owner, route, request(route, A.ids, { place, id }));
          const what = `${route.operation.operationId} ${place} ${other.canary}`;
          expect(`${what} ${essence(foreign)}`).toBe(`${what} ${essence(absent)}`);
          holdsNothingForeign(foreign, what);
          ran(route, `${place} ${other.canary}`);
        }
      }
    }
    expect([await fingerprint(B.company), await fingerprint(C.company)]).toEqual(before);
  }, 180_000);

  test("a key of another company opens its own company and not this one", async () => {
    for (const other of [B, C]) {
      for (const route of ofTenants().filter(({ method }) => method === "GET")) {
        const answer = await send(other.company.api, route, request(route, A.ids, null));
        expect(answer.text.includes(A.canary), `${route.operation.operationId} shows A`).toBe(
          false,
        );
        ran(route, `key of ${other.canary}`);
      }
    }
  });

  test("a member and a manager see what lies in their reach, and the rest like an absent one", async () => {
    const seeing = routes.filter(
      ({ operation }) => "x-sees" in operation && operation["x-may"] !== "public",
    );
    expect(seeing.length).toBeGreaterThan(3);
    for (const role of ["member", "manager"] as const) {
      for (const route of seeing) {
        for (const [place, kind] of placesOf(route, A.ids)) {
          const hidden = { unit: A.hidden.unit, person: A.hidden.person, subject: A.hidden.person }[
            kind
          ];
          if (!hidden) continue;
          const who = people.get(role)?.client ?? client();
          const answer = await send(who, route, request(route, A.ids, { place, id: hidden }));
          const absent = await send(
            who,
            route,
            request(route, A.ids, { place, id: newId(Date.now()) }),
          );
          const what = `${role} ${route.operation.operationId} ${place}`;
          expect(`${what} ${essence(answer)}`).toBe(`${what} ${essence(absent)}`);
          expect(answer.text).not.toContain("HIDDEN");
          ran(route, `${role} hidden ${place}`);
        }
      }
    }
  });

  test("whatever was answered, the document names its status", () => {
    expect([...unsaid]).toEqual([]);
  });

  test("all derived cells have been executed", () => {
    const derived = ofTenants().flatMap((route) => [
      `${route.operation.operationId} nobody`,
      ...placesOf(route, A.ids).flatMap(([place]) =>
        [B, C].map(({ canary }) => `${route.operation.operationId} ${place} ${canary}`),
      ),
    ]);
    expect(derived.filter((cell) => !executed.has(cell))).toEqual([]);
    console.log(`isolation: ${executed.size} cells over ${ofTenants().length} operations`);
  });
});

/** Every row of a company, hashed: tables are found in the database, so none can be forgotten. */
async function fingerprint({ id }: Company): Promise<string> {
  const place = await placeOf(env, id, Date.now());
  const shard = env[place?.shard ?? "SHARD_0"];
  const { results } = await shard
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%tenant INTEGER%' ORDER BY name",
    )
    .all<{ name: string }>();
  const all: unknown[] = [];
  for (const { name } of results)
    all.push(name, await rows(id, `SELECT * FROM ${name} WHERE tenant = ?1`));
  return await sha256(JSON.stringify(all));
}
