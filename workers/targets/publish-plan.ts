import { canonical, sha256 } from "../lib/hash.ts";
import { ascending } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Stale } from "./change-plan.ts";
import type { Deps } from "./deps.ts";
import { amountOf, monthsOf } from "./draft.ts";
import type { Plan } from "./plan.ts";
import { DRAFT } from "./plan-reads.ts";
import type { StoredRow } from "./plan-row.ts";
import type { Target } from "./target.ts";

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
  | {
      readonly code: "target/overlap";
      readonly errors: readonly Flaw[];
      readonly [fact: string]: unknown;
    }
  | Stale
  | { readonly code: "commit/busy" };
export type Published = {
  readonly number: number;
  readonly hash: string;
  readonly targets: number;
};

/**
 * Makes the draft an immutable version and everybody's target, in one batch: the rows are copied
 * under a number of their own and every month becomes a target; what the version before said is
 * closed, not changed. Only what was looked at is published.
 */
export async function publishPlan(
  db: TenantDb,
  { targets }: Deps,
  asked: Asked,
): Promise<Result<Published, PublishError>> {
  const { plan, rows, beside } = await db.load({
    plan: targets.plan(asked.plan),
    rows: targets.rows(asked.plan, DRAFT),
    beside: targets.besidePlan(asked.plan),
  });
  if (!plan) return err({ code: "plan/not_found", id: asked.plan });
  const refusal = refusalOf(plan, rows, asked);
  if (refusal) return err(refusal);
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
    ],
    writes: [...targets.publishTargets(plan, number), ...targets.addVersion(plan, version)],
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

/** Of everything a card is made from, so that a later look can prove that nothing moved. */
export async function hashOf(
  { amount, metric, rules }: Plan,
  rows: readonly StoredRow[],
): Promise<string> {
  const numbers = rows
    .toSorted((a, b) => ascending(a.subject, b.subject))
    .map(({ subject, parent, amount: own, inputs, run }) => {
      const units = amountOf(own ?? "0", metric.scale);
      const months = monthsOf(units, rules, metric.scale).map(String);
      return [subject, parent, own, months, inputs, run];
    });
  return await sha256(canonical([amount, rules, numbers]));
}
