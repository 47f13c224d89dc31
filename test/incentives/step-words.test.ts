// Goal: whatever a trace says, a person can read it in both languages, and what it says of its own
// arithmetic is true to the last digit.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { Line, Statement } from "../../workers/incentives/outcome.ts";
import {
  amountWords,
  plainWords,
  shareWords,
} from "../../workers/incentives/sentences/figure-text.ts";
import { STEP_WORDS, type StepRule } from "../../workers/incentives/sentences/step-texts.ts";
import type { RuleWords } from "../../workers/incentives/sentences/step-words.ts";
import { lineWords, stepWords } from "../../workers/incentives/sentences/steps.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { eightTen, flat, planOf, refund, sale, statements, world } from "./make.ts";
import { CASES, ofTemplate } from "./traced-cases.ts";

type Traced = { readonly json: EvaluationJson; readonly statement: Statement; readonly line: Line };

function traces(json: EvaluationJson): Traced[] {
  const made = evaluate(v.parse(Evaluation, json));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.statements.flatMap((statement) =>
    statement.lines.map((line) => ({ json, statement, line })),
  );
}

/** Every template with a year of sales, what each rule needs, and cases as the oracle draws them. */
const allTraces = (): readonly Traced[] => [...TEMPLATES.map(ofTemplate), ...CASES].flatMap(traces);

const wordsOf = ({ json, statement, line }: Traced, to: "zh" | "en") => {
  const plan = json.plans.at(-1);
  if (!plan) throw new Error("a plan");
  const of = { plan, component: line.component, currency: statement.currency };
  return line.steps.map((step) => ({ step, words: stepWords(step, of, to) }));
};

describe("words of a trace", () => {
  test("every rule of the engine is met, and has words", () => {
    const met = new Set(allTraces().flatMap(({ line }) => line.steps.map(({ rule }) => rule)));
    expect([...met].filter((rule) => !Object.hasOwn(STEP_WORDS, rule))).toEqual([]);
    // Whoever is left out has no line, and so no trace.
    const silent = Object.keys(STEP_WORDS).filter((rule) => !met.has(rule as StepRule));
    expect(silent).toEqual(["no_target.left_out"]);
  });

  test.each(["zh", "en"] as const)("every figure is named, written and used in %s", (to) => {
    const wrong = new Set<string>();
    for (const each of allTraces())
      for (const { step, words } of wordsOf(each, to)) {
        const { text, title, place, figures } = words;
        const known = Object.keys(STEP_WORDS[step.rule].figures);
        if (/[{}]|—|undefined|NaN/.test(text) || place === "") wrong.add(`${step.rule}: ${text}`);
        if (to === "en" && /[\u4e00-\u9fff]/.test(text + title)) wrong.add(`${step.rule}: ${text}`);
        for (const { key, name } of figures)
          if (name === "" || !known.includes(key)) wrong.add(`${step.rule}.${key}`);
        if (figures.length !== Object.keys(step.figures).length) wrong.add(step.rule);
      }
    expect([...wrong]).toEqual([]);
  });

  test("stated arithmetic holds wherever it is stated, and is stated almost everywhere", () => {
    const held = new Map<string, [held: number, of: number]>();
    for (const each of allTraces())
      for (const { step, words } of wordsOf(each, "en")) {
        const rule: RuleWords = STEP_WORDS[step.rule];
        if (rule.formula === undefined) continue;
        const [yes, of] = held.get(step.rule) ?? [0, 0];
        held.set(step.rule, [yes + (words.arithmetic ? 1 : 0), of + 1]);
      }
    const short = [...held].filter(([, [yes, of]]) => yes < of).map(([rule]) => rule);
    // A leaver's release follows the leaver rule, and attainment or a ratio may have no divisor.
    expect(short.filter((rule) => !["release", "attainment", "ratio"].includes(rule))).toEqual([]);
  });

  test("8/10 % at 1,200,000 reads as a person would say it", () => {
    const json = world(planOf(eightTen("marginal")), { credits: [sale("1200000")] });
    const [line] = statements(json)[0]?.lines ?? [];
    const plan = json.plans[0];
    if (!line || !plan) throw new Error("a line");
    const say = (to: "zh" | "en") =>
      line.steps.map(
        (step) => stepWords(step, { plan, component: "commission", currency: "CNY" }, to).text,
      );
    expect(say("zh")).toEqual([
      "窗口 2026年1月1日–1月31日，算到 2026年1月31日，按 plan 第 1 版。",
      "1 笔业绩，基数合计 1,200,000.00。",
      "第 1 档：1,000,000.00 × 8% = 80,000.00。",
      "第 2 档：200,000.00 × 10% = 20,000.00。",
      "合计 100,000.00。查档依据 1,200,000.00。",
      "精确值 100,000.00，四舍五入取整到 0.01：100,000.00。",
    ]);
    expect(say("en")[3]).toBe("Tier 2: 200,000.00 × 10% = 20,000.00.");
  });

  test("a line is called by its component or its kind, and a true-up says so", () => {
    const first = sale("1000");
    const json = world(planOf(flat("10%")), {
      until: "2026-03-01",
      credits: [first, refund(first, "-1000", "2026-02-03")],
    });
    const plan = json.plans[0];
    if (!plan) throw new Error("a plan");
    const names = statements(json).flatMap(({ lines }) =>
      lines.map((line) => lineWords(line, { plan }, "zh")),
    );
    expect(names).toEqual(["commission", "commission · 补差", "commission", "欠额结转"]);
  });

  test("a rule that is unknown stays visible", () => {
    const plan = planOf(flat("10%"));
    const words = stepWords(
      { step: 6, rule: "of_tomorrow", figures: { pay: "1" } },
      { plan, component: null, currency: "CNY" },
      "en",
    );
    expect(words.text).toBe("pay 1");
  });

  test.each([
    [{ num: 64_000n, den: 1n }, "64,000.00", "64,000", "6,400,000%"],
    [{ num: 1n, den: 3n }, "≈ 0.333333", "≈ 0.333333", "≈ 33.3333%"],
    [{ num: -1n, den: 8n }, "-0.125", "-0.125", "-12.5%"],
  ])("%o is written", (value, amount, plain, share) => {
    expect([amountWords(value, 2), plainWords(value), shareWords(value)]).toEqual([
      amount,
      plain,
      share,
    ]);
  });
});
