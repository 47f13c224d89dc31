// Goal: hold the way in. A person signs in with a code and gets a company of their own; what they may
// do is read from the tenant's rows at every request. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { SHARDS } from "../../workers/env.ts";
import { newId } from "../../workers/lib/id.ts";
import { apiKey, client, company, env, member, rows, signIn } from "../support/world.ts";

describe("signing up", () => {
  test("a code by mail makes an account, a company with its trial, and an owner", async () => {
    const { id, owner } = await company({ name: "云帆科技" });
    const tenant = await owner.client.get("/tenant");
    expect(tenant.status).toBe(200);
    expect(tenant.body).toMatchObject({ id, name: "云帆科技", plan: "trial", trialDaysLeft: 30 });
    expect(tenant.body.me.roles).toEqual(["owner"]);
    const me = await owner.client.get("/me");
    expect(me.body).toMatchObject({ open: id, companies: [{ id, name: "云帆科技" }] });
  });

  test("creating the same company again changes nothing", async () => {
    const { id, owner } = await company();
    const again = await owner.client.post("/tenants", { id, name: "Other", locale: "en" });
    expect(again.status).toBe(201);
    const seqs = await rows(id, "SELECT seq, event FROM commits WHERE tenant = ?1");
    expect(seqs).toEqual([{ seq: 1, event: "tenant/prepared" }]);
    expect((await owner.client.get("/me")).body.companies).toHaveLength(1);
  });

  test("companies take all shards in turn", async () => {
    const shards: string[] = [];
    for (const _ of SHARDS) shards.push((await company()).shard);
    expect(shards.toSorted()).toEqual([...SHARDS]);
  });

  test("a company of somebody else cannot be claimed by its id", async () => {
    const { id } = await company();
    const stranger = await signIn(`stranger-${newId(Date.now())}@example.com`);
    const claimed = await stranger.client.post("/tenants", { id, name: "Mine", locale: "en" });
    expect(claimed).toMatchObject({ status: 409, body: { code: "tenant/taken" } });
    expect((await stranger.client.post("/me/open", { id })).status).toBe(403);
    expect((await stranger.client.get("/tenant")).body.code).toBe("auth/no_company");
  });

  test("an expired code, a wrong code and a spent code are told apart", async () => {
    const email = `late-${newId(Date.now())}@example.com`;
    const anyone = client();
    const ask = () =>
      anyone.post("/api/auth/email-otp/send-verification-otp", { email, type: "sign-in" });
    const enter = (otp: string) => anyone.post("/api/auth/sign-in/email-otp", { email, otp });
    await ask();
    const wrong = await enter("000000");
    expect(wrong).toMatchObject({ status: 400, body: { code: "auth/code_wrong" } });
    expect(wrong.body.messages.zh).toContain("验证码");
    const mails = await anyone.get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
    const otp = /\d{6}/.exec(mails.body[0].subject)?.[0] ?? "";
    await env.CONTROL.prepare("UPDATE verification SET expiresAt = 1 WHERE identifier = ?1")
      .bind(`sign-in-otp-${email}`)
      .run();
    expect((await enter(otp)).body.code).toBe("auth/code_expired");
    await ask();
    for (let time = 0; time < 5; time += 1) await enter("000000");
    const spent = await enter("000000");
    expect(spent).toMatchObject({ body: { code: "auth/code_spent" } });
    expect(new Set([spent, wrong].map(({ body }) => body.messages.zh)).size).toBe(2);
  });

  test("a code opens one session and is then spent", async () => {
    const email = `once-${newId(Date.now())}@example.com`;
    const { client: signedIn } = await signIn(email);
    expect((await signedIn.get("/me")).status).toBe(200);
    const mails = await client().get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
    const otp = /\d{6}/.exec(mails.body[0].subject)?.[0] ?? "";
    const again = await client().post("/api/auth/sign-in/email-otp", { email, otp });
    expect(again.status).toBe(400);
  });

  test("one device ends the session of another, and keeps its own", async () => {
    const { owner } = await company();
    const phone = await signIn(owner.email);
    const list = await owner.client.get("/api/auth/list-sessions");
    expect(list.body).toHaveLength(2);
    const stranger = await signIn(`thief-${newId(Date.now())}@example.com`);
    for (const { token } of list.body)
      await stranger.client.post("/api/auth/revoke-session", { token });
    expect((await phone.client.get("/me")).status).toBe(200);

    const other = list.body.find(({ token }: { token: string }) =>
      decodeURIComponent(phone.cookie).includes(token),
    );
    const revoked = await owner.client.post("/api/auth/revoke-session", { token: other.token });
    expect(revoked.status).toBe(200);
    expect((await phone.client.get("/me")).body.code).toBe("auth/signed_out");
    expect((await owner.client.get("/tenant")).status).toBe(200);

    const third = await signIn(owner.email);
    expect((await owner.client.post("/api/auth/revoke-other-sessions")).status).toBe(200);
    expect((await third.client.get("/me")).status).toBe(401);
    expect((await owner.client.get("/tenant")).status).toBe(200);
  });

  test("a refreshed session is sent back once, whatever route asks", async () => {
    const { owner } = await company();
    for (const path of ["/me", "/tenant"]) {
      const cookies = (await owner.client.get(path)).headers.getSetCookie();
      const names = cookies.map((line) => line.split("=")[0]);
      expect(names, path).toContain("fairlead.session_data");
      expect(new Set(names).size, path).toBe(names.length);
    }
  });

  test("signing out ends a session", async () => {
    const { owner } = await company();
    const list = await owner.client.get("/api/auth/list-sessions");
    expect(list.body).toHaveLength(1);
    expect((await owner.client.post("/api/auth/sign-out")).status).toBe(200);
    expect((await owner.client.get("/tenant")).status).toBe(401);
  });
});

