// Goal: what a person reads is made from the document: every number of a plan is in its sentences at
// its own place, in both languages; warnings carry their numbers.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { checkPlans } from "../../workers/incentives/check.ts";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { daysWords } from "../../workers/incentives/sentences/day-words.ts";
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { percentText, plainText } from "../../workers/incentives/sentences/sentence.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { divergences, warningsOf } from "../../workers/incentives/warnings.ts";
import { eightTen, name, planOf } from "./make.ts";

const read = (plan: PlanJson) => v.parse(PlanDocument, plan);
const told = (plan: PlanJson, to: "zh" | "en") =>
  planSentences(plan, to).flatMap(({ sentences }) => sentences.map(plainText));

describe("templates", () => {
  test.each(TEMPLATES.map((plan) => [plan.name.en, plan] as const))(
    "%s passes its check",
    (_, plan) => {
      expect(checkPlans([read(plan)])).toEqual([]);
    },
  );
  test.each(TEMPLATES.map((plan) => [plan.name.en, plan] as const))(
    "%s is told in both languages, every number at its own place",
    (_, plan) => {
      for (const to of ["zh", "en"] as const) {
        const pieces = planSentences(plan, to).flatMap(({ sentences }) =>
          sentences.flatMap((each) => each.pieces),
        );
        for (const piece of pieces)
          if (piece.kind === "number") expect(String(at(plan, piece.pointer))).toBe(piece.value);
        for (const text of told(plan, to)) expect(text).not.toMatch(/undefined|\[object|NaN/);
      }
      // What a filter compares with is the company's own data, not words of ours.
      const own = planSentences(plan, "en").flatMap(({ sentences }) =>
        sentences.map(({ pieces }) =>
          plainText({ pieces: pieces.filter(({ kind }) => kind !== "text") }),
        ),
      );
      expect(own.join(" ")).not.toMatch(/[\u4e00-\u9fff]/);
    },
  );
});

function at(plan: PlanJson, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((of, key) => (of as Record<string, unknown>)[key], plan);
}

test("8/10 % reads as people say it", () => {
  expect(told(planOf(eightTen("retroactive")), "zh").slice(0, 3)).toEqual([
    "每个计薪期，按计提基数分档，对revenue计提。",
    "0 至 1,000,000（含）：8%。",
    "1,000,000 以上：10%，回溯全部金额。",
  ]);
  expect(told(planOf(eightTen("marginal")), "en")[2]).toBe(
    "Above 1,000,000: 10%, on what lies above only.",
  );
});

test("the days of a draw are told where they stand, and of a free one no repayment", () => {
  const draw = {
    ...({ amount: "3000", paid: "top_up", recoverable: true } as const),
    ...({ after: { kind: "forgiven" }, from: "2026-02-01", until: "2026-04-01" } as const),
    repayFrom: "2026-05-01",
  };
  const days = (change: object, to: "zh" | "en") =>
    planSentences({ ...planOf(eightTen("marginal")), draw: { ...draw, ...change } }, to)
      .flatMap((part) => part.sentences)
      .filter(({ pieces }) => pieces.some(({ kind }) => kind === "day"))
      .map((each) => `${each.removes}: ${plainText(each)}`);
  expect(days({}, "en")).toEqual([
    "/draw/from: Only statements that begin from Feb 1, 2026 on have it.",
    "/draw/until: Statements that begin from Apr 1, 2026 on have none.",
    "/draw/repayFrom: It is repaid in statements that begin from May 1, 2026 on, even where the draw ends before.",
  ]);
  expect(days({ recoverable: false }, "zh")).toEqual([
    "/draw/from: 2026年2月1日起开始的期才预支。",
    "/draw/until: 2026年4月1日起开始的期不再预支。",
  ]);
});

test.each([
  ["0.08", "8%"],
  ["8%", "8%"],
  ["1.5", "150%"],
  ["0.125", "12.5%"],
  ["1", "100%"],
  ["0", "0%"],
  ["1/3", "1/3"],
  ["abc", "abc"],
  ["1.", "1."],
  ["", ""],
])("%s is %s", (value, text) => {
  expect(percentText(value)).toBe(text);
});

describe("warnings", () => {
  const all = (plan: PlanJson) =>
    warningsOf(read(plan)).map((warning) => {
      const { pointer, unit, ...facts } = warning;
      expect([pointer, unit]).not.toContain("");
      return facts;
    });
  /** Without the example of a shared deal, which every plan with tiers has. */
  const codes = (plan: PlanJson) => all(plan).filter(({ code }) => code !== "split_example");
  test.each([
    ["marginal", "100000", "4000"],
    ["retroactive", "120000", "24000"],
  ] as const)(
    "%s: both sums of a shared deal, and what a refund leaves that joins the open window",
    (mode, whole, left) => {
      const plan = { ...planOf(eightTen(mode)), late: "current_base" } as const;
      expect(all(plan).filter(({ code }) => code !== "cliff")).toEqual([
        { code: "split_example", deal: "1200000", credit: "96000", pay: whole },
        { code: "refund_leaves", deal: "1200000", left },
      ]);
      expect(all({ ...plan, late: "true_up" }).map(({ code }) => code)).not.toContain(
        "refund_leaves",
      );
    },
  );
  test("8/10 % retroactive at 1,000,000 jumps by 20,000; marginal does not", () => {
    expect(codes(planOf(eightTen("retroactive")))).toEqual([
      { code: "cliff", at: "1000000", jump: "20000" },
    ]);
    expect(codes(planOf(eightTen("marginal")))).toEqual([]);
  });
  test("a decelerator that unwinds drops, and a tier of 0 % is a dead zone", () => {
    const tiers = [
      { key: "a", from: "0", until: "100", pays: { rate: "10%" }, reach: "own" },
      { key: "b", from: "100", until: "200", pays: { rate: "0" }, reach: "own" },
      { from: "200", until: null, pays: { rate: "5%" }, reach: "zero" },
    ];
    expect(
      codes(planOf({ ...eightTen("marginal"), tiers } as never)).map(({ code }) => code),
    ).toEqual(["dead_zone"]);
    const drops = [tiers[0], { ...tiers[1], pays: { rate: "5%" }, reach: "zero", until: null }];
    expect(codes(planOf({ ...eightTen("marginal"), tiers: drops } as never))).toEqual([
      { code: "drop", at: "100", jump: "5" },
    ]);
  });
  test("a metric nobody pays for, and a scorecard of results only, are named", () => {
    const metric = {
      key: "visits",
      name: name("visits"),
      unit: "count",
      scale: 0,
      class: "process",
      from: "given",
    } as const;
    expect(
      codes({ ...planOf(eightTen("marginal")), metrics: [...planOf().metrics, metric] }),
    ).toEqual([{ code: "unpaid_metric", metric: "visits" }]);
  });
  test("revenue +15 % with customer satisfaction -8 % alerts although revenue is green", () => {
    const scorecard = TEMPLATES.find(({ key }) => key === "scorecard");
    const metrics = scorecard ? read(scorecard).metrics : [];
    const changes = new Map([
      ["revenue", { num: 15n, den: 100n }],
      ["satisfaction", { num: -8n, den: 100n }],
    ]);
    expect(divergences(metrics, changes).map(({ metric, falls }) => [metric, falls])).toEqual([
      ["revenue", "satisfaction"],
    ]);
  });
});

describe("days and metrics in words", () => {
  test.each([
    ["2026-10-01", "2026-11-01", "2026年10月1日–10月31日", "Oct 1 – Oct 31, 2026"],
    ["2026-12-01", "2027-02-01", "2026年12月1日–2027年1月31日", "Dec 1, 2026 – Jan 31, 2027"],
    ["2026-10-01", "2026-10-02", "2026年10月1日", "Oct 1, 2026"],
    ["2026-10-01", "9999-12-31", "2026年10月1日起", "from Oct 1, 2026"],
  ])("%s until %s is %s", (from, until, zh, en) => {
    expect([daysWords(from, until, "zh"), daysWords(from, until, "en")]).toEqual([zh, en]);
  });

  test("a metric of some credits only says which", () => {
    const plan = planOf(eightTen("marginal"));
    const [own] = plan.metrics;
    if (!own) throw new Error("a metric");
    const cloud = {
      ...own,
      key: "cloud",
      name: { zh: "云收入", en: "Cloud revenue" },
      from: { credits: "amount", filters: [{ dimension: "product", values: ["cloud"] }] },
    };
    const part = (to: "zh" | "en") =>
      planSentences({ ...plan, metrics: [own, cloud] }, to).find(
        ({ pointer }) => pointer === "/metrics",
      );
    expect(part("zh")?.sentences.map(plainText)).toEqual([
      "“revenue”：记录金额的合计。",
      "“云收入”：每笔业绩的 amount 相加。",
      "“云收入”只计 product 是 cloud 的业绩。",
    ]);
    expect(part("en")?.sentences.map(plainText)[2]).toBe(
      "“Cloud revenue”: Only credits whose product is cloud.",
    );
  });

  test("what never pays more says from where on", () => {
    const held = {
      kind: "curve",
      key: "bonus",
      name: name("bonus"),
      window: "period",
      figure: { metric: "revenue", read: "attainment", window: "period" },
      curve: {
        shape: "linear",
        points: [
          { at: "0", pays: "0" },
          { at: "140%", pays: "2" },
        ],
        above: "hold",
      },
      pays: "1000",
    };
    const [warning] = warningsOf(read(planOf(held as never)));
    expect(warning).toMatchObject({ code: "dead_zone_above", from: "1.4" });
  });
});

test("a condition made of others lets each of them be another", () => {
  const figure = { metric: "revenue", read: "amount", window: "period" } as const;
  const plan = {
    ...planOf(eightTen("marginal")),
    conditions: [
      { key: "a", figure, is: ">=", than: { number: "100" } },
      { key: "b", name: { zh: "乙", en: "B" }, figure, is: "<", than: { number: "900" } },
      { key: "both", all: ["a", "b"] },
      { key: "never", not: "both" },
    ],
  } as PlanJson;
  const [, , both, never] =
    planSentences(plan, "zh").find(({ pointer }) => pointer === "/conditions")?.sentences ?? [];
  expect(both && plainText(both)).toBe("“条件 3”：每个计薪期revenue >= 100，且乙。");
  expect(both?.pieces.flatMap((piece) => (piece.kind === "choice" ? piece.pointer : []))).toEqual([
    "/conditions/2/all/0",
    "/conditions/2/all/1",
  ]);
  expect(never?.pieces.some((piece) => piece.kind === "choice")).toBe(true);
});
