import type { PlanJson } from "../plan-document.ts";
import { componentSentences, type Told } from "./component.ts";
import { conditionSentences, conditionWords } from "./condition.ts";
import {
  CARRY,
  CHANGE,
  CLAWBACK,
  conditionOptions,
  COUNTS_ON,
  CUT_OFF,
  DAY_COUNT,
  DRAW_AFTER,
  DRAW_OWED,
  DRAW_PAID,
  EARNED_ON,
  LATE,
  NO_TARGET,
  PAY_EVERY,
  QUOTA_MISSING,
  QUOTA_VERSIONS,
  RATES,
  TIME_WINDOWS,
} from "./options.ts";
import { metricsTold } from "./metrics.ts";
import { leaverPieces, releaseSentences } from "./release.ts";
import {
  choice,
  choiceOf,
  dayPiece,
  fine,
  type Language,
  number,
  type Piece,
  say,
  type Sentence,
  sentences,
  words,
} from "./sentence.ts";
import { sumPieces } from "./sum.ts";
import { metricName, variableName } from "./terms.ts";

/** A part of the plan with its sentences: a component, the conditions, or what holds for all. */
export type ToldPart = {
  readonly title: string;
  /** Of the component; empty for what holds for the whole plan. */
  readonly pointer: string;
  readonly sentences: Sentence[];
};

/** The whole plan in plain words: its components in order, then what holds for all of them. */
export function planSentences(plan: PlanJson, to: Language): ToldPart[] {
  const parts = plan.components.map((component, at) => ({
    title: component.name[to],
    pointer: `/components/${at}`,
    sentences: componentSentences(plan, component, `/components/${at}`, to),
  }));
  const conditions = conditionSentences(plan, to);
  const told = wholeTold(plan, to);
  const isFine = (each: Told) => "pieces" in each && each.isFine === true;
  const metrics = metricsTold(plan, to);
  return [
    ...parts,
    ...(metrics.length > 0
      ? [
          {
            title: to === "zh" ? "指标口径" : "What counts",
            pointer: "/metrics",
            sentences: sentences("/metrics", metrics),
          },
        ]
      : []),
    ...(conditions.length > 0
      ? [
          {
            title: to === "zh" ? "条件" : "Conditions",
            pointer: "/conditions",
            sentences: conditions,
          },
        ]
      : []),
    {
      title: to === "zh" ? "整个方案" : "The whole plan",
      pointer: "",
      sentences: sentences("", [...told.filter((each) => !isFine(each)), ...told.filter(isFine)]),
    },
  ];
}

function wholeTold(plan: PlanJson, to: Language): Told[] {
  return [
    ...levelTold(plan, to),
    ...releaseTold(plan, to),
    ...drawTold(plan, to),
    ...peopleTold(plan, to),
    ...lateTold(plan, to),
    ...timeTold(plan, to),
  ];
}

