import { signal } from "@preact/signals";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type {
  changeMember,
  changeTenant,
  createKey,
  inviteMember,
  listKeys,
  listMembers,
  revokeKey,
} from "../../workers/tenancy/contract.ts";
import type { Role, Scope } from "../../workers/tenancy/roles.ts";
import { api, authApi, type Problem } from "../api.ts";
import { loadSession, me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import type { Language } from "../messages/language.ts";
import { resource } from "../ui/resource.ts";

/** The company's own name, language and zone. Every save says which version it changes. */
export function companyModel() {
  const { tenant } = me();
  const fields = {
    name: signal(tenant.name),
    locale: signal<Language>(tenant.locale),
    timeZone: signal(tenant.timeZone),
  };
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function save(): Promise<boolean> {
    busy.value = true;
    const body = {
      name: fields.name.value,
      locale: fields.locale.value,
      timeZone: fields.timeZone.value,
    };
    const version = me().tenantVersion;
    const answer = await api<typeof changeTenant>("PATCH", "/tenant", { body, version });
    problem.value = answer.ok ? null : answer.problem;
    await loadSession(true);
    busy.value = false;
    return answer.ok;
  }
  return { fields, busy, problem, save };
}

type Members = AnswerOf<typeof listMembers>;
export type Member = Members["items"][number];

export function membersModel() {
  const list = resource(() => api<typeof listMembers>("GET", "/members"));
  const email = signal("");
  const role = signal<Role>("member");
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function invite(): Promise<boolean> {
    busy.value = true;
    const body = {
      id: newId<"invitation">(nowMs.peek()),
      email: email.value.trim(),
      role: role.value,
    };
    const answer = await api<typeof inviteMember>("POST", "/members", { body });
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (answer.ok) email.value = "";
    await list.load();
    return answer.ok;
  }

  async function change(
    { account, version }: Member,
    body: NonNullable<RequestOf<typeof changeMember>["body"]>,
  ): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof changeMember>("PATCH", "/members/:account", {
      params: { account },
      body,
      version,
    });
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    await list.load();
    return answer.ok;
  }
  return { list, email, role, busy, problem, invite, change };
}

export type Key = AnswerOf<typeof listKeys>["items"][number];

export function keysModel() {
  const list = resource(() => api<typeof listKeys>("GET", "/keys"));
  const name = signal("");
  const scope = signal<Scope>("read");
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  /** Held only while it is on screen: the server keeps a hash. */
  const made = signal<string | null>(null);

  async function make(): Promise<void> {
    busy.value = true;
    const body = {
      id: newId<"key">(nowMs.peek()),
      name: name.value.trim(),
      scopes: SCOPES_OF[scope.value],
    };
    const answer = await api<typeof createKey>("POST", "/keys", { body });
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (!answer.ok) return;
    made.value = answer.body.key;
    name.value = "";
    await list.load();
  }

  async function revoke(keyId: string): Promise<boolean> {
    const answer = await api<typeof revokeKey>("DELETE", "/keys/:keyId", { params: { keyId } });
    problem.value = answer.ok ? null : answer.problem;
    await list.load();
    return answer.ok;
  }
  return { list, name, scope, busy, problem, made, make, revoke };
}

/** A wider scope includes the narrower ones. */
const SCOPES_OF: Readonly<Record<Scope, Scope[]>> = {
  read: ["read"],
  write: ["read", "write"],
  admin: ["read", "write", "admin"],
};

/** better-auth's own shape of a session. */
export type OpenSession = {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
};

export function sessionsModel() {
  const list = resource(() => authApi<readonly OpenSession[]>("GET", "/list-sessions"));
  const problem = signal<Problem | null>(null);

  async function end(token: string): Promise<boolean> {
    const answer = await authApi("POST", "/revoke-session", { token });
    problem.value = answer.ok ? null : answer.problem;
    await list.load();
    return answer.ok;
  }

  async function endOthers(): Promise<boolean> {
    const answer = await authApi("POST", "/revoke-other-sessions", {});
    problem.value = answer.ok ? null : answer.problem;
    await list.load();
    return answer.ok;
  }
  return { list, problem, end, endOthers };
}

/** "Chrome · macOS" of a user agent; empty when it says neither. */
export function deviceOf(agent: string | null): string {
  const text = agent ?? "";
  const browser = BROWSERS.find(([, mark]) => text.includes(mark))?.[0];
  const system = SYSTEMS.find(([, mark]) => text.includes(mark))?.[0];
  return [browser, system].filter((part) => part !== undefined).join(" · ");
}

// In this order: Edge and WeChat also say Chrome, Chrome also says Safari.
const BROWSERS = [
  ["WeChat", "MicroMessenger"],
  ["Edge", "Edg/"],
  ["Firefox", "Firefox/"],
  ["Chrome", "Chrome/"],
  ["Safari", "Safari/"],
] as const;
const SYSTEMS = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["macOS", "Mac OS"],
  ["Linux", "Linux"],
] as const;
