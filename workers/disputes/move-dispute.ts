import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import { rolesThatMay } from "../tenancy/roles.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type AmountError, type Correction, payAmount } from "./correction.ts";
import type { Deps } from "./deps.ts";
import type { KeptDispute } from "./dispute.ts";
import { disputeWire, moverOf, type Viewer } from "./show.ts";
import { courseOf, mayMove, type Move, type MoveError, type MoveKind } from "./states.ts";

export type Moving = {
  readonly id: string;
  /** How many moves the caller has seen. */
  readonly version: number;
  readonly kind: Exclude<MoveKind, "raised">;
  readonly text: string | null;
  /** Of an assignment: the account, and a day. */
  readonly owner?: string;
  readonly dueOn?: Day | null;
  /** Of an acceptance. */
  readonly correction?: { readonly id: string; readonly amount: string };
};
type Stale = { readonly code: "version/stale"; readonly yours: number; readonly current: number };
export type MovingError =
  | MoveError
  | Stale
  | AmountError
  | { readonly code: "dispute/not_found"; readonly id: string }
  | { readonly code: "dispute/owner"; readonly value: string; readonly pointer: "/owner" }
  | { readonly code: "pay_adjustment/exists"; readonly id: string };

/**
 * One more move of a dispute. An acceptance enters a correction of pay in the same commit: a new
 * entry for a second person to approve, while the statement stays as it is.
 * Precedence: whether it is there for the caller, its version, its state, who moves, then the rest.
 */
export async function moveDispute(
  db: TenantDb,
  deps: Deps,
  kept: KeptDispute,
  moving: Moving,
  viewer: Viewer,
) {
  const { kind, version, text } = moving;
  const current = kept.moves.length;
  if (version !== current) return refusal({ code: "version/stale", yours: version, current });
  const course = courseOf(kept.moves, kept.dueOn);
  const allowed = mayMove(course.state, kind, moverOf(kept, viewer));
  if (!allowed.ok) return refusal(allowed.error);
  const owner = kind === "assigned" ? (moving.owner ?? viewer.account) : null;
  const { next, mine } = await db.load({
    next: deps.disputes.account(owner ?? ""),
    mine: deps.disputes.person(viewer.person ?? ""),
  });
  if (owner !== null && owner !== viewer.account && !mayOwn(next, kept.person))
    return refusal({ code: "dispute/owner", value: owner, pointer: "/owner" });
  const correction = correctionFrom(kept, moving);
  if (correction && !correction.ok) return refusal(correction.error);

  const move: Move = {
    ...{ kind, by: db.actor(), account: viewer.account, at: db.now, owner },
    note: text === "" ? null : text,
    dueOn: kind === "assigned" ? (moving.dueOn ?? null) : null,
    adjustment: correction ? correction.value.id : null,
  };
  const own = { name: mine?.name ?? null, nameEn: mine?.nameEn ?? null };
  const none = { name: null, nameEn: null };
  const ownerName = owner === viewer.account ? own : none;
  const body = disputeWire(
    { ...kept, moves: [...kept.moves, { ...move, ...own, ownerName }] },
    viewer,
  );
  const stamp = { by: db.actor(), account: viewer.account, at: db.now };
  const n = current + 1;
  const done = await commit(db, {
    event: `dispute/${kind}`,
    subject: kept.id,
    detail: {
      ...{ dispute: kept.id, run: kept.run, n },
      ...(correction ? { adjustment: correction.value.id } : {}),
    },
    expect: [deps.disputes.expect.moves(kept.id, current)],
    writes: [
      ...(correction ? [deps.corrections.addCorrection(correction.value, stamp, kept.sample)] : []),
      deps.disputes.addMove(kept.id, n, move),
    ],
    answer: { status: 200, body },
  });
  if (done.ok) return ok({ body, version: n });
  if (done.error.code === "commit/unique" && done.error.table === "pay_adjustments")
    return refusal({ code: "pay_adjustment/exists", id: move.adjustment ?? "" });
  return refusal({ code: "version/stale", yours: version, current: n });
}

/** The correction that an acceptance makes: for the disputed period, with the words that go with it. */
function correctionFrom(
  kept: KeptDispute,
  { correction, text }: Moving,
): Result<Correction, AmountError> | null {
  if (!correction) return null;
  const amount = payAmount(correction.amount, kept.currency);
  if (!amount.ok) return amount;
  return ok({
    ...{ id: correction.id, person: kept.person, on: kept.place.from, currency: kept.currency },
    ...{ amount: amount.value, kind: "dispute", reason: text ?? "", reverses: null },
    dispute: kept.id,
  });
}

function mayOwn(
  account: { readonly roles: string; readonly person: string | null } | null,
  payee: string,
): boolean {
  return account !== null && account.person !== payee && resolves(account.roles);
}

/** Do these roles, as JSON, settle what others dispute? */
export function resolves(json: string): boolean {
  const roles: unknown = JSON.parse(json);
  const resolving: readonly string[] = rolesThatMay("incentives.resolve");
  return Array.isArray(roles) && roles.some((role) => resolving.includes(String(role)));
}

function refusal(error: MovingError): Result<never, MovingError> {
  return err(error);
}
