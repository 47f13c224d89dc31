import { err, ok, type Result } from "../lib/result.ts";
import { businessDay, type Instant } from "../lib/instant.ts";
import type { Day } from "../lib/day.ts";
import {
  may,
  type Permission,
  type Reach,
  reachOf,
  type Role,
  ROLES,
  type Scope,
  SCOPES,
} from "./roles.ts";
import { first, maybe, maybeWhole, read, type Row, text, whole } from "./sql.ts";

/** Who asks, before the tenant's own rows have said what they may. */
export type Credential =
  | { readonly kind: "session"; readonly account: string; readonly signedInAt: number }
  | { readonly kind: "key"; readonly id: string; readonly hash: string }
  /** Our own work on behalf of a commit that was allowed. */
  | { readonly kind: "job"; readonly name: string };

export type Actor = {
  readonly tenant: string;
  /** The account, the key or the job; it stands in the commit row. */
  readonly id: string;
  readonly account: string | null;
  /** The participant this account is, if any. */
  readonly person: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[] | null;
  readonly scopeUnit: string | null;
  readonly reach: Reach;
  readonly today: Day;
};

export type Here = {
  readonly uuid: string;
  readonly epoch: number;
  readonly state: string;
  readonly timeZone: string;
  readonly dayOffset: number;
  readonly plan: string;
  readonly trialEndsAt: number | null;
};
export type AccessRow = {
  readonly person: string | null;
  readonly roles: readonly Role[];
  readonly scopeUnit: string | null;
  readonly state: string;
  readonly notBefore: number;
};
export type KeyRow = {
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: number;
  readonly revokedAt: number | null;
};
export type Standing = {
  readonly here: Here | null;
  readonly access: AccessRow | null;
  readonly key: KeyRow | null;
};

export type AccessError =
  | { readonly code: "tenant/moved" }
  | { readonly code: "tenant/suspended" }
  | { readonly code: "trial/ended"; readonly endedAt: number }
  | { readonly code: "auth/signed_out" }
  | { readonly code: "auth/no_access" }
  | { readonly code: "auth/key_invalid" }
  | { readonly code: "auth/not_allowed"; readonly permission: string };

/** The rows of the tenant that say what a credential may. They go first in a request's first batch. */
export const standing = {
  here: () =>
    read(
      `SELECT uuid, epoch, state, time_zone, day_offset, plan, trial_ends_at
       FROM tenant_here WHERE tenant = ?1`,
      [],
      first((row): Here => ({
        uuid: text(row, "uuid"),
        epoch: whole(row, "epoch"),
        state: text(row, "state"),
        timeZone: text(row, "time_zone"),
        dayOffset: whole(row, "day_offset"),
        plan: text(row, "plan"),
        trialEndsAt: maybeWhole(row, "trial_ends_at"),
      })),
    ),
  access: (account: string) =>
    read(
      `SELECT person, roles, scope_unit, state, not_before
       FROM access WHERE tenant = ?1 AND account = ?2`,
      [account],
      first(accessRow),
    ),
  key: (id: string) =>
    read(
      `SELECT hash, scopes, expires_at, revoked_at FROM api_keys WHERE tenant = ?1 AND id = ?2`,
      [id],
      first((row): KeyRow => ({
        hash: text(row, "hash"),
        scopes: SCOPES.filter((scope) => listed(row, "scopes").includes(scope)),
        expiresAt: whole(row, "expires_at"),
        revokedAt: maybeWhole(row, "revoked_at"),
      })),
    ),
};

function accessRow(row: Row): AccessRow {
  return {
    person: maybe(row, "person"),
    roles: ROLES.filter((role) => listed(row, "roles").includes(role)),
    scopeUnit: maybe(row, "scope_unit"),
    state: text(row, "state"),
    notBefore: whole(row, "not_before"),
  };
}

function listed(row: Row, name: string): readonly string[] {
  const value: unknown = JSON.parse(text(row, name));
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

type Question = {
  readonly credential: Credential;
  readonly permission: Permission | "signed_in";
  readonly writes: boolean;
  /** Where the directory said the tenant is. */
  readonly epoch: number;
  readonly now: Instant;
};

/**
 * Mints the actor, for requests, jobs and board objects alike. Precedence: where the tenant is,
 * who asks, whether the trial allows it, what they may.
 */
export function actorFrom(rows: Standing, asked: Question): Result<Actor, AccessError> {
  const { here } = rows;
  if (!here || here.epoch !== asked.epoch) return err({ code: "tenant/moved" });
  if (here.state === "suspended") return err({ code: "tenant/suspended" });
  if (asked.writes && here.state !== "active") return err({ code: "tenant/moved" });

  const holder = holderOf(rows, asked);
  if (!holder.ok) return holder;
  const { endedAt } = trialOf(here, asked.now);
  if (asked.writes && endedAt !== null) return err({ code: "trial/ended", endedAt });
  const { permission } = asked;
  if (permission !== "signed_in" && !may(holder.value, permission))
    return err({ code: "auth/not_allowed", permission });

  const today = businessDay(asked.now, here.timeZone, here.dayOffset);
  const { roles, scopes, scopeUnit } = holder.value;
  const reach = scopes ? "all" : reachOf(roles, scopeUnit);
  return ok({ ...holder.value, tenant: here.uuid, reach, today });
}

function trialOf(here: Here, now: Instant): { readonly endedAt: number | null } {
  const ended = here.plan === "trial" && here.trialEndsAt !== null && here.trialEndsAt <= now;
  return { endedAt: ended ? here.trialEndsAt : null };
}

type Holder = Omit<Actor, "tenant" | "reach" | "today">;

function holderOf(rows: Standing, { credential, now }: Question): Result<Holder, AccessError> {
  switch (credential.kind) {
    case "session": {
      const { access } = rows;
      if (!access || access.state !== "active") return err({ code: "auth/no_access" });
      if (credential.signedInAt < access.notBefore) return err({ code: "auth/signed_out" });
      const { person, roles, scopeUnit } = access;
      const { account } = credential;
      return ok({ id: account, account, person, roles, scopes: null, scopeUnit });
    }
    case "key": {
      const { key } = rows;
      const valid =
        key && key.hash === credential.hash && key.revokedAt === null && key.expiresAt > now;
      if (!valid) return err({ code: "auth/key_invalid" });
      const { scopes } = key;
      return ok({
        id: credential.id,
        account: null,
        person: null,
        roles: [],
        scopes,
        scopeUnit: null,
      });
    }
    case "job":
      return ok({
        id: credential.name,
        account: null,
        person: null,
        roles: ["owner"],
        scopes: null,
        scopeUnit: null,
      });
  }
}