describe("what a caller may", () => {
  test("nobody without a session or a key", async () => {
    expect((await client().get("/tenant")).body.code).toBe("auth/signed_out");
    const forged = client({ authorization: `Bearer flk_${"0".repeat(64)}_${"0".repeat(48)}` });
    expect([401, 403]).toContain((await forged.get("/tenant")).status);
  });

  test("a key does what its scopes cover, until it is revoked", async () => {
    const { id, owner } = await company();
    const keyId = newId(Date.now());
    const made = await owner.client.post("/keys", { id: keyId, name: "CI", scopes: ["read"] });
    expect(made.status).toBe(201);
    const keyed = client({ authorization: `Bearer ${made.body.key}` });
    const secret = String(made.body.key).split("_").at(-1) ?? "";
    for (const table of ["api_keys", "idempotency", "commits"]) {
      const kept = JSON.stringify(await rows(id, `SELECT * FROM ${table} WHERE tenant = ?1`));
      expect(kept.includes(secret), table).toBe(false);
    }
    expect((await keyed.get("/tenant")).body.id).toBe(id);
    expect((await keyed.get("/keys")).body.code).toBe("auth/not_allowed");
    expect((await owner.client.remove(`/keys/${keyId}`)).status).toBe(200);
    expect((await keyed.get("/tenant")).body.code).toBe("auth/key_invalid");
  });

  test("a replayed request for a key has the first answer without the secret", async () => {
    const { owner } = await company();
    const body = { id: newId(Date.now()), name: "Twice", scopes: ["read"] };
    const first = await owner.client.post("/keys", body, { key: "twice-1234" });
    const second = await owner.client.post("/keys", body, { key: "twice-1234" });
    expect(first.body.key).toMatch(/^flk_/);
    expect(second).toMatchObject({ status: 201, body: { id: body.id, key: null } });
    const other = await owner.client.post("/keys", { ...body, name: "X" }, { key: "twice-1234" });
    expect(other).toMatchObject({ status: 422, body: { code: "input/key_reused" } });
  });

  test("a role, a removal and a new role hold at the next request", async () => {
    const { id, owner } = await company();
    const colleague = await member(id, "member");
    expect((await colleague.client.get("/members")).body.code).toBe("auth/not_allowed");
    const raised = { roles: ["admin"] };
    const to = `/members/${colleague.account}`;
    expect((await owner.client.patch(to, raised, { version: 1 })).status).toBe(200);
    expect((await colleague.client.get("/members")).status).toBe(200);
    expect((await owner.client.patch(to, { state: "left" }, { version: 2 })).status).toBe(200);
    expect((await colleague.client.get("/tenant")).status).toBeGreaterThanOrEqual(400);
  });

  test("a stale version shows both versions, and no version is refused", async () => {
    const { owner } = await company();
    const stale = await owner.client.patch("/tenant", { name: "B" }, { version: 7 });
    expect(stale).toMatchObject({ status: 412, body: { code: "version/stale" } });
    expect(stale.body.facts).toEqual({ yours: 7, current: 1 });
    expect((await owner.client.patch("/tenant", { name: "B" })).status).toBe(428);
    expect((await owner.client.patch("/tenant", { name: "B" }, { version: 1 })).status).toBe(200);
  });

  test("the last owner stays", async () => {
    const { owner } = await company();
    const to = `/members/${owner.account}`;
    const left = await owner.client.patch(to, { state: "left" }, { version: 1 });
    expect(left).toMatchObject({ status: 409, body: { code: "member/last_owner" } });
  });

  test("after the trial everything can be read and nothing changed", async () => {
    const { id, owner, shard } = await company();
    await env[shard]
      .prepare("UPDATE tenant_here SET trial_ends_at = 1 WHERE uuid = ?1")
      .bind(id)
      .run();
    expect((await owner.client.get("/tenant")).body.trialDaysLeft).toBe(0);
    const refused = await owner.client.patch("/tenant", { name: "B" }, { version: 1 });
    expect(refused).toMatchObject({ status: 403, body: { code: "trial/ended" } });
  });

  test("an invitation is bound to its address and gives its role once", async () => {
    const { id, owner } = await company();
    const email = `invited-${newId(Date.now())}@example.com`;
    const invitation = newId(Date.now());
    const sent = await owner.client.post("/members", { id: invitation, email, role: "viewer" });
    expect(sent.status).toBe(201);
    const stranger = await signIn(`other-${newId(Date.now())}@example.com`);
    const path = `/invitations/${invitation}/accept`;
    expect((await stranger.client.post(path)).body.code).toBe("invitation/not_found");
    const invited = await signIn(email);
    expect((await invited.client.post(path)).body).toEqual({ open: id });
    expect((await invited.client.get("/tenant")).body.me.roles).toEqual(["viewer"]);
    expect((await invited.client.post(path)).body.code).toBe("invitation/not_found");
  });
});

