const FITS = /^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u;

/**
 * What an incentive plan calls a metric, a dimension or a unit: its code, where that is a name the plan
 * language takes (a letter first, then letters, digits, _ and -); else the same with every other
 * character as _. Two codes that differ in such characters alone have one key.
 */
export function planKey(code: string): string {
  if (FITS.test(code)) return code;
  const plain = code.replace(/[^\p{L}\p{N}_-]/gu, "_");
  return (/^[\p{L}_]/u.test(plain) ? plain : `_${plain}`).slice(0, 64);
}

export const metricKey = planKey;
