import { compareRates, formatRate, parseRate, rate, ZERO } from "../../workers/lib/rate.ts";

/** A weight, decimal text from 0 to 1 or a percentage, as the number before the sign: "33.5". */
export function percentOf(weight: string): string {
  const { num, den } = parseRate(weight) ?? ZERO;
  return formatRate(rate(num * 100n, den), 4);
}

/** What is no number from 0 to 999 counts as 0: the sum shows it at once. "33." is on its way to "33.5". */
export function asPercent(text: string): string {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
  return /^\d{1,3}(\.\d{0,4})?$/.test(plain) ? `${plain.replace(/\.$/, "")}%` : "0%";
}

/** The text as typed while it means the weight; another weight, from the slider say, is written anew. */
export function weightText(typed: string | null, weight: string): string {
  const meant = typed === null ? null : (parseRate(asPercent(typed)) ?? ZERO);
  const isMeant = meant !== null && compareRates(meant, parseRate(weight) ?? ZERO) === 0;
  return typed !== null && isMeant ? typed : percentOf(weight);
}
