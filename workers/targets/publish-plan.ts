import type { Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit, type Guard } from "../tenancy/commit.ts";
import type { Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { AT_ONCE_MAX } from "./allocate-plan.ts";
import { beginJob, type Begun, type JobRunning } from "./begin-job.ts";
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

/** What a job adds to the batch that publishes. */
type Riding = {
  /** Who asked for it, where that is not who carries it out. */
  readonly by?: string;
  readonly expect?: readonly Guard[];
  readonly writes?: (published: Published) => readonly Statement[];
};

/**
 * Publishes at once, or begins a job above AT_ONCE_MAX recipients: what would be refused at once is
 * refused now.
 */
export async function publishOrBegin(
  db: TenantDb,
  deps: Deps,
  asked: Asked,
  today: Day,
): Promise<Result<Published | Begun, PublishError | JobRunning>> {
  const { targets, open = NOTHING_OPEN } = deps;
  const { plan, count, round, running } = await db.load({
    plan: targets.plan(asked.plan),
    count: targets.rowCount(asked.plan, AT_ONCE_MAX + 1),
    round: open.open(asked.plan),
    running: targets.openJob(asked.plan),
  });
  if (running) return err({ code: "plan/job_running", job: running.id });
  if (!plan || count <= AT_ONCE_MAX) return await publishPlan(db, deps, asked);
  const refusal = staleOf(plan, asked) ?? frozenBy(round);
  if (refusal) return err(refusal);
  if (!plan.rules.current) return err({ code: "plan/must_allocate" });
  return await beginJob(db, deps, plan, "publish", today);
}

/**
 * Makes the draft an immutable version and everybody's target, in one batch: the rows are copied
 * under a number of their own and every month becomes a target; what the version before said is
 * closed, not changed. Only what was looked at is published.
 */
export async function publishPlan(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Deps,
  asked: Asked,
  more: Riding = {},
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
  const version = { number, at: db.now, by: more.by ?? db.actor(), recipients: rows.length, hash };
  const done = await commit(db, {
    event: "plan/published",
    subject: plan.id,
    detail: { plan: plan.id, ...answer },
    expect: [
      targets.guards.plan(plan.id, plan.version),
      targets.guards.draft(plan.id, plan.draft),
      targets.nothingBesidePlan(plan.id),
      open.nothingOpen(plan.id),
      ...(more.expect ?? []),
    ],
    writes: [
      targets.copyRows(plan.id, DRAFT, number),
      ...targets.publishTargets(plan, number, plan.rules.basis?.periods ?? []),
      ...targets.addVersion(plan, version),
      ...open.published(plan.id, number, hash),
      ...(more.writes?.(answer) ?? []),
    ],
    answer: { status: 201, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

function refusalOf(plan: Plan, rows: readonly StoredRow[], asked: Asked): PublishError | null {
  const stale = staleOf(plan, asked);
  if (stale) return stale;
  if (rows.every(({ amount }) => amount === null)) return { code: "plan/nothing_to_publish" };
  const unmade = rows.some(({ amount }) => amount === null);
  return plan.rules.current && !unmade ? null : { code: "plan/must_allocate" };
}

function staleOf({ version: current, draft }: Plan, asked: Asked): Stale | null {
  if (current !== asked.version) return { code: "version/stale", yours: asked.version, current };
  if (draft !== asked.draft) return { code: "version/stale", yours: asked.draft, current: draft };
  return null;
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
