import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "./commit.ts";
import { hashOfSecret, keyText, newSecret } from "./keys.ts";
import type { Scope } from "./roles.ts";
import * as store from "./store.ts";
import type { TenantDb } from "./tenant-db.ts";

const DAY_MS = 86_400_000;
type Busy = { readonly code: "commit/busy" };
type Asked = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
};
type Made = { readonly id: string; readonly key: string | null; readonly expiresAt: number };

/** The text of the key leaves here once; what is stored under the request's key has none. */
export async function makeKey(db: TenantDb, asked: Asked): Promise<Result<Made, Busy>> {
  await db.load({});
  const { id, name, scopes } = asked;
  const secret = newSecret();
  const hash = await hashOfSecret(secret);
  const expiresAt = db.now + asked.days * DAY_MS;
  const done = await commit(db, {
    event: "key/made",
    subject: id,
    detail: { scopes, days: asked.days },
    writes: [
      store.keepKey({ id, hash, name, scopes, madeBy: db.actor(), madeAt: db.now, expiresAt }),
    ],
    answer: { status: 201, body: { id, key: null, expiresAt } },
  });
  if (!done.ok) return err({ code: "commit/busy" });
  return ok({ id, key: keyText({ tenant: db.uuid, id, secret }), expiresAt });
}

export async function revoke(
  db: TenantDb,
  id: string,
): Promise<
  Result<{ id: string; revokedAt: number }, Busy | { code: "key/not_found"; id: string }>
> {
  const { keys } = await db.load({ keys: store.keys() });
  const key = keys.find((each) => each.id === id);
  if (!key) return err({ code: "key/not_found", id });
  if (key.revokedAt !== null) return ok({ id, revokedAt: key.revokedAt });
  const done = await commit(db, {
    event: "key/revoked",
    subject: id,
    detail: {},
    writes: [store.endKey(id, db.now)],
  });
  return done.ok ? ok({ id, revokedAt: db.now }) : err({ code: "commit/busy" });
}