function levelTold(plan: PlanJson, to: Language): Told[] {
  const zh = to === "zh";
  const { gate, multiplier, guarantee, cap } = plan.plan ?? {};
  const options = conditionOptions(plan, (key, of) => conditionWords(plan, key, of));
  const condition = (pointer: string, key: string): Piece =>
    options.some(([each]) => each === key) ? choice(options, pointer, key, to) : words(key);
  const told: Told[] = [];
  if (gate) {
    const when = condition("/plan/gate/when", gate.when);
    const rest =
      gate.closed === undefined || /^0(\.0+)?%?$/.test(gate.closed)
        ? []
        : zh
          ? say`，否则发 ${number("/plan/gate/closed", gate.closed, "percent")}`
          : say`, else ${number("/plan/gate/closed", gate.closed, "percent")}`;
    told.push({
      removes: "/plan/gate",
      pieces: zh
        ? say`整个方案的门槛：${when}${rest}。`
        : say`The whole plan pays only when ${when}${rest}.`,
    });
  }
  if (multiplier) {
    const factor = number("/plan/multiplier/factor", multiplier.factor, "plain");
    const when =
      multiplier.when === undefined ? null : condition("/plan/multiplier/when", multiplier.when);
    told.push({
      removes: "/plan/multiplier",
      pieces: zh
        ? say`${when ? say`${when}时，` : ""}合计乘以 ${factor}。`
        : say`The sum times ${factor}${when ? say` when ${when}` : ""}.`,
    });
  }
  if (guarantee) {
    const window = windowChoice(guarantee.window, "/plan/guarantee/window", to);
    const sum = sumPieces(guarantee.sum, "/plan/guarantee/sum", to);
    told.push({
      removes: "/plan/guarantee",
      pieces: zh
        ? say`${window}合计不低于 ${sum}（保底）。`
        : say`The sum of ${window} is at least ${sum}.`,
    });
  }
  if (cap) {
    const window = windowChoice(cap.window, "/plan/cap/window", to);
    const sum = sumPieces(cap.sum, "/plan/cap/sum", to);
    const cut = choice(CUT_OFF, "/plan/cap/cutOff", cap.cutOff, to, "forfeited");
    told.push({
      removes: "/plan/cap",
      pieces: zh
        ? say`${window}合计不超过 ${sum}（封顶），超出部分${cut}。`
        : say`The sum of ${window} is at most ${sum}; what lies above ${cut}.`,
    });
  }
  return told;
}

type LevelWindow = NonNullable<NonNullable<PlanJson["plan"]>["cap"]>["window"];

function windowChoice(window: LevelWindow, at: string, to: Language): Piece[] {
  if (typeof window === "string") return [choice(TIME_WINDOWS, at, window, to)];
  return to === "zh"
    ? say`${dayPiece(`${at}/from`, window.from, to)} 至 ${dayPiece(`${at}/until`, window.until, to)}（不含）`
    : say`${dayPiece(`${at}/from`, window.from, to)} until ${dayPiece(`${at}/until`, window.until, to)}`;
}

function releaseTold({ release, components, leaver, events }: PlanJson, to: Language): Told[] {
  const parts = release?.parts ?? [];
  const isSaid = parts.some(({ on }) => on !== "earned") || parts.length > 1;
  const waits = [
    release,
    ...components.map((each) => ("release" in each ? each.release : undefined)),
  ];
  const isHeld =
    (events?.earned ?? "counted") !== "counted" ||
    waits.some((each) => each?.parts.some(({ on }) => on !== "earned"));
  const counts = choice(COUNTS_ON, "/events/counts", events?.counts, to, "entry");
  const earned = choice(EARNED_ON, "/events/earned", events?.earned, to, "counted");
  const told =
    to === "zh"
      ? say`业绩${counts}计入；提成${earned}计提，此后待发放。`
      : say`A credit counts ${counts}; its pay is earned ${earned}, and pending from then.`;
  const isUsual =
    (events?.counts ?? "entry") === "entry" && (events?.earned ?? "counted") === "counted";
  return [
    isUsual ? fine(told) : told,
    ...(isSaid && release ? releaseSentences(release, "/release", to) : []),
    ...(isHeld || leaver ? [leaverPieces(leaver, to)] : []),
  ];
}

