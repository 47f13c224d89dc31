import type { PlanJson } from "../plan-document.ts";
import {
  BASIS,
  COMPARISONS,
  conditionOptions,
  LEVELS,
  metricOptions,
  TIME_WINDOWS,
  WHOSE,
} from "./options.ts";
import {
  choice,
  dayPiece,
  groupedText,
  type Language,
  number,
  percentText,
  type Piece,
  say,
  type Sentence,
  type Table,
  words,
} from "./sentence.ts";
import { metricName, windowWords } from "./terms.ts";

type ConditionJson = NonNullable<PlanJson["conditions"]>[number];
export type FigureJson = Extract<ConditionJson, { figure: unknown }>["figure"];

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

const READ: Table = [
  ["attainment", "达成率", "attainment"],
  ["amount", "数额", "amount"],
];

/** A figure with its window, its metric and how it is read as choices. */
export function figurePieces(
  plan: PlanJson,
  figure: FigureJson,
  at: string,
  to: Language,
): Piece[] {
  const window = windowPiece(TIME_WINDOWS, figure.window, `${at}/window`, to);
  const metric = choice(metricOptions(plan), `${at}/metric`, figure.metric, to);
  const read = choice(READ, `${at}/read`, figure.read, to);
  const of = figure.of ?? "person";
  const whose =
    typeof of === "object"
      ? [words(to === "zh" ? `单元 ${of.unit} 的` : `unit ${of.unit}'s `)]
      : of === "person"
        ? []
        : [choice(WHOSE, `${at}/of`, of, to, "person"), words(to === "zh" ? "的" : " ")];
  return to === "zh"
    ? say`${window}${whose}${metric}${read}`
    : say`${whose}${read} of ${metric}, ${window}`;
}

/** How attainment divides: fine print of a figure. */
export function basisPieces(figure: FigureJson, at: string, to: Language): Piece[] {
  const level = choice(LEVELS, `${at}/level`, figure.level, to, "committed");
  const basis = choice(BASIS, `${at}/basis`, figure.basis, to, "whole");
  return to === "zh"
    ? say`达成率对${level}，按${basis}计算。`
    : say`Attainment is of the ${level}, by ${basis}.`;
}

/** A window as a choice; a campaign as its two days. */
export function windowPiece(
  table: Table,
  window: FigureJson["window"] | "credit" | "deal",
  at: string,
  to: Language,
): Piece[] {
  if (typeof window === "string") return [choice(table, at, window, to)];
  const from = dayPiece(`${at}/from`, window.from, to);
  const until = dayPiece(`${at}/until`, window.until, to);
  return to === "zh" ? say`${from} 至 ${until}（不含）` : say`${from} until ${until}`;
}

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
      : `${than.times ?? "1"} × ${LEVELS.find(([value]) => value === than.quota)?.[to === "zh" ? 1 : 2] ?? ""}`;
  return `${figureWords(plan, figure, to)} ${is} ${bound}`;
}

type Made = Exclude<ConditionJson, { figure: unknown }>;

/** What a condition is made of: each of its conditions may be another, but not itself. */
function madeOf(plan: PlanJson, condition: Made, at: string, to: Language): Piece[] {
  const zh = to === "zh";
  const others = {
    ...plan,
    conditions: plan.conditions?.filter((each) => each !== condition) ?? [],
  };
  const table = conditionOptions(others, (key, of) => conditionWords(plan, key, of));
  if ("not" in condition) {
    const not = choice(table, `${at}/not`, condition.not, to);
    return zh ? say`不满足（${not}）` : say`not (${not})`;
  }
  const [list, keys] = "all" in condition ? ["all", condition.all] : ["any", condition.any];
  const joint = list === "all" ? (zh ? "，且" : ", and ") : zh ? "，或" : ", or ";
  return keys.flatMap((key, index): Piece[] => {
    const one = choice(table, `${at}/${list}/${index}`, key, to);
    return index === 0 ? [one] : [words(joint), one];
  });
}

/** Each condition of the document as a sentence whose numbers can be changed. */
export function conditionSentences(plan: PlanJson, to: Language): Sentence[] {
  const zh = to === "zh";
  return (plan.conditions ?? []).map((condition, index) => {
    const pointer = `/conditions/${index}`;
    const item = { list: "/conditions", at: index };
    const title = condition.name?.[to] ?? (zh ? `条件 ${index + 1}` : `Condition ${index + 1}`);
    const lead = words(zh ? `“${title}”：` : `“${title}”: `);
    if (!("figure" in condition))
      return {
        pointer,
        item,
        pieces: say`${lead}${madeOf(plan, condition, pointer, to)}${zh ? "。" : "."}`,
      };
    const { figure, is, than } = condition;
    const sign = choice(COMPARISONS, `${pointer}/is`, is, to);
    const bound =
      "number" in than
        ? [
            number(
              `${pointer}/than/number`,
              than.number,
              figure.read === "attainment" ? "percent" : "money",
            ),
          ]
        : say`${number(`${pointer}/than/times`, than.times ?? "1", "plain")} × ${choice(LEVELS, `${pointer}/than/quota`, than.quota, to)}`;
    const of = figurePieces(plan, figure, `${pointer}/figure`, to);
    return { pointer, item, pieces: say`${lead}${of} ${sign} ${bound}${zh ? "。" : "."}` };
  });
}

/** What holds only while a condition does: a tier, a band or a point of a curve. */
export function onlyWhen(plan: PlanJson, when: string | undefined, to: Language): string {
  if (when === undefined) return "";
  const told = conditionWords(plan, when, to);
  return to === "zh" ? `，仅当${told}` : `, only when ${told}`;
}

/** The same in the middle of a list. */
export function aside(told: string, to: Language): string {
  if (told === "") return "";
  return to === "zh" ? `（${told.slice(1)}）` : ` (${told.slice(2)})`;
}
