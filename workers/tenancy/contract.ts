import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCode, WireCurrency, wireId, WireLimit, WireName } from "../lib/wire.ts";
import { ROLES, SCOPES } from "./roles.ts";

const Locale = v.picklist(["zh", "en"]);
const Instant = v.pipe(v.number(), v.integer());
const WireRole = v.picklist(ROLES);
const WireScope = v.picklist(SCOPES);

export const Company = v.object({ id: v.string(), name: v.string() });

export const getMe = contract({
  id: "getMe",
  method: "GET",
  path: "/me",
  tag: "account",
  summary: "Who is signed in, and the companies they can open",
  may: "signed_in",
  status: 200,
  answer: v.object({
    account: v.string(),
    sessionId: v.string(),
    name: v.string(),
    email: v.string(),
    locale: Locale,
    companies: v.array(Company),
    /** The company this session has open. */
    open: v.nullable(v.string()),
  }),
  refuses: ["auth/signed_out"],
});

export const createTenant = contract({
  id: "createTenant",
  method: "POST",
  path: "/tenants",
  tag: "account",
  summary: "Create a company; its 30-day trial starts now",
  description: "Safe to repeat with the same id. The session then has the new company open.",
  may: "signed_in",
  body: v.strictObject({
    id: wireId<"tenant">(),
    name: WireName,
    locale: Locale,
    timeZone: v.optional(WireCode, "Asia/Shanghai"),
    currency: v.optional(WireCurrency, "CNY"),
  }),
  status: 201,
  answer: v.object({ id: v.string(), name: v.string() }),
  refuses: ["auth/signed_out", "tenant/taken", "tenant/time_zone"],
});

export const openTenant = contract({
  id: "openTenant",
  method: "POST",
  path: "/me/open",
  tag: "account",
  summary: "Open another of your companies in this session",
  may: "signed_in",
  body: v.strictObject({ id: wireId<"tenant">() }),
  status: 200,
  answer: v.object({ open: v.string() }),
  refuses: ["auth/signed_out", "auth/no_access"],
});

export const WireTenant = v.object({
  id: v.string(),
  name: v.string(),
  locale: Locale,
  timeZone: v.string(),
  currency: v.string(),
  today: v.string(),
  plan: v.picklist(["trial", "paid"]),
  trialEndsAt: v.nullable(Instant),
  trialDaysLeft: v.nullable(v.number()),
  sample: v.picklist(["none", "loading", "ready", "removing"]),
  /** The number of the newest commit: the age of everything read beside it. */
  seq: v.number(),
  me: v.object({
    person: v.nullable(v.string()),
    roles: v.array(WireRole),
    reach: v.picklist(["all", "subtree", "own"]),
    scopeUnit: v.nullable(v.string()),
    may: v.array(v.string()),
  }),
});

export const getTenant = contract({
  id: "getTenant",
  method: "GET",
  path: "/tenant",
  tag: "company",
  summary: "The company, its trial, and what the caller may do",
  may: "tenant.read",
  status: 200,
  answer: WireTenant,
  refuses: [],
});

export const changeTenant = contract({
  id: "changeTenant",
  method: "PATCH",
  path: "/tenant",
  tag: "company",
  summary: "Change the company's name, language or time zone",
  may: "tenant.change",
  versioned: true,
  body: v.strictObject({
    name: v.optional(WireName),
    locale: v.optional(Locale),
    timeZone: v.optional(WireCode),
  }),
  status: 200,
  answer: v.object({ name: v.string(), locale: Locale, timeZone: v.string() }),
  refuses: ["version/stale", "tenant/time_zone", "commit/busy"],
});

