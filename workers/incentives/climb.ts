import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Rate } from "../lib/rate.ts";
import type { Price } from "./attribution.ts";
import type { Item } from "./items.ts";
import type { Singles } from "./singles.ts";

/** One set of tiers that is climbed: whose, over which window, by which items in their places. */
export type Climb = {
  /** Whose quota, gates, variables and currency count. */
  readonly person: string;
  /** The window's days; for a credit or deal the statement period it counts in. */
  readonly within: Interval;
  /** A single credit or deal: sums do not prorate. */
  readonly single: boolean;
  /** What bounds are multiplied with where a new plan version restarted the window. */
  readonly scale: Rate;
  readonly items: readonly Item[];
  /** Whole entries (pay is split afterwards) count with all of it. */
  readonly entire: boolean;
  /** Where items are sums: the single credits behind them. */
  readonly singles: Singles | null;
  /** Whether anybody needs to know what each item has of the pay. */
  readonly byItem: boolean;
  /** Parts of credits, of whichever window, that are released in this one and priced by it; else null. */
  readonly released:
    readonly { readonly item: Item; readonly day: Day; readonly part: Rate }[] | null;
  /** A base below 0 that earlier windows carried into this one. */
  readonly carriedBase: Rate;
};

export type Climbed = {
  readonly pay: Rate;
  /** Exact pay of each item that has any, in the order of the items. */
  readonly parts: readonly { readonly item: Item; readonly pay: Rate }[];
  /** The component's own threshold is not reached. */
  readonly closed: boolean;
  /** A base below 0 that goes on to the next window. */
  readonly carryBase: Rate;
  /** No target, and the plan leaves such people out. */
  readonly leftOut: boolean;
  /** What is paid along the base, where that alone decides what each credit has of the pay. */
  readonly prices?: readonly Price[];
  /** Share of each item that was refunded, where refunds are paid back "as paid". */
  readonly refunded: ReadonlyMap<string, Rate>;
};

/** An item with its paid base, and its step along what tiers look up. */
export type Worked = {
  readonly item: Item;
  readonly base: Rate;
  readonly measure: Rate;
  /** It takes part, even where nothing of its base is paid: a cap or deductible lessens no measure. */
  readonly counts?: boolean;
};

/** What a kind of component makes of it. */
export type Answer = Pick<Climbed, "pay" | "parts"> & Partial<Climbed>;