function drawTold({ draw }: PlanJson, to: Language): Told[] {
  if (!draw) return [];
  const zh = to === "zh";
  const amount = sumPieces(draw.amount, "/draw/amount", to);
  const owed = choice(DRAW_OWED, "/draw/recoverable", draw.recoverable, to);
  const paid = choice(DRAW_PAID, "/draw/paid", draw.paid, to);
  const told: Told[] = [
    {
      removes: "/draw",
      pieces: zh
        ? say`每期预支 ${amount}，${paid}，${owed}。`
        : say`A draw of ${amount} each period, ${paid}, ${owed}.`,
    },
  ];
  const onDay = (key: "from" | "until" | "repayFrom", pieces: (day: Piece) => readonly Piece[]) => {
    const on = draw[key];
    if (on === undefined) return;
    told.push({ removes: `/draw/${key}`, pieces: pieces(dayPiece(`/draw/${key}`, on, to)) });
  };
  onDay("from", (day) =>
    zh ? say`${day}起开始的期才预支。` : say`Only statements that begin from ${day} on have it.`,
  );
  onDay("until", (day) =>
    zh ? say`${day}起开始的期不再预支。` : say`Statements that begin from ${day} on have none.`,
  );
  if (!draw.recoverable) return told;
  const repay = number("/draw/repay", draw.repay ?? "100%", "percent");
  const after = choiceOf(DRAW_AFTER, "/draw/after", draw.after, to);
  const share =
    draw.after?.kind === "repaid"
      ? say` ${number("/draw/after/share", draw.after.share, "percent")}`
      : [];
  told.push(
    zh
      ? say`归还：超出预支部分的 ${repay}；预支结束后的余额${after}${share}。`
      : say`It is repaid from ${repay} of what lies above it; once the draw has ended, what is left ${after}${share}.`,
  );
  onDay("repayFrom", (day) =>
    zh
      ? say`${day}起开始的期才归还，预支提前结束也一样。`
      : say`It is repaid in statements that begin from ${day} on, even where the draw ends before.`,
  );
  const { balanceCap } = draw;
  if (balanceCap)
    told.push({
      removes: "/draw/balanceCap",
      pieces: zh
        ? say`欠款最多 ${number("/draw/balanceCap/amount", balanceCap.amount, "money")}，超出的${balanceCap.beyond === "not_owed" ? "不用还" : "不再预支"}。`
        : say`At most ${number("/draw/balanceCap/amount", balanceCap.amount, "money")} is owed; what would go beyond is ${balanceCap.beyond === "not_owed" ? "paid but not owed" : "not advanced"}.`,
    });
  return told;
}

function peopleTold(plan: PlanJson, to: Language): Told[] {
  const zh = to === "zh";
  const told: Told[] = [];
  if (plan.basePay) {
    const name = variableName(plan.basePay.variable, to);
    told.push({
      removes: "/basePay",
      pieces: [words(zh ? `${name}另列，不算提成。` : `${name} is shown apart from variable pay.`)],
    });
  }
  for (const [index, { months, by, metric }] of (plan.ramps ?? []).entries()) {
    const [list, values] =
      "factors" in months
        ? (["factors", months.factors] as const)
        : (["amounts", months.amounts] as const);
    const unit = list === "factors" ? "percent" : "money";
    const points = values.flatMap((value, each): Piece[] => {
      const one = number(`/ramps/${index}/months/${list}/${each}`, value, unit);
      return each === 0 ? [one] : [words(zh ? "、" : ", "), one];
    });
    const of = metric === undefined ? "" : metricName(plan, metric, to);
    const start =
      by === "period"
        ? zh
          ? "入职当月起"
          : "from the month of the start"
        : zh
          ? "入职日起每满一月"
          : "by months from the start's own day";
    told.push({
      item: { list: "/ramps", at: index },
      pieces: zh
        ? say`爬坡期${of}目标，${start}：${points}。`
        : say`Ramp of the ${of} target, ${start}: ${points}.`,
    });
  }
  const usesTargets = /"attainment"/.test(JSON.stringify([plan.components, plan.conditions ?? []]));
  if (plan.noTarget !== undefined || plan.components.some(paysOnAttainment)) {
    const none = choice(NO_TARGET, "/noTarget", plan.noTarget, to);
    told.push(
      zh
        ? say`爬坡、请假或减免使目标为 0 的人，按达成率计酬的部分${none}。`
        : say`For people whose target a ramp, leave or relief made 0, what is paid on attainment ${none}.`,
    );
  }
  if (usesTargets) {
    const missing = choice(QUOTA_MISSING, "/quotaMissing", plan.quotaMissing, to, "refused");
    const versions = choice(QUOTA_VERSIONS, "/quotaVersions", plan.quotaVersions, to, "by_days");
    told.push(
      fine(zh ? say`没有目标的人：${missing}。` : say`Who has no target ${missing}.`),
      fine(
        zh
          ? say`目标在窗口中途改过时，${versions}。`
          : say`When a target changes inside a window, ${versions}.`,
      ),
    );
  }
  return told;
}

