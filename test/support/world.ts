import { env as bindings, exports as entry } from "cloudflare:workers";
import type { Env } from "../../workers/env.ts";
import { newId } from "../../workers/lib/id.ts";
import { hashOfSecret, keyText, newSecret } from "../../workers/tenancy/keys.ts";
import { placeOf, shardOf } from "../../workers/tenancy/directory.ts";
import type { Role, Scope } from "../../workers/tenancy/roles.ts";
import { type TenantDb, tenantDb } from "../../workers/tenancy/tenant-db.ts";

/** The Worker's own bindings: real D1, real objects. */
export const env = bindings as unknown as Env;
// The platform types the entry by a generated file; here it is the Worker under test.
const worker = entry as unknown as { default: { fetch: (request: Request) => Promise<Response> } };
export const BASE = "http://127.0.0.1:8787";

export type Answer = {
  readonly status: number;
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- a test reads what it expects
  readonly headers: Headers;
  readonly text: string;
};

export type Client = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (path: string, body?: unknown, options?: Sent) => Promise<Answer>;
  readonly put: (path: string, body?: unknown, options?: Sent) => Promise<Answer>;
  readonly patch: (path: string, body: unknown, options?: Sent) => Promise<Answer>;
  readonly remove: (path: string, options?: Sent) => Promise<Answer>;
};
export type Sent = {
  readonly key?: string;
  readonly version?: number;
  readonly headers?: Record<string, string>;
};

/** Calls the real Worker. `path` is below /api/v1 unless it begins with /api, /dev or /ws. */
export function client(standing: Record<string, string> = {}): Client {
  const call = async (method: string, path: string, body?: unknown, sent: Sent = {}) => {
    const url = /^\/(api|dev|ws)\b/.test(path) ? `${BASE}${path}` : `${BASE}/api/v1${path}`;
    const headers = {
      origin: BASE,
      "content-type": "application/json",
      ...(method === "POST" ? { "idempotency-key": sent.key ?? newId(Date.now()) } : {}),
      ...(sent.version === undefined ? {} : { "if-match": `"${sent.version}"` }),
      ...standing,
      ...sent.headers,
    };
    const init = {
      method,
      headers,
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    };
    const response = await worker.default.fetch(new Request(url, init));
    const text = await response.text();
    const json = /json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json && text !== "" ? JSON.parse(text) : null,
    };
  };
  return {
    get: (path, headers) => call("GET", path, undefined, headers ? { headers } : {}),
    post: (path, body = {}, sent) => call("POST", path, body, sent),
    put: (path, body = {}, sent) => call("PUT", path, body, sent),
    patch: (path, body, sent) => call("PATCH", path, body, sent),
    remove: (path, sent) => call("DELETE", path, undefined, sent),
  };
}

export type Person = {
  readonly account: string;
  readonly email: string;
  readonly client: Client;
  readonly cookie: string;
};

/** Signs in as a person would: asks for a code, reads the mail, enters it. */
export async function signIn(email: string, name = "Test Person"): Promise<Person> {
  const anyone = client();
  const asked = await anyone.post("/api/auth/email-otp/send-verification-otp", {
    email,
    type: "sign-in",
  });
  if (asked.status !== 200) throw new Error(`no code: ${asked.text}`);
  const mails = await anyone.get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
  const otp = /\d{6}/.exec(mails.body[0].subject)?.[0];
  const entered = await anyone.post("/api/auth/sign-in/email-otp", { email, otp, name });
  if (entered.status !== 200) throw new Error(`not signed in: ${entered.text}`);
  const cookie = cookieOf(entered.headers);
  return { account: entered.body.user.id, email, cookie, client: client({ cookie }) };
}

/** Name=value pairs of Set-Cookie, without the short-lived copy of the session. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .filter((pair) => !pair.startsWith("fairlead.session_data"))
    .join("; ");
}

export type Company = {
  readonly id: string;
  readonly owner: Person;
  /** An API key with every scope, which asks nothing of the control database. */
  readonly api: Client;
  readonly db: () => Promise<TenantDb>;
  readonly shard: "SHARD_0" | "SHARD_1";
};

