import type * as v from "valibot";
import type { Flaw } from "../lib/refusals.ts";

/** One field that is wrong, with the place, the value and what is wanted in both languages. */
export function flawOf(issue: v.BaseIssue<unknown>, root: string): Flaw {
  const keys = (issue.path ?? []).map(({ key }) => String(key).replaceAll("~", "~0"));
  const path = keys.map((key) => `/${key.replaceAll("/", "~1")}`).join("");
  return {
    pointer: root === "" ? path : `${root}:${path}`,
    code: "input/field",
    value: shown(issue.input),
    ...(sized(issue) ?? { en: issue.message, zh: zhOf(issue) }),
  };
}

/** The value as the reader wrote it, cut; an object is only named. */
function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 80 ? `${value.slice(0, 80)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? "" : Array.isArray(value) ? "[…]" : "{…}";
}

/** What the English messages of the shared schemas (lib/wire.ts) ask for, in Chinese. */
const ZH: Readonly<Record<string, string>> = {
  'A plain decimal as text, such as "12.50".': "不带单位和千分位的十进制数，例如 12.50",
  "A date that exists, YYYY-MM-DD.": "存在的日期，格式 YYYY-MM-DD",
  "A lower-case UUID.": "小写的 UUID",
  "An ISO 4217 code.": "ISO 4217 币种代码，例如 CNY",
  "An e-mail address, such as name@company.com.": "邮箱地址，例如 name@company.com",
};

function zhOf(issue: v.BaseIssue<unknown>): string {
  if (issue.received === "undefined") return "缺少必填字段。";
  const wanted = ZH[issue.message];
  if (wanted) return `应为${wanted}，实际为 ${issue.received}。`;
  // A pattern is for machines: the reader is told that the form is wrong, and what was sent.
  const isPattern = issue.type === "regex" || !issue.expected;
  return isPattern
    ? `格式不正确：${issue.received}。`
    : `应为 ${issue.expected}，实际为 ${issue.received}。`;
}

/** Lengths are told as a reader counts them: the library says "Expected <=120". */
function sized({ type, input, ...issue }: v.BaseIssue<unknown>): { en: string; zh: string } | null {
  const limit = "requirement" in issue ? Number(issue.requirement) : Number.NaN;
  const text = typeof input === "string";
  if (type === "max_length")
    return text
      ? { en: `At most ${limit} characters.`, zh: `最多 ${limit} 个字符。` }
      : { en: `At most ${limit} items.`, zh: `最多 ${limit} 项。` };
  if (type === "min_length")
    return limit === 1
      ? { en: "Must not be empty.", zh: "不能为空。" }
      : text
        ? { en: `At least ${limit} characters.`, zh: `至少 ${limit} 个字符。` }
        : { en: `At least ${limit} items.`, zh: `至少 ${limit} 项。` };
  return null;
}
