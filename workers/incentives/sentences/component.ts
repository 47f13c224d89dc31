import type { ComponentJson, PlanJson } from "../plan-document.ts";
import { conditionWords, figureWords } from "./condition.ts";
import {
  type Language,
  number,
  type NumberUnit,
  type Piece,
  say,
  type Sentence,
  words,
} from "./sentence.ts";
import { baseWords, metricName, splitWords, windowWords } from "./terms.ts";

type Kind = ComponentJson["kind"];
type Of<K extends Kind> = Extract<ComponentJson, { kind: K }>;
type SumJson = Of<"bonus">["pays"];

/** What a component pays, sentence by sentence, in the order of evaluation. */
export function componentSentences(
  plan: PlanJson,
  component: ComponentJson,
  pointer: string,
  to: Language,
): Sentence[] {
  const pieces = [...own(plan, component, pointer, to), ...around(plan, component, pointer, to)];
  return pieces.map((of) => ({ pointer, pieces: of }));
}

function own(plan: PlanJson, component: ComponentJson, at: string, to: Language): Piece[][] {
  const zh = to === "zh";
  switch (component.kind) {
    case "flat": {
      const { rate, base, window } = component;
      const paid =
        typeof rate === "string"
          ? number(`${at}/rate`, rate, "percent")
          : words(
              "table" in rate ? (zh ? "表中比例" : "the table's rate") : derived(plan, rate, to),
            );
      return [
        zh
          ? say`${windowWords(window, to)}：${baseWords(plan, base, to)} × ${paid}。`
          : say`${capital(windowWords(window, to))}: ${paid} of ${baseWords(plan, base, to)}.`,
        [words(sentence(splitWords(component.split, to), to))],
      ];
    }
    case "tiered":
      return tiered(plan, component, at, to);
    case "interpolated":
      return [
        zh
          ? say`${windowWords(component.window, to)}：走完的档全额，进行中的档按完成比例。`
          : say`${capital(windowWords(component.window, to))}: every passed step in full, the one in progress by the share that is done.`,
        ...component.tiers.map((tier, index) => {
          const here = `${at}/tiers/${index}`;
          const from = number(`${here}/from`, tier.from, unitOf(component.measure));
          const until = number(`${here}/until`, tier.until, unitOf(component.measure));
          const pays =
            "amount" in tier.pays
              ? number(`${here}/pays/amount`, tier.pays.amount, "money")
              : number(`${here}/pays/rate`, tier.pays.rate, "percent");
          return zh ? say`${from} 至 ${until}：${pays}。` : say`From ${from} to ${until}: ${pays}.`;
        }),
      ];
    case "curve":
      return [
        zh
          ? say`${figureWords(plan, component.figure, to)}决定兑现：${sum(component.pays, `${at}/pays`, to)} × 兑现系数。`
          : say`${capital(figureWords(plan, component.figure, to))} decides the payout of ${sum(component.pays, `${at}/pays`, to)}.`,
        ...component.curve.points.map((point, index) => {
          const here = `${at}/curve/points/${index}`;
          const x = number(
            `${here}/at`,
            point.at,
            component.figure.read === "attainment" ? "percent" : "money",
          );
          const y = number(`${here}/pays`, point.pays, "percent");
          return zh ? say`到 ${x} 兑现 ${y}。` : say`At ${x} it pays ${y}.`;
        }),
        [words(curveWords(component.curve, to))],
      ];
    case "unit_rate": {
      const amount = number(`${at}/amount`, component.amount, "money");
      const things =
        typeof component.counts === "string"
          ? component.counts === "deal"
            ? zh
              ? "商机"
              : "deal"
            : zh
              ? "笔"
              : "credit"
          : "dimension" in component.counts
            ? component.counts.dimension
            : component.counts.quantity;
      const { minimum, firstOnly, dates } = component;
      return [
        zh ? say`每个 ${things} 奖 ${amount}。` : say`${amount} for each ${things}.`,
        ...(dates
          ? [
              zh
                ? say`仅限 ${dates.from} 至 ${dates.until}（不含）。`
                : say`Only from ${dates.from} until ${dates.until}.`,
            ]
          : []),
        ...(minimum
          ? [
              zh
                ? say`至少 ${number(`${at}/minimum/count`, String(minimum.count), "count")} 个才开始计。`
                : say`From ${number(`${at}/minimum/count`, String(minimum.count), "count")} on.`,
            ]
          : []),
        ...(firstOnly
          ? [
              zh
                ? say`只计前 ${number(`${at}/firstOnly`, String(firstOnly), "count")} 个。`
                : say`Only the first ${number(`${at}/firstOnly`, String(firstOnly), "count")}.`,
            ]
          : []),
      ];
    }
    case "scorecard":
      return [
        zh
          ? say`计分卡加权得分 × ${sum(component.pays, `${at}/pays`, to)}。`
          : say`The weighted score times ${sum(component.pays, `${at}/pays`, to)}.`,
        ...component.kpis.map((kpi, index) => {
          const weight = number(`${at}/kpis/${index}/weight`, kpi.weight, "percent");
          return zh ? say`${kpi.name.zh}占 ${weight}。` : say`${kpi.name.en} weighs ${weight}.`;
        }),
        [words(MISSING[component.missing][to])],
      ];
    case "bonus":
      return [
        zh
          ? say`${conditionWords(plan, component.when, to)}时奖 ${sum(component.pays, `${at}/pays`, to)}。`
          : say`${sum(component.pays, `${at}/pays`, to)} when ${conditionWords(plan, component.when, to)}.`,
      ];
    case "prize":
    case "raffle": {
      const prizes = component.kind === "prize" ? component.places : component.prizes;
      const field = component.kind === "prize" ? "places" : "prizes";
      return prizes.map((prize, index) => {
        const amount = number(`${at}/${field}/${index}`, prize, "money");
        if (component.kind === "raffle")
          return zh
            ? say`抽中第 ${String(index + 1)} 签：${amount}。`
            : say`Drawn ${String(index + 1)}: ${amount}.`;
        return zh
          ? say`第 ${String(index + 1)} 名：${amount}。`
          : say`Place ${String(index + 1)}: ${amount}.`;
      });
    }
    case "pool": {
      const pot =
        "rate" in component.sum
          ? say`${number(`${at}/sum/rate`, component.sum.rate, "percent")} × ${metricName(plan, component.sum.metric, to)}`
          : [number(`${at}/sum/amount`, component.sum.amount, "money")];
      const share = component.share;
      const by =
        share === "equal"
          ? zh
            ? "平均分"
            : "shared equally"
          : share === "peer"
            ? zh
              ? "按互评得分分"
              : "shared by the others' scores"
            : zh
              ? "按贡献分"
              : "shared by contribution";
      return [
        [
          words(zh ? "团队奖池：" : "The team's pool: "),
          ...pot,
          words(zh ? `，${by}。` : `, ${by}.`),
        ],
      ];
    }
    case "override": {
      const share = number(`${at}/share`, component.share, "percent");
      const of = component.of.components
        .map((key) => plan.components.find((each) => each.key === key)?.name[to] ?? key)
        .join(zh ? "、" : ", ");
      return [zh ? say`下级 ${of} 的 ${share}。` : say`${share} of the team's ${of}.`];
    }
    case "greater_of":
      return [
        [
          words(zh ? "取其中较高者：" : "The greatest of: "),
          words(
            component.of
              .map((key) => plan.components.find((each) => each.key === key)?.name[to] ?? key)
              .join(zh ? "、" : ", ") + (zh ? "。" : "."),
          ),
        ],
      ];
    case "gonik":
      return [
        zh
          ? say`报得准、干得多都奖：Gonik 系数 × ${sum(component.pays, `${at}/pays`, to)}。`
          : say`An honest forecast and what is sold beyond it: the Gonik factor times ${sum(component.pays, `${at}/pays`, to)}.`,
      ];
    case "joint_base":
      return [
        zh
          ? say`联合基数：超基数部分奖 ${number(`${at}/p`, component.p, "percent")}，少报部分扣 ${number(`${at}/q`, component.q, "percent")}。`
          : say`Joint base: ${number(`${at}/p`, component.p, "percent")} above the base, less ${number(`${at}/q`, component.q, "percent")} of what was held back.`,
      ];
    case "award":
      return [
        [words(`${component.gives[to]}${zh ? "（荣誉，不发钱）。" : " (an honour, no money)."}`)],
      ];
  }
}

