import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { incentiveRefusals } from "../../workers/incentives/refusals.ts";
import { percentText } from "../../workers/incentives/sentences/sentence.ts";
import { WARNINGS } from "../../workers/incentives/warning-texts.ts";
import type { Warning } from "../../workers/incentives/warnings.ts";
import { filled } from "../../workers/lib/refusals.ts";
import { exact } from "../format.ts";
import { language } from "../messages/language.ts";
import type { Place } from "./check.ts";

/** A warning with its figures as a reader writes them, and a metric by its name. */
export function warningText({ code, unit, ...facts }: Warning, plan?: PlanJson): string {
  const figure = unit === "percent" ? percentText : exact;
  const metric = plan?.metrics.find(({ key }) => key === facts["metric"])?.name[language.value];
  const shown = Object.fromEntries(
    Object.entries({ ...facts, ...(metric === undefined ? {} : { metric }) }).map(
      ([key, value]) => [
        key,
        typeof value === "string" && /^-?\d/.test(value) ? figure(value) : value,
      ],
    ),
  );
  return filled(WARNINGS[code][language.value], shown);
}

/** Two points one fen apart between which pay changes by more than a yuan: a jump, and its size. */
export function jumpsOf(
  curve: readonly { readonly amount: bigint; readonly pay: bigint }[],
): { readonly at: bigint; readonly by: bigint }[] {
  return curve.flatMap(({ amount, pay }, at) => {
    const before = curve[at - 1];
    if (!before || amount - before.amount !== 1n) return [];
    const by = pay - before.pay;
    return by > 100n || by < -100n ? [{ at: amount, by }] : [];
  });
}

/** The contract's own words in Chinese, where a reader may meet them. */
const WANTED: Readonly<Record<string, string>> = {
  'A number as text, such as "0.08", "8%" or "1/3".': "请填一个数，例如 8%、0.08 或 1/3。",
  "A number of 0 or more.": "请填 0 或更大的数。",
  "A rate from 0% to 100%.": "提成比例在 0% 到 100% 之间。",
  "A share from 0 to 1.": "份额在 0% 到 100% 之间。",
  'A plain decimal as text, such as "12.50".': "请填一个数，例如 12.50。",
  "Points whose positions rise.": "各点的位置必须一个比一个大。",
  "An interval that ends after it begins.": "结束日必须晚于开始日。",
  "A granule above 0.": "取整单位必须大于 0。",
  "A key: a letter first, then letters, digits, _ or -.":
    "标识以字母开头，只含字母、数字、_ 和 -。",
};

/** What is wrong at a place, and what to do about it, in the reader's language. */
export function placeText(place: Place, w: { readonly unchosen: string; readonly unfit: string }) {
  if (place.kind === "unchosen") return w.unchosen;
  if (place.kind === "flaw")
    return filled(incentiveRefusals[place.flaw.code][language.value], place.flaw);
  if (language.value === "en") return place.wanted.startsWith("Invalid") ? w.unfit : place.wanted;
  const formula = /^A formula: at character (\d+)/.exec(place.wanted);
  if (formula) return `公式第 ${formula[1] ?? ""} 个字符处看不懂。`;
  return WANTED[place.wanted] ?? w.unfit;
}
