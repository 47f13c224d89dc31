import { dayOf, daysInMonth, type Day } from "../lib/day.ts";

export type DateOrder = "ymd" | "dmy" | "mdy";
export type Marks = { readonly decimal: "." | ","; readonly thousands: "," | "." };
export const POINT: Marks = { decimal: ".", thousands: "," };
export const COMMA: Marks = { decimal: ",", thousands: "." };

/** What databases and sheets write for "nothing". */
const NOTHING = new Set(["NULL", "#N/A", "N/A", "\\N"]);
// White space of every script, zero-width marks and byte-order marks left by joined files.
const EDGES =
  /^(?:\s|\u200b|\u200c|\u200d|\u2060|\ufeff)+|(?:\s|\u200b|\u200c|\u200d|\u2060|\ufeff)+$/g;

/** A cell without invisible edges; "" when it says nothing. */
export function tidy(cell: string): string {
  const bare = PLAIN.test(cell) ? cell.trim() : cell.replace(EDGES, "");
  return NOTHING.has(bare) ? "" : bare;
}
const PLAIN = /^[\x20-\x7e]*$/;

/** Full-width digits and marks (１２，３４５．６) as ordinary ones. */
export function halfWidth(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (at) => String.fromCharCode(at.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/。/g, ".");
}

export type DateParts = { readonly parts: readonly [string, string, string] };

const NUMERIC = /^(\d{1,4})([-/.年])(\d{1,2})([-/.月])(\d{1,4})日?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED = /^(\d{1,2})[-\s]([A-Za-z]{3,9})[-\s,]+(\d{4})$/;
const CLOCK = /[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$/;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * The three numbers of something written like a date, in the order written, or null. A time of day
 * behind it is left out: an entry has a day. Month names are given as day, month, year.
 */
export function dateParts(text: string): DateParts | null {
  const bare = halfWidth(text).replace(CLOCK, "");
  const plain = NUMERIC.exec(bare);
  if (plain && (plain[2] === plain[4] || `${plain[2]}${plain[4]}` === "年月"))
    return { parts: [plain[1] ?? "", plain[3] ?? "", plain[5] ?? ""] };
  const compact = COMPACT.exec(bare);
  if (compact) return { parts: [compact[1] ?? "", compact[2] ?? "", compact[3] ?? ""] };
  const named = NAMED.exec(bare);
  const month = MONTHS.indexOf((named?.[2] ?? "").slice(0, 3).toLowerCase()) + 1;
  // Written year first so that no order can turn the name into a day.
  if (named && month > 0) return { parts: [named[3] ?? "", String(month), named[1] ?? ""] };
  return null;
}

export type DayFault = "import/not_a_day" | "import/no_such_day" | "import/day_is_serial";

/**
 * A cell as a day. A year of four digits in front settles the order by itself. Two-digit years
 * 00-68 are 20xx, others 19xx. A bare number is never guessed to be a spreadsheet's serial day.
 */
export function readDay(text: string, order: DateOrder): Day | DayFault {
  const found = dateParts(text);
  if (!found) return /^\d{5}(\.\d+)?$/.test(text) ? "import/day_is_serial" : "import/not_a_day";
  const [a, b, c] = found.parts;
  const [yearText, month, date] = a.length === 4 ? [a, b, c] : arrange(a, b, c, order);
  if (yearText.length !== 4 && yearText.length !== 2) return "import/not_a_day";
  const year = Number(yearText.length === 2 ? century(yearText) + yearText : yearText);
  if (date.length > 2 || month.length > 2) return "import/not_a_day";
  return exists(year, Number(month), Number(date))
    ? dayOf(year, Number(month), Number(date))
    : "import/no_such_day";
}

function arrange(a: string, b: string, c: string, order: DateOrder): [string, string, string] {
  if (order === "ymd") return [a, b, c];
  return order === "dmy" ? [c, b, a] : [c, a, b];
}

function century(twoDigits: string): string {
  return Number(twoDigits) <= 68 ? "20" : "19";
}

function exists(year: number, month: number, date: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

export type NumberFault = "import/not_a_number" | "import/number_scientific";

const CURRENCY =
  /^(?:US\$|HK\$|NT\$|CN¥|RMB|CNY|USD|EUR|GBP|JPY|HKD|[$€£¥￥])\s*|\s*(?:元|RMB|CNY|USD|EUR|GBP|JPY|HKD|[€£])$/i;
const SCIENTIFIC = /^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$/;

/**
 * Number text without currency sign, spaces and the brackets of a negative; one sign at most, before
 * or behind the currency sign. What is no number comes back in some form that is none either.
 */
export function bareNumber(text: string): string {
  const plain = halfWidth(text);
  if (/^-?[\d.,]+$/.test(plain)) return plain;
  const bracketed = /^\(([^-+]*)\)$/.exec(plain);
  const inner = (bracketed?.[1] ?? plain).trim();
  const outer = SIGN.exec(inner)?.[1] ?? "";
  const naked = inner.slice(outer.length).trim().replace(CURRENCY, "");
  const sign = bracketed ? "-" : outer === "" ? (SIGN.exec(naked)?.[1] ?? "") : outer;
  const digits = outer === "" && !bracketed ? naked.slice(sign.length).trim() : naked;
  return (sign === "-" ? "-" : "") + digits.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, "");
}
const SIGN = /^([+-])/;

/**
 * A cell as a plain decimal ("-1234.5"), exactly as written: no rounding, no floating point.
 * Thousands must stand in threes. Refuses NaN, words and 1.2E+05 (the sheet has dropped digits).
 */
export function readDecimal(text: string, marks: Marks): string | { fault: NumberFault } {
  const bare = bareNumber(text);
  if (/^-?\d+(\.\d+)?$/.test(bare) && marks.decimal === ".") return bare;
  if (SCIENTIFIC.test(bare)) return { fault: "import/number_scientific" };
  const shape = marks.decimal === "." ? WITH_POINT : WITH_COMMA;
  const found = shape.exec(bare);
  if (!found) return { fault: "import/not_a_number" };
  const whole = (found[2] ?? "").replace(/[.,]/g, "") || "0";
  return `${found[1] ?? ""}${whole}${found[3] ? `.${found[3]}` : ""}`;
}
const WITH_POINT = /^(-?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d*))?$/;
const WITH_COMMA = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+|(?=,\d))(?:,(\d*))?$/;

/** The currency a sign in the cell stands for, where it stands for one; null when none is written. */
export function currencyMark(text: string): readonly string[] | null {
  const found = /US\$|HK\$|NT\$|CN¥|RMB|CNY|USD|EUR|GBP|JPY|HKD|[$€£¥￥元]/i.exec(text);
  return found ? (SIGNS[found[0].toUpperCase()] ?? [found[0].toUpperCase()]) : null;
}
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ["USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MXN"],
  US$: ["USD"],
  HK$: ["HKD"],
  NT$: ["TWD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["CNY", "JPY"],
  "￥": ["CNY", "JPY"],
  "CN¥": ["CNY"],
  元: ["CNY"],
  RMB: ["CNY"],
};