const MISSING = {
  others: {
    zh: "没有测量的指标，权重按比例分给其他指标。",
    en: "What was not measured gives its weight to the others.",
  },
  zero: { zh: "没有测量的指标计 0 分。", en: "What was not measured scores 0." },
  full: { zh: "没有测量的指标按 100% 计。", en: "What was not measured scores 100%." },
} as const;

function curveWords({ shape, above }: Of<"curve">["curve"], to: Language): string {
  const zh = to === "zh";
  const shapeWords =
    shape === "step"
      ? zh
        ? "按台阶"
        : "In steps"
      : zh
        ? "两点之间按直线"
        : "Straight between the points";
  const aboveWords =
    above === "hold"
      ? zh
        ? "超过最后一点不再增加"
        : "above the last it holds"
      : zh
        ? "超过最后一点按同一斜率继续"
        : "above the last it goes on as the last leg does";
  return zh
    ? `${shapeWords}，${aboveWords}；低于第一点为 0。`
    : `${shapeWords}; ${aboveWords}; below the first it pays 0.`;
}

function tiered(plan: PlanJson, component: Of<"tiered">, at: string, to: Language): Piece[][] {
  const zh = to === "zh";
  const unit = unitOf(component.measure);
  const lines = component.tiers.map((tier, index) => {
    const here = `${at}/tiers/${index}`;
    const from = number(`${here}/from`, tier.from, unit);
    const pays =
      "rate" in tier.pays
        ? typeof tier.pays.rate === "string"
          ? number(`${here}/pays/rate`, tier.pays.rate, "percent")
          : words(derived(plan, tier.pays.rate, to))
        : "multiplier" in tier.pays
          ? number(`${here}/pays/multiplier`, tier.pays.multiplier, "plain")
          : number(`${here}/pays/amount`, tier.pays.amount, "money");
    const times = "multiplier" in tier.pays ? (zh ? "基础比例 × " : "the base rate x ") : "";
    const held = index > 0 ? reachWords(tier, to) : "";
    if (tier.until === null)
      return zh
        ? say`${from} 以上：${times}${pays}${held}。`
        : say`Above ${from}: ${times}${pays}${held}.`;
    const until = number(`${here}/until`, tier.until, unit);
    const inside = tier.boundary === "upper" ? (zh ? "（含）" : " inclusive") : "";
    return zh
      ? say`${from} 至 ${until}${inside}：${times}${pays}${held}。`
      : say`From ${from} to ${until}${inside}: ${times}${pays}${held}.`;
  });
  const measure = measureWords(plan, component.measure, to);
  return [
    zh
      ? say`${windowWords(component.window, to)}，按${measure}分档，对${baseWords(plan, component.base, to)}计提。`
      : say`${capital(windowWords(component.window, to))}: tiers over ${measure}, paid on ${baseWords(plan, component.base, to)}.`,
    ...lines,
    [words(sentence(splitWords(component.split, to), to))],
  ];
}

