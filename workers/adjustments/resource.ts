import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { intersection, type Interval, lengthDays, overlaps } from "../lib/interval.ts";
import { ascending, sum } from "../lib/list.ts";
import { divide, minor } from "../lib/money.ts";
import { compareRates, ONE, parseRate, rate, type Rate, ZERO } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { allocate } from "../targets/allocate.ts";
import { sumRates } from "../targets/share.ts";
import { percentText } from "./guards.ts";

/**
 * heads: how many work there on each day of the interval, in hundredths. productivity: what one head
 * brings of a metric (`purpose` is its id) in the whole interval. budget: money for a purpose in the
 * interval.
 */
export const RESOURCE_KINDS = ["heads", "productivity", "budget"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

export type Resource = Interval & {
  readonly unit: string;
  readonly kind: ResourceKind;
  /** "" for heads. */
  readonly purpose: string;
  readonly amount: bigint;
  /** "" where it is not money. */
  readonly currency: string;
};

/** Rows that are closed and rows that are opened in their place. */
export type ResourceChange = {
  readonly close: readonly Resource[];
  readonly open: readonly Resource[];
};

export type ResourceError =
  | {
      readonly code: "resource/interval";
      readonly from: Day;
      readonly until: Day;
      readonly pointer: string;
    }
  | { readonly code: "resource/negative"; readonly value: string; readonly pointer: string }
  | {
      readonly code: "resource/overlap";
      readonly from: Day;
      readonly until: Day;
      readonly pointer: string;
    };

/**
 * Says what a unit has. Heads hold from day to day, so a new row takes the place of the days it
 * covers; a budget and a productivity are of their whole interval, so they replace only exactly the
 * same interval, and any other overlap is refused with the one that stands.
 */
export function setResources(
  stored: readonly Resource[],
  rows: readonly Resource[],
): Result<ResourceChange, ResourceError> {
  let now = stored;
  for (const [at, row] of rows.entries()) {
    const pointer = `/rows/${at}`;
    const { from, until } = row;
    if (from >= until) return err({ code: "resource/interval", from, until, pointer });
    if (row.amount < 0n) {
      return err({ code: "resource/negative", value: `${row.amount}`, pointer });
    }
    const clashing = now.filter((other) => isSame(other, row) && overlaps(other, row));
    const other = clashing.find((each) => each.from !== from || each.until !== until);
    if (other && row.kind !== "heads") {
      return err({ code: "resource/overlap", from: other.from, until: other.until, pointer });
    }
    now = [
      ...now.filter((each) => !clashing.includes(each)),
      ...clashing.flatMap((c) => outside(c, row)),
      row,
    ];
  }
  return ok(difference(stored, now));
}

/** What is left of a range where another takes its place. */
function outside(range: Resource, { from, until }: Interval): Resource[] {
  return [
    ...(range.from < from ? [{ ...range, until: from }] : []),
    ...(range.until > until ? [{ ...range, from: until }] : []),
  ];
}

/**
 * Moves heads (hundredths) into or out of a unit from a day on, to the end of what is planned there.
 * A unit whose heads nobody has planned stays unplanned. Null: there are not as many.
 */
export function moveHeads(
  stored: readonly Resource[],
  { unit, from, by }: { readonly unit: string; readonly from: Day; readonly by: bigint },
): ResourceChange | null {
  const ranges = stored.filter(
    (row) => row.kind === "heads" && row.unit === unit && row.until > from,
  );
  const open = ranges.flatMap((row) => {
    const start = row.from > from ? row.from : from;
    return [
      ...outside(row, { from: start, until: row.until }),
      { ...row, from: start, amount: row.amount + by },
    ];
  });
  if (open.some(({ amount }) => amount < 0n)) return null;
  return difference(ranges, open);
}

/**
 * Adds to the budget of a purpose for exactly this interval: a line of its own where none stands for
 * it. Lines of one purpose add up.
 */
export function moveBudget(
  stored: readonly Resource[],
  { by, ...place }: Omit<Resource, "kind" | "amount"> & { readonly by: bigint },
): ResourceChange {
  const row: Resource = { ...place, kind: "budget", amount: by };
  const old = stored.find(
    (each) => isSame(each, row) && each.from === row.from && each.until === row.until,
  );
  if (!old) return { close: [], open: [row] };
  return { close: [old], open: [{ ...old, amount: old.amount + by }] };
}

export function isSame(a: Resource, b: Resource): boolean {
  return a.unit === b.unit && a.kind === b.kind && a.purpose === b.purpose;
}

function difference(before: readonly Resource[], after: readonly Resource[]): ResourceChange {
  const key = ({ unit, kind, purpose, from, until, amount, currency }: Resource) =>
    [unit, kind, purpose, from, until, amount, currency].join("\n");
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    close: before.filter((row) => !now.has(key(row))),
    open: after.filter((row) => !old.has(key(row))),
  };
}

/** Applies changes one after the other: a row that a later one closes is never opened. */
export function chained(
  stored: readonly Resource[],
  steps: readonly ((now: readonly Resource[]) => ResourceChange | null)[],
): ResourceChange | null {
  let now = stored;
  for (const step of steps) {
    const change = step(now);
    if (!change) return null;
    now = [...now.filter((row) => !change.close.includes(row)), ...change.open];
  }
  return difference(stored, now);
}

