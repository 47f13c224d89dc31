import { companiesOf, memberNames, pendingInvitations } from "../auth/accounts.ts";
import { must } from "../lib/assert.ts";
import { err, ok } from "../lib/result.ts";
import type { Api } from "../http/context.ts";
import { endpoint, openEndpoint } from "../http/endpoint.ts";
import { SEEDS } from "../http/seeds.ts";
import * as contracts from "./contract.ts";
import { accept, changeMembership, invite } from "./members.ts";
import { createCompany, switchCompany } from "./companies.ts";
import { change } from "./settings.ts";
import { makeKey, revoke } from "./make-key.ts";
import { may, PERMISSIONS, isPermission } from "./roles.ts";
import * as store from "./store.ts";
import { trialDaysLeft } from "./trial.ts";

export function tenancyRoutes(api: Api): void {
  accountRoutes(api);
  companyRoutes(api);
  memberRoutes(api);
  keyRoutes(api);
}

function accountRoutes(api: Api): void {
  openEndpoint(api, contracts.getMe, async ({ c, me }) => {
    if (!me) return err({ code: "auth/signed_out" });
    const { account, sessionId, name, email, locale, tenant: open } = me;
    const companies = await companiesOf(c.env, account);
    return ok({ body: { account, sessionId, name, email, locale, companies, open } });
  });

  openEndpoint(api, contracts.createTenant, async ({ c, me, input: { body } }) => {
    if (!me) return err({ code: "auth/signed_out" });
    const made = await createCompany(c.env, { ...body, me, now: c.var.now, seeds: SEEDS });
    if (!made.ok) return made;
    c.var.cookies.push(...made.value.cookies);
    return ok({ body: { id: body.id, name: body.name } });
  });

  openEndpoint(api, contracts.openTenant, async ({ c, me, input: { body } }) => {
    if (!me) return err({ code: "auth/signed_out" });
    const opened = await switchCompany(c.env, { id: body.id, me });
    if (!opened.ok) return opened;
    c.var.cookies.push(...opened.value.cookies);
    return ok({ body: { open: body.id } });
  });

  openEndpoint(api, contracts.acceptInvitation, async ({ c, me, input: { params } }) => {
    if (!me) return err({ code: "auth/signed_out" });
    const at = { id: params.invitationId, me, now: c.var.now, seeds: SEEDS };
    const joined = await accept(c.env, at);
    if (!joined.ok) return joined;
    c.var.cookies.push(...joined.value.cookies);
    return ok({ body: { open: joined.value.open } });
  });
}

function companyRoutes(api: Api): void {
  endpoint(api, contracts.getTenant, async ({ db, actor, today, now }) => {
    const loaded = await db.load({ settings: store.settings() });
    const { version, ...settings } = must(loaded.settings);
    const { person: self, roles, reach, scopeUnit, scopes } = actor();
    const allowed = Object.keys(PERMISSIONS).filter(
      (name) => isPermission(name) && may({ roles, scopes }, name),
    );
    const body = {
      id: db.uuid,
      ...settings,
      today,
      trialDaysLeft: trialDaysLeft(settings.trialEndsAt, now),
      me: { person: self, roles: [...roles], reach, scopeUnit, may: allowed },
    };
    return ok({ body, version });
  });

  endpoint(api, contracts.changeTenant, async ({ c, db, input }) => {
    const changed = await change(c.env, db, { ...input.body, version: input.version });
    if (!changed.ok) return changed;
    return ok({ body: changed.value, version: input.version + 1 });
  });

  endpoint(api, contracts.listCommits, async ({ db, input: { query } }) => {
    const below = Number(query.cursor ?? Number.MAX_SAFE_INTEGER);
    const { rows } = await db.load({ rows: store.commitsBelow(below, query.limit + 1) });
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return ok({ body: { items, next: rows.length > items.length && last ? `${last.seq}` : null } });
  });
}

function memberRoutes(api: Api): void {
  endpoint(api, contracts.listMembers, async ({ c, db, now }) => {
    // Side by side: names are thrown away when the load refuses.
    const [{ members }, names, invited] = await Promise.all([
      db.load({ members: store.members() }),
      memberNames(c.env, db.uuid),
      pendingInvitations(c.env, db.uuid),
    ]);
    const byAccount = new Map(names.map((each) => [each.account, each]));
    const items = members.map((each) => {
      const { name = "", email = "" } = byAccount.get(each.account) ?? {};
      return { ...each, name, email };
    });
    const invitations = invited
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ id, email, role, expiresAt }) => ({ id, email, role: role as "member", expiresAt }));
    return ok({ body: { items, invitations } });
  });

  endpoint(api, contracts.inviteMember, async ({ c, db, actor, input: { body } }) => {
    const invited = await invite(c.env, db, { ...body, actor });
    if (!invited.ok) return invited;
    return ok({ body: invited.value });
  });

  endpoint(api, contracts.changeMember, async ({ c, db, actor, input }) => {
    const { account } = input.params;
    const asked = { ...input.body, account, version: input.version, actor };
    const changed = await changeMembership(c.env, db, asked);
    if (!changed.ok) return changed;
    const live = c.env.LIVE.get(c.env.LIVE.idFromName(db.uuid));
    c.executionCtx.waitUntil(live.expel(account));
    return ok({ body: changed.value, version: changed.value.version });
  });
}

function keyRoutes(api: Api): void {
  endpoint(api, contracts.listKeys, async ({ db }) => {
    const { items } = await db.load({ items: store.keys() });
    return ok({ body: { items } });
  });

  endpoint(api, contracts.createKey, async ({ db, input: { body } }) => {
    const made = await makeKey(db, body);
    if (!made.ok) return made;
    return ok({ body: made.value });
  });

  endpoint(api, contracts.revokeKey, async ({ db, input: { params } }) => {
    const revoked = await revoke(db, params.keyId);
    if (!revoked.ok) return revoked;
    return ok({ body: revoked.value });
  });
}
