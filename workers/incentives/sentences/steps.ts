import { currencyScale, formatMinor } from "../../lib/money.ts";
import { parseRate, type Rate } from "../../lib/rate.ts";
import type { ComponentJson, PlanJson } from "../plan-document.ts";
import { arithmeticOf } from "./arithmetic.ts";
import { conditionWords } from "./condition.ts";
import { daysWords, dayWords, lastDayWords } from "./day-words.ts";
import { amountWords, plainWords, shareWords } from "./figure-text.ts";
import type { Language } from "./sentence.ts";
import { FIGURE_NAMES, LINE_NAMES, PLACES, ROUNDING_NAMES } from "./step-names.ts";
import { STEP_WORDS } from "./step-texts.ts";
import type { Both, RuleWords, StepUnit } from "./step-words.ts";
import { eventWords } from "./terms.ts";

/** A step as the engine made it, or as it travelled: figures are exact text. */
export type StepOf = {
  readonly step: number;
  readonly rule: string;
  readonly figures: Readonly<Record<string, string>>;
};

/** What a step's words are looked up in. */
export type TraceWords = {
  /** The document of the version that the line was made by. */
  readonly plan: PlanJson;
  readonly component: string | null;
  /** The statement's. */
  readonly currency: string;
  /** What readers call a person, unit, credit, deal or adjustment; its id where nothing is known. */
  readonly nameOf?: (id: string) => string | undefined;
};

/** In what a figure is: money of the plan, money of the statement, a share, a plain number, words. */
export type FigureUnit = "money" | "minor" | "pay" | "percent" | "plain" | "day" | "text";

export type FigureWords = {
  readonly key: string;
  readonly name: string;
  /** As people read it; "≈" stands before what has more decimals than it shows. */
  readonly text: string;
  /** As the step has it. */
  readonly value: string;
  readonly unit: FigureUnit;
  /** What stands behind the number: "CNY", "%", or nothing. */
  readonly unitText: string;
};

export type StepWords = {
  readonly place: string;
  readonly title: string;
  readonly text: string;
  readonly figures: readonly FigureWords[];
  /**
   * The step's own arithmetic in the keys of its figures, with + - * / min max and brackets, where
   * it holds for these figures; `result` "line" is the line's result to date in minor units.
   * `rounded` says that the result is the formula rounded to whole minor units, or to the step's
   * granule by its mode.
   */
  readonly arithmetic: {
    readonly result: string;
    readonly formula: string;
    readonly rounded: "minor" | "granule" | null;
  } | null;
};

/** A step of a trace in plain words. A rule that is unknown here stays visible as its name and figures. */
export function stepWords(step: StepOf, of: TraceWords, to: Language): StepWords {
  const rule = ruleOf(step.rule);
  const figures = Object.entries(step.figures).map(([key, value]) =>
    figureWords(rule, key, value, step, of, to),
  );
  const texts = new Map(figures.map(({ key, text }) => [key, text]));
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => texts.get(key) ?? "—");
  const place = stepPlace(step.step, to);
  if (!rule)
    return {
      place,
      title: step.rule,
      text: figures.map(({ name, text }) => `${name} ${text}`).join(to === "zh" ? "，" : ", "),
      figures,
      arithmetic: null,
    };
  const more = (rule.more ?? []).filter(({ figure }) => texts.has(figure));
  const sentences = [rule.text, ...more].map((each) => fill(each[to]));
  return {
    place,
    title: rule.title[to],
    text: sentences.join(to === "zh" ? "" : " "),
    figures,
    arithmetic: arithmeticOf(rule, step.figures),
  };
}

/** "6 · Tiers, curve or unit rate": a step's place in the fixed order of evaluation. */
export function stepPlace(step: number, to: Language): string {
  const name = PLACES[step]?.[to] ?? "";
  return step === 0 ? name : `${step} · ${name}`;
}

/** What a line is called: its component, or what of the plan it is; a true-up says so. */
export function lineWords(
  line: { readonly kind: string; readonly component: string | null; readonly trueUp?: boolean },
  { plan }: Pick<TraceWords, "plan">,
  to: Language,
): string {
  const component = line.component === null ? null : componentName(plan, line.component, to);
  const kind = LINE_NAMES[line.kind]?.[to];
  const name = line.kind === "component" ? component : component ? `${component} · ${kind}` : kind;
  const trueUp = to === "zh" ? "补差" : "true-up";
  return line.trueUp ? `${name ?? line.kind} · ${trueUp}` : (name ?? line.kind);
}

