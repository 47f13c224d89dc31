import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { day, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { Absence, Metric } from "./model.ts";

/** First and last day, as readers write them. */
export function daysOf({ from, until }: Pick<Absence, "from" | "until">): string {
  const last = addDays(asDay(until), -1);
  return from === last ? day(from) : `${day(from)} – ${day(last)}`;
}

export function partShown(factor: string): string {
  const plain = factor.replace(/%$/, "");
  if (!/^\d+(\.\d+)?$/.test(plain)) return factor;
  return factor.endsWith("%") ? `${plain} %` : percent(plain, 2);
}

export function metricName(metrics: readonly Metric[], code: string | null): string {
  const metric = metrics.find((each) => each.code === code);
  if (!metric) return code ?? words("absences").allMetrics;
  return language.value === "zh" ? metric.nameZh : metric.nameEn;
}
