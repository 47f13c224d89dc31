import type { PlanJson } from "../incentives/plan-document.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type DocumentError, notKept } from "./check-draft.ts";
import { budgetOf } from "./create-plan.ts";
import type { Payplan, PayplanStore } from "./store.ts";

export type Stale = {
  readonly code: "version/stale";
  readonly yours: number;
  readonly current: number;
};
export type NotFound = { readonly code: "payplan/not_found"; readonly id: string };
export type Archived = { readonly code: "payplan/archived"; readonly id: string };
type PlanChange = {
  readonly document?: PlanJson | undefined;
  readonly budget?: string | null | undefined;
  readonly archived?: boolean | undefined;
};
type ChangeError =
  | Stale
  | NotFound
  | Archived
  | DocumentError
  | { readonly code: "payplan/budget"; readonly value: string; readonly scale: number }
  | { readonly code: "payplan/key_fixed"; readonly key: string; readonly pointer: string }
  | InUse;
type InUse = { readonly code: "payplan/in_use"; readonly count: number };
type Asked = { readonly id: string; readonly version: number; readonly change: PlanChange };

/** Changes the draft, the budget, or puts the plan away. What was published is not touched. */
export async function changePlan(
  db: TenantDb,
  payplans: PayplanStore,
  { id, version, change }: Asked,
): Promise<Result<null, ChangeError>> {
  const { plan, everOn } = await db.load({
    plan: payplans.plan(id),
    everOn: payplans.everOn(id),
  });
  if (!plan) return err({ code: "payplan/not_found", id });
  if (plan.version !== version) return stale(version, plan.version);
  if (plan.archived && change.archived !== false) return err({ code: "payplan/archived", id });
  if (change.archived === true && everOn > 0) return err({ code: "payplan/in_use", count: everOn });
  const writes = decided(plan, payplans, change, db.actor());
  if (!writes.ok) return writes;
  if (writes.value.length === 0) return ok(null);
  const done = await commit(db, {
    event: "incentive_plan/changed",
    subject: id,
    detail: { plan: id, version: version + 1, what: Object.keys(change) },
    expect: [payplans.expect.draft(id, version)],
    writes: writes.value,
  });
  return done.ok ? ok(null) : stale(version, plan.version + 1);
}

function decided(
  plan: Payplan,
  payplans: PayplanStore,
  { document, budget, archived }: PlanChange,
  actor: string,
): Result<Statement[], ChangeError> {
  const writes: Statement[] = [];
  if (document) {
    const flaw = notKept(document);
    if (flaw) return err(flaw);
    if (plan.published > 0 && document.key !== plan.key)
      return err({ code: "payplan/key_fixed", key: plan.key, pointer: "/document/key" });
    writes.push(payplans.setDocument(plan.id, document, actor));
  }
  if (budget !== undefined) {
    const read = budgetOf(budget, document?.currency ?? plan.currency);
    if (!read.ok) return read;
    writes.push(payplans.setBudget(plan.id, read.value));
  }
  if (archived !== undefined && archived !== plan.archived)
    writes.push(payplans.setArchived(plan.id, archived));
  return ok(writes);
}

/** Takes an older version into the draft: its words, from the draft's own first day. */
export async function restoreVersion(
  db: TenantDb,
  payplans: PayplanStore,
  { id, version, number, answer }: RestoreAsked,
): Promise<Result<null, Stale | NotFound | Archived | NoVersion>> {
  const { plan, kept } = await db.load({
    plan: payplans.plan(id),
    kept: payplans.version(id, number),
  });
  if (!plan) return err({ code: "payplan/not_found", id });
  if (plan.version !== version) return stale(version, plan.version);
  if (plan.archived) return err({ code: "payplan/archived", id });
  if (!kept) return err({ code: "payplan/no_version", value: number });
  const { version: draft, from } = plan.document;
  const document: PlanJson = { ...kept.document, version: draft, from };
  const done = await commit(db, {
    event: "incentive_plan/restored",
    subject: id,
    detail: { plan: id, version: version + 1, number },
    expect: [payplans.expect.draft(id, version)],
    writes: [payplans.setDocument(id, document, db.actor())],
    answer: { status: 200, body: answer({ ...plan, document, version: version + 1 }) },
  });
  return done.ok ? ok(null) : stale(version, plan.version + 1);
}

type RestoreAsked = {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  /** What the caller is told, kept under its key. */
  readonly answer: (plan: Payplan) => Json;
};
type NoVersion = { readonly code: "payplan/no_version"; readonly value: number };

/** Throws a plan away that was never published and that nobody was ever on. */
export async function discardPlan(
  db: TenantDb,
  payplans: PayplanStore,
  id: string,
): Promise<Result<null, NotFound | InUse | { readonly code: "commit/busy" }>> {
  const { plan, everOn } = await db.load({
    plan: payplans.plan(id),
    everOn: payplans.everOn(id),
  });
  if (!plan) return err({ code: "payplan/not_found", id });
  if (plan.published > 0 || everOn > 0) return err({ code: "payplan/in_use", count: everOn });
  const done = await commit(db, {
    event: "incentive_plan/discarded",
    subject: id,
    detail: { plan: id },
    expect: [payplans.expect.draft(id, plan.version), payplans.expect.nobodyOn(id)],
    writes: [payplans.discard(id)],
  });
  return done.ok ? ok(null) : err({ code: "commit/busy" });
}

export function stale(yours: number, current: number) {
  return err({ code: "version/stale", yours, current } as const);
}
