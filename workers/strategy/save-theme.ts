import type { InputOf } from "../lib/contract.ts";
import { err, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { changeTheme as Change, createTheme as Create } from "./contract.ts";
import {
  type Absent,
  type Busy,
  changed,
  type Exists,
  given,
  made,
  type Stale,
  stale,
} from "./saving.ts";
import type { StrategyStore } from "./store.ts";
import { themeWire } from "./goal-wire.ts";
import type { Theme } from "./theme.ts";

type NewTheme = InputOf<typeof Create>["body"] & { readonly sample?: boolean };
type ThemeFlaw =
  | {
      readonly code: "strategy/interval";
      readonly from: string;
      readonly until: string;
      readonly pointer: "/until";
    }
  | { readonly code: "strategy/unknown_owner"; readonly value: string; readonly pointer: "/owner" };

/** Makes a theme. Refuses an empty interval and an owner nobody knows. */
export async function createTheme(
  db: TenantDb,
  store: StrategyStore,
  { sample = false, ...body }: NewTheme,
): Promise<Result<Theme, ThemeFlaw | Exists | Busy>> {
  const { owner } = await db.load({ owner: store.personOf(body.owner ?? null) });
  const flaw = flawOf(body, owner !== null, body.owner ?? null);
  if (flaw) return err(flaw);
  const { nameEn = null, intent = null } = body;
  const theme: Theme = { ...body, nameEn, intent, owner, ended: false, sample, version: 1 };
  const done = await commit(db, {
    event: "theme/created",
    subject: theme.id,
    detail: { kind: theme.kind, from: theme.from, until: theme.until },
    writes: [store.addTheme(theme)],
    answer: { status: 201, body: themeWire(theme) as Json }, // It is JSON by construction.
  });
  return made(done, theme.id, theme);
}

type ChangeThemeInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes a theme or ends it. Refuses a stale version. */
export async function changeTheme(
  db: TenantDb,
  store: StrategyStore,
  { params: { themeId: id }, body, version }: ChangeThemeInput,
): Promise<Result<Theme, ThemeFlaw | Absent | Stale | Busy>> {
  const { known, owner } = await db.load({
    known: store.theme(id),
    owner: store.personOf(body.owner ?? null),
  });
  if (!known) return err({ code: "strategy/not_found", id });
  if (known.version !== version) return stale(version, known.version);
  const { owner: asked, ...rest } = given(body);
  const theme: Theme = {
    ...known,
    ...rest,
    owner: asked === undefined ? known.owner : owner,
    version: version + 1,
  };
  const flaw = flawOf(theme, owner !== null, asked ?? null);
  if (flaw) return err(flaw);
  const done = await commit(db, {
    event: theme.ended && !known.ended ? "theme/ended" : "theme/changed",
    subject: id,
    detail: { version: theme.version },
    expect: [store.guards.isAt("themes", id, version)],
    writes: [store.setTheme(theme)],
  });
  return changed(done, version, theme);
}

function flawOf(
  { from, until }: Pick<Theme, "from" | "until">,
  found: boolean,
  owner: string | null,
): ThemeFlaw | null {
  if (from >= until) return { code: "strategy/interval", from, until, pointer: "/until" };
  if (owner === null || found) return null;
  return { code: "strategy/unknown_owner", value: owner, pointer: "/owner" };
}
