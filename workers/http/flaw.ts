import type * as v from "valibot";
import type { Flaw } from "../lib/refusals.ts";

/** One field that is wrong, with the place, the value and what is wanted in both languages. */
export function flawOf(found: v.BaseIssue<unknown>, root: string): Flaw {
  const { issue, at } = innermost(found);
  const keys = at.map((key) => key.replaceAll("~", "~0"));
  const path = keys.map((key) => `/${key.replaceAll("/", "~1")}`).join("");
  return {
    pointer: root === "" ? path : `${root}:${path}`,
    code: "input/field",
    value: shown(writtenIn(issue)),
    ...(keyed(issue) ?? sized(issue) ?? { en: issue.message, zh: zhOf(issue) }),
  };
}

/**
 * Of several forms a value may have, the one it comes nearest to: a rate of 150 % is told of the rate, not
 * that the whole is none of the forms. A field that is missing or unknown speaks against a form.
 */
function innermost(issue: v.BaseIssue<unknown>): { issue: v.BaseIssue<unknown>; at: string[] } {
  const at = (issue.path ?? []).map(({ key }) => String(key));
  const near = (issue.issues ?? [])
    .filter((each) => (each.path?.length ?? 0) > 0 && keyed(each) === null)
    .toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
  if (!near) return { issue, at };
  const inner = innermost(near);
  return { issue: inner.issue, at: [...at, ...inner.at] };
}

/** A field that must be there and is not, or is there and has no business to be. */
function keyed({ received, expected }: v.BaseIssue<unknown>): { en: string; zh: string } | null {
  if (received === "undefined") return { en: "This field is required.", zh: "缺少必填字段。" };
  return expected === "never"
    ? {
        en: "There is no such field here. Take it out, or check its name.",
        zh: "这里没有这个字段。请删除，或检查字段名。",
      }
    : null;
}

/** What was sent there: a check may look at what was read from it already. */
function writtenIn({ path, input }: v.BaseIssue<unknown>): unknown {
  const sent = path?.at(-1)?.value;
  return typeof sent === "string" ? sent : input;
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
  "A rate from 0% to 100%.": "0% 到 100% 之间的比例",
  "A share from 0 to 1.": "0 到 1 之间的份额",
  "A number of 0 or more.": "不小于 0 的数",
  'A number as text, such as "0.08", "8%" or "1/3".': "文本形式的数，例如 0.08、8% 或 1/3",
  'A ratio list, such as "1:1:1".': "比例列表，例如 1:1:1",
  "A granule above 0.": "大于 0 的取整单位",
  "An interval that ends after it begins.": "结束晚于开始的区间",
};

function zhOf(issue: v.BaseIssue<unknown>): string {
  const wanted = ZH[issue.message];
  const got = typeof issue.input === "string" ? issue.received : `"${shown(writtenIn(issue))}"`;
  if (wanted) return `应为${wanted}，实际为 ${got}。`;
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
