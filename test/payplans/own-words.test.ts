// Goal: a template ends in a draft that the company can publish, wherever it has something like what the
// template names. Method: a company with the sample's metrics, and companies that lack one thing.
import { describe, expect, test } from "vitest";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { readDocument } from "../../workers/payplans/document.ts";
import { inOwnWords, type OwnThings } from "../../workers/payplans/own-words.ts";
import type { CompanyMetric } from "../../workers/payplans/plan-metric.ts";

const metric = (code: string, more: Partial<CompanyMetric> = {}): CompanyMetric => ({
  ...{ code, nameZh: code, nameEn: code, unit: "count", scale: 0 },
  ...{ class: "result", direction: "up", overTime: "sum" },
  ...more,
});
const REVENUE = metric("revenue", { unit: "money", scale: 2 });
const RATIO = { unit: "ratio", scale: 4, class: "health", overTime: "ratio" } as const;
const OWN: OwnThings = {
  metrics: [REVENUE, metric("new_customers"), metric("margin_rate", RATIO)],
  dimensions: ["customer", "product"],
  boards: ["signing_king", "star"],
};
const template = (key: string): PlanJson => {
  const found = TEMPLATES.find((each) => each.key === key);
  if (!found) throw new Error(`no template ${key}`);
  return found;
};
const made = (key: string, own: Partial<OwnThings> = {}) =>
  inOwnWords(template(key), { ...OWN, ...own });
const component = <K extends PlanJson["components"][number]["kind"]>(plan: PlanJson, kind: K) => {
  const found = plan.components.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found as Extract<PlanJson["components"][number], { kind: K }>; // Its kind was looked for.
};

describe("a template in a company's own words", () => {
  test.each(TEMPLATES.map(({ key }) => [key] as const))("of %s is a whole document", (key) => {
    expect(readDocument(made(key)).state).toBe("whole");
  });

  test("scores the company's own measure of health, at figures such a measure has", () => {
    const plan = made("scorecard");
    const [, kpi] = component(plan, "scorecard").kpis;
    expect(plan.metrics.map(({ key, from }) => [key, from === "given"])).toEqual([
      ["revenue", false],
      ["margin_rate", true],
    ]);
    expect(kpi).toMatchObject({ key: "margin_rate", figure: { metric: "margin_rate" } });
    expect(kpi?.curve.points.map(({ at }) => at)).toEqual(["20%", "40%"]);
  });

  test.each<[string, CompanyMetric[], string]>([
    ["something counted where nothing is healthy", [REVENUE, metric("visits")], "visits"],
    [
      "not what is better when it is less",
      [REVENUE, metric("complaints", { class: "health", direction: "down" }), metric("visits")],
      "visits",
    ],
    [
      "its own name where it has that very metric",
      [REVENUE, metric("satisfaction")],
      "satisfaction",
    ],
    ["what the template names where it has nothing like it", [REVENUE], "satisfaction"],
  ])("scores %s", (_, metrics, key) => {
    expect(component(made("scorecard", { metrics }), "scorecard").kpis[1]?.key).toBe(key);
  });

  test("counts new customers by their metric where no entry says of which kind a customer is", () => {
    const plan = made("new_customer");
    expect(component(plan, "unit_rate")).toMatchObject({
      counts: "credit",
      filters: [{ dimension: "metric", values: ["new_customers"] }],
    });
    expect(plan.metrics.map(({ key }) => key)).toEqual(["revenue", "new_customers"]);
  });

  test("keeps its filter where entries say it, or nothing counts new customers", () => {
    const kept = component(template("new_customer"), "unit_rate");
    const dimensions = ["customer", "customer_kind"];
    expect(component(made("new_customer", { dimensions }), "unit_rate")).toEqual(kept);
    expect(component(made("new_customer", { metrics: [REVENUE] }), "unit_rate")).toEqual(kept);
  });

  test("draws among the company's own ranking: its code if it is there, else the first", () => {
    expect(component(made("raffle"), "raffle").board).toBe("signing_king");
    expect(component(made("raffle", { boards: ["star"] }), "raffle").board).toBe("star");
    expect(component(made("raffle", { boards: [] }), "raffle").board).toBe("signing_king");
  });
});