function ruleOf(rule: string): RuleWords | null {
  const all: Readonly<Record<string, RuleWords>> = STEP_WORDS;
  return Object.hasOwn(all, rule) ? (all[rule] ?? null) : null;
}

function figureWords(
  rule: RuleWords | null,
  key: string,
  value: string,
  step: StepOf,
  of: TraceWords,
  to: Language,
): FigureWords {
  const names: Readonly<Record<string, Both>> = FIGURE_NAMES;
  const name = names[key]?.[to] ?? key;
  const unit = rule?.figures[key] ?? "text";
  return { key, name, value, ...written(unit, value, step, of, to) };
}

type Written = Pick<FigureWords, "text" | "unit" | "unitText">;
const asText = (text: string): Written => ({ text, unit: "text", unitText: "" });

function written(
  unit: StepUnit,
  value: string,
  step: StepOf,
  of: TraceWords,
  to: Language,
): Written {
  const { plan } = of;
  switch (unit) {
    case "names":
      return asText(
        value
          .split(", ")
          .map((id) => of.nameOf?.(id) ?? id)
          .join(to === "zh" ? "、" : ", "),
      );
    case "deal":
      return asText(value === "window" ? ownName(of, to) : (of.nameOf?.(value) ?? value));
    case "name":
      return asText(of.nameOf?.(value.replace(/^credit:/, "")) ?? value.replace(/^credit:/, ""));
    case "condition":
      return asText(conditionWords(plan, value, to));
    case "component":
      return asText(componentName(plan, value, to));
    case "kpi":
      return asText(kpiOf(of, value)?.name[to] ?? value);
    case "tier":
      return asText(tierName(value, to));
    case "rounding":
      return asText(ROUNDING_NAMES[value]?.[to] ?? value);
    case "yes":
      return asText(yesWords(step.rule, value === "1", to));
    case "days":
      return asText(windowName(value, of, to));
    case "day":
      return { text: dayWords(value, to), unit: "day", unitText: "" };
    case "until":
      return { text: lastDayWords(value, to), unit: "day", unitText: "" };
    case "version":
      return asText(versionName(value, plan, to));
    case "event":
      return asText(eventWords(value, to));
    case "text":
      return asText(value);
    default:
      return number(unit, value, step, of, to);
  }
}

type NumberUnit = "money" | "minor" | "pay" | "percent" | "plain";

function number(
  unit: StepUnit,
  value: string,
  step: StepOf,
  of: TraceWords,
  to: Language,
): Written {
  const exact = parseRate(value);
  if (!exact) return asText(value === "none" ? (to === "zh" ? "没有" : "none") : value);
  const kind = kindOf(unit, step, of);
  return { text: numberText(kind, exact, of), unit: kind, unitText: unitText(kind, of) };
}

function numberText(kind: NumberUnit, exact: Rate, { plan, currency }: TraceWords): string {
  switch (kind) {
    case "money":
      return amountWords(exact, currencyScale(plan.currency));
    case "pay":
      return amountWords(exact, currencyScale(currency));
    case "minor": {
      const scale = currencyScale(currency);
      return amountWords(parseRate(formatMinor(exact.num, scale)) ?? exact, scale);
    }
    case "percent":
      return shareWords(exact);
    case "plain":
      return plainWords(exact);
  }
}

function unitText(kind: NumberUnit, { plan, currency }: TraceWords): string {
  if (kind === "money") return plan.currency;
  if (kind === "minor" || kind === "pay") return currency;
  return kind === "percent" ? "%" : "";
}

/** What a figure is of, where that depends on the component. */
function kindOf(unit: StepUnit, step: StepOf, of: TraceWords): NumberUnit {
  switch (unit) {
    case "money":
    case "minor":
    case "pay":
    case "percent":
      return unit;
    case "base":
      return baseKind(of);
    case "measure":
      return measureKind(of);
    case "metric":
      return metricKind(of.plan, metricOf(of));
    case "figure":
    case "bound":
      return figureKind(step, of);
    default:
      return "plain";
  }
}

function componentOf({ plan, component }: TraceWords): ComponentJson | undefined {
  return plan.components.find(({ key }) => key === component);
}

