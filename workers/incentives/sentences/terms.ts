import type { PlanJson } from "../plan-document.ts";
import type { Language } from "./sentence.ts";

/** The fixed words of both languages, one table for each idea. */
type Both = Readonly<Record<Language, string>>;
type Window = Extract<PlanJson["components"][number], { kind: "flat" }>["window"];

const WINDOWS: Readonly<Record<Extract<Window, string>, Both>> = {
  credit: { zh: "每笔业绩单独", en: "each credit on its own" },
  deal: { zh: "每笔商机单独", en: "each deal on its own" },
  period: { zh: "每个结算期", en: "each pay period" },
  month: { zh: "每月", en: "each month" },
  quarter: { zh: "每季累计", en: "the quarter to date" },
  half: { zh: "每半年累计", en: "the half-year to date" },
  year: { zh: "全年累计", en: "the year to date" },
};

export function windowWords(window: Window, language: Language): string {
  if (typeof window === "string") return WINDOWS[window][language];
  const { from, until } = window;
  return language === "zh" ? `${from} 至 ${until}（不含）` : `${from} until ${until}`;
}

const EVENTS: Readonly<Record<string, Both>> = {
  order: { zh: "下单", en: "the order" },
  signing: { zh: "签约", en: "signing" },
  invoice: { zh: "开票", en: "the invoice" },
  delivery: { zh: "交付", en: "delivery" },
  collection: { zh: "回款（按回款比例）", en: "collection, in proportion to the money collected" },
};

export function eventWords(event: string, language: Language): string {
  return EVENTS[event]?.[language] ?? event;
}

const PER: Readonly<Record<string, Both>> = {
  credit: {
    zh: "每人用自己的份额爬自己的档",
    en: "people who share a deal climb their own tiers with their share",
  },
  deal: {
    zh: "整笔商机自己爬档，提成按份额分",
    en: "a shared deal climbs tiers of its own and its pay is divided by the shares",
  },
  lead: {
    zh: "整笔商机爬主导人的档，提成按份额分",
    en: "a shared deal climbs the lead's tiers and its pay is divided by the shares",
  },
  team: {
    zh: "整笔商机爬团队的档，提成按份额分",
    en: "a shared deal climbs the team's tiers and its pay is divided by the shares",
  },
};

export function splitWords(
  split: "credit" | { readonly pay: "deal" | "lead" | "team" },
  language: Language,
) {
  return PER[split === "credit" ? "credit" : split.pay]?.[language] ?? "";
}

const LATE: Readonly<Record<"true_up" | "current_base" | "as_paid", Both>> = {
  true_up: {
    zh: "退款或迟到的业绩按原窗口重算，差额作为一行补差",
    en: "A refund or late entry computes its own window again; the difference is one line",
  },
  current_base: {
    zh: "退款或迟到的业绩计入当前窗口",
    en: "A refund or late entry joins the open window",
  },
  as_paid: {
    zh: "退款按当时为这笔业绩付出的提成、依退款比例追回",
    en: "A refund takes back what was paid for that credit, by the refunded share",
  },
};

export function lateWords(late: keyof typeof LATE, language: Language): string {
  return LATE[late][language];
}

/** What a metric is called, in the reader's language. */
export function metricName({ metrics }: PlanJson, key: string, language: Language): string {
  return metrics.find((metric) => metric.key === key)?.name[language] ?? key;
}

/** A formula that is a metric's own is called by its name; any other stays as it was typed. */
export function baseWords({ metrics }: PlanJson, base: string, language: Language): string {
  const metric = metrics.find(
    ({ from }) => from !== "given" && from.credits === base && !from.filters,
  );
  return metric?.name[language] ?? base;
}
