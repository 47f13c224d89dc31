// Goal: a statement's workbook recalculates to the statement, by formulas over its inputs.
// Method: each case is evaluated by the engine, written as a file, opened by a spreadsheet that knows
// nothing of the engine, and compared line by line. Changing an input must move the pay.
import { describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { whole } from "../../workers/incentives/exact.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { ROUNDING_MODES } from "../../workers/incentives/round.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { currencyScale } from "../../workers/lib/money.ts";
import { groupOf } from "../../web/payruns/line-groups.ts";
import {
  type SheetBridge,
  type SheetCredit,
  statementSheets,
  type SheetWords,
} from "../../web/payruns/statement-sheets.ts";
import { sheetData } from "../../web/payruns/workbook.ts";
import {
  eightTen,
  flat,
  LIN,
  planOf,
  refund,
  sale,
  statements,
  world,
} from "../incentives/make.ts";
import { opened } from "./spreadsheet.ts";

const WORDS: SheetWords = {
  title: ({ rule }) => rule,
  figure: (_, key) => key,
  ...{
    other: "其他",
    after: "之后",
    result: "到目前",
    before: "已计提",
    amount: "本行",
    waits: "等待",
  },
  sheets: { lines: "对账单", trace: "计算过程", entries: "业绩", definitions: "说明" },
  heads: {
    lines: ["行", "名称", "窗口", "金额"],
    trace: ["行", "步", "规则", "数字", "值"],
    entries: ["行", "来源", "日期", "商机", "指标", "数值", "份额", "计入", "编号"],
  },
  line: (at) => `L${at}`,
  ...{ earned: "已计提", released: "发放", payable: "应付", settled: "其他", pay: "实付" },
  about: [["人", "林"]],
};

async function file(statement: Statement, input: EvaluationJson): Promise<Uint8Array> {
  const credits = new Map<string, SheetCredit>(
    (input.credits ?? []).map((credit) => [credit.id, { ...credit, source: credit.id }]),
  );
  const units = 10n ** BigInt(currencyScale(statement.currency));
  const lines = statement.lines.map((line) => ({ ...line, name: line.component ?? line.kind }));
  const sheets = statementSheets({ lines, credits, units }, WORDS);
  const written = sheets.map((sheet) => ({ data: sheetData(sheet), sheet: sheet.name }));
  return new Uint8Array(await writeXlsxFile(written).toBuffer());
}

/** Amounts of the first sheet as the spreadsheet computes them, in minor units. */
async function recalculated(statement: Statement, input: EvaluationJson) {
  const book = opened(await file(statement, input));
  const scale = currencyScale(statement.currency);
  const rows: [string, string][] = [];
  for (let row = 2; book.cells.has(`对账单!B${row}`); row += 1) {
    const value = Number(book.valueOf(`对账单!D${row}`));
    rows.push([String(book.valueOf(`对账单!B${row}`)), minorText(value, scale)]);
  }
  return { book, rows };
}

const minorText = (value: number, scale: number) => {
  // Binary dust below a thousandth of a fen is no difference; anything more is.
  const units = Number((value * 10 ** scale).toPrecision(15));
  return Math.abs(units - Math.round(units)) < 1e-3 ? `${Math.round(units) + 0}` : `${units}`;
};

function expected(statement: Statement): [string, string][] {
  const of = (group: string): [string, string][] =>
    statement.lines
      .filter(({ kind }) => groupOf(kind) === group)
      .map(({ component, kind, amount }) => [component ?? kind, `${amount}`]);
  const sum = (group: string) =>
    of(group)
      .reduce((all, [, amount]) => all + BigInt(amount), 0n)
      .toString();
  return [
    ...of("earned"),
    ["已计提", `${statement.earned}`],
    ...of("released"),
    ["发放", sum("released")],
    ["应付", `${statement.payable}`],
    ...of("settled"),
    ["其他", sum("settled")],
    ["实付", `${statement.pay}`],
  ];
}

const large = sale("1200000", "2026-01-10", { deal: "d1", id: "large" });
const odd = sale("333333.33", "2026-02-11", { id: "odd" });
const quarterTarget = (amount: string) => [
  { subject: "lin", metric: "revenue", from: "2026-01-01", until: "2026-04-01", amount },
];

const CASES: Readonly<Record<string, EvaluationJson>> = {
  marginal: world(planOf(eightTen("marginal")), { credits: [large] }),
  "quarter to date with a late refund": world(
    planOf(eightTen("retroactive", { window: "quarter" })),
    {
      until: "2026-07-01",
      credits: [large, odd, { ...refund(large, "-1200000", "2026-04-01"), id: "back" }],
    },
  ),
  "a third, held until collected, with a draw": world(
    {
      ...planOf(flat("1/3")),
      release: {
        parts: [
          { share: "1/3", on: "earned" },
          { share: "2/3", on: { event: "collection" } },
        ],
      },
      leaver: { unreleased: "forfeited" },
      draw: { amount: "1000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
    },
    {
      until: "2026-05-01",
      credits: [
        sale("1000", "2026-01-05", { deal: "d1", id: "c" }),
        sale("20000", "2026-03-05", { id: "more" }),
      ],
      deals: [
        {
          id: "d1",
          due: "1000",
          events: [{ event: "collection", on: "2026-03-05", amount: "700" }],
        },
      ],
    },
  ),
  "gate, multiplier, floor and cap": world(
    {
      ...planOf(
        flat("5%", {
          multipliers: [{ factor: "1.2" }, { factor: "4/3" }],
          floor: "100",
          cap: "50000",
        }),
      ),
      plan: { multiplier: { factor: "1.1" }, cap: { sum: "60000", window: "quarter" } },
    },
    { until: "2026-04-01", credits: [large, odd] },
  ),
  "shared with a colleague": world(
    planOf(flat("10%", { split: { pay: "deal" }, window: "deal" })),
    {
      participants: [LIN, { ...LIN, id: "wang" }],
      credits: [
        { ...large, id: "s1", entry: "e1", share: "1/3", lead: true },
        { ...large, id: "s2", entry: "e1", person: "wang", share: "2/3" },
      ],
    },
  ),
  "yen, at two rates in a year": world(
    [
      {
        ...planOf(eightTen("marginal", { window: "quarter" })),
        currency: "JPY",
        until: "2026-02-15",
      },
      {
        ...planOf(eightTen("marginal", { window: "quarter" })),
        ...{ currency: "JPY", version: 2, from: "2026-02-15", change: "continue" as const },
      },
    ],
    { until: "2026-04-01", credits: [large, odd] },
  ),
  "attainment in whole percents": world(
    {
      ...planOf({
        ...eightTen("marginal", { window: "quarter" }),
        measure: { read: "attainment", metric: "revenue", basis: "whole", rounding: "percent" },
        baseRate: "5%",
        tiers: [
          { from: "0", until: "100%", pays: { multiplier: "1" }, boundary: "upper", reach: "own" },
          { from: "100%", until: null, pays: { multiplier: "2" }, reach: "own" },
        ],
      }),
      noTarget: "pays_zero",
    },
    { until: "2026-04-01", credits: [large, odd], targets: quarterTarget("900000") },
  ),
};

describe("a statement's workbook", () => {
  test.each(Object.keys(CASES))("comes to the statement: %s", async (name) => {
    const input = CASES[name];
    if (!input) throw new Error("a case");
    for (const statement of statements(input)) {
      const { rows } = await recalculated(statement, input);
      expect(rows).toEqual(expected(statement));
    }
  });

  test.each(TEMPLATES.map((plan) => [plan.key, plan] as const))(
    "comes to the statement for the template %s",
    async (_, plan) => {
      const input: EvaluationJson = {
        ...world(plan, {
          until: "2026-04-01",
          participants: [{ ...LIN, memberships: [{ unit: "t", from: "2025-01-01", until: null }] }],
          credits: [large, odd].map((credit) => ({
            ...credit,
            dimensions: { customer: credit.id, customer_kind: "new" },
          })),
          deals: [{ id: "d1", due: "1200000", events: [] }],
          targets: plan.metrics.flatMap(({ key }) =>
            quarterTarget("900000").map((each) => ({ ...each, metric: key })),
          ),
          figures: plan.metrics
            .filter(({ from }) => from === "given")
            .flatMap(({ key }) =>
              ["2026-01-01", "2026-02-01", "2026-03-01"].map((from, at) => ({
                ...{ subject: "lin", metric: key, value: "88", from },
                until: ["2026-02-01", "2026-03-01", "2026-04-01"][at] ?? "",
              })),
            ),
        }),
      };
      for (const statement of statements(input)) {
        const { rows } = await recalculated(statement, input);
        expect(rows).toEqual(expected(statement));
      }
    },
  );

  test.each(ROUNDING_MODES)("rounds as the plan says: %s", async (mode) => {
    const rounding = { mode, granule: "0.01" };
    const plan = planOf(flat("10%", { window: "credit", negative: { per: "credit" }, rounding }));
    const credits = ["10.05", "10.15", "-10.05", "-10.15", "10.07"].map((amount) => sale(amount));
    const input = world(plan, { credits });
    for (const statement of statements(input)) {
      expect(statement.lines).toHaveLength(credits.length);
      expect((await recalculated(statement, input)).rows).toEqual(expected(statement));
    }
  });

  test("explains a plain plan to the last fen: no input but what was recorded and agreed", async () => {
    for (const name of [
      "marginal",
      "gate, multiplier, floor and cap",
      "attainment in whole percents",
    ]) {
      const input = CASES[name];
      if (!input) throw new Error("a case");
      for (const statement of statements(input)) {
        const { book } = await recalculated(statement, input);
        const others = [...book.cells].filter(
          ([at, cell]) => at.startsWith("计算过程!D") && "value" in cell && cell.value === "其他",
        );
        expect(others).toEqual([]);
      }
    }
  });

  test("is live: another input is another pay", async () => {
    const input = world(planOf(eightTen("marginal")), { credits: [large] });
    const [statement] = statements(input);
    if (!statement) throw new Error("a statement");
    const { book } = await recalculated(statement, input);
    const fresh = opened(await file(statement, input));
    const place = [...book.cells].find(
      ([at, cell]) => at.startsWith("业绩!F") && "value" in cell && cell.value === 1_200_000,
    );
    fresh.cells.set(place?.[0] ?? "", { value: 1_300_000 });
    const last = [...book.cells.keys()].filter((at) => at.startsWith("对账单!D")).at(-1) ?? "";
    expect(book.valueOf(last)).toBe(100_000);
    expect(fresh.valueOf(last)).toBe(110_000);
  });

  test("nothing but inputs is a number: every amount is a formula", async () => {
    for (const input of Object.values(CASES))
      for (const statement of statements(input)) {
        const { book } = await recalculated(statement, input);
        for (const [at, cell] of book.cells)
          if (at.startsWith("对账单!D") && at !== "对账单!D1")
            expect(cell).toHaveProperty("formula");
      }
  });

  test("leads from the attainment page's figure to the line's by a formula, and pays the same", async () => {
    const input = world(planOf(eightTen("marginal")), { credits: [large] });
    const [statement] = statements(input);
    if (!statement) throw new Error("a statement");
    const bridges: readonly SheetBridge[] = [
      {
        ...{ title: "对照", from: ["页面", whole(1_300_000n)], to: ["本行", whole(1_200_000n)] },
        parts: [["迟到", whole(-100_000n)]],
      },
    ];
    const lines = statement.lines.map((line) => ({ ...line, name: "提成", bridges }));
    const sheets = statementSheets({ lines, credits: new Map(), units: 100n }, WORDS);
    const written = sheets.map((sheet) => ({ data: sheetData(sheet), sheet: sheet.name }));
    const book = opened(new Uint8Array(await writeXlsxFile(written).toBuffer()));
    const at = [...book.cells].find(([, cell]) => "value" in cell && cell.value === "本行")?.[0];
    const value = (at ?? "").replace("!D", "!E");
    expect(book.cells.get(value)).toHaveProperty("formula");
    expect(book.valueOf(value)).toBe(1_200_000);
    const last = [...book.cells.keys()].filter((cell) => cell.startsWith("对账单!D")).at(-1) ?? "";
    expect(book.valueOf(last)).toBe(100_000);
  });
});