function paysOnAttainment(component: PlanJson["components"][number]): boolean {
  if ("measure" in component) return component.measure.read === "attainment";
  if (component.kind === "curve") return component.figure.read === "attainment";
  return (
    component.kind === "scorecard" &&
    component.kpis.some(({ figure }) => figure.read === "attainment")
  );
}

function lateTold(plan: PlanJson, to: Language): Told[] {
  const zh = to === "zh";
  const late = choice(LATE, "/late", plan.late, to, "true_up");
  const { clawback } = plan;
  const back = choiceOf(CLAWBACK, "/clawback", clawback, to, { kind: "always" });
  const months =
    clawback && clawback.kind !== "always"
      ? zh
        ? say`（${number("/clawback/months", String(clawback.months), "count")} 个月）`
        : say` (${number("/clawback/months", String(clawback.months), "count")} months)`
      : [];
  return [
    zh ? say`退款或迟到的业绩${late}。` : say`A refund or late entry ${late}.`,
    fine(
      zh ? say`追回提成的期限：${back}${months}。` : say`Pay can be taken back ${back}${months}.`,
    ),
  ];
}

function timeTold(plan: PlanJson, to: Language): Told[] {
  const zh = to === "zh";
  const every = choiceOf(PAY_EVERY, "/pay/every", plan.pay?.every, to, "month");
  const carry = choiceOf(CARRY, "/carry", plan.carry, to, { kind: "carried" });
  const most =
    plan.carry?.kind === "carried" && plan.carry.atMost !== undefined
      ? zh
        ? say`，每次最多扣 ${number("/carry/atMost", plan.carry.atMost, "percent")}`
        : say`, at most ${number("/carry/atMost", plan.carry.atMost, "percent")} of it`
      : [];
  const days = choice(DAY_COUNT, "/dayCount", plan.dayCount, to, { kind: "calendar_days" });
  const rates = choiceOf(RATES, "/rates", plan.rates, to, { kind: "fixed", rates: [] });
  const fixed = plan.rates?.kind === "fixed" ? plan.rates.rates : [];
  const pairs = fixed.flatMap(({ from, to: other, rate }, index): Piece[] => [
    words(`${index === 0 ? (zh ? "：" : ": ") : zh ? "，" : ", "}1 ${from} = `),
    number(`/rates/rates/${index}/rate`, rate, "plain"),
    words(` ${other}`),
  ]);
  const change = choice(CHANGE, "/change", plan.change, to);
  const isLater = plan.version > 1 || plan.change !== undefined;
  return [
    ...(isLater
      ? [
          zh
            ? say`在窗口中途换成这一版时，${change}。`
            : say`When this version takes over inside a window, it ${change}.`,
        ]
      : []),
    fine(
      zh
        ? say`${every}出一张对账单，金额以 ${plan.currency} 计。`
        : say`A statement ${every}, in ${plan.currency}.`,
    ),
    fine(zh ? say`对账单为负时，${carry}${most}。` : say`A statement below 0 ${carry}${most}.`),
    fine(
      zh
        ? say`目标、目标奖金、保底、封顶${days}折算。`
        : say`Quotas, target sums, floors and caps are prorated ${days}.`,
    ),
    fine(
      zh ? say`外币按${rates}${pairs}换算。` : say`Other currencies convert by ${rates}${pairs}.`,
    ),
  ];
}