let born = 0;

/** A company of its own for one test, on the shard it wants. */
export async function company(
  wanted: { readonly shard?: "SHARD_0" | "SHARD_1"; readonly name?: string } = {},
): Promise<Company> {
  for (;;) {
    born += 1;
    const owner = await signIn(`owner-${born}-${newId(Date.now()).slice(-8)}@example.com`);
    const id = newId(Date.now());
    const made = await owner.client.post("/tenants", {
      id,
      name: wanted.name ?? `Company ${born}`,
      locale: "en",
    });
    if (made.status !== 201) throw new Error(`no company: ${made.text}`);
    const place = await placeOf(env, id, Date.now());
    if (!place) throw new Error("the company is not in the directory");
    // Shards are taken in turn: the next company lands on the other one.
    if (wanted.shard && place.shard !== wanted.shard) continue;
    const api = client({ authorization: `Bearer ${await apiKey(id)}` });
    return { id, owner, api, shard: place.shard, db: () => dbOf(id) };
  }
}

/** Writes a key's row directly: the route has a test of its own. */
export async function apiKey(
  tenant: string,
  scopes: readonly Scope[] = ["read", "write", "admin"],
): Promise<string> {
  const place = await placeOf(env, tenant, Date.now());
  if (!place) throw new Error("no such company");
  const [id, secret] = [newId(Date.now()), newSecret()];
  await shardOf(env, place)
    .prepare(
      `INSERT INTO api_keys (tenant, id, hash, name, scopes, made_by, made_at, expires_at)
       VALUES (?1, ?2, ?3, 'test', ?4, 'test', ?5, ?6)`,
    )
    .bind(
      place.number,
      id,
      await hashOfSecret(secret),
      JSON.stringify(scopes),
      Date.now(),
      Date.now() + 3_600_000,
    )
    .run();
  return keyText({ tenant, id, secret });
}

/** A member of a company with a role, signed in and with the company open. */
export async function member(
  tenant: string,
  role: Role,
  at: { readonly scopeUnit?: string; readonly person?: string; readonly name?: string } = {},
): Promise<Person> {
  const person = await signIn(`${role}-${newId(Date.now()).slice(-8)}@example.com`, at.name);
  const place = await placeOf(env, tenant, Date.now());
  if (!place) throw new Error("no such company");
  await shardOf(env, place)
    .prepare(
      `INSERT INTO access (tenant, account, roles, scope_unit, person, state)
       VALUES (?1, ?2, ?3, ?4, ?5, 'active')`,
    )
    .bind(
      place.number,
      person.account,
      JSON.stringify([role]),
      at.scopeUnit ?? null,
      at.person ?? null,
    )
    .run();
  await env.CONTROL.batch([
    env.CONTROL.prepare(
      "INSERT INTO member (id, userId, organizationId, role, createdAt) VALUES (?1, ?2, ?3, ?4, 0)",
    ).bind(newId(Date.now()), person.account, tenant, role),
    env.CONTROL.prepare("UPDATE session SET activeOrganizationId = ?1 WHERE userId = ?2").bind(
      tenant,
      person.account,
    ),
  ]);
  return person;
}

/** The company's database as a job sees it: for looking into tables, and for stores' own tests. */
export async function dbOf(tenant: string, now = Date.now()): Promise<TenantDb> {
  const place = await placeOf(env, tenant, Date.now());
  if (!place) throw new Error("no such company");
  return tenantDb({
    shard: shardOf(env, place),
    tenant: place.number,
    uuid: place.uuid,
    epoch: place.epoch,
    actor: () => "test",
    now,
  });
}

/** Rows of one tenant's table, for asserting what stands there. SQL names ?1 = the tenant. */
export async function rows(tenant: string, sql: string, ...params: (string | number | null)[]) {
  const place = await placeOf(env, tenant, Date.now());
  if (!place) throw new Error("no such company");
  const { results } = await shardOf(env, place)
    .prepare(sql)
    .bind(place.number, ...params)
    .all<Record<string, string | number | null>>();
  return results;
}
