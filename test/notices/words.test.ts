// Goal: what is said stands in both languages, names its period, and never a figure of pay or a person.
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { KIND_NAMES, type Facts } from "../../workers/notices/kinds.ts";
import { linesOf, mailOf } from "../../workers/notices/mail.ts";

const facts: Facts = {
  ...{ id: "0190", plan: { zh: "销售提成", en: "Sales" }, count: 3, of: 7 },
  ...{ from: day("2026-10-01"), until: day("2026-11-01"), due: day("2026-11-27") },
};

describe("every kind", () => {
  test.each(KIND_NAMES)("%s is said in both languages and leads somewhere", (kind) => {
    const [line] = linesOf([{ kind, facts }]);
    expect(line?.text.zh).toMatch(/[一-鿿]/);
    expect(line?.text.en).not.toMatch(/[一-鿿]/);
    expect(`${line?.text.zh}${line?.text.en}`).not.toMatch(/undefined|null|\d{4}-\d{2}|0190/);
    expect(line?.path).toMatch(/^\/(mine|team|incentives)/);
  });
});

test("things of one kind are counted in one line, each statement is its own", () => {
  const two = [facts, { ...facts, from: day("2026-09-01"), until: day("2026-10-01") }];
  const of = (kind: (typeof KIND_NAMES)[number]) =>
    linesOf(two.map((each) => ({ kind, facts: each })));
  expect(of("dispute_open").map(({ text }) => text.zh)).toEqual(["2 条异议等待答复"]);
  expect(of("statement_ready").map(({ text }) => text.en)).toEqual([
    "Your statement for October 2026 is approved: look at it before it is locked",
    "Your statement for September 2026 is approved: look at it before it is locked",
  ]);
});

test("a period that is no month is said by its days", () => {
  const half = { ...facts, until: day("2026-10-16") };
  const [line] = linesOf([{ kind: "statement_locked_untold", facts: half }]);
  expect(line?.text).toEqual({
    zh: "你2026年10月1日–10月15日的提成对账单已锁定",
    en: "Your statement for 1 October to 15 October 2026 is locked",
  });
});

test("one thing is the subject, several are counted, and the way to switch it off stands below", () => {
  const to = { company: "Yunfan", base: "https://here", language: "zh" as const };
  const one = linesOf([{ kind: "plan_to_accept", facts }]);
  expect(mailOf(one, to).subject).toBe("激励方案《销售提成》等你确认 · Yunfan");
  const both = linesOf([
    { kind: "statement_ready", facts },
    { kind: "plan_to_accept", facts },
  ]);
  expect(mailOf(both, to).subject).toBe("Yunfan：2 件事");
  expect(mailOf(both, to).text).toContain("https://here/settings?tab=notices");
  expect(mailOf(both, to).text.indexOf("等你确认")).toBeLessThan(
    mailOf(both, to).text.indexOf("对账单"),
  );
});
