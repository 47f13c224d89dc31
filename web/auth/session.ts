import { signal } from "@preact/signals";
import type { Day } from "../../workers/lib/day.ts";
import { may as mayDo, type Permission, type Role } from "../../workers/tenancy/roles.ts";
import { api, authApi, signedOut, type Problem } from "../api.ts";
import { hasChosenLanguage, setLanguage } from "../messages/messages.ts";

/** Who is signed in, to which company, as the server says it. */
export type Me = {
  readonly account: { readonly id: string; readonly name: string; readonly email: string };
  readonly tenant: {
    readonly id: string;
    readonly name: string;
    readonly locale: "zh" | "en";
    readonly currency: string;
    readonly timeZone: string;
    readonly trialEndsAt: number | null;
    readonly trialDaysLeft: number | null;
    readonly sample: boolean;
  } | null;
  readonly person: string | null;
  readonly roles: readonly Role[];
  readonly today: Day;
};

export type Session =
  | { readonly state: "unknown" }
  | { readonly state: "out" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "in"; readonly me: Me };

export const session = signal<Session>({ state: "unknown" });

let asked: Promise<void> | null = null;

/** Asks the server once who is signed in; `again` after something about it has changed. */
export function loadSession(again = false): Promise<void> {
  if (again || !asked) asked = ask();
  return asked;
}

async function ask(): Promise<void> {
  const answer = await api("GET", "/me");
  if (!answer.ok) {
    const { problem } = answer;
    session.value = problem.status === 401 ? { state: "out" } : { state: "failed", problem };
    return;
  }
  const me = answer.body as Me;
  signedOut.value = false;
  session.value = { state: "in", me };
  if (me.tenant && !hasChosenLanguage()) await setLanguage(me.tenant.locale, false);
}

/** Who is signed in. Only below the app frame, which asked first; asserts that someone is. */
export function me(): Me & { readonly tenant: NonNullable<Me["tenant"]> } {
  const now = session.value;
  if (now.state !== "in" || !now.me.tenant) throw new Error("the app frame asks who is signed in");
  return { ...now.me, tenant: now.me.tenant };
}

/** What the interface offers; the server decides again at every request. */
export function may(permission: Permission): boolean {
  const now = session.value;
  return now.state === "in" && mayDo({ roles: now.me.roles, scopes: null }, permission);
}

export async function signOut(): Promise<void> {
  await authApi("POST", "/sign-out", {});
  asked = null;
  session.value = { state: "out" };
}
