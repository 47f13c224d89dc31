// Goal: shares of a whole are written as people write them, "1:1:1", and stay exact.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { plainText } from "../../workers/incentives/sentences/sentence.ts";
import { putShares } from "../../web/incentives/edit.ts";
import { flat, name, pays, planOf, sale, world } from "./make.ts";

const collection = { event: "collection" } as const;
const thirds = (release: PlanJson["release"] & object): PlanJson => ({
  ...planOf(flat("10%")),
  ...{ release, leaver: { unreleased: "forfeited" } },
});
const listed = thirds({
  shares: "1:1:1",
  parts: [{ on: "earned" }, { on: { months: 1 } }, { on: collection }],
});
const kpi = (key: string, more: object) => ({
  ...{ key, name: name(key), ...more },
  figure: { metric: "revenue", read: "amount", window: "period" } as const,
  curve: { shape: "step", points: [{ at: "0", pays: "1" }], above: "hold" } as const,
});
const card = (weights: string | undefined, ...kpis: ReturnType<typeof kpi>[]): PlanJson =>
  planOf({
    ...{ kind: "scorecard", key: "card", name: name("card"), window: "period", pays: "100" },
    ...{ missing: "zero", kpis, ...(weights === undefined ? {} : { weights }) },
  } as never);
const isSound = (plan: PlanJson) => v.safeParse(PlanDocument, plan).success;

describe("a ratio list", () => {
  test("releases 100.00 in exact thirds", () => {
    const json = world(listed, { until: "2026-04-01", credits: [sale("1000", "2026-01-10")] });
    expect(pays(json)).toEqual([33.33, 33.34, 0]);
  });

  test("weighs three KPIs alike: each is exactly a third", () => {
    const plan = v.parse(PlanDocument, card("1:1:1", kpi("a", {}), kpi("b", {}), kpi("c", {})));
    const [component] = plan.components;
    expect(component?.kind === "scorecard" && component.kpis.map(({ weight }) => weight)).toEqual(
      [1, 2, 3].map(() => ({ num: 1n, den: 3n })),
    );
  });

  test("is refused beside shares of each, in another number, and where one share is missing", () => {
    expect(isSound(card("1:1", kpi("a", {}), kpi("b", {})))).toBe(true);
    expect(isSound(card("1:1:1", kpi("a", {}), kpi("b", {})))).toBe(false);
    expect(isSound(card("1:1", kpi("a", { weight: "50%" }), kpi("b", { weight: "50%" })))).toBe(
      false,
    );
    expect(isSound(card(undefined, kpi("a", { weight: "50%" }), kpi("b", {})))).toBe(false);
    expect(isSound(card("one:two", kpi("a", {}), kpi("b", {})))).toBe(false);
  });

  test("is told as the shares it makes, and typed into one share it sets them all", () => {
    const told = planSentences(listed, "en").flatMap(({ sentences }) => sentences.map(plainText));
    expect(told.filter((each) => each.startsWith("1/3"))).toHaveLength(3);
    const typed = putShares(listed, "/release/parts/1/share", "60:30:10");
    expect(typed?.release).toEqual({
      parts: [
        { on: "earned", share: "0.6" },
        { on: { months: 1 }, share: "0.3" },
        { on: collection, share: "0.1" },
      ],
    });
    expect(putShares(listed, "/release/parts/1/share", "1:1")).toBeNull();
  });
});
