// Goal: who may what, decided without a database. The table is the precedence of the refusals; the
// matrix of roles is read from the one permission table.
import { describe, expect, test } from "vitest";
import { instant } from "../../workers/lib/instant.ts";
import { actorFrom, type Credential, type Standing } from "../../workers/tenancy/actor.ts";
import { may, PERMISSIONS, reachOf, ROLES, type Permission } from "../../workers/tenancy/roles.ts";
import { keyText, newSecret, parseKey } from "../../workers/tenancy/keys.ts";
import { trialDaysLeft } from "../../workers/tenancy/trial.ts";

const NOW = instant(1_800_000_000_000);
const session: Credential = { kind: "session", account: "ann", signedInAt: 1000 };
const key: Credential = { kind: "key", id: "k", hash: "h" };
const standing: Standing = {
  here: {
    uuid: "t",
    epoch: 1,
    state: "active",
    timeZone: "Asia/Shanghai",
    dayOffset: 0,
    plan: "trial",
    trialEndsAt: NOW + 1,
  },
  access: { person: "p", roles: ["admin"], scopeUnit: null, state: "active", notBefore: 0 },
  key: { hash: "h", scopes: ["read"], expiresAt: NOW + 1, revokedAt: null },
};
const asked = {
  credential: session,
  permission: "org.change" as Permission,
  writes: true,
  epoch: 1,
  now: NOW,
};
type Change = {
  rows?: Partial<Standing>;
  here?: object;
  access?: object;
  key?: object;
  ask?: object;
};

const outcome = ({ rows, here, access, key: keyRow, ask }: Change) => {
  const merged = {
    here: standing.here && { ...standing.here, ...here },
    access: standing.access && { ...standing.access, ...access },
    key: standing.key && { ...standing.key, ...keyRow },
    ...rows,
  };
  const result = actorFrom(merged, { ...asked, ...ask });
  return result.ok ? "allowed" : result.error.code;
};

describe("actorFrom", () => {
  // prettier-ignore
  test.each<[string, Change, string]>([
    ["an administrator changes",               {},                                            "allowed"],
    ["the tenant is elsewhere",                { rows: { here: null } },                      "tenant/moved"],
    ["the directory is stale",                 { here: { epoch: 2 } },                        "tenant/moved"],
    ["the tenant is being moved, for writes",  { here: { state: "moving" } },                 "tenant/moved"],
    ["the tenant is being moved, for reads",   { here: { state: "moving" }, ask: { writes: false } }, "allowed"],
    ["the tenant is suspended",                { here: { state: "suspended" } },              "tenant/suspended"],
    ["not a member",                           { rows: { access: null } },                    "auth/no_access"],
    ["disabled",                               { access: { state: "disabled" } },             "auth/no_access"],
    ["left",                                   { access: { state: "left" } },                 "auth/no_access"],
    ["signed in before the password was reset",{ access: { notBefore: 1001 } },               "auth/signed_out"],
    ["signed in at that very moment",          { access: { notBefore: 1000 } },               "allowed"],
    ["the trial has ended, for writes",        { here: { trialEndsAt: NOW } },                "trial/ended"],
    ["the trial has ended, for reads",         { here: { trialEndsAt: NOW }, ask: { writes: false } }, "allowed"],
    ["paid, long after the trial",             { here: { trialEndsAt: NOW - 9, plan: "paid" } }, "allowed"],
    ["a role without the permission",          { access: { roles: ["member"] } },             "auth/not_allowed"],
    ["no role at all",                         { access: { roles: [] } },                     "auth/not_allowed"],
    ["a key without the scope",                { ask: { credential: key } },                  "auth/not_allowed"],
    ["a key with the scope",                   { ask: { credential: key }, key: { scopes: ["write"] } }, "allowed"],
    ["a key with another secret",              { ask: { credential: key }, key: { hash: "x", scopes: ["write"] } }, "auth/key_invalid"],
    ["an expired key",                         { ask: { credential: key }, key: { expiresAt: NOW, scopes: ["write"] } }, "auth/key_invalid"],
    ["a revoked key",                          { ask: { credential: key }, key: { revokedAt: 5, scopes: ["write"] } }, "auth/key_invalid"],
    ["a key that is not there",                { ask: { credential: key }, rows: { key: null } }, "auth/key_invalid"],
  ])("%s", (_, change, expected) => {
    expect(outcome(change)).toBe(expected);
  });

  test("tells the business day of the tenant's zone", () => {
    const result = actorFrom(standing, asked);
    expect(result.ok && result.value.today).toBe("2027-01-15");
  });
});

describe("the permission table", () => {
  test("owners may everything, viewers change nothing", () => {
    for (const name of Object.keys(PERMISSIONS) as Permission[]) {
      expect(may({ roles: ["owner"], scopes: null }, name)).toBe(true);
      if (PERMISSIONS[name].scope !== "read")
        expect(may({ roles: ["viewer"], scopes: null }, name)).toBe(false);
    }
  });
  test("every role may something, and a role adds to another", () => {
    for (const role of ROLES) expect(may({ roles: [role], scopes: null }, "org.read")).toBe(true);
    expect(may({ roles: ["member", "admin"], scopes: null }, "org.change")).toBe(true);
  });
  // prettier-ignore
  test.each([
    [["owner"], null, "all"], [["finance"], "u", "all"], [["manager"], "u", "subtree"],
    [["manager"], null, "own"], [["member"], "u", "own"], [["viewer"], "u", "subtree"],
  ] as const)("%s with scope %s sees %s", (roles, scope, reach) => {
    expect(reachOf(roles, scope)).toBe(reach);
  });
});

describe("keys", () => {
  const parts = {
    tenant: "0192d3e4-0000-7000-8000-000000000001",
    id: "0192d3e4-0000-7000-8000-000000000002",
  };
  test("say where to look and are read back", () => {
    const made = { ...parts, secret: newSecret() };
    expect(parseKey(keyText(made))).toEqual(made);
  });
  test.each(["", "flk_", "flk_abc_def", `FLK_${"0".repeat(64)}_${"0".repeat(48)}`])(
    "%j is none",
    (text) => {
      expect(parseKey(text)).toBeNull();
    },
  );
});

test.each([
  [null, null],
  [NOW + 1, 1],
  [NOW + 86_400_000, 1],
  [NOW + 86_400_001, 2],
  [NOW, 0],
  [NOW - 9, 0],
] as const)("a trial that ends at %s has %s days left", (endsAt, left) => {
  expect(trialDaysLeft(endsAt, NOW)).toBe(left);
});
