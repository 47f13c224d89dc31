import { addMonths, type Day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import type { Company } from "./company.ts";
import type { SampleEntry } from "./entries.ts";

/** What one recipient of a target brings to each factor. */
export type SampleFactor = {
  /** Code of a unit or of a person. */
  readonly subject: string;
  /** Revenue of the last fiscal year, fen. */
  readonly history: bigint;
  /** What the market could give in a year, in 10,000 yuan. */
  readonly potential: number;
  /** The manager's rating, 60 to 140; 100 is expected. */
  readonly capability: number;
};

export type SamplePlan = {
  readonly metric: "revenue";
  readonly from: Day;
  readonly until: Day;
  /** The company's target for the fiscal year, fen; a multiple of `granularity`. */
  readonly total: bigint;
  readonly granularity: bigint;
  /** Decimal strings; they sum to exactly 1. */
  readonly weights: {
    readonly history: string;
    readonly potential: string;
    readonly capability: string;
  };
  readonly factors: readonly SampleFactor[];
};

const MILLION_YUAN = 100_000_000n;

/**
 * Last year's revenue and a sixth more, up to the next million yuan: a plan a company would make.
 * Those who lead carry their unit's number; a newcomer's history is nothing, and that is the point of
 * the other two factors.
 */
export function plan(is: Company, rows: readonly SampleEntry[], year: Day): SamplePlan {
  const before = addMonths(year, -12);
  const history = sums(rows.filter(({ on }) => on >= before && on < year));
  const total = sum(history.values()) + sum(history.values()) / 6n;
  return {
    metric: "revenue",
    from: year,
    until: addMonths(year, 12),
    total: (total / MILLION_YUAN + 1n) * MILLION_YUAN,
    granularity: 100_000n,
    weights: { history: "0.5", potential: "0.3", capability: "0.2" },
    factors: factors(is, history),
  };
}

function sums(rows: readonly SampleEntry[]): Map<string, bigint> {
  const out = new Map<string, bigint>();
  for (const { metric, person, amount } of rows) {
    if (metric === "revenue") out.set(person, (out.get(person) ?? 0n) + BigInt(amount));
  }
  return out;
}

function factors(is: Company, history: ReadonlyMap<string, bigint>): SampleFactor[] {
  const unitOf = new Map(is.memberships.map(({ person, unit }) => [person, unit]));
  const people = is.people
    .filter(({ strength }) => strength > 0)
    .map(({ code, strength }): SampleFactor => {
      const number = Number(code.slice(2));
      return {
        subject: code,
        history: history.get(code) ?? 0n,
        potential: Math.trunc((strength * (22 + (number % 9))) / 100),
        capability: Math.min(140, Math.max(60, Math.trunc(strength / 10) + (number % 7) - 3)),
      };
    });
  const below = (unit: string): SampleFactor[] => [
    ...people.filter(({ subject }) => unitOf.get(subject) === unit),
    ...is.units.filter(({ parent }) => parent === unit).flatMap(({ code }) => below(code)),
  ];
  return [...is.units.map(({ code }) => together(code, below(code))), ...people];
}

/** A unit's factors: history and potential add up, capability is the mean. */
function together(subject: string, parts: readonly SampleFactor[]): SampleFactor {
  const whole = (of: (part: SampleFactor) => number) => parts.reduce((all, at) => all + of(at), 0);
  return {
    subject,
    history: sum(parts.map(({ history }) => history)),
    potential: whole(({ potential }) => potential),
    capability: Math.trunc(whole(({ capability }) => capability) / Math.max(1, parts.length)),
  };
}
