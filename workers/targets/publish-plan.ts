import { formatMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Stale } from "./change-plan.ts";
import type { Deps } from "./deps.ts";
import type { Plan } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import { hashOf, type Published } from "./publish-rows.ts";
import type { Target } from "./target.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

type Asked = {
  readonly plan: string;
  readonly version: number;
  /** The draft that was looked at. */
  readonly draft: number;
};
export type PublishError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/nothing_to_publish" }
  | { readonly code: "plan/must_allocate" }
  | RoundOpen
  | {
      readonly code: "target/overlap";
      readonly errors: readonly Flaw[];
      readonly [fact: string]: unknown;
    }
  | Stale
  | { readonly code: "commit/busy" };

/**
 * Makes the draft an immutable version and everybody's target, in one batch: the rows are copied
 * under a number of their own and every month becomes a target; what the version before said is
 * closed, not changed. Only what was looked at is published.
 */
export async function publishPlan(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  asked: Asked,
): Promise<Result<Published, PublishError>> {
  const { plan, rows, beside, round } = await db.load({
    plan: targets.plan(asked.plan),
    rows: targets.rows(asked.plan, DRAFT),
    beside: targets.besidePlan(asked.plan),
    round: open.open(asked.plan),
  });
  if (!plan) return err({ code: "plan/not_found", id: asked.plan });
  const refusal = refusalOf(plan, rows, asked);
  if (refusal) return err(refusal);
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  if (beside.length > 0) return err(overlap(plan, rows, beside));

  const hash = await hashOf(plan, rows);
  const number = plan.published + 1;
  const answer = { number, hash, targets: rows.length * (plan.rules.basis?.periods.length ?? 0) };
  const version = { number, at: db.now, by: db.actor(), recipients: rows.length, hash };
  const done = await commit(db, {
    event: "plan/published",
    subject: plan.id,
    detail: { plan: plan.id, ...answer },
    expect: [
      targets.guards.plan(plan.id, plan.version),
      targets.guards.draft(plan.id, plan.draft),
      targets.nothingBesidePlan(plan.id),
      open.nothingOpen(plan.id),
    ],
    writes: [
      targets.copyRows(plan.id, DRAFT, number),
      ...targets.publishTargets(plan, number, plan.rules.basis?.periods ?? []),
      ...targets.addVersion(plan, version),
      ...open.published(plan.id, number, hash),
    ],
    answer: { status: 201, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

function refusalOf(plan: Plan, rows: readonly StoredRow[], asked: Asked): PublishError | null {
  const { version: current, draft } = plan;
  if (current !== asked.version) return { code: "version/stale", yours: asked.version, current };
  if (draft !== asked.draft) return { code: "version/stale", yours: asked.draft, current: draft };
  if (rows.every(({ amount }) => amount === null)) return { code: "plan/nothing_to_publish" };
  const unmade = rows.some(({ amount }) => amount === null);
  return plan.rules.current && !unmade ? null : { code: "plan/must_allocate" };
}

/** Names both targets of the first days that would have two. */
function overlap(plan: Plan, rows: readonly StoredRow[], beside: readonly Target[]): PublishError {
  const { scale } = plan.metric;
  const mine = new Map(rows.map(({ subject, amount }) => [subject, amount]));
  const errors = beside.map((other): Flaw => ({
    pointer: `/rows/${other.subject}`,
    code: "target/overlap",
    subject: other.subject,
    amount: formatMinor(other.amount, scale),
    from: other.from,
    until: other.until,
    newAmount: mine.get(other.subject) ?? "",
    newFrom: plan.from,
    newUntil: plan.until,
  }));
  return { ...errors[0], code: "target/overlap", errors };
}
