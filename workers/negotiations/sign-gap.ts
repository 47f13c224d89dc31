import { formatMinor, minor, parseMinor, type Minor } from "../lib/money.ts";
import { sum } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Answer, commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { answersFor, type Who } from "./position.ts";
import type { RoundPage, SignedGap } from "./reads.ts";
import { gapOf, type Gap } from "./round.ts";
import type { Tally } from "./tally.ts";
import { standingNumber, type Thread } from "./thread.ts";

type Asked = {
  readonly round: string;
  readonly unit: string;
  readonly gap: string;
  readonly who: () => Who;
  /** What the caller is told, kept under its idempotency key. */
  readonly answer?: (signed: Signed) => Answer;
};
export type Signed = { readonly round: RoundPage; readonly gap: UnitGap };
export type SignError =
  | { readonly code: "negotiation/not_found"; readonly id: string }
  | { readonly code: "negotiation/no_thread"; readonly subject: string }
  | { readonly code: "negotiation/outside_chain"; readonly subject: string }
  | { readonly code: "negotiation/round_over" }
  | { readonly code: "negotiation/gap_moved"; readonly value: string; readonly current: string }
  | { readonly code: "negotiation/no_gap" }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: "/gap";
    }
  | { readonly code: "commit/busy" };

export type UnitGap = Gap & { readonly wanted: Minor; readonly signed: SignedGap | null };

/** A unit's gap from the sums of its children; null where it has no number in the round. */
export function unitGap(
  round: RoundPage,
  unit: string,
  own: Thread | null,
  tallies: readonly Tally[],
  signed: SignedGap | null,
): UnitGap | null {
  if (!own && unit !== round.unit) return null;
  const number = own ? standingNumber(own) : round.amount;
  const given = minor(sum(tallies.map((each) => each.given)));
  const wanted = minor(sum(tallies.map((each) => each.wanted)));
  const gap = gapOf(round, unit, number, given);
  return { ...gap, wanted: minor(gap.shared - wanted), signed };
}

/** The owner of a unit, or somebody above, takes its gap upon themselves: named, as it stands. */
export async function signGap(
  db: TenantDb,
  { negotiations }: Deps,
  { round: id, unit, gap: text, who, answer }: Asked,
): Promise<Result<Signed, SignError>> {
  const { round, own, tallies } = await db.load({
    round: negotiations.round(id),
    own: negotiations.threads(id, [unit]),
    tallies: negotiations.tallies(id, unit),
  });
  if (!round) return err({ code: "negotiation/not_found", id });
  const thread = own[0] ?? null;
  const found = unitGap(round, unit, thread, tallies, null);
  if (!found || tallies.length === 0) return err({ code: "negotiation/no_thread", subject: unit });
  if (!answersFor(who(), unit, thread?.chain ?? [])) {
    return err({ code: "negotiation/outside_chain", subject: unit });
  }
  if (round.state !== "open") return err({ code: "negotiation/round_over" });
  const { scale } = round.metric;
  const looked = parseMinor(text, scale);
  if (!looked.ok) return err({ code: "target/amount", value: text, scale, pointer: "/gap" });
  if (found.gap === 0n) return err({ code: "negotiation/no_gap" });
  if (looked.value !== found.gap) {
    return err({
      code: "negotiation/gap_moved",
      value: text,
      current: formatMinor(found.gap, scale),
    });
  }
  const by = db.actor();
  const signed = { round, gap: { ...found, signed: { unit, gap: found.gap, at: db.now, by } } };
  const done = await commit(db, {
    event: "negotiation/gap_signed",
    subject: round.id,
    detail: { round: round.id, unit, named: found.gap > 0n ? "under" : "over" },
    expect: [negotiations.guards.open(id)],
    writes: [negotiations.signGap(id, unit, found.gap, db.now, by)],
    ...(answer ? { answer: answer(signed) } : {}),
  });
  return done.ok ? ok(signed) : err({ code: "commit/busy" });
}
