import { must } from "../lib/assert.ts";
import { minor, type Minor } from "../lib/money.ts";
import { ONE, rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { allocate } from "../targets/allocate.ts";
import { standingNumber, type Level, type Standing, type Thread } from "./thread.ts";

/**
 * Who takes what a granted number leaves over (or brings): the unallocated reserve of the unit it was
 * shared out of, those beside it by a stated rule, or the next level up.
 */
export type Taker =
  | { readonly to: "reserve" }
  | { readonly to: "siblings"; readonly rule: "pro_rata" | "equal" }
  | { readonly to: "above" };

export type DifferenceError =
  | { readonly code: "negotiation/no_siblings" }
  | { readonly code: "negotiation/siblings_cannot"; readonly value: bigint }
  | { readonly code: "negotiation/top" }
  | { readonly code: "negotiation/parent_open" }
  | { readonly code: "negotiation/awaits_above" };

type Around = {
  /** The others under the same unit, in any order. */
  readonly siblings: readonly Thread[];
  /** The thread of the unit it was shared out of; null at the top, whose number is the plan's own. */
  readonly parent: Thread | null;
  /** Where it was decided from, in the thread whose number changed. */
  readonly level: Level;
  readonly now: number;
};

/**
 * The other threads that a difference of `freed` smallest steps moves; none for the reserve, where it
 * shows as the unit's gap.
 *
 * Promises: what siblings are offered changes by exactly `freed` in sum, ties to the larger offer, then by id; signed,
 * settled and disputed numbers do not move; a raise is an offer, so silence does not accept it.
 */
export function takeDifference(
  freed: bigint,
  taker: Taker,
  around: Around,
): Result<readonly Thread[], DifferenceError> {
  if (freed === 0n || taker.to === "reserve") return ok([]);
  if (taker.to === "siblings") return fromSiblings(freed, taker.rule, around);
  return fromAbove(freed, around);
}

function fromSiblings(
  freed: bigint,
  rule: "pro_rata" | "equal",
  { siblings, level, now }: Around,
): Result<readonly Thread[], DifferenceError> {
  const free = siblings.filter(({ standing }) => standing.state === "proposed");
  if (free.length === 0) return err({ code: "negotiation/no_siblings" });
  const numbers = free.map(offerOf);
  const isFlat = rule === "equal" || numbers.every((number) => number === 0n);
  const values = numbers.map((number) => (isFlat ? ONE : rate(number, 1n)));
  const claims = free.map((each, at) => ({
    id: each.subject,
    // Nobody is offered less than nothing.
    ...(freed < 0n ? { min: 0n - must(numbers[at]) } : {}),
  }));
  const shared = allocate(
    minor(freed),
    claims,
    { kind: "ratios", factors: [{ key: "offer", weight: ONE, values }] },
    {
      granule: 1n,
      rounding: { kind: "remainder", quota: "hare" },
      ties: "larger_share",
      minimum: null,
      oddTo: null,
    },
  );
  if (!shared.ok) return err({ code: "negotiation/siblings_cannot", value: freed });
  return ok(
    free.flatMap((each, at) => {
      const more = must(shared.value.amounts[at]);
      return more === 0n ? [] : [offered(each, minor(offerOf(each) + more), level, now)];
    }),
  );
}

function fromAbove(
  freed: bigint,
  { parent, level, now }: Around,
): Result<readonly Thread[], DifferenceError> {
  if (parent === null) return err({ code: "negotiation/top" });
  // Who leads the unit cannot lower its own number: that is for the level above it.
  if (level < 2) return err({ code: "negotiation/awaits_above" });
  const { state } = parent.standing;
  // A signed number does not move; reopened, silence could leave it above what was signed.
  if (state === "countered" || state === "escalated" || state === "agreed")
    return err({ code: "negotiation/parent_open" });
  const number = minor(standingNumber(parent) - freed);
  return ok([offered(parent, number, level - 1, now)]);
}

function offerOf({ standing }: Thread): Minor {
  return "offer" in standing ? standing.offer : standing.amount;
}

/** A new number on the table: it waits for an answer again. */
function offered(thread: Thread, offer: Minor, by: Level, now: number): Thread {
  const { standing } = thread;
  const refused = standing.state === "proposed" ? standing.refused : null;
  const next: Standing = { state: "proposed", offer, by, refused };
  const enteredAt = standing.state === "proposed" ? thread.enteredAt : now;
  return { ...thread, standing: next, enteredAt, version: thread.version + 1 };
}
