/** A stream of draws that depends on its seed text alone: whole numbers only, so every runtime agrees. */
export type Draws = {
  /** A whole number from `min` to `max`, both included. */
  readonly whole: (min: number, max: number) => number;
  /** True in `perMille` of 1,000 draws. */
  readonly chance: (perMille: number) => boolean;
  /** An index, drawn in proportion to the weights; weights are whole and not all zero. */
  readonly weighted: (weights: readonly number[]) => number;
};

/** The same seed text always gives the same stream. */
export function draws(seed: string): Draws {
  const next = mulberry32(fnv1a(seed));
  const whole = (min: number, max: number) => min + (next() % (max - min + 1));
  return {
    whole,
    chance: (perMille) => next() % 1000 < perMille,
    weighted: (weights) => {
      let left = whole(0, weights.reduce((a, b) => a + b, 0) - 1);
      return weights.findIndex((weight) => (left -= weight) < 0);
    },
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for a few hundred draws a stream. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
