import type { Catalogues } from "../messages/messages.ts";
import type { Tone } from "../ui/state.tsx";
import type { Gap, Taker, Thread, ThreadPage } from "./model.ts";
import { money } from "../format.ts";
import { unitsOf } from "./model.ts";

export type Words = Catalogues["negotiations"];

/** What a state would say by its colour; the word beside it says the same. */
export function toneOf(state: Thread["state"]): Tone {
  switch (state) {
    case "agreed":
      return "good";
    case "countered":
    case "escalated":
      return "warn";
    case "not_agreed":
      return "bad";
    case "proposed":
    case "settled":
    case "no_answer":
      return "neutral";
  }
}

/** Who spoke, by the level from which it was said. */
export function whoOf({ mine, level }: ThreadPage["moves"][number], w: Words): string {
  if (mine) return w.level.me;
  if (level === 0) return w.level.own;
  return level === 1 ? w.level.one : w.level.more(level);
}

export function takerOf(taker: Taker, w: Words): string {
  return taker.to === "siblings" ? w.taker[taker.rule] : w.taker[taker.to];
}

/** "少分 ¥50万", "¥500k over-assigned", or that there is no gap. */
export function gapText(gap: string, scale: number, currency: string | null, w: Words): string {
  const units = unitsOf(gap, scale);
  if (units === 0n) return w.gap.none;
  const size = money(gap.replace("-", ""), currency);
  return units > 0n ? w.gap.under(size) : w.gap.over(size);
}

export function isSigned({ signed }: Gap): boolean {
  return signed?.holds ?? false;
}

/** A length of time in the largest unit that says something. */
export function lasting(ms: number, w: Words): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return w.funnel.days(String(Math.floor(hours / 24)));
  if (hours >= 1) return w.funnel.hours(String(Math.floor(hours)));
  return w.funnel.minutes(String(Math.floor(ms / 60_000)));
}
