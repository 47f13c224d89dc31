import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Stale } from "./change-plan.ts";
import type { Deps } from "./deps.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

type Asked = { readonly plan: string; readonly number: number; readonly version: number };
type RestoreError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/no_version"; readonly number: number }
  | RoundOpen
  | Stale;

/** A published version becomes the draft again. Targets move only when it is published. */
export async function restoreVersion(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  { plan: id, number, version }: Asked,
): Promise<Result<{ readonly draft: number; readonly version: number }, RestoreError>> {
  const { plan, at, round } = await db.load({
    plan: targets.plan(id),
    at: targets.planAt(id, number),
    round: open.open(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  if (!at) return err({ code: "plan/no_version", number });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const stale = { code: "version/stale", yours: version, current: plan.version } as const;
  if (plan.version !== version) return err(stale);
  const answer = { draft: plan.draft + 1, version: version + 1 };
  const done = await commit(db, {
    event: "plan/restored",
    subject: id,
    detail: { plan: id, number, ...answer },
    expect: [targets.guards.plan(id, version), open.nothingOpen(id)],
    writes: targets.restore(id, number),
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err(stale);
}
