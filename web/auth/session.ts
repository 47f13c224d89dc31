import { signal } from "@preact/signals";
import { day, type Day } from "../../workers/lib/day.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { getMe, getTenant, openTenant } from "../../workers/tenancy/contract.ts";
import type { Permission } from "../../workers/tenancy/roles.ts";
import { api, authApi, signedOut, type Problem } from "../api.ts";
import { hasChosenLanguage, setLanguage } from "../messages/messages.ts";

type Account = AnswerOf<typeof getMe>;
type Tenant = AnswerOf<typeof getTenant>;

/** Who is signed in, to which company, as the server says it. */
export type Me = {
  readonly account: Account;
  readonly tenant: Tenant;
  /** For If-Match when the company itself is changed. */
  readonly tenantVersion: number;
  readonly roles: Tenant["me"]["roles"];
  readonly person: string | null;
  /** The business day of the company, not of the browser. */
  readonly today: Day;
};

const MARK = "fairlead.signed-in";

/** Whether it is worth asking: a reader who never signed in here needs no question to the server. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(MARK) !== null;
}

export type Session =
  | { readonly state: "unknown" }
  | { readonly state: "out" }
  /** Signed in, and not yet in any company. */
  | { readonly state: "homeless"; readonly account: Account }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "in"; readonly me: Me };

export const session = signal<Session>({ state: "unknown" });

let asked: Promise<void> | null = null;

/** Asks the server once who is signed in; `again` after something about it has changed. */
export function loadSession(again = false): Promise<void> {
  if (again || !asked) asked = ask();
  return asked;
}

/** Whose answers this document holds: account and company. */
let holder: string | null = null;

async function ask(): Promise<void> {
  const now = await read();
  if (now.state === "in") {
    const next = `${now.me.account.account} ${now.me.tenant.id}`;
    // Signed in as somebody else after a session ended: what is in memory is not theirs.
    if (holder !== null && holder !== next) return location.reload();
    holder = next;
  }
  session.value = now;
  if (now.state === "in" || now.state === "homeless") localStorage.setItem(MARK, "");
  if (now.state === "out") localStorage.removeItem(MARK);
  if (now.state === "in" && !hasChosenLanguage()) await setLanguage(now.me.tenant.locale, false);
}

async function read(): Promise<Session> {
  const [who, where] = await Promise.all([api<typeof getMe>("GET", "/me"), readTenant()]);
  if (!who.ok) return refused(who.problem);
  signedOut.value = false;
  if (where.ok) return { state: "in", me: meOf(who.body, where.body, where.version) };
  const [first] = who.body.companies;
  if (!first) return { state: "homeless", account: who.body };
  if (who.body.open !== null) return refused(where.problem);
  await api<typeof openTenant>("POST", "/me/open", { body: { id: first.id } });
  const opened = await readTenant();
  return opened.ok
    ? { state: "in", me: meOf(who.body, opened.body, opened.version) }
    : refused(opened.problem);
}

function readTenant() {
  return api<typeof getTenant>("GET", "/tenant");
}

function refused(problem: Problem): Session {
  return problem.status === 401 ? { state: "out" } : { state: "failed", problem };
}

function meOf(account: Account, tenant: Tenant, tenantVersion: number): Me {
  const { roles, person } = tenant.me;
  return { account, tenant, tenantVersion, roles, person, today: day(tenant.today) };
}

/** Who is signed in. Only below the app frame, which asked first; asserts that someone is. */
export function me(): Me {
  const now = session.value;
  if (now.state !== "in") throw new Error("the app frame asks who is signed in");
  return now.me;
}

/** What the interface offers; the server decides again at every request. */
export function may(permission: Permission): boolean {
  const now = session.value;
  return now.state === "in" && now.me.tenant.me.may.includes(permission);
}

/** Leaves, to the sign-in page. */
export async function signOut(then = "/login"): Promise<void> {
  await authApi("POST", "/sign-out", {});
  localStorage.removeItem(MARK);
  beginAnew(then);
}

/** Opens another company of this account. */
export async function openCompany(id: string): Promise<void> {
  const opened = await api<typeof openTenant>("POST", "/me/open", { body: { id } });
  if (opened.ok) beginAnew("/home");
}

/** A new document: nothing that was read for one company or person is left for the next. */
export function beginAnew(path: string): void {
  location.assign(path);
}
