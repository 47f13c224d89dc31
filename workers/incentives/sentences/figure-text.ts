import { compareRates, formatRate, type Rate } from "../../lib/rate.ts";
import { parseRate } from "../../lib/rate.ts";
import { times, whole } from "../exact.ts";

/** Exact figures as people read them: grouped, and with "≈" where decimals were left out. */

const SHOWN = 6;

/** An amount with at least the currency's decimals and at most six: 64,000.00, ≈ 33.333333. */
export function amountWords(value: Rate, scale: number): string {
  const text = formatRate(value, SHOWN);
  const [whole = "0", part = ""] = text.split(".");
  const decimals = part.padEnd(scale, "0");
  return sign(value, text) + grouped(whole) + (decimals === "" ? "" : `.${decimals}`);
}

/** A share in percent: 8%, ≈ 33.3333%. */
export function shareWords(value: Rate): string {
  const percent = times(value, whole(100));
  const text = formatRate(percent, 4);
  return `${sign(percent, text)}${groupedText(text)}%`;
}

export function plainWords(value: Rate): string {
  const text = formatRate(value, SHOWN);
  return sign(value, text) + groupedText(text);
}

function sign(value: Rate, shown: string): string {
  const read = parseRate(shown);
  return read && compareRates(read, value) === 0 ? "" : "≈ ";
}

function groupedText(text: string): string {
  const [whole = "0", part] = text.split(".");
  return grouped(whole) + (part === undefined ? "" : `.${part}`);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
