import type { NumberUnit } from "../../workers/incentives/sentences/sentence.ts";
import { plainDecimal } from "../targets/decimal.ts";

/** What people type into a sentence: "8" where a percent stands is 8%; counts are whole numbers. */
export function numberOf(text: string, unit: NumberUnit): string | number {
  const isFraction = /^\s*[+-]?\d+\s*\/\s*\d+\s*$/.test(text);
  if (isFraction) return text.replace(/\s/g, "");
  const isPercent = /[%％]\s*$/.test(text);
  const plain = plainDecimal(isPercent ? text.replace(/[%％]\s*$/, "") : text);
  if ((unit === "percent" || isPercent) && /^-?\d+(\.\d+)?$/.test(plain)) return `${plain}%`;
  return unit === "count" && /^\d{1,7}$/.test(plain) ? Number(plain) : plain;
}