/** Heads (hundredths) on a day; null where nobody has planned any. */
export function headsOn(rows: readonly Resource[], unit: string, on: Day): bigint | null {
  const row = rows.find(
    (each) => each.kind === "heads" && each.unit === unit && each.from <= on && on < each.until,
  );
  return row ? row.amount : null;
}

/** Money of a purpose in an interval: lines that only partly lie in it count by their days. */
export function budgetIn(
  rows: readonly Resource[],
  place: { readonly unit: string; readonly purpose: string },
  within: Interval,
): bigint {
  return sum(
    rows
      .filter((r) => r.kind === "budget" && r.unit === place.unit && r.purpose === place.purpose)
      .map((row) => partOf(row, within)),
  );
}

function partOf(row: Resource, within: Interval): bigint {
  const shared = intersection(row, within);
  if (!shared) return 0n;
  const [days, all] = [lengthDays(shared), lengthDays(row)];
  return divide(row.amount * BigInt(days), BigInt(all), "half_away");
}

/** How a plan cuts its interval, and how strong each period is. */
export type Season = {
  readonly periods: readonly Interval[];
  readonly weights: readonly bigint[];
};

/**
 * What one head brings in an interval. An amount for whole periods of the plan goes by the plan's own
 * season, any other by days; null where nobody has said what a head brings.
 */
export function productivityIn(
  rows: readonly Resource[],
  { unit, metric }: { readonly unit: string; readonly metric: string },
  within: Interval,
  season: Season | null = null,
): bigint | null {
  const own = rows.filter(
    (row) =>
      row.kind === "productivity" &&
      row.unit === unit &&
      row.purpose === metric &&
      overlaps(row, within),
  );
  if (own.length === 0) return null;
  return sum(own.map((row) => seasonal(row, within, season) ?? partOf(row, within)));
}

function seasonal(row: Resource, within: Interval, season: Season | null): bigint | null {
  const inside = (of: Interval) => {
    const at = (season?.periods ?? []).flatMap((each, index) =>
      each.from >= of.from && each.until <= of.until ? [index] : [],
    );
    const [first, last] = [season?.periods[at[0] ?? -1], season?.periods[at.at(-1) ?? -1]];
    return first?.from === of.from && last?.until === of.until ? at : null;
  };
  const shared = intersection(row, within);
  const [all, part] = [inside(row), shared && inside(shared)];
  if (!all || !part) return null;
  const weight = (at: readonly number[]) => sum(at.map((index) => season?.weights[index] ?? 0n));
  return weight(all) === 0n ? null : divide(row.amount * weight(part), weight(all), "half_away");
}

/** Heads x what one brings, to the nearest smallest step. */
export function capacityOf(heads: bigint | null, productivity: bigint | null): bigint | null {
  if (heads === null || productivity === null) return null;
  return divide(heads * productivity, 100n, "half_away");
}

/** Whole heads that a target needs: 4,000万 at 200万 a head is 20, 3,000万 at 180万 is 17. */
export function headsNeeded(target: bigint, productivity: bigint): bigint | null {
  return productivity <= 0n || target < 0n ? null : divide(target, productivity, "ceiling");
}

export type ShareError = {
  readonly code: "resource/shares";
  readonly value: string;
  readonly pointer: string;
};

/**
 * A budget over purposes, 80 / 20: whole smallest steps that sum to exactly the total, largest
 * remainders first. The shares sum to exactly 1.
 */
export function budgetShares(
  total: bigint,
  shares: readonly { readonly purpose: string; readonly share: string }[],
): Result<readonly { readonly purpose: string; readonly amount: bigint }[], ShareError> {
  const parts = shares.map(({ share }) => parseRate(share) ?? ZERO);
  const bad = parts.findIndex((part) => compareRates(part, ZERO) < 0);
  const pointer = bad < 0 ? "/shares" : `/shares/${bad}/share`;
  const whole = sumRates(parts);
  if (bad >= 0 || compareRates(whole, ONE) !== 0) {
    const value = bad < 0 ? percentText(whole) : (shares[bad]?.share ?? "");
    return err({ code: "resource/shares", value, pointer });
  }
  const made = allocate(
    minor(total),
    shares.map(({ purpose: id }) => ({ id })),
    { kind: "ratios", factors: [{ key: "share", weight: ONE, values: parts }] },
    {
      granule: 1n,
      rounding: { kind: "remainder", quota: "hare" },
      ties: "larger_share",
      minimum: null,
      oddTo: null,
    },
  );
  const amounts = must(made.ok ? made.value.amounts : null, "shares above 0 in single steps");
  return ok(shares.map(({ purpose }, at) => ({ purpose, amount: must(amounts[at]) })));
}

/** What part of all that is. Null of nothing. */
export function shareOf(amount: bigint, all: bigint): Rate | null {
  return all === 0n ? null : rate(amount, all);
}

/** Purposes of a unit in the order of their names. */
export function purposesOf(
  rows: readonly { unit: string; purpose: string }[],
  unit: string,
): string[] {
  return [...new Set(rows.filter((r) => r.unit === unit).map((r) => r.purpose))].toSorted(
    ascending,
  );
}
