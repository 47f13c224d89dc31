// Goal: what leaves the browser and what comes back is what the API's conventions say. The network
// is handed in as a function; nothing of our own is replaced.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type {
  changeTenant,
  createKey,
  getTenant,
  revokeKey,
} from "../../workers/tenancy/contract.ts";
import type { listUnits } from "../../workers/org/contract.ts";
import { api, messageOf, signedOut } from "../../web/api.ts";
import { withSeconds } from "./clock.ts";

type Sent = { readonly url: string; readonly init: RequestInit };
let sent: Sent[] = [];
let answers: (() => Promise<Response>)[] = [];

beforeEach(() => {
  sent = [];
  answers = [];
  signedOut.value = false;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answers.shift()?.() ?? Promise.reject(new TypeError("Failed to fetch"));
  });
});
afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  const init = { status, headers: { "content-type": type, ...headers } };
  answers.push(() => Promise.resolve(new Response(JSON.stringify(body), init)));
}
const header = (at: number, name: string) => new Headers(sent[at]?.init.headers).get(name);

const KEY_BODY = {
  id: "0199a000-0000-7000-8000-000000000000",
  name: "ERP",
  scopes: ["read"],
} as const;
const makeKey = () =>
  api<typeof createKey>("POST", "/keys", { body: { ...KEY_BODY, scopes: ["read"] }, key: "one" });

describe("what is sent", () => {
  test("a path parameter is escaped and an empty query parameter is left out", async () => {
    answer(200, { id: "x", revokedAt: 1 });
    answer(200, { items: [], next: null });
    await api<typeof revokeKey>("DELETE", "/keys/:keyId", { params: { keyId: "a/b" } });
    await api<typeof listUnits>("GET", "/units", { query: { on: "2026-01-01" } });
    expect(sent.map(({ url }) => url)).toEqual([
      "/api/v1/keys/a%2Fb",
      "/api/v1/units?on=2026-01-01",
    ]);
  });

  test("a POST carries a key of its own, a GET none", async () => {
    answer(201, { id: "x", key: null, expiresAt: 1 });
    answer(201, { id: "x", key: null, expiresAt: 1 });
    answer(200, {});
    await api<typeof createKey>("POST", "/keys", { body: { ...KEY_BODY, scopes: ["read"] } });
    await api<typeof createKey>("POST", "/keys", { body: { ...KEY_BODY, scopes: ["read"] } });
    await api<typeof getTenant>("GET", "/tenant");
    expect(header(0, "idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(header(1, "idempotency-key")).not.toBe(header(0, "idempotency-key"));
    expect(header(2, "idempotency-key")).toBeNull();
  });

  test("a change says which version it changes", async () => {
    answer(200, {}, { etag: '"8"' });
    const change = { body: { name: "远山" }, version: 7 };
    const changed = await api<typeof changeTenant>("PATCH", "/tenant", change);
    expect(header(0, "if-match")).toBe('"7"');
    expect(changed).toMatchObject({ ok: true, version: 8 });
  });
});

describe("a broken connection", () => {
  test("is tried once more with the same key", () =>
    withSeconds(async () => {
      answers.push(() => Promise.reject(new TypeError("Failed to fetch")));
      answer(201, { id: "x", key: "flk_1", expiresAt: 1 });
      expect(await makeKey()).toMatchObject({ ok: true });
      expect([header(0, "idempotency-key"), header(1, "idempotency-key")]).toEqual(["one", "one"]);
    }));

  test("is a problem in both languages when it stays broken", () =>
    withSeconds(async () => {
      const made = await makeKey();
      expect(sent).toHaveLength(2);
      if (made.ok) expect.fail("nothing answered");
      expect(made.problem).toMatchObject({ status: 0, code: "network/no_answer" });
      expect(messageOf(made.problem, "zh")).toMatch(/网络/);
      expect(messageOf(made.problem, "en")).toMatch(/connection/);
    }));
});

describe("a refusal", () => {
  test("is a value with its code and places, and never an exception", async () => {
    const places = [{ pointer: "/name", code: "x", messages: { zh: "名", en: "name" } }];
    answer(422, { title: "No", code: "input/malformed", errors: places });
    const made = await makeKey();
    expect(made).toMatchObject({
      ok: false,
      problem: { status: 422, code: "input/malformed", errors: places },
    });
  });

  test("that is no problem document still says its status", async () => {
    answers.push(() => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 })));
    expect(await makeKey()).toMatchObject({ ok: false, problem: { status: 502 } });
  });

  test("401 is remembered, so that the shell shows the way back in", async () => {
    answer(401, { title: "Please sign in.", code: "auth/signed_out" });
    await makeKey();
    expect(signedOut.value).toBe(true);
  });
});
