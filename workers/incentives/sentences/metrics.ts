import type { PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { filtersTold } from "./filters.ts";
import { type Language, number, say, text, words } from "./sentence.ts";

type Metric = PlanJson["metrics"][number];

/** What every metric of the plan counts, the company's own in a word. */
export function metricsTold(plan: PlanJson, to: Language): Told[] {
  return plan.metrics.flatMap((metric, index) => metricTold(plan, metric, `/metrics/${index}`, to));
}

function metricTold(plan: PlanJson, metric: Metric, at: string, to: Language): Told[] {
  const zh = to === "zh";
  const { from, direction, maxAttainment = "2" } = metric;
  const name = zh ? `“${metric.name.zh}”` : `“${metric.name.en}”`;
  const falls: Told[] =
    direction !== "down"
      ? []
      : [
          zh
            ? say`${name}越低越好：达成率是目标 ÷ 实际，最高 ${number(`${at}/maxAttainment`, maxAttainment, "percent")}。`
            : say`${name} is better when lower: attainment is target / actual, at most ${number(`${at}/maxAttainment`, maxAttainment, "percent")}.`,
        ];
  if (from === "given")
    return [
      {
        pieces: [
          words(
            zh
              ? `${name}由公司另行录入，不从业绩计算。`
              : `${name} is measured apart and entered by the company.`,
          ),
        ],
      },
      ...falls,
    ];
  const { credits, filters = [] } = from;
  if (credits === "amount" && filters.every((each) => isItself(metric, each))) {
    const own = zh ? `${name}：记录金额的合计。` : `${name} adds up the amounts recorded for it.`;
    return [[words(own)], ...falls];
  }
  const formula = text(`${at}/from/credits`, credits);
  const told = filtersTold(plan, filters, `${at}/from/filters`, to).map((each) =>
    "pieces" in each ? { ...each, pieces: [words(zh ? name : `${name}: `), ...each.pieces] } : each,
  );
  return [
    zh
      ? say`${name}：每笔业绩的 ${formula} 相加。`
      : say`${name} adds up ${formula} of each credit.`,
    ...told,
    ...falls,
  ];
}

type Filter = NonNullable<Exclude<Metric["from"], "given">["filters"]>[number];

/** The filter by which a metric of the company is told from its others. */
function isItself({ key }: Metric, { dimension, values, is }: Filter): boolean {
  return dimension === "metric" && is !== "none_of" && values.length === 1 && values[0] === key;
}
