import { assert, must } from "../lib/assert.ts";
import { minor } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import type { Run } from "./allocation.ts";
import { roundingOf, type RoundingText } from "./rules.ts";

/** A run as it is stored and sent: smallest steps and fractions as whole numbers in text. */
export type RunText = {
  readonly version: 1;
  readonly kind: Run["kind"];
  readonly total: string;
  readonly factors: readonly {
    readonly key: string;
    readonly weight: string;
    readonly sum: string;
  }[];
  readonly level: string;
  readonly moved: boolean;
  readonly minimum: string | null;
  readonly granule: string;
  readonly rounding: RoundingText;
  readonly odd: string;
  readonly oddTo: string | null;
};

export function runText(run: Run): RunText {
  const { rounding } = run;
  return {
    version: run.version,
    kind: run.kind,
    total: `${run.total}`,
    factors: run.factors.map(({ key, weight, sum }) => ({
      key,
      weight: whole(weight),
      sum: whole(sum),
    })),
    level: whole(run.level),
    moved: run.moved,
    minimum: run.minimum === null ? null : whole(run.minimum),
    granule: `${run.granule}`,
    rounding:
      rounding.kind === "divisor" && rounding.first
        ? { ...rounding, first: whole(rounding.first) }
        : roundingText(rounding),
    odd: `${run.odd}`,
    oddTo: run.oddTo,
  };
}

/** Asserts that the text is one that runText wrote. */
export function runOf(text: RunText): Run {
  return {
    version: text.version,
    kind: text.kind,
    total: minor(BigInt(text.total)),
    factors: text.factors.map(({ key, weight, sum }) => ({
      key,
      weight: fractionOf(weight),
      sum: fractionOf(sum),
    })),
    level: fractionOf(text.level),
    moved: text.moved,
    minimum: text.minimum === null ? null : fractionOf(text.minimum),
    granule: BigInt(text.granule),
    rounding: roundingOf(text.rounding),
    odd: BigInt(text.odd),
    oddTo: text.oddTo,
  };
}

function roundingText(rounding: Run["rounding"]): RoundingText {
  if (rounding.kind === "divisor") return { kind: "divisor", divisor: rounding.divisor };
  return rounding;
}

function whole({ num, den }: Rate): string {
  return `${num}/${den}`;
}

/** A level can have more digits than a rate that people enter. */
function fractionOf(text: string): Rate {
  const [num, den] = text.split("/");
  assert(num !== undefined && den !== undefined, "a stored fraction is num/den");
  return { num: BigInt(num), den: BigInt(must(den)) };
}
