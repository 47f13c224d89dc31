import type { ComponentJson, PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { windowPiece } from "./condition.ts";
import {
  COUNTED,
  MINIMUM,
  NEGATIVE_PAYS,
  NEGATIVE_PER,
  SPLITS,
  THRESHOLD,
  WINDOWS,
} from "./options.ts";
import { cellText } from "./component-credits.ts";
import { filtersTold } from "./filters.ts";
import {
  choice,
  dayPiece,
  fine,
  type Language,
  number,
  type Piece,
  say,
  type Table,
  text,
  words,
} from "./sentence.ts";

type Of<K extends ComponentJson["kind"]> = Extract<ComponentJson, { kind: K }>;
type OnCredits = Of<"flat" | "tiered" | "interpolated" | "unit_rate">;

export function unitRate(component: Of<"unit_rate">, at: string, to: Language): Told[] {
  const zh = to === "zh";
  const { counts, minimum, firstOnly, dates } = component;
  const amount = number(`${at}/amount`, component.amount, "money");
  const window = windowPiece(WINDOWS, component.window, `${at}/window`, to);
  const things: Piece =
    typeof counts === "string"
      ? choice(COUNTED, `${at}/counts`, counts, to)
      : "dimension" in counts
        ? text(`${at}/counts/dimension`, counts.dimension)
        : text(`${at}/counts/quantity`, counts.quantity);
  return [
    zh ? say`${window}：每${things}奖 ${amount}。` : say`${window}: ${amount} for each ${things}.`,
    ...(dates
      ? [
          {
            removes: `${at}/dates`,
            pieces: datesPieces(dates, `${at}/dates`, to),
          },
        ]
      : []),
    ...(minimum
      ? [
          {
            removes: `${at}/minimum`,
            pieces: zh
              ? say`至少 ${number(`${at}/minimum/count`, String(minimum.count), "count")} 个才开始计，${choice(MINIMUM, `${at}/minimum/pays`, minimum.pays, to)}。`
              : say`Nothing below ${number(`${at}/minimum/count`, String(minimum.count), "count")}; ${choice(MINIMUM, `${at}/minimum/pays`, minimum.pays, to)}.`,
          },
        ]
      : []),
    ...(firstOnly === undefined
      ? []
      : [
          {
            removes: `${at}/firstOnly`,
            pieces: zh
              ? say`只计前 ${number(`${at}/firstOnly`, String(firstOnly), "count")} 个。`
              : say`Only the first ${number(`${at}/firstOnly`, String(firstOnly), "count")}.`,
          },
        ]),
  ];
}

function datesPieces(of: { from: string; until: string }, at: string, to: Language): Piece[] {
  const from = dayPiece(`${at}/from`, of.from, to);
  const until = dayPiece(`${at}/until`, of.until, to);
  return to === "zh"
    ? say`仅限 ${from} 至 ${until}（不含）。`
    : say`Only from ${from} until ${until}.`;
}

const ROLES: Table = [
  [["direct"], "本人的直接业绩", "one's own direct credits"],
  [["overlay"], "交叠岗业绩", "overlay credits"],
  [["override"], "管理抽成业绩", "override credits"],
  [["direct", "overlay"], "直接业绩与交叠岗业绩", "direct and overlay credits"],
  [["direct", "overlay", "override"], "全部业绩", "all credits"],
];

/** What stands on every component that is paid on credits. */
export function onCredits(plan: PlanJson, component: OnCredits, at: string, to: Language): Told[] {
  const zh = to === "zh";
  const { split, negative, threshold, dealCap, filters = [], creditFactors = [] } = component;
  // A draft may not have chosen yet what has no default.
  const { pays, per } = (negative as typeof negative | undefined) ?? {};
  const treat =
    threshold && choice(THRESHOLD, `${at}/threshold/treat`, threshold.treat, to, "gate");
  const loss = choice(NEGATIVE_PAYS, `${at}/negative/pays`, pays, to, "negative");
  const each = choice(NEGATIVE_PER, `${at}/negative/per`, per, to);
  const roles = choice(ROLES, `${at}/roles`, component.roles, to, ["direct"]);
  return [
    ...(threshold && treat
      ? [
          {
            removes: `${at}/threshold`,
            pieces: zh
              ? say`基数达到 ${number(`${at}/threshold/at`, threshold.at, "money")} 才计提，${treat}。`
              : say`Nothing is paid below ${number(`${at}/threshold/at`, threshold.at, "money")}: ${treat}.`,
          },
        ]
      : []),
    ...filtersTold(plan, filters, `${at}/filters`, to),
    ...(dealCap === undefined
      ? []
      : [
          {
            removes: `${at}/dealCap`,
            pieces: zh
              ? say`单笔商机最多按 ${number(`${at}/dealCap`, dealCap, "money")} 计提。`
              : say`Of one deal at most ${number(`${at}/dealCap`, dealCap, "money")} is paid for.`,
          },
        ]),
    ...creditFactors.map((table, index) => ({
      item: { list: `${at}/creditFactors`, at: index },
      pieces: [
        words(
          zh
            ? `每笔的基数按 ${table.axes.map(axisText).join("、")} 乘以系数：${table.rows.map((row) => `${row.at.map(cellText).join("、")} × ${row.value}`).join("；")}；其余 × ${table.otherwise}。`
            : `Each base is multiplied by ${table.axes.map(axisText).join(", ")}: ${table.rows.map((row) => `${row.at.map(cellText).join(", ")} × ${row.value}`).join("; ")}; else × ${table.otherwise}.`,
        ),
      ],
    })),
    zh
      ? say`几个人分一笔时，${choice(SPLITS, `${at}/split`, split, to)}。`
      : say`When people share a deal, ${choice(SPLITS, `${at}/split`, split, to)}.`,
    fine(
      zh
        ? say`不是退款的负业绩（亏损的单、批量贷项）${loss}，${each}。`
        : say`A base below 0 that is no refund ${loss}, looked at ${each}.`,
    ),
    fine(zh ? say`计${roles}。` : say`It counts ${roles}.`),
  ];
}

function axisText(axis: { dimension: string } | { measure: string }): string {
  return "dimension" in axis ? axis.dimension : axis.measure;
}
