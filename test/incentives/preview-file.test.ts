// Goal: the workbook of a preview holds the rows on screen as numbers, their sums as formulas, and says
// what every column means.
import { describe, expect, test } from "vitest";
import { previewSheets } from "../../web/incentives/preview-file.ts";
import type { Result } from "../../web/incentives/preview-model.ts";
import { simulation as zh } from "../../web/messages/zh/simulation.ts";
import { day } from "../../workers/lib/day.ts";
import { rate } from "../../workers/lib/rate.ts";
import { flat, planOf } from "./make.ts";

const plan = planOf(flat("10%"));
const result: Result = {
  span: { id: "month", from: day("2026-01-01"), until: day("2026-02-01") },
  ...{ people: 2, credits: 3, tookMs: 5, against: plan, isSame: false, replay: null },
  simulation: {
    ...{ ok: true, currency: "CNY", untargeted: [] },
    periods: [{ from: "2026-01-01", until: "2026-02-01" }],
    people: [
      { person: "a", name: "陈一", pay: 12_345n, before: 10_000n },
      { person: "b", name: "李二", pay: 500n, before: null },
    ],
    ...{ cost: 12_845n, costBefore: 10_000n, costCompared: 12_345n },
    components: [{ key: "commission", amount: 12_845n }],
    months: [{ from: "2026-01-01", cost: 12_845n, before: 10_000n }],
  },
};
const candidate = {
  ...{ person: "a", code: "P1", name: "陈一", nameEn: null, unitName: "一队", unitNameEn: null },
  ...{ position: null, on: null },
};

describe("the workbook of a preview", () => {
  const sheets = previewSheets({ plan, result, candidates: [candidate], nowMs: 0 }, zh);

  test("has the people, the periods, the components and what they mean", () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      ...["每个人", "每个计薪期", "各组成项", "说明"],
    ]);
  });

  test("differences and sums are formulas; who was on no plan has neither", () => {
    const [head, chen, li, sum] = sheets[0]?.rows ?? [];
    expect(head?.length).toBe(6);
    expect(chen?.[3]).toMatchObject({ kind: "input", value: rate(12_345n, 100n) });
    expect(chen?.[5]).toMatchObject({ kind: "formula", formula: "D2-E2" });
    expect(li?.slice(4)).toEqual([null, null]);
    expect(sum?.[3]).toMatchObject({ kind: "formula", formula: "SUM(D2:D3)" });
  });

  test("every column of every sheet is told", () => {
    const told = sheets.at(-1)?.rows.flatMap(([cell]) => (cell?.kind === "text" ? cell.text : []));
    for (const sheet of sheets.slice(0, -1))
      for (const cell of sheet.rows[0] ?? [])
        if (cell?.kind === "text") expect(told).toContain(cell.text);
  });
});
