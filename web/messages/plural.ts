const rules = new Intl.PluralRules("en");
const whole = new Intl.NumberFormat("en");

/** "1 row", "1,204 rows": English has two forms, Chinese none. */
export function plural(n: number, one: string, other: string): string {
  return `${whole.format(n)} ${rules.select(n) === "one" ? one : other}`;
}

/** "1,204" in either language. */
export function grouped(n: number): string {
  return whole.format(n);
}