/** A base over plain measures alone (quantity, days) is no money. */
function baseKind(of: TraceWords): NumberUnit {
  const component = componentOf(of);
  if (!component || !("base" in component)) return "money";
  const measures = component.base.match(/[\p{L}_][\p{L}\p{N}_.]*/gu) ?? [];
  const read = measures.filter((each) => each !== "min" && each !== "max");
  const plain = new Set(of.plan.plainMeasures ?? ["quantity"]);
  const isPlain = read.length > 0 && read.every((each) => plain.has(each.replace(/^deal\./, "")));
  return isPlain ? "plain" : "money";
}

function measureKind(of: TraceWords): NumberUnit {
  const component = componentOf(of);
  if (!component || !("measure" in component)) return "money";
  const { measure } = component;
  switch (measure.read) {
    case "base":
      return baseKind(of);
    case "sum":
      return "money";
    case "count":
      return "plain";
    case "ratio":
      return "percent";
    case "attainment":
      return metricKind(of.plan, measure.metric);
  }
}

function metricOf(of: TraceWords): string {
  const component = componentOf(of);
  if (!component) return "";
  if ("figure" in component) return component.figure.metric;
  if ("metric" in component) return component.metric;
  return "measure" in component && "metric" in component.measure ? component.measure.metric : "";
}

function metricKind({ metrics }: PlanJson, key: string): NumberUnit {
  const unit = metrics.find((metric) => metric.key === key)?.unit ?? "money";
  if (unit === "money") return "money";
  return unit === "ratio" ? "percent" : "plain";
}

function figureKind({ rule, figures }: StepOf, of: TraceWords): NumberUnit {
  const component = componentOf(of);
  const condition = of.plan.conditions?.find(({ key }) => key === figures["condition"]);
  const figure =
    rule === "condition"
      ? condition && "figure" in condition
        ? condition.figure
        : undefined
      : rule === "scorecard.kpi"
        ? kpiOf(of, figures["kpi"] ?? "")?.figure
        : component && "figure" in component
          ? component.figure
          : undefined;
  if (!figure) return "plain";
  return figure.read === "attainment" ? "percent" : metricKind(of.plan, figure.metric);
}

function kpiOf(of: TraceWords, key: string) {
  const component = componentOf(of);
  return component?.kind === "scorecard"
    ? component.kpis.find((kpi) => kpi.key === key)
    : undefined;
}

function componentName({ components }: PlanJson, key: string, to: Language): string {
  return components.find((each) => each.key === key)?.name[to] ?? key;
}

/** By place, by its own key, the mean over all of them, or what lies beyond a cap of attainment. */
function tierName(value: string, to: Language): string {
  const zh = to === "zh";
  if (value === "0") return zh ? "各档平均" : "Mean of the tiers";
  if (value === "-1") return zh ? "超出达成率封顶" : "Beyond the cap of attainment";
  if (/^\d+$/.test(value)) return zh ? `第 ${value} 档` : `Tier ${value}`;
  return zh ? `“${value}”档` : `Tier "${value}"`;
}

function yesWords(rule: string, yes: boolean, to: Language): string {
  const zh = to === "zh";
  if (rule.startsWith("greater_of")) {
    if (zh) return yes ? "取这一项" : "不取";
    return yes ? "which is taken" : "which is not taken";
  }
  if (zh) return yes ? "满足" : "不满足";
  return yes ? "holds" : "does not hold";
}

/** A window of days, or the one credit or deal that is a window of its own. */
function windowName(value: string, of: TraceWords, to: Language): string {
  const single = /^(credit|deal):(.*)$/.exec(value);
  if (single) return of.nameOf?.(single[2] ?? "") ?? single[2] ?? value;
  const [from, until] = value.split("/");
  return from === undefined || until === undefined ? value : daysWords(from, until, to);
}

/** "key@2" of the plan at hand by its name: 2026 销售激励方案 第 2 版. */
function versionName(value: string, { key, name }: PlanJson, to: Language): string {
  const at = value.lastIndexOf("@");
  const [own, number] = [value.slice(0, at), value.slice(at + 1)];
  const called = own === key ? name[to] : own;
  return to === "zh" ? `${called} 第 ${number} 版` : `${called}, version ${number}`;
}

/** What is released as a whole goes by the name of its component. */
function ownName({ plan, component }: TraceWords, to: Language): string {
  return component === null ? plan.name[to] : componentName(plan, component, to);
}
