import { type Env, SHARDS } from "../env.ts";
import type { Role } from "../tenancy/roles.ts";

/** The only other queries on better-auth's tables: companies, members, invitations, open company. */

export type Company = { readonly id: string; readonly name: string };

export async function companiesOf(env: Env, account: string): Promise<Company[]> {
  const { results } = await env.CONTROL.prepare(
    `SELECT o.id, o.name FROM member AS m JOIN organization AS o ON o.id = m.organizationId
     WHERE m.userId = ?1 ORDER BY o.createdAt, o.id`,
  )
    .bind(account)
    .all<Company>();
  return results;
}

export type Birth = {
  readonly uuid: string;
  readonly name: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly currency: string;
  readonly account: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly now: number;
};

/**
 * A company in the control database, `preparing`, in one batch: organisation, owner, place. Shards
 * are taken in turn. Returns false when the id is taken.
 */
export async function bearCompany(env: Env, born: Birth): Promise<boolean> {
  const { CONTROL } = env;
  const results = await CONTROL.batch([
    CONTROL.prepare(
      `INSERT INTO organization (id, name, slug, createdAt) VALUES (?1, ?2, ?1, ?3)
       ON CONFLICT DO NOTHING`,
    ).bind(born.uuid, born.name, born.now),
    CONTROL.prepare(
      `INSERT INTO member (id, userId, organizationId, role, createdAt)
       SELECT ?1, ?2, ?3, 'owner', ?4
       WHERE NOT EXISTS (SELECT 1 FROM member WHERE organizationId = ?3) ON CONFLICT DO NOTHING`,
    ).bind(born.memberId, born.account, born.uuid, born.now),
    CONTROL.prepare(
      `INSERT INTO directory (uuid, number, shard, epoch, state, region, locale, time_zone,
         day_offset, currency, made_at, made_by)
       SELECT ?1, n.next, 'SHARD_' || (n.next % CAST(?7 AS INTEGER)), 1, 'preparing', 'default', ?2, ?3,
         0, ?4, ?5, ?6
       FROM (SELECT coalesce(max(number), 0) + 1 AS next FROM directory) AS n WHERE true
       ON CONFLICT DO NOTHING`,
    ).bind(
      ...[born.uuid, born.locale, born.timeZone, born.currency, born.now, born.account],
      SHARDS.length,
    ),
    CONTROL.prepare("SELECT made_by FROM directory WHERE uuid = ?1").bind(born.uuid),
    openStatement(env, born),
  ]);
  const row = results[3]?.results[0] as { made_by: string } | undefined;
  return row?.made_by === born.account;
}

/** Opens a company in a session, only for its members. */
export async function openCompany(
  env: Env,
  at: { readonly uuid: string; readonly account: string; readonly sessionId: string },
): Promise<boolean> {
  const { meta } = await openStatement(env, at).run();
  return meta.changes === 1;
}

function openStatement(
  env: Env,
  at: { readonly uuid: string; readonly account: string; readonly sessionId: string },
) {
  return env.CONTROL.prepare(
    `UPDATE session SET activeOrganizationId = ?1 WHERE id = ?2 AND userId = ?3
       AND EXISTS (SELECT 1 FROM member WHERE organizationId = ?1 AND userId = ?3)`,
  ).bind(at.uuid, at.sessionId, at.account);
}

export type Preparation = {
  readonly name: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly currency: string;
  readonly madeBy: string;
  readonly madeAt: number;
};

export async function preparationOf(env: Env, uuid: string): Promise<Preparation | null> {
  const row = await env.CONTROL.prepare(
    `SELECT o.name, d.locale, d.time_zone AS timeZone, d.currency, d.made_by AS madeBy,
       d.made_at AS madeAt
     FROM directory AS d JOIN organization AS o ON o.id = d.uuid WHERE d.uuid = ?1`,
  )
    .bind(uuid)
    .first<Preparation>();
  return row;
}

export async function markActive(env: Env, uuid: string): Promise<void> {
  await env.CONTROL.prepare(
    "UPDATE directory SET state = 'active' WHERE uuid = ?1 AND state = 'preparing'",
  )
    .bind(uuid)
    .run();
}

