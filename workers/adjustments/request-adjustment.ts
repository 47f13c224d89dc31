import type { Day } from "../lib/day.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import { rolesThatMay } from "../tenancy/roles.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Ask } from "./adjustment.ts";
import type { Deps } from "./deps.ts";
import { basisNow, examine, type ExamineError, type Loaded, readsForBasis } from "./examine.ts";
import { adjustmentWire } from "./show.ts";
import type { Step } from "./states.ts";

export type Asked = {
  readonly id: string;
  readonly plan: string;
  readonly ask: Ask;
  readonly reason: string;
  readonly approvers: readonly string[];
  readonly sample?: boolean;
  readonly today: Day;
  /** Whom the caller may see of this plan's rows; null is everybody. */
  readonly seen: (loaded: Loaded) => ReadonlySet<string> | null;
};
export type GuardError = {
  readonly code: "adjustment/guards";
  readonly count: number;
  readonly errors: readonly Flaw[];
};
type RequestError =
  | ExamineError
  | GuardError
  | { readonly code: "adjustment/approver"; readonly value: string; readonly pointer: string }
  | { readonly code: "adjustment/exists"; readonly id: string }
  | { readonly code: "commit/busy" };

/**
 * Keeps a request with the numbers that stand behind it. It changes nothing; what the company's
 * guards forbid is refused here already, so that nobody reviews what can never be.
 */
export async function requestAdjustment(db: TenantDb, deps: Deps, asked: Asked) {
  const { id, plan, ask, today, reason, approvers, sample = false } = asked;
  const { adjustments } = deps;
  const loaded = await db.load(readsForBasis(deps, { plan, ask, number: null }, today));
  const { person, accounts, old } = await db.load({
    person: adjustments.personBehind(db.actor()),
    accounts: adjustments.accounts(approvers),
    old: adjustments.adjustment(id),
  });
  if (old) return refusal({ code: "adjustment/exists", id });
  const examined = await examine(loaded, { plan, ask, today, id, seen: asked.seen(loaded) });
  if (!examined.ok) return refusal(examined.error);
  const forbidden = guardError(examined.value.flaws);
  if (forbidden) return refusal(forbidden);
  const wrong = approvers.findIndex((who) => who === person || !mayDecide(accounts, who));
  if (wrong >= 0) {
    const value = approvers[wrong] ?? "";
    return refusal({ code: "adjustment/approver", value, pointer: `/approvers/${wrong}` });
  }

  const basis = basisNow(loaded, examined.value, ask, today);
  const step: Step = {
    ...{ kind: "requested", by: db.actor(), person, at: db.now },
    ...{ number: examined.value.number, hash: examined.value.hash, note: null },
  };
  const names = new Map(examined.value.nodes.map((node) => [node.subject, node]));
  const named = [
    ...ask.changes.map((c) => c.subject),
    ...ask.moves.flatMap((m) => [m.person, m.to]),
  ];
  const kept = {
    ...{ ...ask, id, plan, reason, approvers, basis, sample },
    steps: [{ ...step, name: null, nameEn: null }],
    names: [...new Set(named)].map((each) => ({
      id: each,
      name: names.get(each)?.name ?? "",
      nameEn: names.get(each)?.nameEn ?? null,
    })),
  };
  const body = adjustmentWire(kept, examined.value.hash, person, null);
  const done = await commit(db, {
    event: "adjustment/requested",
    subject: id,
    detail: { adjustment: id, plan, from: ask.from, hash: examined.value.hash },
    expect: [deps.targets.guards.plan(plan, examined.value.plan.version)],
    writes: [
      adjustments.addAdjustment({ ...ask, id, plan, reason, approvers, basis, sample }),
      adjustments.addStep(id, 1, step),
    ],
    answer: { status: 201, body },
  });
  return done.ok ? ok({ body, version: 1 }) : refusal({ code: "commit/busy" });
}

function refusal(error: RequestError): Result<never, RequestError> {
  return err(error);
}

export function guardError(flaws: readonly Flaw[]): GuardError | null {
  if (flaws.length === 0) return null;
  return { code: "adjustment/guards", count: flaws.length, errors: flaws };
}

function mayDecide(accounts: readonly { account: string; roles: string }[], who: string): boolean {
  const roles: unknown = JSON.parse(accounts.find(({ account }) => account === who)?.roles ?? "[]");
  const deciding: readonly string[] = rolesThatMay("adjustments.decide");
  return Array.isArray(roles) && roles.some((role) => deciding.includes(String(role)));
}
