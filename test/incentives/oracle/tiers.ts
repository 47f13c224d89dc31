// Tiers as the table says them: which are reached, what each stretch of the measure pays, and who
// has laid what on which stretch.
import { add, compare, least, most, mul, type Q, read, sub, sum, ZERO, div } from "./fraction.ts";
import type { Of } from "./case.ts";

type Tier = Of<"tiered">["tiers"][number];
/** One credit's part of the measure and of the base, in the order of their places. */
export type Laid = { readonly measure: Q; readonly base: Q };
type Stretch = { from: Q; until: Q | null; rate: Q };

/** Whether a measure has reached a tier, by whom the exact bound belongs to. */
function isReached(tiers: readonly Tier[], at: number, measure: Q): boolean {
  const tier = tiers[at];
  if (!tier) return false;
  const order = compare(measure, read(tier.from));
  if (order !== 0) return order > 0;
  if (at === 0) return true;
  return tiers[at - 1]?.boundary !== "upper" && tier.boundary !== "above";
}

type Asked = {
  readonly tiers: readonly Tier[];
  readonly baseRate: Q | null;
  /** Where the measure stands at quota: 1 of attainment, the quota itself of an amount. */
  readonly quotaAt: Q | null;
  readonly holds: (condition: string) => boolean;
};

function rateOf(tier: Tier, { baseRate }: Asked): Q {
  if ("rate" in tier.pays && typeof tier.pays.rate === "string") return read(tier.pays.rate);
  if ("multiplier" in tier.pays) return mul(read(tier.pays.multiplier), baseRate ?? ZERO);
  return ZERO;
}

function reachOf(tier: Tier, { tiers, quotaAt }: Asked): Q {
  if (tier.reach === "own") return read(tier.from);
  if (tier.reach === "zero") return ZERO;
  if (tier.reach === "quota") return quotaAt ?? read(tier.from);
  const { tier: key } = tier.reach;
  return read(tiers.find((each) => each.key === key)?.from ?? tier.from);
}

/** What a whole window is paid by its tiers. */
export function tierPay(laid: readonly Laid[], asked: Asked): Q {
  const measure = sum(laid.map((each) => each.measure));
  const base = sum(laid.map((each) => each.base));
  const [first] = asked.tiers;
  if (!first) return ZERO;
  // Below 0 there is no tier: the lowest one's rate holds.
  if (compare(measure, ZERO) < 0) return mul(base, rateOf(first, asked));
  const reached = asked.tiers.filter(
    (tier, at) =>
      isReached(asked.tiers, at, measure) && (tier.when === undefined || asked.holds(tier.when)),
  );
  return add(stretchPay(laid, stretches(reached, asked)), amounts(reached, asked));
}

/** Lower tiers first; a higher one takes over from where it reaches back to. */
function stretches(reached: readonly Tier[], asked: Asked): Stretch[] {
  let all: Stretch[] = [];
  for (const tier of reached) {
    const from = reachOf(tier, asked);
    all = all
      .filter((each) => compare(each.from, from) < 0)
      .map((each) => ({ ...each, until: each.until === null ? from : least(each.until, from) }));
    all.push({ from, until: null, rate: rateOf(tier, asked) });
  }
  return all;
}

function stretchPay(laid: readonly Laid[], all: readonly Stretch[]): Q {
  let gone = ZERO;
  return sum(
    laid.map(({ measure, base }) => {
      const [from, until] = [gone, add(gone, measure)];
      gone = until;
      return sum(
        all.map((stretch) => {
          const begins = most(from, stretch.from);
          const ends = stretch.until === null ? until : least(until, stretch.until);
          if (compare(begins, ends) >= 0) return ZERO;
          return mul(mul(base, div(sub(ends, begins), measure)), stretch.rate);
        }),
      );
    }),
  );
}

/** Sums for being in a tier: those that no higher tier has taken over. */
function amounts(reached: readonly Tier[], asked: Asked): Q {
  return sum(
    reached.map((tier, at) => {
      const takenOver = reached
        .slice(at + 1)
        .some((higher) => compare(reachOf(higher, asked), read(tier.from)) <= 0);
      return "amount" in tier.pays && !takenOver ? read(tier.pays.amount) : ZERO;
    }),
  );
}
