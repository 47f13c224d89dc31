import type { ComponentJson, PlanJson } from "../plan-document.ts";
import { shareAt } from "../ratio-list.ts";
import type { Told } from "./component.ts";
import {
  aside,
  basisPieces,
  conditionWords,
  figurePieces,
  onlyWhen,
  windowPiece,
} from "./condition.ts";
import {
  ABOVE,
  ATTAINMENT_ROUNDING,
  conditionOptions,
  LEVELS,
  metricOptions,
  MISSING,
  SHAPE,
  TIME_WINDOWS,
} from "./options.ts";
import {
  choice,
  fine,
  type Language,
  number,
  type NumberUnit,
  type Piece,
  say,
  text,
  words,
} from "./sentence.ts";
import { sumPieces } from "./sum.ts";

type Of<K extends ComponentJson["kind"]> = Extract<ComponentJson, { kind: K }>;
type CurveJson = Of<"curve">["curve"];

export function curve(plan: PlanJson, component: Of<"curve">, at: string, to: Language): Told[] {
  const { figure, figureCap } = component;
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const of = figurePieces(plan, figure, `${at}/figure`, to);
  const sum = sumPieces(component.pays, `${at}/pays`, to);
  const rounding = choice(
    ATTAINMENT_ROUNDING,
    `${at}/figureRounding`,
    component.figureRounding,
    to,
    "exact",
  );
  const unit = figure.read === "attainment" ? "percent" : "money";
  return [
    to === "zh"
      ? say`${window}发 ${sum} × 兑现系数，由${of}决定：`
      : say`${window} pays ${sum} times the payout factor, which ${of} decides:`,
    ...pointLines(plan, component.curve, `${at}/curve`, unit, to),
    curveShape(component.curve, `${at}/curve`, to),
    ...(figureCap === undefined
      ? []
      : [
          {
            removes: `${at}/figureCap`,
            pieces:
              to === "zh"
                ? say`达成率最多按 ${number(`${at}/figureCap`, figureCap, "percent")} 算。`
                : say`At most ${number(`${at}/figureCap`, figureCap, "percent")} of it counts.`,
          },
        ]),
    ...(figure.read === "attainment" ? [fine(basisPieces(figure, `${at}/figure`, to))] : []),
    fine(to === "zh" ? say`查曲线时${rounding}。` : say`It is looked up ${rounding}.`),
  ];
}

function pointLines(
  plan: PlanJson,
  { points }: CurveJson,
  at: string,
  unit: NumberUnit,
  to: Language,
): Told[] {
  return points.map((point, index) => {
    const here = `${at}/points/${index}`;
    const x = number(`${here}/at`, point.at, unit);
    const y = number(`${here}/pays`, point.pays, "percent");
    return {
      item: { list: `${at}/points`, at: index },
      pieces:
        to === "zh"
          ? say`到 ${x} 兑现 ${y}${onlyWhen(plan, point.when, to)}。`
          : say`At ${x} it pays ${y}${onlyWhen(plan, point.when, to)}.`,
    };
  });
}

function curveShape({ shape, above, cap }: CurveJson, at: string, to: Language): Piece[] {
  const [how, end] = [
    choice(SHAPE, `${at}/shape`, shape, to),
    choice(ABOVE, `${at}/above`, above, to),
  ];
  const most =
    cap === undefined
      ? []
      : to === "zh"
        ? say`，最多 ${number(`${at}/cap`, cap, "percent")}`
        : say`, at most ${number(`${at}/cap`, cap, "percent")}`;
  return to === "zh"
    ? say`${how}，低于第一点为 0，超过最后一点${end}${most}。`
    : say`It goes ${how}; below the first it pays 0, above the last ${end}${most}.`;
}

