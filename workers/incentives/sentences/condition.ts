import type { PlanJson } from "../plan-document.ts";
import { groupedText, type Language, percentText } from "./sentence.ts";
import { metricName, windowWords } from "./terms.ts";

type ConditionJson = NonNullable<PlanJson["conditions"]>[number];
type FigureJson = Extract<ConditionJson, { figure: unknown }>["figure"];

/** "revenue's attainment in the quarter". */
export function figureWords(plan: PlanJson, figure: FigureJson, to: Language): string {
  const metric = metricName(plan, figure.metric, to);
  const window = windowWords(figure.window, to);
  const whose =
    figure.of === undefined || figure.of === "person" ? "" : to === "zh" ? "团队" : "the team's ";
  if (figure.read === "attainment")
    return to === "zh"
      ? `${window}${whose}${metric}达成率`
      : `${whose}attainment of ${metric}, ${window}`;
  return to === "zh" ? `${window}${whose}${metric}` : `${whose}${metric}, ${window}`;
}

const LEVELS = {
  committed: { zh: "目标", en: "target" },
  sprint: { zh: "冲刺目标", en: "sprint target" },
  challenge: { zh: "挑战目标", en: "challenge target" },
} as const;

/** A condition in words, whatever it is made of; an unknown one stays visible as its key. */
export function conditionWords(plan: PlanJson, key: string, to: Language, depth = 0): string {
  const condition = plan.conditions?.find((each) => each.key === key);
  if (!condition || depth > 8) return key;
  if (condition.name) return condition.name[to];
  const inner = (each: string) => conditionWords(plan, each, to, depth + 1);
  if ("all" in condition) return condition.all.map(inner).join(to === "zh" ? "且" : " and ");
  if ("any" in condition) return condition.any.map(inner).join(to === "zh" ? "或" : " or ");
  if ("not" in condition)
    return to === "zh" ? `不满足（${inner(condition.not)}）` : `not (${inner(condition.not)})`;
  const { figure, is, than } = condition;
  const bound =
    "number" in than
      ? figure.read === "attainment"
        ? percentText(than.number)
        : groupedText(than.number)
      : `${than.times ?? "1"} × ${LEVELS[than.quota][to]}`;
  return `${figureWords(plan, figure, to)} ${is} ${bound}`;
}
