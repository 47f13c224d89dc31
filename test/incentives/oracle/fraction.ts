// The oracle's own rational numbers: written for being read, not for speed, and shared with nothing.

export type Q = { readonly n: bigint; readonly d: bigint };

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

export function q(n: bigint | number, d: bigint | number = 1n): Q {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new Error("a fraction over 0");
  const by = gcd(top, bottom) || 1n;
  const sign = bottom < 0n ? -1n : 1n;
  return { n: (sign * top) / by, d: (sign * bottom) / by };
}

const texts = new Map<string, Q>();

/** "0.08", "8%", "1/3", "-2.5". */
export function read(text: string): Q {
  const known = texts.get(text);
  if (known) return known;
  // A million cases hold a million sums: what was read long ago is read again.
  if (texts.size > 20_000) texts.clear();
  const value = worded(text);
  texts.set(text, value);
  return value;
}

function worded(text: string): Q {
  const percent = text.trim().endsWith("%");
  const plain = text.replace("%", "").trim();
  const [top = "", bottom] = plain.split("/");
  if (bottom !== undefined) return q(BigInt(top), BigInt(bottom));
  const [whole = "", part = ""] = top.split(".");
  const value = q(BigInt(whole + part), 10n ** BigInt(part.length));
  return percent ? mul(value, q(1, 100)) : value;
}

export const ZERO = q(0);
export const ONE = q(1);
export const add = (a: Q, b: Q) => q(a.n * b.d + b.n * a.d, a.d * b.d);
export const neg = (a: Q) => q(-a.n, a.d);
export const sub = (a: Q, b: Q) => add(a, neg(b));
export const mul = (a: Q, b: Q) => q(a.n * b.n, a.d * b.d);
export const div = (a: Q, b: Q) => q(a.n * b.d, a.d * b.n);
export const sum = (all: readonly Q[]) => all.reduce(add, ZERO);
export const product = (all: readonly Q[]) => all.reduce(mul, ONE);
/** Below 0, 0 or above, as a is below, at or above b. */
export const compare = (a: Q, b: Q) => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const least = (a: Q, b: Q) => (compare(a, b) <= 0 ? a : b);
export const most = (a: Q, b: Q) => (compare(a, b) >= 0 ? a : b);

/** The largest whole number not above a. */
export function floor(a: Q): bigint {
  const down = a.n / a.d;
  return a.n < 0n && down * a.d !== a.n ? down - 1n : down;
}

/** To a multiple of `granule`: looks at the two neighbours and picks one by the mode's own words. */
export function roundTo(value: Q, granule: bigint, mode: string): bigint {
  const scaled = div(value, q(granule));
  const below = floor(scaled);
  if (compare(scaled, q(below)) === 0) return below * granule;
  const above = below + 1n;
  const fromZero = scaled.n < 0n ? below : above;
  const toZero = scaled.n < 0n ? above : below;
  const pick = () => {
    if (mode === "toward_zero") return toZero;
    if (mode === "away_from_zero") return fromZero;
    const half = compare(sub(scaled, q(below)), q(1, 2));
    if (half !== 0) return half < 0 ? below : above;
    if (mode === "half_away") return fromZero;
    if (mode === "half_toward_zero") return toZero;
    if (mode === "half_up") return above;
    if (mode === "half_down") return below;
    const even = below % 2n === 0n ? below : above;
    const odd = even === below ? above : below;
    return mode === "half_even" ? even : odd;
  };
  return pick() * granule;
}
