// What people type as an amount: 150万, 1.5m, 1,200,000, ￥３００. Storage is exact, so the text is
// turned into a plain decimal without passing a floating-point number, and shown back as understood.

/** A unit moves the point by so many places; a bare number by none. */
const POWERS: Readonly<Record<string, number>> = {
  ...{ 千: 3, k: 3, 万: 4, w: 4, 百万: 6, m: 6, mn: 6, 千万: 7, 亿: 8, b: 9, bn: 9, 万亿: 12 },
  "": 0,
};
const PART = /^(\d+(?:\.\d*)?|\.\d+)(万亿|千万|百万|亿|万|千|bn|mn|k|m|b|w)?/i;
/** Separators stand between groups of three digits, or of four as Chinese counts. */
const GROUPED = /^\d{1,4}([,，'’ ]\d{3})+$|^\d{1,4}([,，]\d{4})+$/;
const PLAIN = /^-?\d+(\.\d+)?$/;
const SIGN = /^([-+−–])/;
const CURRENCY = /^(?:[¥￥$€£]|CNY|RMB|USD|EUR|人民币)\s*|\s*(?:元|块|CNY|RMB|USD|EUR|yuan)$/gi;

export type AmountRead =
  | {
      readonly ok: true;
      /** A plain decimal: "1500000". */
      readonly plain: string;
      /** True where the reader should see what was understood: it was typed in another form. */
      readonly rephrased: boolean;
    }
  | { readonly ok: false };

/**
 * Reads an amount as people type it: 万, 亿, 千, k, m, bn, grouping, full-width digits, a currency
 * sign before or 元 behind; also "1亿2000万". Refuses what is no amount or could be two: "1,5",
 * "1万2亿", "12 34". Promises: the value is exact whatever the unit; plain decimals come back as they
 * are, without needless zeros.
 */
export function readAmount(text: string): AmountRead {
  const given = text.normalize("NFKC").trim();
  const unsigned = given.replace(CURRENCY, "").trim();
  const sign = SIGN.exec(unsigned)?.[1] ?? "";
  const body = unsigned.slice(sign.length).replace(CURRENCY, "").trim();
  const units = unitsOf(body);
  if (units === null) return { ok: false };
  const isNegative = sign !== "" && sign !== "+" && /[1-9]/.test(units);
  const plain = `${isNegative ? "-" : ""}${units}`;
  return { ok: true, plain, rephrased: !PLAIN.test(given) };
}

function unitsOf(body: string): string | null {
  let rest = ungrouped(body);
  if (rest === null) return null;
  let total = 0n;
  let last = Infinity;
  let places = 0;
  while (rest !== "") {
    const part = PART.exec(rest);
    const power = POWERS[(part?.[2] ?? "").toLowerCase()];
    // Larger units come first, as they are said; a unit twice is a slip.
    if (!part?.[1] || power === undefined || power >= last) return null;
    const [whole = "", decimals = ""] = part[1].split(".");
    const own = Math.max(places, decimals.length - power);
    total =
      total * 10n ** BigInt(own - places) +
      BigInt(whole + decimals) * 10n ** BigInt(own + power - decimals.length);
    places = own;
    last = power;
    rest = rest.slice(part[0].length).trim();
  }
  return last === Infinity ? null : decimal(total, places);
}

/** Groups closed up; null where a separator stands where none belongs. */
function ungrouped(body: string): string | null {
  const number = /^[\d,，'’ ]*\d/.exec(body)?.[0] ?? "";
  if (!/[,，'’ ]/.test(number)) return /[,，'’]/.test(body) ? null : body;
  if (!GROUPED.test(number)) return null;
  const rest = body.slice(number.length);
  return /[,，'’]/.test(rest) ? null : number.replace(/[,，'’ ]/g, "") + rest;
}

function decimal(units: bigint, places: number): string {
  const digits = units.toString().padStart(places + 1, "0");
  if (places === 0) return digits;
  const part = digits.slice(-places).replace(/0+$/, "");
  return digits.slice(0, -places) + (part === "" ? "" : `.${part}`);
}

/** The plain decimal, or the text itself for the server to name what is wrong with it. */
export function plainAmount(text: string): string {
  const read = readAmount(text);
  return read.ok ? read.plain : text.trim();
}
