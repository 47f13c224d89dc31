import { formatMinor } from "../lib/money.ts";
import { formatRate, rate, type Rate } from "../lib/rate.ts";
import type { Card, CardLine } from "./explain.ts";

/** More decimals than anybody enters. */
const DECIMALS = 12;

/** A card's line as JSON: amounts as decimals at the scale, exact values as fractions. */
export type CardLineText = {
  readonly kind: CardLine["kind"];
  readonly amount: string;
  readonly exact: string;
  readonly key?: string;
  readonly value?: string;
  readonly sum?: string;
  readonly weight?: string;
  readonly share?: string;
  readonly bound?: string;
  readonly by?: string;
  readonly at?: number;
  readonly reason?: string;
};

export type CardText = {
  readonly number: string;
  readonly share: string;
  readonly lines: CardLineText[];
};

export function cardText({ number, share, lines }: Card, scale: number): CardText {
  return {
    number: formatMinor(number, scale),
    share: fraction(share),
    lines: lines.map((line) => lineText(line, scale)),
  };
}

function lineText(line: CardLine, scale: number): CardLineText {
  const { num, den } = line.exact;
  const shown = {
    amount: formatMinor(line.amount, scale),
    exact: fraction({ num, den: den * 10n ** BigInt(scale) }),
  };
  if (line.kind === "factor") {
    const { kind, key } = line;
    const [value, sum, weight] = [line.value, line.sum, line.weight].map(exactText);
    return { kind, key, ...shown, ...texts({ value, sum, weight }), share: fraction(line.share) };
  }
  if (line.kind === "manual") {
    const { kind, by, at, reason } = line;
    return { kind, ...shown, by, at, reason };
  }
  if ("bound" in line) return { kind: line.kind, ...shown, bound: formatMinor(line.bound, scale) };
  return { kind: line.kind, ...shown };
}

function texts(given: Record<"value" | "sum" | "weight", string | undefined>) {
  const { value = "", sum = "", weight = "" } = given;
  return { value, sum, weight };
}

/** A number as it was entered: exact where it is a short decimal, else as a fraction. */
export function exactText(value: Rate): string {
  const decimal = formatRate(value, DECIMALS);
  return (value.num * 10n ** BigInt(DECIMALS)) % value.den === 0n ? decimal : fraction(value);
}

export function fraction({ num, den }: Rate): string {
  const least = rate(num, den);
  return least.den === 1n ? `${least.num}` : `${least.num}/${least.den}`;
}