export function scorecard(
  plan: PlanJson,
  component: Of<"scorecard">,
  at: string,
  to: Language,
): Told[] {
  const zh = to === "zh";
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const sum = sumPieces(component.pays, `${at}/pays`, to);
  const missing = choice(MISSING, `${at}/missing`, component.missing, to);
  const { scoreCap } = component;
  return [
    zh
      ? say`${window}：计分卡加权得分 × ${sum}。`
      : say`${window}: the weighted score times ${sum}.`,
    ...component.kpis.flatMap((kpi, index): Told[] => {
      const here = `${at}/kpis/${index}`;
      const weight = number(
        `${here}/weight`,
        shareAt(kpi.weight, component.weights, index),
        "percent",
      );
      const name = text(`${here}/name/${to}`, kpi.name[to]);
      const figure = figurePieces(plan, kpi.figure, `${here}/figure`, to);
      const unit = kpi.figure.read === "attainment" ? "percent" : "plain";
      const points = kpi.curve.points.flatMap((point, each): Piece[] => {
        const place = `${here}/curve/points/${each}`;
        const [x, y] = [
          number(`${place}/at`, point.at, unit),
          number(`${place}/pays`, point.pays, "percent"),
        ];
        const joint = each === 0 ? "" : zh ? "，" : ", ";
        const only = aside(onlyWhen(plan, point.when, to), to);
        return zh ? say`${joint}${x} 得 ${y}${only}` : say`${joint}${x} scores ${y}${only}`;
      });
      return [
        {
          item: { list: `${at}/kpis`, at: index },
          pieces: zh
            ? say`${name}（${figure}）占 ${weight}：${points}。`
            : say`${name} (${figure}) weighs ${weight}: ${points}.`,
        },
      ];
    }),
    zh ? say`没有测量的指标${missing}。` : say`What was not measured ${missing}.`,
    ...(scoreCap === undefined
      ? []
      : [
          {
            removes: `${at}/scoreCap`,
            pieces: zh
              ? say`总分最多 ${number(`${at}/scoreCap`, scoreCap, "percent")}。`
              : say`The total score is at most ${number(`${at}/scoreCap`, scoreCap, "percent")}.`,
          },
        ]),
    ...(component.curve
      ? [
          [words(zh ? "总分再查一条兑现曲线：" : "The total is looked up on a curve of its own:")],
          ...pointLines(plan, component.curve, `${at}/curve`, "percent", to),
          curveShape(component.curve, `${at}/curve`, to),
        ]
      : []),
  ];
}

export function bonus(plan: PlanJson, component: Of<"bonus">, at: string, to: Language): Told[] {
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const sum = sumPieces(component.pays, `${at}/pays`, to);
  const options = conditionOptions(plan, (key, of) => conditionWords(plan, key, of));
  const when = choice(options, `${at}/when`, component.when, to);
  const shown =
    when.kind === "choice" && when.chosen < 0 ? words(String(component.when ?? "____")) : when;
  return [
    to === "zh" ? say`${window}：${shown}时奖 ${sum}。` : say`${window}: ${sum} when ${shown}.`,
  ];
}

export function gonik(plan: PlanJson, component: Of<"gonik">, at: string, to: Language): Told[] {
  const metric = choice(metricOptions(plan), `${at}/metric`, component.metric, to);
  const level = choice(LEVELS, `${at}/level`, component.level, to, "committed");
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const sum = sumPieces(component.pays, `${at}/pays`, to);
  const floor = component.factorFloor;
  return [
    to === "zh"
      ? say`${window}：${metric}报得准、干得多都奖，Gonik 系数 × ${sum}。`
      : say`${window}: an honest forecast of ${metric} and what is sold beyond it, the Gonik factor times ${sum}.`,
    floor === null
      ? [words(to === "zh" ? "系数没有下限。" : "The factor has no floor.")]
      : to === "zh"
        ? say`系数不低于 ${number(`${at}/factorFloor`, floor, "percent")}。`
        : say`The factor is at least ${number(`${at}/factorFloor`, floor, "percent")}.`,
    fine(to === "zh" ? say`以${level}为准。` : say`It is measured against the ${level}.`),
  ];
}

export function jointBase(
  plan: PlanJson,
  component: Of<"joint_base">,
  at: string,
  to: Language,
): Told[] {
  const metric = choice(metricOptions(plan), `${at}/metric`, component.metric, to);
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const weight = number(`${at}/weight`, component.weight, "percent");
  const [p, q] = [
    number(`${at}/p`, component.p, "percent"),
    number(`${at}/q`, component.q, "percent"),
  ];
  const floor = component.payFloor;
  return [
    to === "zh"
      ? say`${window}${metric}联合基数：自报数占 ${weight}，超基数部分奖 ${p}，少报部分扣 ${q}。`
      : say`${window}, a joint base of ${metric}: one's own figure weighs ${weight}; ${p} above the base, less ${q} of what was held back.`,
    floor === null
      ? [words(to === "zh" ? "可以为负，没有下限。" : "It may be negative: there is no floor.")]
      : to === "zh"
        ? say`不低于 ${number(`${at}/payFloor`, floor, "money")}。`
        : say`At least ${number(`${at}/payFloor`, floor, "money")}.`,
  ];
}
