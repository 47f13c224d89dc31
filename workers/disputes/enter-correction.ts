import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import {
  type AmountError,
  type Correction,
  payAmount,
  reversalOf,
  type ReverseError,
} from "./correction.ts";
import type { Deps } from "./deps.ts";
import type { KeptCorrection } from "./dispute.ts";
import { correctionWire, type Viewer } from "./show.ts";

export type Entering =
  | {
      readonly kind: "correction" | "write_off";
      readonly id: string;
      readonly person: string;
      readonly on: Day;
      readonly currency: string;
      readonly amount: string;
      readonly reason: string;
    }
  | {
      readonly kind: "reversal";
      readonly id: string;
      readonly reverses: string;
      readonly reason: string;
    };
export type EnterError =
  | AmountError
  | ReverseError
  | { readonly code: "pay_adjustment/nobody"; readonly value: string; readonly pointer: string }
  | {
      readonly code: "pay_adjustment/currency";
      readonly value: string;
      readonly currency: string;
      readonly pointer: "/currency";
    }
  | { readonly code: "pay_adjustment/own_pay" }
  | { readonly code: "pay_adjustment/not_found"; readonly id: string }
  | { readonly code: "pay_adjustment/reversed_already" }
  | { readonly code: "pay_adjustment/exists"; readonly id: string };

/**
 * Enters a correction, or what takes an approved one back. It counts for nothing until a second
 * person has approved it; nobody enters one for themselves unless the company lets one person do both.
 */
export async function enterCorrection(db: TenantDb, deps: Deps, asked: Entering, viewer: Viewer) {
  const { corrections } = deps;
  const { old, taken, mine } = await db.load({
    old: corrections.correction(asked.kind === "reversal" ? asked.reverses : ""),
    taken: corrections.correction(asked.id),
    mine: deps.disputes.person(viewer.person ?? ""),
  });
  if (taken) return refusal({ code: "pay_adjustment/exists", id: asked.id });
  const made = asked.kind === "reversal" ? reversed(old, asked) : correctionOf(asked);
  if (!made.ok) return refusal(made.error);
  const correction = made.value;
  const isOwn = viewer.person === correction.person;
  if (isOwn && !viewer.alone) return refusal({ code: "pay_adjustment/own_pay" });
  const { who } = await db.load({ who: deps.disputes.person(correction.person) });
  if (!who)
    return refusal({
      ...{ code: "pay_adjustment/nobody", value: correction.person, pointer: "/person" },
    });
  if (asked.kind !== "reversal") {
    const paid = await deps.payCurrency(db, correction.person, correction.on);
    if (paid !== null && paid !== correction.currency)
      return refusal({
        ...{ code: "pay_adjustment/currency", value: correction.currency, currency: paid },
        pointer: "/currency",
      });
  }

  const stamp = { by: db.actor(), account: viewer.account, at: db.now };
  const kept: KeptCorrection = {
    ...{ ...correction, ...stamp, personName: who.name, personNameEn: who.nameEn },
    byName: { name: mine?.name ?? null, nameEn: mine?.nameEn ?? null },
    ...{ sample: who.sample, reversedBy: null, state: "waiting", decided: null },
  };
  const body = correctionWire(kept, viewer);
  const { id, person, on, kind } = correction;
  const done = await commit(db, {
    event: "pay_adjustment/entered",
    subject: id,
    detail: { adjustment: id, person, on, kind },
    expect: [
      ...(correction.reverses ? [corrections.expect.unreversed(correction.reverses)] : []),
      ...(isOwn ? [deps.oneApprover()] : []),
    ],
    writes: [corrections.addCorrection(correction, stamp, who.sample)],
    answer: { status: 201, body },
  });
  if (done.ok) return ok({ body });
  // A second account that may approve came in the meantime.
  if (done.error.code === "commit/guard" && done.error.what === deps.oneApprover().what)
    return refusal({ code: "pay_adjustment/own_pay" });
  return refusal(
    done.error.code === "commit/unique"
      ? { code: "pay_adjustment/exists", id }
      : { code: "pay_adjustment/reversed_already" },
  );
}

type Reversal = Extract<Entering, { kind: "reversal" }>;

function reversed(old: KeptCorrection | null, asked: Reversal): Result<Correction, EnterError> {
  if (!old) return refusal({ code: "pay_adjustment/not_found", id: asked.reverses });
  if (old.reversedBy) return refusal({ code: "pay_adjustment/reversed_already" });
  return reversalOf(old, old.state, asked);
}

function correctionOf(asked: Exclude<Entering, Reversal>): Result<Correction, AmountError> {
  const amount = payAmount(asked.amount, asked.currency);
  if (!amount.ok) return amount;
  const { id, person, on, currency, kind, reason } = asked;
  return ok({
    ...{ id, person, on, currency, kind, reason, amount: amount.value },
    ...{ reverses: null, dispute: null },
  });
}

function refusal(error: EnterError): Result<never, EnterError> {
  return err(error);
}