function reachWords({ reach }: Of<"tiered">["tiers"][number], to: Language): string {
  const zh = to === "zh";
  if (reach === "own") return zh ? "，只对超出部分" : ", on what lies above only";
  if (reach === "zero") return zh ? "，回溯全部金额" : ", on everything from the first yuan";
  if (reach === "quota") return zh ? "，回溯到定额以上的全部" : ", on everything above quota";
  return zh
    ? `，从“${reach.tier}”档起全部改按此档`
    : `, on everything from tier "${reach.tier}" on`;
}

function measureWords(plan: PlanJson, measure: Of<"tiered">["measure"], to: Language): string {
  const zh = to === "zh";
  switch (measure.read) {
    case "base":
      return zh ? "计提基数" : "the paid base";
    case "attainment":
      return zh
        ? `${metricName(plan, measure.metric, to)}达成率`
        : `attainment of ${metricName(plan, measure.metric, to)}`;
    case "sum":
      return measure.of;
    case "count":
      return zh ? "笔数" : "their number";
    case "ratio":
      return `${measure.top} / ${measure.bottom}`;
  }
}

function unitOf(measure: Of<"tiered">["measure"]): NumberUnit {
  if (measure.read === "attainment" || measure.read === "ratio") return "percent";
  return measure.read === "count" ? "count" : "money";
}

