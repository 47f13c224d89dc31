import type { PlanJson } from "../plan-document.ts";
import { daysWords } from "./day-words.ts";
import { EVENT_WORDS, WINDOWS } from "./options.ts";
import type { Language } from "./sentence.ts";

/** The fixed words of both languages, for those who read and do not edit. */
type Window = Extract<PlanJson["components"][number], { kind: "flat" }>["window"];

export function windowWords(window: Window, language: Language): string {
  if (typeof window === "string") {
    const found = WINDOWS.find(([value]) => value === window);
    return (language === "zh" ? found?.[1] : found?.[2]) ?? window;
  }
  return daysWords(window.from, window.until, language);
}

export function eventWords(event: string, language: Language): string {
  return EVENT_WORDS[event]?.[language] ?? event;
}

/** What a metric is called, in the reader's language. */
export function metricName({ metrics }: PlanJson, key: string, language: Language): string {
  return metrics.find((metric) => metric.key === key)?.name[language] ?? key;
}

/** What a variable of the person is called. */
export function variableName(key: string, language: Language): string {
  if (key === "target_variable") return language === "zh" ? "目标奖金" : "target variable pay";
  if (key === "base_pay") return language === "zh" ? "基本工资" : "base pay";
  return key;
}
