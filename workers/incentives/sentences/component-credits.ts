import type { ComponentJson, PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { onlyWhen, windowPiece } from "./condition.ts";
import {
  ATTAINMENT_ROUNDING,
  baseOptions,
  BASIS,
  BOUNDARY,
  LEVELS,
  metricOptions,
  REACH,
  TIERS_OF,
  WINDOWS,
} from "./options.ts";
import {
  choice,
  fine,
  type Language,
  number,
  type NumberUnit,
  type Piece,
  say,
  type Table,
  text,
  words,
} from "./sentence.ts";
import { sumPieces } from "./sum.ts";
import { metricName, variableName } from "./terms.ts";

type Of<K extends ComponentJson["kind"]> = Extract<ComponentJson, { kind: K }>;

/** "everything it is paid on", as a metric's name or a formula. */
function basePiece(
  plan: PlanJson,
  { base, filters = [] }: Of<"flat" | "tiered" | "interpolated">,
  at: string,
  to: Language,
): Piece {
  return choice(baseOptions(plan, base, filters), `${at}/base`, base, to);
}

export function flat(plan: PlanJson, component: Of<"flat">, at: string, to: Language): Told[] {
  return [...flatRate(plan, component, at, to), tiersOf(component, at, to)];
}

/** Of which window tier and rate are: fine print while it is the one in which the credit counted. */
function tiersOf({ tiersOf: of }: Of<"flat" | "tiered">, at: string, to: Language): Told {
  const which = choice(TIERS_OF, `${at}/tiersOf`, of, to, "counted");
  const told =
    to === "zh"
      ? say`档位与比例取${which}。`
      : say`Tier and rate are those of the window in which it ${which}.`;
  return of === "released" ? told : fine(told);
}

function flatRate(plan: PlanJson, component: Of<"flat">, at: string, to: Language): Told[] {
  const { rate } = component;
  const window = windowPiece(WINDOWS, component.window, `${at}/window`, to);
  const of = basePiece(plan, component, at, to);
  if (typeof rate === "string") {
    const paid = number(`${at}/rate`, rate, "percent");
    return [to === "zh" ? say`${window}：${of} × ${paid}。` : say`${window}: ${paid} of ${of}.`];
  }
  if (!("table" in rate)) {
    const paid = derived(plan, rate, to);
    return [to === "zh" ? say`${window}：${of} × ${paid}。` : say`${window}: ${paid} of ${of}.`];
  }
  const { axes, rows, otherwise } = rate.table;
  const by = axes
    .map((axis) => ("dimension" in axis ? axis.dimension : axis.measure))
    .join(to === "zh" ? "、" : " and ");
  const last = number(`${at}/rate/table/otherwise`, otherwise, "percent");
  return [
    to === "zh"
      ? say`${window}：${of} × 按 ${by} 查表的比例。`
      : say`${window}: ${of} at the rate the table gives by ${by}.`,
    ...rows.map((row, index) => {
      const value = number(`${at}/rate/table/rows/${index}/value`, row.value, "percent");
      const cell = row.at.map(cellText).join(to === "zh" ? "、" : ", ");
      return {
        item: { list: `${at}/rate/table/rows`, at: index },
        pieces: to === "zh" ? say`${cell}：${value}。` : say`${cell}: ${value}.`,
      };
    }),
    to === "zh" ? say`其余：${last}。` : say`Everything else: ${last}.`,
  ];
}

export function cellText(cell: string | { from: string | null; until: string | null }): string {
  return typeof cell === "string" ? cell : `${cell.from ?? "−∞"} – ${cell.until ?? "∞"}`;
}

export function tiered(plan: PlanJson, component: Of<"tiered">, at: string, to: Language): Told[] {
  const zh = to === "zh";
  const unit = unitOf(component.measure);
  const window = windowPiece(WINDOWS, component.window, `${at}/window`, to);
  const measure = measurePieces(plan, component.measure, `${at}/measure`, to);
  const base = basePiece(plan, component, at, to);
  const { baseRate } = component;
  const lines = component.tiers.map((tier, index) => {
    const here = `${at}/tiers/${index}`;
    const from = number(`${here}/from`, tier.from, unit);
    const pays = tierPays(plan, tier.pays, `${here}/pays`, to);
    const held: Piece[] =
      index === 0
        ? []
        : [words(zh ? "，" : ", "), choice(reaches(component), `${here}/reach`, tier.reach, to)];
    const when = onlyWhen(plan, tier.when, to);
    const item = { list: `${at}/tiers`, at: index };
    if (tier.until === null)
      return {
        item,
        pieces: zh
          ? say`${from} 以上：${pays}${held}${when}。`
          : say`Above ${from}: ${pays}${held}${when}.`,
      };
    const until = number(`${here}/until`, tier.until, unit);
    const inside = choice(BOUNDARY, `${here}/boundary`, tier.boundary, to, "lower");
    return {
      item,
      pieces: zh
        ? say`${from} 至 ${until}${inside}：${pays}${held}${when}。`
        : say`From ${from} to ${until}${inside}: ${pays}${held}${when}.`,
    };
  });
  return [
    zh
      ? say`${window}，按${measure}分档，对${base}计提。`
      : say`${window}: tiers over ${measure}, paid on ${base}.`,
    ...(baseRate === undefined
      ? []
      : [
          zh
            ? say`基础比例 ${rateOf(plan, baseRate, `${at}/baseRate`, to)}。`
            : say`The base rate is ${rateOf(plan, baseRate, `${at}/baseRate`, to)}.`,
        ]),
    ...lines,
    ...measureFine(component.measure, `${at}/measure`, to),
    tiersOf(component, at, to),
    ...(component.measure.read === "attainment"
      ? []
      : [fine(prorated(`${at}/boundsProrate`, component.boundsProrate, to))]),
  ];
}

const PRORATE: Table = [
  [false, "不折算", "are not prorated"],
  [true, "按在岗天数折算", "are prorated by the days in the window"],
];

function prorated(pointer: string, value: boolean | undefined, to: Language): Piece[] {
  const how = choice(PRORATE, pointer, value, to, false);
  return to === "zh"
    ? say`只在岗一部分时间时，档位的金额界线${how}。`
    : say`For who is there only part of the window the bounds ${how}.`;
}

/** From where a tier's price holds: the usual three, and the tiers that have a name. */
function reaches({ tiers, measure }: Of<"tiered">): Table {
  const usual = measure.read === "attainment" ? REACH : REACH.filter(([each]) => each !== "quota");
  const named = tiers.flatMap(({ key }) =>
    key === undefined
      ? []
      : ([
          [{ tier: key }, `从“${key}”档起全部改按此档`, `on everything from tier "${key}" on`],
        ] as Table),
  );
  return [...usual, ...named];
}

type TierPays = Of<"tiered">["tiers"][number]["pays"];

function tierPays(plan: PlanJson, pays: TierPays, at: string, to: Language): Piece[] {
  if ("amount" in pays) return [number(`${at}/amount`, pays.amount, "money")];
  if ("rate" in pays) return rateOf(plan, pays.rate, `${at}/rate`, to);
  const factor = number(`${at}/multiplier`, pays.multiplier, "plain");
  return to === "zh" ? say`基础比例 × ${factor}` : say`the base rate × ${factor}`;
}

type Rated = NonNullable<Of<"tiered">["baseRate"]>;

function rateOf(plan: PlanJson, rate: Rated, at: string, to: Language): Piece[] {
  return typeof rate === "string"
    ? [number(at, rate, "percent")]
    : [words(derived(plan, rate, to))];
}

function derived(
  plan: PlanJson,
  { variable, byQuotaOf }: Exclude<Rated, string>,
  to: Language,
): string {
  const [sum, metric] = [variableName(variable, to), metricName(plan, byQuotaOf, to)];
  return to === "zh" ? `（${sum} ÷ ${metric}定额）` : `(${sum} / quota of ${metric})`;
}

export function interpolated(
  plan: PlanJson,
  component: Of<"interpolated">,
  at: string,
  to: Language,
): Told[] {
  const zh = to === "zh";
  const unit = unitOf(component.measure);
  const window = windowPiece(WINDOWS, component.window, `${at}/window`, to);
  const measure = measurePieces(plan, component.measure, `${at}/measure`, to);
  return [
    zh
      ? say`${window}，按${measure}：走完的档全额，进行中的档按完成比例。`
      : say`${window}, over ${measure}: every passed step in full, the one in progress by the share that is done.`,
    ...component.tiers.map((tier, index) => {
      const here = `${at}/tiers/${index}`;
      const from = number(`${here}/from`, tier.from, unit);
      const until = number(`${here}/until`, tier.until, unit);
      const pays =
        "amount" in tier.pays
          ? number(`${here}/pays/amount`, tier.pays.amount, "money")
          : number(`${here}/pays/rate`, tier.pays.rate, "percent");
      return {
        item: { list: `${at}/tiers`, at: index },
        pieces: zh
          ? say`${from} 至 ${until}：${pays}${onlyWhen(plan, tier.when, to)}。`
          : say`From ${from} to ${until}: ${pays}${onlyWhen(plan, tier.when, to)}.`,
      };
    }),
    ...(component.of === undefined
      ? []
      : [
          zh
            ? say`比例是 ${sumPieces(component.of, `${at}/of`, to)} 的比例。`
            : say`Rates are of ${sumPieces(component.of, `${at}/of`, to)}.`,
        ]),
    ...measureFine(component.measure, `${at}/measure`, to),
  ];
}

type Measure = Of<"tiered">["measure"];

function unitOf(measure: Measure): NumberUnit {
  if (measure.read === "attainment" || measure.read === "ratio") return "percent";
  return measure.read === "count" ? "count" : "money";
}

function measurePieces(plan: PlanJson, measure: Measure, at: string, to: Language): Piece[] {
  const zh = to === "zh";
  switch (measure.read) {
    case "base":
      return [words(zh ? "计提基数" : "the paid base")];
    case "attainment": {
      const metric = choice(metricOptions(plan), `${at}/metric`, measure.metric, to);
      return zh ? say`${metric}达成率` : say`attainment of ${metric}`;
    }
    case "sum":
      return [text(`${at}/of`, measure.of)];
    case "count":
      return [words(zh ? "笔数" : "their number")];
    case "ratio":
      return say`${text(`${at}/top`, measure.top)} / ${text(`${at}/bottom`, measure.bottom)}`;
  }
}

/** Which quota attainment divides by has no default, so it is said; its rounding is fine print. */
function measureFine(measure: Measure, at: string, to: Language): Told[] {
  if (measure.read !== "attainment") return [];
  const basis = choice(BASIS, `${at}/basis`, measure.basis, to);
  const level = choice(LEVELS, `${at}/level`, measure.level, to, "committed");
  const rounding = choice(ATTAINMENT_ROUNDING, `${at}/rounding`, measure.rounding, to, "exact");
  const capped =
    measure.cap === undefined
      ? []
      : [
          {
            removes: `${at}/cap`,
            pieces:
              to === "zh"
                ? say`达成率超过 ${number(`${at}/cap`, measure.cap, "percent")} 的部分不计提。`
                : say`What lies beyond an attainment of ${number(`${at}/cap`, measure.cap, "percent")} is not paid.`,
          },
        ];
  return [
    ...capped,
    fine(
      to === "zh"
        ? say`达成率对${level}，除以${basis}，查档时${rounding}。`
        : say`Attainment is of the ${level}, by ${basis}, looked up ${rounding}.`,
    ),
  ];
}
