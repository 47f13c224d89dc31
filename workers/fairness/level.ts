import { compareRates, multiplyRates, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";
import type { Past, Question } from "./past.ts";
import { shareOf, type Segment } from "./segment.ts";

const YEAR = 12;
/** Months of the last year that must be known before a person is judged by their own result. */
const KNOWN_MIN = 6;

/** The plan's months that the person works, with what the ramp lets through; `rise` null is all. */
export function* worked(person: Past, { first, ahead }: Question, origin: number, rise: Rise) {
  for (const { months, part } of ahead) {
    const at = origin + months;
    if (at < person.starts || at >= person.ends) continue;
    const risen = rise?.[at - person.starts];
    yield { month: first + at, part: risen ? multiplyRates(part, risen) : part };
  }
}
type Rise = readonly Rate[] | null;

/** What the months before `origin` say of a year by themselves; null when fewer than six are known. */
export function yearlyLevel(person: Past, { first }: Question, origin: number, segment: Segment) {
  const months = [];
  let trailing = 0n;
  for (let at = Math.max(0, origin - YEAR); at < origin; at += 1) {
    const amount = person.months[at] ?? null;
    if (amount === null) continue;
    trailing += amount;
    months.push({ month: first + at, part: ONE });
  }
  const known = months.length;
  if (known < KNOWN_MIN) return { known, trailing, level: null };
  const share = known === YEAR ? ONE : shareOf(segment, months);
  const level = share.num <= 0n ? null : { num: trailing * share.den, den: share.num };
  return { known, trailing, level };
}

/** Growth over the distance between the middle of the last year and the plan's, in a straight line. */
export function growthAhead({ ahead }: Question, growth: Rate): Rate {
  const [nearest, farthest] = [ahead[0]?.months ?? 0, ahead.at(-1)?.months ?? 0];
  // Half months: the plan's middle is (nearest + farthest + 1) / 2, the last year's is -6.
  const distance = rate(BigInt(nearest + farthest + 1 + YEAR), BigInt(2 * YEAR));
  const more = rate(growth.num - growth.den, growth.den);
  const factor = rate(more.den * distance.den + more.num * distance.num, more.den * distance.den);
  return compareRates(factor, ZERO) > 0 ? factor : ZERO;
}