type Derived = Extract<Of<"flat">["rate"], { variable: string }>;

function derived(plan: PlanJson, { variable, byQuotaOf }: Derived, to: Language): string {
  const metric = metricName(plan, byQuotaOf, to);
  return to === "zh" ? `（${variable} ÷ ${metric}定额）` : `(${variable} / quota of ${metric})`;
}

function sum(of: SumJson, pointer: string, to: Language): Piece {
  if (typeof of === "string") return number(pointer, of, "money");
  if ("amount" in of) return number(`${pointer}/amount`, of.amount, "money");
  const name =
    of.variable === "target_variable"
      ? to === "zh"
        ? "目标奖金"
        : "target variable pay"
      : of.variable;
  return words(of.times === undefined ? name : `${name} × ${of.times}`);
}

/** Gates, multipliers, floor, cap, threshold: what stands around the component's own arithmetic. */
function around(plan: PlanJson, component: ComponentJson, at: string, to: Language): Piece[][] {
  if (component.kind === "award") return [];
  const zh = to === "zh";
  const pieces: Piece[][] = [];
  const threshold = "threshold" in component ? component.threshold : undefined;
  if (threshold) {
    const bound = number(`${at}/threshold/at`, threshold.at, "money");
    const treat = threshold.treat ?? "gate";
    if (treat === "deductible")
      pieces.push(zh ? say`前 ${bound} 不计提（起算额）。` : say`The first ${bound} are not paid.`);
    else
      pieces.push(
        zh ? say`基数达到 ${bound} 才计提（门槛）。` : say`Nothing is paid below ${bound}.`,
      );
  }
  for (const gate of component.gates ?? [])
    pieces.push([
      words(
        zh
          ? `门槛：${conditionWords(plan, gate.when, to)}，否则`
          : `Gate: ${conditionWords(plan, gate.when, to)}, else `,
      ),
      ...(gate.closed && gate.closed !== "0"
        ? [number(`${at}/gates/0/closed`, gate.closed, "percent")]
        : [words(zh ? "不发" : "nothing")]),
      words(zh ? "。" : "."),
    ]);
  for (const [index, multiplier] of (component.multipliers ?? []).entries())
    if ("factor" in multiplier) {
      const factor = number(`${at}/multipliers/${index}/factor`, multiplier.factor, "plain");
      const when = multiplier.when === undefined ? "" : conditionWords(plan, multiplier.when, to);
      pieces.push(
        zh
          ? say`${when === "" ? "" : `${when}时`}乘以 ${factor}。`
          : say`Times ${factor}${when === "" ? "" : ` when ${when}`}.`,
      );
    }
  if (component.floor !== undefined)
    pieces.push(
      zh
        ? say`保底 ${sum(component.floor, `${at}/floor`, to)}。`
        : say`At least ${sum(component.floor, `${at}/floor`, to)}.`,
    );
  if (component.cap !== undefined)
    pieces.push(
      zh
        ? say`封顶 ${sum(component.cap, `${at}/cap`, to)}。`
        : say`At most ${sum(component.cap, `${at}/cap`, to)}.`,
    );
  return pieces;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string, to: Language): string {
  return to === "zh" ? `${text}。` : `${capital(text)}.`;
}
