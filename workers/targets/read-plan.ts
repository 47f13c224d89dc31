import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { WHOLE_MAX, type Plan } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { NamedRow } from "./plan-row.ts";
import { rowsBelow } from "./plan-wire.ts";

type Asked = {
  readonly plan: string;
  /** 0 is the draft. */
  readonly version: number;
  /** A unit: its row and those directly under it. */
  readonly below?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};
type Shown = {
  readonly plan: Plan;
  readonly rows: readonly NamedRow[];
  readonly whole: boolean;
  readonly next: string | null;
  readonly version: number;
};
type ReadError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/no_version"; readonly number: number };

/**
 * A plan as a page shows it: whole up to WHOLE_MAX recipients, else a level of the tree at a time.
 * Who does not see the whole company sees the part under their unit.
 */
export async function readPlan(
  db: TenantDb,
  { targets }: Pick<Deps, "targets">,
  { plan: id, version: number, below, cursor, limit }: Asked,
  actor: () => Actor,
): Promise<Result<Shown, ReadError>> {
  const page = { plan: id, number, limit: limit + 1, after: cursor ?? "" };
  const { plan, at, rows } = await db.load({
    plan: targets.plan(id),
    at: targets.planAt(id, number),
    rows: below ? targets.level(page, below) : targets.namedRows(id, number),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const shown = number === DRAFT ? plan : at;
  if (!shown) return err({ code: "plan/no_version", number });
  const { reach, scopeUnit } = actor();
  const top = reach === "all" ? plan.unit : scopeUnit;
  const whole = !below && (plan.rules.size ?? 0) <= WHOLE_MAX;
  if (whole) {
    const seen = reach === "all" ? rows : rowsBelow(rows, scopeUnit);
    if (seen.length === 0 && rows.length > 0) return err({ code: "plan/not_found", id });
    return ok({ plan: shown, rows: seen, whole, next: null, version: plan.version });
  }
  const unit = below ?? top;
  if (!unit) return err({ code: "plan/not_found", id });
  const level = below ? rows : (await db.load({ rows: targets.level(page, unit) })).rows;
  const isLast = level.filter(({ subject }) => subject !== unit).length <= limit;
  const items = isLast ? level : level.slice(0, -1);
  const next = isLast ? null : (items.at(-1)?.subject ?? null);
  return ok({ plan: shown, rows: items, whole, next, version: plan.version });
}
