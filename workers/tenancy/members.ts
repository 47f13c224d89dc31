import {
  acceptInvitation,
  keepInvitation,
  memberNames,
  pendingInvitations,
  removeMember,
  rolesFrom,
  usableInvitation,
} from "../auth/accounts.ts";
import { invitationMail } from "../auth/mails.ts";
import { sendMail } from "../auth/mailer.ts";
import { type SignedIn, staleCookie } from "../auth/session.ts";
import type { Env } from "../env.ts";
import { must } from "../lib/assert.ts";
import { newId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "./actor.ts";
import { commit, type CommitError } from "./commit.ts";
import { shardOf } from "./directory.ts";
import { openPlace } from "./open.ts";
import type { Seed } from "./prepare.ts";
import type { Role } from "./roles.ts";
import * as store from "./store.ts";
import { type TenantDb, tenantDb } from "./tenant-db.ts";

const INVITATION_MS = 7 * 86_400_000;

type Invited = { readonly id: string; readonly email: string; readonly expiresAt: number };
type Named = { readonly scopeUnit: string | null; readonly person: string | null };
type Missing = { readonly code: "subject/not_found"; readonly kind: string; readonly id: string };

/** Bound to the address: whoever signs in with it, and nobody else, can accept. */
export async function invite(
  env: Env,
  db: TenantDb,
  asked: Named & {
    readonly id: string;
    readonly email: string;
    readonly role: Role;
    readonly actor: () => Actor;
  },
): Promise<
  Result<
    Invited,
    | Missing
    | { code: "member/exists"; email: string }
    | { code: "member/not_yours_to_give" }
    | { code: "commit/busy" }
  >
> {
  const { id, email, role, scopeUnit, person } = asked;
  const { settings, known } = await db.load({
    settings: store.settings(),
    known: store.known({ unit: scopeUnit, person }),
  });
  const missing = missingOf(known, asked);
  if (missing) return err(missing);
  if (role === "owner" && !asked.actor().roles.includes("owner"))
    return err({ code: "member/not_yours_to_give" });
  if (await isThere(env, db.uuid, { id, email })) return err({ code: "member/exists", email });

  const { name, locale } = must(settings);
  const expiresAt = db.now + INVITATION_MS;
  const inviter = db.actor();
  const kept = { id, tenant: db.uuid, email, role, scopeUnit, person, expiresAt };
  await keepInvitation(env, { ...kept, inviter, now: db.now });
  const body = { id, email, expiresAt };
  const done = await commit(db, {
    event: "member/invited",
    subject: id,
    detail: { role },
    writes: [],
    answer: { status: 201, body },
  });
  if (!done.ok) return err({ code: "commit/busy" });
  const link = `${env.BASE_URL}/join/${id}`;
  await sendMail(env, email, invitationMail({ company: name, link }, locale));
  return ok(body);
}

async function isThere(env: Env, uuid: string, asked: { id: string; email: string }) {
  const [names, invited] = await Promise.all([
    memberNames(env, uuid),
    pendingInvitations(env, uuid),
  ]);
  return (
    names.some(({ email }) => email === asked.email) ||
    invited.some(({ id, email }) => email === asked.email && id !== asked.id)
  );
}

function missingOf(known: { unit: boolean; person: boolean }, named: Named): Missing | null {
  if (!known.unit) return { code: "subject/not_found", kind: "unit", id: named.scopeUnit ?? "" };
  if (!known.person) return { code: "subject/not_found", kind: "person", id: named.person ?? "" };
  return null;
}

type ChangeError =
  | Missing
  | { code: "member/not_found"; id: string }
  | { code: "member/last_owner" }
  | { code: "member/not_yours_to_give" }
  | { code: "version/stale"; yours: number; current: number }
  | { code: "commit/busy" };

/** The shard first: the next request of that person is already refused or sees less. */
export async function changeMembership(
  env: Env,
  db: TenantDb,
  asked: {
    readonly account: string;
    readonly roles?: readonly Role[] | undefined;
    readonly scopeUnit?: string | null | undefined;
    readonly person?: string | null | undefined;
    readonly state?: "active" | "disabled" | "left" | undefined;
    readonly version: number;
    readonly actor: () => Actor;
  },
): Promise<Result<{ account: string; version: number }, ChangeError>> {
  const { account, version } = asked;
  const named = { unit: asked.scopeUnit ?? null, person: asked.person ?? null };
  const { members, known } = await db.load({ members: store.members(), known: store.known(named) });
  const before = members.find((each) => each.account === account);
  if (!before) return err({ code: "member/not_found", id: account });
  const missing = missingOf(known, { scopeUnit: named.unit, person: named.person });
  if (missing) return err(missing);
  const stale = { code: "version/stale", yours: version, current: before.version } as const;
  if (before.version !== version) return err(stale);

  const after = {
    account,
    roles: [...(asked.roles ?? before.roles)],
    scopeUnit: asked.scopeUnit === undefined ? before.scopeUnit : asked.scopeUnit,
    person: asked.person === undefined ? before.person : asked.person,
    state: asked.state ?? before.state,
  };
  const wasOwner = before.roles.includes("owner");
  const staysOwner = after.roles.includes("owner") && after.state === "active";
  if (wasOwner !== after.roles.includes("owner") && !asked.actor().roles.includes("owner"))
    return err({ code: "member/not_yours_to_give" });

  const done = await commit(db, {
    event: "member/changed",
    subject: account,
    detail: { roles: after.roles, state: after.state, scopeUnit: after.scopeUnit },
    expect: [
      store.accessVersionIs(account, version),
      ...(wasOwner && !staysOwner ? [store.anotherOwnerThan(account)] : []),
    ],
    writes: [store.changeAccess(after)],
  });
  if (!done.ok) return err(refusalOf(done.error, stale));
  if (after.state === "left") await removeMember(env, db.uuid, account);
  return ok({ account, version: version + 1 });
}

function refusalOf(error: CommitError, stale: Extract<ChangeError, { code: "version/stale" }>) {
  if (error.code === "commit/unique") return { code: "commit/busy" } as const;
  return error.what === "member/last_owner" ? ({ code: "member/last_owner" } as const) : stale;
}

/** Joins the company; the shard's access row first, then the control database. Safe to repeat. */
export async function accept(
  env: Env,
  at: {
    readonly id: string;
    readonly me: SignedIn;
    readonly now: number;
    readonly seeds: readonly Seed[];
  },
): Promise<
  Result<
    { open: string; cookies: readonly string[] },
    { code: "invitation/not_found" } | { code: "commit/busy" }
  >
> {
  const { me, now } = at;
  const invitation = await usableInvitation(env, { id: at.id, email: me.email, now });
  const place = invitation && (await openPlace(env, invitation.tenant, { now, seeds: at.seeds }));
  if (!invitation || !place) return err({ code: "invitation/not_found" });
  const db = tenantDb({
    shard: shardOf(env, place),
    tenant: place.number,
    uuid: place.uuid,
    epoch: place.epoch,
    actor: () => me.account,
    now,
  });
  const roles = rolesFrom(invitation.role);
  const { scopeUnit, person } = invitation;
  const done = await commit(db, {
    event: "member/joined",
    subject: me.account,
    detail: { invitation: invitation.id, roles },
    writes: [store.admit({ account: me.account, roles, scopeUnit, person })],
  });
  if (!done.ok) return err({ code: "commit/busy" });
  const { account, sessionId } = me;
  await acceptInvitation(env, { invitation, account, sessionId, memberId: newId(now), now });
  return ok({ open: invitation.tenant, cookies: [staleCookie(env)] });
}
