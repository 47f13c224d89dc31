import type { Reach } from "../tenancy/roles.ts";
import { TICKET_MS, type Admission } from "./ticket.ts";
import type { Viewer } from "./view.ts";

/** What is known of someone who asks to look: for a request the actor, for a socket its row. */
export type Looker = {
  readonly reach: Reach;
  readonly scopeUnit: string | null;
  readonly person: string | null;
};

/** Who leads the board's unit, or a unit above it, sees every row; others what the mode allows. */
export function viewerOf(
  looker: Looker,
  above: readonly string[],
): Exclude<Viewer, { kind: "screen" }> {
  const { reach, scopeUnit, person } = looker;
  const leads = reach === "subtree" && scopeUnit !== null && above.includes(scopeUnit);
  return { kind: reach === "all" || leads ? "all" : "person", person };
}

export function viewerAt(admission: Pick<Admission, "kind" | "person">): Viewer {
  const { kind, person } = admission;
  return kind === "screen" ? { kind } : { kind, person };
}

/** What the tenant's rows say now of everyone who watches. */
export type Rights = {
  readonly members: ReadonlyMap<
    string,
    Looker & { readonly active: boolean; readonly notBefore: number }
  >;
  readonly keys: ReadonlySet<string>;
  readonly screens: ReadonlySet<string>;
  readonly above: readonly string[];
};

/**
 * May this socket stay open? Not when the member left, was signed out everywhere after the ticket
 * was given, or sees more or less than it was opened with: the page then asks for a new ticket and
 * learns the reason there.
 */
export function mayStay(admission: Admission, rights: Rights): boolean {
  const { account, screen, key, kind, person, exp } = admission;
  if (screen !== null) return rights.screens.has(screen);
  if (key !== null) return rights.keys.has(key);
  const member = account === null ? undefined : rights.members.get(account);
  if (!member?.active || member.notBefore > exp - TICKET_MS) return false;
  const now = viewerOf(member, rights.above);
  return now.kind === kind && now.person === person;
}
