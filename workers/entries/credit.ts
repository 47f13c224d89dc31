import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import { type Minor, minor } from "../lib/money.ts";
import { addRates, compareRates, ONE, parseRate, type Rate, ZERO } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";

/** Who shares an entry, as written: "0.5", "50%" or "1/3". */
export type Share = { readonly person: string; readonly share: string };
export type CreditError =
  | { readonly code: "entries/bad_share"; readonly at: number; readonly value: string }
  | { readonly code: "entries/credited_twice"; readonly at: number; readonly value: string }
  | { readonly code: "entries/shares_not_one"; readonly value: string };

/**
 * Splits an entry over people by their direct shares, to the last smallest step.
 *
 * Promises: amounts sum to exactly `amount`; each is less than one step from its exact part; who
 * stands first does not matter: spare steps go to the larger remainder, then the larger share, then
 * the smaller id. A negative amount is the mirror image, so a reversal takes back to the step.
 * Refuses shares that are not above 0, a person twice, and shares that do not sum to exactly 1.
 */
export function split(
  amount: Minor,
  shares: readonly Share[],
): Result<ReadonlyMap<string, Minor>, CreditError> {
  const read = readShares(shares);
  if (!read.ok) return read;
  const size = amount < 0n ? 0n - amount : amount;
  const parts = read.value.map(({ person, rate }) => ({
    person,
    rate,
    floor: (size * rate.num) / rate.den,
    // Remainders have different denominators: they are compared as fractions.
    left: { num: (size * rate.num) % rate.den, den: rate.den },
  }));
  const spare = size - sum(parts.map(({ floor }) => floor));
  parts.sort(
    (a, b) =>
      compareRates(b.left, a.left) || compareRates(b.rate, a.rate) || ascending(a.person, b.person),
  );
  const sign = amount < 0n ? -1n : 1n;
  return ok(
    new Map(
      parts.map(({ person, floor }, rank) => [
        person,
        minor(sign * (rank < spare ? floor + 1n : floor)),
      ]),
    ),
  );
}

function readShares(shares: readonly Share[]) {
  const rates: { person: string; rate: Rate }[] = [];
  for (const [at, { person, share }] of shares.entries()) {
    const rate = parseRate(share);
    if (!rate || rate.num <= 0n) return err({ code: "entries/bad_share", at, value: share });
    if (rates.some((other) => other.person === person))
      return err({ code: "entries/credited_twice", at, value: person });
    rates.push({ person, rate });
  }
  const total = rates.reduce((all, { rate }) => addRates(all, rate), ZERO);
  if (compareRates(total, ONE) !== 0)
    return err({ code: "entries/shares_not_one", value: `${total.num}/${total.den}` });
  return ok(rates);
}

/** The default: an entry is its own participant's alone, and needs no credit row. */
export function isOwnAlone(participant: string, shares: readonly Share[]): boolean {
  return shares.length === 0 || (shares.length === 1 && must(shares[0]).person === participant);
}