describe("the request itself", () => {
  test("a change from a foreign page is refused, with and without a body", async () => {
    const { owner } = await company();
    const headers = { origin: "https://evil.example" };
    const sent = { version: 1, headers };
    expect((await owner.client.patch("/tenant", { name: "B" }, sent)).body.code).toBe(
      "auth/foreign_origin",
    );
    const signedOut = await owner.client.post("/api/auth/sign-out", {}, { headers });
    expect(signedOut.status).toBe(403);
  });

  test("each malformed field is named with its place and value in both languages", async () => {
    const { owner } = await company();
    const body = { id: "nope", name: "", scopes: ["root"] };
    const refused = await owner.client.post("/keys", body);
    expect(refused.status).toBe(400);
    const pointers = refused.body.errors.map((each: { pointer: string }) => each.pointer);
    expect(pointers.toSorted()).toEqual(["/id", "/name", "/scopes/0"]);
    expect(refused.body.errors[0].messages.zh).not.toBe("");
  });

  test("a body that is no JSON or too large says so", async () => {
    const { owner } = await company();
    expect((await owner.client.post("/keys", "{x")).body.code).toBe("input/not_json");
    const large = JSON.stringify({ name: "x".repeat(2_100_000) });
    expect((await owner.client.post("/keys", large)).status).toBe(413);
  });

  test("costs one round trip with a key, and with a fresh cookie two once a minute", async () => {
    const { id } = await company();
    const keyed = client({ authorization: `Bearer ${await apiKey(id)}` });
    await keyed.get("/tenant");
    expect((await keyed.get("/tenant")).headers.get("fairlead-d1")).toContain("trips=1;");
  });

  test("the document of the API names every mounted route", async () => {
    const { body } = await client().get("/api/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    expect(body.paths["/api/v1/tenant"].get.operationId).toBe("getTenant");
  });
});
