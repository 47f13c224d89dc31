import { ascending, groupBy, sum } from "../lib/list.ts";
import { CERTAIN, normalBelow } from "../lib/normal.ts";
import { divide } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import {
  gini,
  median,
  spearman,
  variation,
  VALUES_MIN,
  type Statistic,
} from "../lib/statistics.ts";
import type { Expected } from "./forecast.ts";

/** Ratios of the panel are whole billionths: even a ratio of two amounts of 2^53 keeps its order. */
const BILLION = 1_000_000_000n;
const MILLION = 1_000_000n;
/** A target / potential this far from the median stands out: a fifth. */
const OUTSIDE = { num: 1n, den: 5n };

/** A person in the plan: what they carry and what is known of them. */
export type Carrier = {
  readonly id: string;
  /** Smallest steps; null while the plan gives them none. */
  readonly target: bigint | null;
  /** How large the territory is, in whatever unit it was entered. */
  readonly size: Rate | null;
  readonly expected: Expected | null;
};

/** What the panel says of one person. Ratios are billionths, chances millionths; null is unknown. */
export type Standing = {
  readonly id: string;
  readonly target: bigint;
  readonly expected: bigint | null;
  readonly attainment: Rate | null;
  readonly chance: bigint | null;
  /** Target over territory size. */
  readonly density: bigint | null;
  /** Target over the last twelve months' result: 1.2 asks for a fifth more. */
  readonly growth: bigint | null;
  /** True where target / potential lies more than a fifth from the median; null: not told. */
  readonly outside: boolean | null;
};

export type Panel = {
  readonly people: readonly Standing[];
  readonly whole: Figures;
};

/** The same figures of everybody, or of a group. */
export type Figures = {
  readonly people: number;
  readonly target: bigint;
  /** Of those who have an expectation: together, and what they carry. */
  readonly expected: bigint;
  readonly expectedTarget: bigint;
  /** Sum of the chances to reach 100 %, in millionths of a person, and of how many people. */
  readonly reaching: bigint;
  readonly reachingOf: number;
  /** Median of target over territory size, billionths; null when nobody's is known. */
  readonly density: bigint | null;
  readonly densityVariation: Statistic;
  readonly densityGini: Statistic;
  readonly growth: bigint | null;
  readonly growthVariation: Statistic;
  readonly growthGini: Statistic;
  readonly sizeCorrelation: Statistic;
  /** People more than a fifth from the median of target / potential; null below eight people. */
  readonly outside: number | null;
};

/**
 * How fair targets are, from the targets and what is known without them. Pure and exact: whole
 * numbers throughout, the same while a weight moves in the browser and on the server.
 *
 * People without a target above 0 are left out: nobody is unfair to who carries nothing.
 */
export function fairness(carriers: readonly Carrier[]): Panel {
  const people = carriers.flatMap((each) => standingOf(each) ?? []);
  const middle = medianOf(people, "density");
  const enough = count(people, "density") >= VALUES_MIN;
  const told = people.map((each) => ({
    ...each,
    outside: enough && each.density !== null ? isOutside(each.density, middle ?? 0n) : null,
  }));
  const sizes = new Map(carriers.map(({ id, size }) => [id, size]));
  return { people: told, whole: figuresOf(told, sizes) };
}

/** The same figures by group; a person without one is in none. Medians are each group's own. */
export function fairnessBy(
  { people }: Panel,
  carriers: readonly Carrier[],
  groupOf: (id: string) => string | null,
): ReadonlyMap<string, Figures> {
  const sizes = new Map(carriers.map(({ id, size }) => [id, size]));
  const groups = groupBy(people, ({ id }) => groupOf(id));
  const named = [...groups].flatMap(([name, rows]) => (name === null ? [] : [{ name, rows }]));
  return new Map(
    named
      .toSorted((a, b) => ascending(a.name, b.name))
      .map(({ name, rows }) => [name, figuresOf(rows, sizes)]),
  );
}

function standingOf({ id, target, size, expected }: Carrier): Standing | null {
  if (target === null || target <= 0n) return null;
  const amount = expected?.amount ?? null;
  return {
    id,
    target,
    expected: amount,
    // Not reduced: a thousand common divisors are what a move of a weight would wait for.
    attainment: amount === null ? null : { num: amount, den: target },
    chance: amount === null ? null : chanceOf(target, amount, expected?.spread ?? null),
    density: size === null || size.num <= 0n ? null : (target * size.den * BILLION) / size.num,
    growth: growthAsked(target, expected),
    outside: null,
  };
}

/**
 * The chance that the actual reaches the target: normal around the expectation, with the spread of
 * past forecasts. Null when the spread is unknown; with none, either certain or impossible.
 */
export function chanceOf(target: bigint, expected: bigint, spread: bigint | null): bigint | null {
  if (spread === null || expected <= 0n) return null;
  if (spread === 0n) return expected >= target ? CERTAIN : 0n;
  return normalBelow({ num: (expected - target) * MILLION, den: expected * spread });
}

/** Against a result of the last year that is known for all twelve months, and for a plan's length. */
function growthAsked(target: bigint, expected: Expected | null): bigint | null {
  if (!expected || expected.basis !== "own" || expected.known < 12) return null;
  const { trailing, season } = expected;
  const base = trailing * season.num;
  return base <= 0n ? null : divide(target * season.den * BILLION, base, "half_away");
}

type Ratio = "density" | "growth";
const valuesOf = (people: readonly Standing[], of: Ratio) =>
  people.flatMap((each) => each[of] ?? []);
const medianOf = (people: readonly Standing[], of: Ratio) => median(valuesOf(people, of));
const count = (people: readonly Standing[], of: Ratio) => valuesOf(people, of).length;

function isOutside(density: bigint, middle: bigint): boolean {
  const off = density > middle ? density - middle : middle - density;
  return off * OUTSIDE.den > middle * OUTSIDE.num;
}

function figuresOf(people: readonly Standing[], sizes: ReadonlyMap<string, Rate | null>): Figures {
  const expecting = people.filter(({ expected }) => expected !== null);
  const chances = people.flatMap(({ chance }) => chance ?? []);
  const densities = valuesOf(people, "density");
  const growths = valuesOf(people, "growth");
  const told = people.filter(({ outside }) => outside !== null);
  return {
    people: people.length,
    target: sum(people.map(({ target }) => target)),
    expected: sum(expecting.map(({ expected }) => expected ?? 0n)),
    expectedTarget: sum(expecting.map(({ target }) => target)),
    reaching: sum(chances),
    reachingOf: chances.length,
    density: median(densities),
    densityVariation: variation(densities),
    densityGini: gini(densities),
    growth: median(growths),
    growthVariation: variation(growths),
    growthGini: gini(growths),
    sizeCorrelation: spearman(pairsOf(people, sizes)),
    outside: told.length === 0 ? null : told.filter(({ outside }) => outside === true).length,
  };
}

/** Territory size in billionths beside the target: only the order counts. */
function pairsOf(people: readonly Standing[], sizes: ReadonlyMap<string, Rate | null>) {
  return people.flatMap(({ id, target }) => {
    const size = sizes.get(id) ?? null;
    return size === null ? [] : [[target, (size.num * BILLION) / size.den] as const];
  });
}