/** The directory's copy of what a request needs before it has read the shard. */
export async function rememberSettings(
  env: Env,
  uuid: string,
  settings: { readonly name: string; readonly timeZone: string },
): Promise<void> {
  const { CONTROL } = env;
  await CONTROL.batch([
    CONTROL.prepare("UPDATE organization SET name = ?2 WHERE id = ?1").bind(uuid, settings.name),
    CONTROL.prepare("UPDATE directory SET time_zone = ?2 WHERE uuid = ?1").bind(
      uuid,
      settings.timeZone,
    ),
  ]);
}

export type MemberName = {
  readonly account: string;
  readonly name: string;
  readonly email: string;
};

export async function memberNames(env: Env, uuid: string): Promise<MemberName[]> {
  const { results } = await env.CONTROL.prepare(
    `SELECT u.id AS account, u.name, u.email FROM member AS m JOIN user AS u ON u.id = m.userId
     WHERE m.organizationId = ?1`,
  )
    .bind(uuid)
    .all<MemberName>();
  return results;
}

export type Invitation = {
  readonly id: string;
  readonly tenant: string;
  readonly email: string;
  readonly role: string;
  readonly scopeUnit: string | null;
  readonly person: string | null;
  readonly expiresAt: number;
};

export async function pendingInvitations(env: Env, uuid: string): Promise<Invitation[]> {
  const { results } = await env.CONTROL.prepare(
    `SELECT id, organizationId AS tenant, email, role, scopeUnit, person, expiresAt
     FROM invitation WHERE organizationId = ?1 AND status = 'pending' ORDER BY createdAt`,
  )
    .bind(uuid)
    .all<Invitation>();
  return results;
}

export async function keepInvitation(
  env: Env,
  invitation: Invitation & { readonly inviter: string; readonly now: number },
): Promise<void> {
  const { id, tenant, email, role, scopeUnit, person, expiresAt, inviter, now } = invitation;
  await env.CONTROL.prepare(
    `INSERT INTO invitation (id, organizationId, email, role, status, inviterId, expiresAt,
       createdAt, scopeUnit, person)
     VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`,
  )
    .bind(id, tenant, email, role, inviter, expiresAt, now, scopeUnit, person)
    .run();
}

/** An invitation for this address that can still be used. It is bound to the address it was sent to. */
export async function usableInvitation(
  env: Env,
  { id, email, now }: { readonly id: string; readonly email: string; readonly now: number },
): Promise<Invitation | null> {
  return await env.CONTROL.prepare(
    `SELECT id, organizationId AS tenant, email, role, scopeUnit, person, expiresAt
     FROM invitation WHERE id = ?1 AND email = ?2 AND status = 'pending' AND expiresAt > ?3`,
  )
    .bind(id, email.toLowerCase(), now)
    .first<Invitation>();
}

export async function acceptInvitation(
  env: Env,
  at: {
    readonly invitation: Invitation;
    readonly account: string;
    readonly sessionId: string;
    readonly memberId: string;
    readonly now: number;
  },
): Promise<void> {
  const { CONTROL } = env;
  const { invitation, account } = at;
  await CONTROL.batch([
    CONTROL.prepare(
      `INSERT INTO member (id, userId, organizationId, role, createdAt) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO NOTHING`,
    ).bind(at.memberId, account, invitation.tenant, invitation.role, at.now),
    CONTROL.prepare("UPDATE invitation SET status = 'accepted' WHERE id = ?1").bind(invitation.id),
    openStatement(env, { uuid: invitation.tenant, account, sessionId: at.sessionId }),
  ]);
}

/** After the shard has refused them already: they can no longer open the company. */
export async function removeMember(env: Env, uuid: string, account: string): Promise<void> {
  const { CONTROL } = env;
  await CONTROL.batch([
    CONTROL.prepare("DELETE FROM member WHERE organizationId = ?1 AND userId = ?2").bind(
      uuid,
      account,
    ),
    CONTROL.prepare(
      "UPDATE session SET activeOrganizationId = NULL WHERE activeOrganizationId = ?1 AND userId = ?2",
    ).bind(uuid, account),
  ]);
}

export function rolesFrom(text: string): Role[] {
  return text.split(",") as Role[];
}
