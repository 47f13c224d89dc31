import { rememberSettings } from "../auth/accounts.ts";
import type { Env } from "../env.ts";
import { must } from "../lib/assert.ts";
import { isTimeZone } from "../lib/instant.ts";
import { err, ok } from "../lib/result.ts";
import { commit } from "./commit.ts";
import { forgetPlace } from "./directory.ts";
import * as store from "./store.ts";
import type { TenantDb } from "./tenant-db.ts";

type Asked = {
  readonly name?: string | undefined;
  readonly locale?: "zh" | "en" | undefined;
  readonly timeZone?: string | undefined;
  readonly version: number;
};

/** Name, language and zone of the company. The directory's copy follows the shard's. */
export async function change(env: Env, db: TenantDb, asked: Asked) {
  const { settings } = await db.load({ settings: store.settings() });
  const now = must(settings);
  const timeZone = asked.timeZone ?? now.timeZone;
  if (!isTimeZone(timeZone)) return err({ code: "tenant/time_zone", timeZone });
  const stale = { code: "version/stale", yours: asked.version, current: now.version } as const;
  if (now.version !== asked.version) return err(stale);

  const changed = { name: asked.name ?? now.name, locale: asked.locale ?? now.locale, timeZone };
  const done = await commit(db, {
    event: "tenant/changed",
    subject: null,
    detail: { fields: Object.keys(asked).filter((field) => field !== "version") },
    expect: [store.settingsVersionIs(asked.version)],
    writes: [store.changeSettings(changed)],
  });
  if (!done.ok) return err(stale);
  await rememberSettings(env, db.uuid, changed);
  forgetPlace(db.uuid);
  return ok(changed);
}