export const listCommits = contract({
  id: "listCommits",
  method: "GET",
  path: "/commits",
  tag: "company",
  summary: "The audit log: every change, newest first, without gaps",
  may: "tenant.audit",
  query: v.object({
    cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, "A cursor of this list."))),
    limit: WireLimit(500, 100),
  }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        seq: v.number(),
        at: Instant,
        actor: v.string(),
        event: v.string(),
        subject: v.nullable(v.string()),
        detail: v.unknown(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const WireMember = v.object({
  account: v.string(),
  name: v.string(),
  email: v.string(),
  roles: v.array(WireRole),
  scopeUnit: v.nullable(v.string()),
  person: v.nullable(v.string()),
  state: v.picklist(["active", "disabled", "left"]),
  version: v.number(),
});

export const listMembers = contract({
  id: "listMembers",
  method: "GET",
  path: "/members",
  tag: "members",
  summary: "Members and open invitations",
  may: "members.read",
  status: 200,
  answer: v.object({
    items: v.array(WireMember),
    invitations: v.array(
      v.object({
        id: v.string(),
        email: v.string(),
        role: WireRole,
        expiresAt: Instant,
      }),
    ),
  }),
  refuses: [],
});

export const inviteMember = contract({
  id: "inviteMember",
  method: "POST",
  path: "/members",
  tag: "members",
  summary: "Invite a person by e-mail, with a role and how far they see",
  may: "members.change",
  body: v.strictObject({
    id: wireId<"invitation">(),
    email: v.pipe(
      v.string(),
      v.email("An e-mail address, such as name@company.com."),
      v.maxLength(320),
      v.toLowerCase(),
    ),
    role: WireRole,
    scopeUnit: v.optional(v.nullable(wireId<"unit">()), null),
    person: v.optional(v.nullable(wireId<"person">()), null),
  }),
  ids: { "body.scopeUnit": "unit", "body.person": "person" },
  status: 201,
  answer: v.object({ id: v.string(), email: v.string(), expiresAt: Instant }),
  refuses: ["member/exists", "member/not_yours_to_give", "subject/not_found", "commit/busy"],
});

export const changeMember = contract({
  id: "changeMember",
  method: "PATCH",
  path: "/members/:account",
  tag: "members",
  summary: "Change a member's roles, scope, person or state; it holds at their next request",
  may: "members.change",
  ids: { "params.account": "account", "body.scopeUnit": "unit", "body.person": "person" },
  params: v.object({ account: wireId<"account">() }),
  versioned: true,
  body: v.strictObject({
    roles: v.optional(v.pipe(v.array(WireRole), v.minLength(1), v.maxLength(6))),
    scopeUnit: v.optional(v.nullable(wireId<"unit">())),
    person: v.optional(v.nullable(wireId<"person">())),
    state: v.optional(v.picklist(["active", "disabled", "left"])),
  }),
  status: 200,
  answer: v.object({ account: v.string(), version: v.number() }),
  refuses: [
    "member/not_found",
    "member/last_owner",
    "member/not_yours_to_give",
    "version/stale",
    "subject/not_found",
    "commit/busy",
  ],
});

export const acceptInvitation = contract({
  id: "acceptInvitation",
  method: "POST",
  path: "/invitations/:invitationId/accept",
  tag: "account",
  summary: "Join the company that invited this e-mail address",
  may: "signed_in",
  params: v.object({ invitationId: wireId<"invitation">() }),
  status: 200,
  answer: v.object({ open: v.string() }),
  refuses: ["auth/signed_out", "invitation/not_found", "commit/busy"],
});

export const WireKey = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(WireScope),
  madeAt: Instant,
  expiresAt: Instant,
  revokedAt: v.nullable(Instant),
});

export const listKeys = contract({
  id: "listKeys",
  method: "GET",
  path: "/keys",
  tag: "keys",
  summary: "API keys of the company, without their secrets",
  may: "keys.change",
  status: 200,
  answer: v.object({ items: v.array(WireKey) }),
  refuses: [],
});

export const createKey = contract({
  id: "createKey",
  method: "POST",
  path: "/keys",
  tag: "keys",
  summary: "Make an API key; its text is shown once",
  description: "Only a hash is kept, so a replay of the same request answers with `key: null`.",
  may: "keys.change",
  body: v.strictObject({
    id: wireId<"key">(),
    name: WireName,
    scopes: v.pipe(v.array(WireScope), v.minLength(1), v.maxLength(3)),
    days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(730)), 365),
  }),
  status: 201,
  answer: v.object({ id: v.string(), key: v.nullable(v.string()), expiresAt: Instant }),
  refuses: ["commit/busy"],
});

export const revokeKey = contract({
  id: "revokeKey",
  method: "DELETE",
  path: "/keys/:keyId",
  tag: "keys",
  summary: "Revoke an API key; it is refused at its next request",
  may: "keys.change",
  ids: { "params.keyId": "key" },
  params: v.object({ keyId: wireId<"key">() }),
  status: 200,
  answer: v.object({ id: v.string(), revokedAt: Instant }),
  refuses: ["key/not_found", "commit/busy"],
});
