import type { ComponentJson, PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { conditionWords, windowPiece } from "./condition.ts";
import { metricOptions, PEOPLE, TIES, TIME_WINDOWS } from "./options.ts";
import { choice, type Language, number, say, type Table, text, words } from "./sentence.ts";

type Of<K extends ComponentJson["kind"]> = Extract<ComponentJson, { kind: K }>;

export function prizes(
  plan: PlanJson,
  component: Of<"prize" | "raffle">,
  at: string,
  to: Language,
): Told[] {
  const zh = to === "zh";
  const isPrize = component.kind === "prize";
  const field = isPrize ? "places" : "prizes";
  const all = isPrize ? component.places : component.prizes;
  const board = text(`${at}/board`, component.board);
  return [
    zh
      ? say`按榜单“${board}”的冻结结果${isPrize ? "发奖" : "抽奖"}。`
      : say`${isPrize ? "Prizes" : "Drawn among those"} of the frozen board ${board}.`,
    ...all.map((prize, index) => {
      const amount = number(`${at}/${field}/${index}`, prize, "money");
      const place = String(index + 1);
      return {
        item: { list: `${at}/${field}`, at: index },
        pieces: isPrize
          ? zh
            ? say`第 ${place} 名：${amount}。`
            : say`Place ${place}: ${amount}.`
          : zh
            ? say`抽中第 ${place} 签：${amount}。`
            : say`Drawn ${place}: ${amount}.`,
      };
    }),
    ...(isPrize
      ? [
          zh
            ? say`${choice(TIES, `${at}/ties`, component.ties, to)}。`
            : say`When scores are equal, ${choice(TIES, `${at}/ties`, component.ties, to)}.`,
        ]
      : []),
    ...(!isPrize && component.qualifies !== undefined
      ? [
          [
            words(
              zh
                ? `参加抽奖须：${conditionWords(plan, component.qualifies, to)}。`
                : `Who takes part: ${conditionWords(plan, component.qualifies, to)}.`,
            ),
          ],
        ]
      : []),
  ];
}

export function pool(plan: PlanJson, component: Of<"pool">, at: string, to: Language): Told[] {
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const pot =
    "rate" in component.sum
      ? say`${number(`${at}/sum/rate`, component.sum.rate, "percent")} × ${choice(metricOptions(plan), `${at}/sum/metric`, component.sum.metric, to)}`
      : [number(`${at}/sum/amount`, component.sum.amount, "money")];
  const { share } = component;
  const contribution: Table = plan.metrics.map(({ key, name }) => [
    { contribution: key },
    `按${name.zh}的贡献分`,
    `shared by contribution to ${name.en}`,
  ]);
  const table: Table = [
    ["equal", "平均分", "shared equally"],
    ["peer", "按互评得分分", "shared by the others' scores"],
    ...contribution,
  ];
  const by = choice(table, `${at}/share`, share, to);
  const unit =
    component.unit === "own_unit"
      ? to === "zh"
        ? "本团队"
        : "The team's"
      : to === "zh"
        ? `单元 ${component.unit.unit} `
        : `Unit ${component.unit.unit}'s`;
  return [
    to === "zh"
      ? say`${window}：${unit}的奖池 ${pot}，${by}。`
      : say`${window}: ${unit} pool of ${pot}, ${by}.`,
  ];
}

export function override(
  plan: PlanJson,
  component: Of<"override">,
  at: string,
  to: Language,
): Told[] {
  const share = number(`${at}/share`, component.share, "percent");
  const people = choice(PEOPLE, `${at}/of/people`, component.of.people, to);
  const of = named(plan, component.of.components, to);
  return [
    to === "zh" ? say`${people}的 ${of} × ${share}。` : say`${share} of the ${of} ${people}.`,
  ];
}

export function greaterOf(
  plan: PlanJson,
  component: Of<"greater_of">,
  at: string,
  to: Language,
): Told[] {
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const of = component.of
    .map((each) => {
      if (typeof each === "string") return named(plan, [each], to);
      return to === "zh" ? `方案“${each.plan}”` : `the plan “${each.plan}”`;
    })
    .join(to === "zh" ? "、" : ", ");
  return [
    to === "zh" ? say`${window}：取其中较高者：${of}。` : say`${window}: the greatest of: ${of}.`,
  ];
}

function named({ components }: PlanJson, keys: readonly string[], to: Language): string {
  return keys
    .map((key) => components.find((each) => each.key === key)?.name[to] ?? key)
    .join(to === "zh" ? "、" : ", ");
}

export function award(plan: PlanJson, component: Of<"award">, at: string, to: Language): Told[] {
  const window = windowPiece(TIME_WINDOWS, component.window, `${at}/window`, to);
  const { gives, to: whom } = component;
  if ("when" in whom) {
    const when = conditionWords(plan, whom.when, to);
    return [
      to === "zh"
        ? say`${window}：${when}时获得${gives.zh}（荣誉，不发钱）。`
        : say`${window}: ${gives.en} when ${when} (an honour, no money).`,
    ];
  }
  const places = number(`${at}/to/places`, String(whom.places), "count");
  const board = text(`${at}/to/board`, whom.board);
  return [
    to === "zh"
      ? say`榜单“${board}”前 ${places} 名获得${gives.zh}（荣誉，不发钱）。`
      : say`${gives.en} for the first ${places} of the board ${board} (an honour, no money).`,
  ];
}
