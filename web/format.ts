// What figures look like on screen. Everything is computed on decimal strings and bigint, so a
// shown figure is the stored one, rounded once; no binary floating point is involved.
import { language, tag, type Language } from "./messages/language.ts";

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

type Decimal = { readonly negative: boolean; readonly digits: bigint; readonly scale: number };

function parse(text: string): Decimal | null {
  const parts = DECIMAL.exec(text.trim());
  if (!parts) return null;
  const places = parts[3] ?? "";
  const digits = BigInt((parts[2] ?? "0") + places);
  return { negative: parts[1] === "-" && digits !== 0n, digits, scale: places.length };
}

/** `digits / 10^scale`, times 10^places, rounded half away from zero. */
function rounded(digits: bigint, scale: number, places: number): bigint {
  if (places >= scale) return digits * 10n ** BigInt(places - scale);
  const unit = 10n ** BigInt(scale - places);
  return (digits * 2n + unit) / (unit * 2n);
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function plain(units: bigint, places: number, trim: boolean): string {
  const digits = units.toString().padStart(places + 1, "0");
  if (places === 0) return group(digits);
  const part = trim ? digits.slice(-places).replace(/0+$/, "") : digits.slice(-places);
  return group(digits.slice(0, -places)) + (part === "" ? "" : `.${part}`);
}

const MINUS = "\u2212";

/** Every digit, grouped: "-1234.50" is "−1,234.50". Text that is no decimal comes back as it is. */
export function exact(text: string): string {
  const value = parse(text);
  if (!value) return text;
  return (value.negative ? MINUS : "") + plain(value.digits, value.scale, false);
}

type Step = { readonly power: number; readonly suffix: string };
const STEPS: Readonly<Record<Language, readonly Step[]>> = {
  zh: [
    { power: 8, suffix: "亿" },
    { power: 4, suffix: "万" },
  ],
  en: [
    { power: 9, suffix: "bn" },
    { power: 6, suffix: "m" },
    { power: 3, suffix: "k" },
  ],
};

/** At most four significant digits and two places: 1.23亿, 12.35万, 123.5万, 1,235万. */
function placesFor(digits: bigint, scale: number, power: number): number {
  const wholeDigits = digits.toString().length - scale - power;
  return Math.max(0, Math.min(2, 4 - wholeDigits));
}

/** The figure in one step's unit, and whether rounding lifted it into the next step (9,999.9万 is 1亿). */
function inStep({ digits, scale }: Decimal, step: Step, above: Step | undefined) {
  const places = placesFor(digits, scale, step.power);
  const units = rounded(digits, scale + step.power, places);
  const lifted = above !== undefined && units >= 10n ** BigInt(places + above.power - step.power);
  return { text: plain(units, places, true) + step.suffix, lifted };
}

/**
 * A figure short enough to read at a glance: 万/亿 in Chinese, k/m/bn in English, small ones whole.
 * For display only; show `exact` on hover.
 */
export function short(text: string, to: Language = language.value): string {
  const value = parse(text);
  if (!value) return text;
  const sign = value.negative ? MINUS : "";
  const steps = STEPS[to];
  const at = steps.findIndex(({ power }) => value.digits >= 10n ** BigInt(value.scale + power));
  const step = steps[at];
  if (!step) {
    const places = Math.min(2, value.scale);
    return sign + plain(rounded(value.digits, value.scale, places), places, true);
  }
  const above = steps[at - 1];
  const figure = inStep(value, step, above);
  return sign + (figure.lifted && above ? inStep(value, above, undefined).text : figure.text);
}

/** "¥", "$", "€"; the code itself where there is no sign. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

function signed(sign: string, figure: string): string {
  return figure.startsWith(MINUS) ? MINUS + sign + figure.slice(1) : sign + figure;
}

/** "¥123.5万", "$1.24m": a decimal string and a currency (or null for a bare figure). */
export function money(
  text: string,
  currency: string | null,
  to: Language = language.value,
): string {
  return currency ? signed(currencySign(currency), short(text, to)) : short(text, to);
}

/** "¥1,234,567.89": all of it, for hover, tables that must re-add, and exports. */
export function exactMoney(text: string, currency: string | null): string {
  return currency ? signed(currencySign(currency), exact(text)) : exact(text);
}

/**
 * "0.84091" is "84.1%". What is below 100 % never shows as 100 %: at 0.9999 it says 99.9%, because
 * whether a target is reached must not depend on rounding.
 */
export function percent(text: string | null, places = 1): string {
  const value = text === null ? null : parse(text);
  if (!value) return "–";
  const one = 10n ** BigInt(value.scale);
  let units = rounded(value.digits, value.scale, places + 2);
  const hundred = 10n ** BigInt(places + 2);
  if (value.digits < one && units >= hundred) units = hundred - 1n;
  return (value.negative ? MINUS : "") + plain(units, places, false) + "%";
}

/** For widths and colours only: a decimal string as a number that need not be exact. */
export function approximate(text: string): number {
  return Number(text);
}

/** A whole number with its groups: 12,345. */
export function count(n: number): string {
  return new Intl.NumberFormat(tag()).format(n);
}

export type DayStyle = "long" | "short" | "month" | "weekday";

const DAY_STYLES: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  long: { year: "numeric", month: "short", day: "numeric" },
  short: { month: "short", day: "numeric" },
  month: { year: "numeric", month: "short" },
  weekday: { month: "short", day: "numeric", weekday: "short" },
};

/** A local date "YYYY-MM-DD" for reading: 2026年11月21日, Nov 21, 2026. */
export function day(text: string, style: DayStyle = "long", to: Language = language.value): string {
  const [year, month, date] = text.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return text;
  const options = { ...DAY_STYLES[style], timeZone: "UTC" };
  return new Intl.DateTimeFormat(tag(to), options).format(Date.UTC(year, month - 1, date));
}

/** A moment in the reader's own zone: 2026年11月21日 18:02. */
export function moment(ms: number, to: Language = language.value): string {
  return new Intl.DateTimeFormat(tag(to), { dateStyle: "medium", timeStyle: "short" }).format(ms);
}

/** The day of a moment in the reader's own zone: an instant after midnight there is the next day. */
export function dayAt(ms: number, to: Language = language.value): string {
  return new Intl.DateTimeFormat(tag(to), DAY_STYLES.long).format(ms);
}

const AGES: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 分钟前", "2 hours ago"; under a minute "刚刚", "just now". */
export function age(atMs: number, nowMs: number, to: Language = language.value): string {
  const gone = nowMs - atMs;
  const step = AGES.find(([, ms]) => Math.abs(gone) >= ms);
  if (!step) return to === "zh" ? "刚刚" : "just now";
  const relative = new Intl.RelativeTimeFormat(tag(to), { numeric: "auto" });
  return relative.format(-Math.trunc(gone / step[1]), step[0]);
}
