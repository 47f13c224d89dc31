import { day, exactMoney, money, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { Row, Title } from "./model.ts";

type Named = { readonly name: string | null; readonly nameEn: string | null };

/** In the reader's language; null where the board keeps the name back. */
export function nameOf({ name, nameEn }: Named): string {
  const shown = language.value === "en" ? nameEn : name;
  return shown ?? words("boards").board.anonymous;
}

export function teamOf({ team, teamEn }: Row): string | null {
  return language.value === "en" ? teamEn : team;
}

export function titleOf(title: Title): { name: string; unit: string; metric: string } {
  const en = language.value === "en";
  return {
    name: en ? title.nameEn : title.name,
    unit: en ? title.unitNameEn : title.unitName,
    metric: en ? title.metricNameEn : title.metricName,
  };
}

/** "本月 · 11月1日 至 11月30日": the last day is the one before `until`. */
export function windowOf(title: Title): string {
  const w = words("boards");
  const last = new Date(Date.parse(title.until) - 86_400_000).toISOString().slice(0, 10);
  const name = w.windows[title.window];
  if (last === title.from) return `${name} · ${day(title.from, "short")}`;
  return w.board.window(name, day(title.from, "short"), day(last, "short"));
}

/** A score as shown; amounts short, with every digit in `exactOf`. */
export function scoreOf(score: string | null, title: Title): string {
  if (score === null) return "–";
  return title.score === "attainment" ? percent(score) : money(score, title.currency || null);
}

export function exactOf(score: string | null, title: Title): string | undefined {
  if (score === null) return undefined;
  return title.score === "attainment"
    ? percent(score, 2)
    : exactMoney(score, title.currency || null);
}
