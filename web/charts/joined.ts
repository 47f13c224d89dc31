const JOINER = "\u2060";

/**
 * Keeps "4,346万" and "11月20日" on one line: Chinese text may break between a digit and what it
 * counts, and a torn figure is misread.
 */
export function joined(text: string): string {
  return text
    .replace(/(\d)(?=[万亿年月日个])/g, `$1${JOINER}`)
    .replace(/([年月])(?=\d)/g, `$1${JOINER}`);
}
