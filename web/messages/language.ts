import { signal } from "@preact/signals";

export type Language = "zh" | "en";

/** What the reader reads. Change it by `setLanguage` in messages.ts, which loads the words first. */
export const language = signal<Language>("zh");

/** The BCP 47 tag for `lang` attributes and for Intl. */
export function tag(of: Language = language.value): "zh-CN" | "en" {
  return of === "zh" ? "zh-CN" : "en";
}
