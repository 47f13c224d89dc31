import { ROLES, SCOPES } from "./roles.ts";
import { every, first, maybe, maybeWhole, read, type Row, text, whole, write } from "./sql.ts";

/** Rows of the core tables as the tenancy's own commands see them. */

const list = (row: Row, name: string): string[] => {
  const value: unknown = JSON.parse(text(row, name));
  return Array.isArray(value) ? value.map(String) : [];
};

export const settings = () =>
  read(
    `SELECT name, locale, time_zone, currency, plan, trial_ends_at, sample, version,
       coalesce((SELECT max(seq) FROM commits WHERE tenant = ?1), 0) AS seq
     FROM tenant_here WHERE tenant = ?1`,
    [],
    first((row) => ({
      name: text(row, "name"),
      locale: text(row, "locale") === "en" ? ("en" as const) : ("zh" as const),
      timeZone: text(row, "time_zone"),
      currency: text(row, "currency"),
      plan: text(row, "plan") === "paid" ? ("paid" as const) : ("trial" as const),
      trialEndsAt: maybeWhole(row, "trial_ends_at"),
      sample: sampleState(text(row, "sample")),
      version: whole(row, "version"),
      seq: whole(row, "seq"),
    })),
  );

function sampleState(value: string): "none" | "loading" | "ready" | "removing" {
  return value === "loading" || value === "ready" || value === "removing" ? value : "none";
}

export const changeSettings = (changed: {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
}) =>
  write(
    `UPDATE tenant_here SET name = ?2, locale = ?3, time_zone = ?4, version = version + 1
     WHERE tenant = ?1`,
    changed.name,
    changed.locale,
    changed.timeZone,
  );

export const settingsVersionIs = (version: number) => ({
  what: "tenant/version",
  sql: "(SELECT version FROM tenant_here WHERE tenant = ?1) = ?2",
  params: [version],
});

export const commitsBelow = (seq: number, limit: number) =>
  read(
    `SELECT seq, at, actor, event, subject, detail FROM commits
     WHERE tenant = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3`,
    [seq, limit],
    every((row) => ({
      seq: whole(row, "seq"),
      at: whole(row, "at"),
      actor: text(row, "actor"),
      event: text(row, "event"),
      subject: maybe(row, "subject"),
      detail: JSON.parse(text(row, "detail")) as unknown,
    })),
  );

const member = (row: Row) => ({
  account: text(row, "account"),
  person: maybe(row, "person"),
  roles: ROLES.filter((role) => list(row, "roles").includes(role)),
  scopeUnit: maybe(row, "scope_unit"),
  state: memberState(text(row, "state")),
  version: whole(row, "version"),
});
export type MemberRow = ReturnType<typeof member>;

function memberState(value: string): "active" | "disabled" | "left" {
  return value === "active" || value === "left" ? value : "disabled";
}

export const members = () =>
  read(
    `SELECT account, person, roles, scope_unit, state, version FROM access WHERE tenant = ?1
     ORDER BY account`,
    [],
    every(member),
  );

/** Whether a unit and a person of this tenant exist, as far as they are named. */
export const known = (named: { readonly unit: string | null; readonly person: string | null }) =>
  read(
    `SELECT (?2 IS NULL OR EXISTS (SELECT 1 FROM units WHERE tenant = ?1 AND id = ?2)) AS unit,
       (?3 IS NULL OR EXISTS (SELECT 1 FROM people WHERE tenant = ?1 AND id = ?3)) AS person`,
    [named.unit, named.person],
    (rows) => ({ unit: rows[0]?.["unit"] === 1, person: rows[0]?.["person"] === 1 }),
  );

export const admit = (at: {
  readonly account: string;
  readonly roles: readonly string[];
  readonly scopeUnit: string | null;
  readonly person: string | null;
}) =>
  write(
    `INSERT INTO access (tenant, account, roles, scope_unit, person, state)
     VALUES (?1, ?2, ?3, ?4, ?5, 'active')
     ON CONFLICT (tenant, account) DO UPDATE SET roles = excluded.roles,
       scope_unit = excluded.scope_unit, person = excluded.person, state = 'active',
       version = version + 1`,
    at.account,
    JSON.stringify(at.roles),
    at.scopeUnit,
    at.person,
  );

export const changeAccess = (at: Omit<MemberRow, "version">) =>
  write(
    `UPDATE access SET roles = ?3, scope_unit = ?4, person = ?5, state = ?6, version = version + 1
     WHERE tenant = ?1 AND account = ?2`,
    at.account,
    JSON.stringify(at.roles),
    at.scopeUnit,
    at.person,
    at.state,
  );

export const accessVersionIs = (account: string, version: number) => ({
  what: "member/version",
  sql: "(SELECT version FROM access WHERE tenant = ?1 AND account = ?2) = ?3",
  params: [account, version],
});

/** Read after the change in the same batch would be too late, so it is said as what must remain. */
export const anotherOwnerThan = (account: string) => ({
  what: "member/last_owner",
  sql: `EXISTS (SELECT 1 FROM access AS a, json_each(a.roles) AS r WHERE a.tenant = ?1
        AND a.account <> ?2 AND a.state = 'active' AND r.value = 'owner')`,
  params: [account],
});

export const keys = () =>
  read(
    `SELECT id, name, scopes, made_at, expires_at, revoked_at FROM api_keys WHERE tenant = ?1
     ORDER BY id`,
    [],
    every((row) => ({
      id: text(row, "id"),
      name: text(row, "name"),
      scopes: SCOPES.filter((scope) => list(row, "scopes").includes(scope)),
      madeAt: whole(row, "made_at"),
      expiresAt: whole(row, "expires_at"),
      revokedAt: maybeWhole(row, "revoked_at"),
    })),
  );

export const keepKey = (key: {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly madeBy: string;
  readonly madeAt: number;
  readonly expiresAt: number;
}) =>
  write(
    `INSERT INTO api_keys (tenant, id, hash, name, scopes, made_by, made_at, expires_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    key.id,
    key.hash,
    key.name,
    JSON.stringify(key.scopes),
    key.madeBy,
    key.madeAt,
    key.expiresAt,
  );

export const endKey = (id: string, at: number) =>
  write(
    `UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?3) WHERE tenant = ?1 AND id = ?2`,
    id,
    at,
  );
