import { addDays, addMonths, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { greatest, isZero, least, minus, over, plus, times, whole } from "./exact.ts";
import type { DealInput } from "./input.ts";
import type { Release } from "./plan-rules.ts";
import type { Run } from "./run.ts";
import { flaw } from "./world.ts";

/** How far a deal has come by what happened to it, exactly, as known in the period. */

/**
 * What is asked about: the deal, the credit's day, and the sum that depends on it. What no credit has
 * brought (a floor, a sum for a tier) is of no deal, and waits for the money of none.
 */
export type Dealt = {
  readonly of: DealInput | null;
  readonly day: Day;
  readonly amount: bigint;
  readonly ofNoCredit?: true | undefined;
};

const ONE = whole(1);

/** The sum of the parts that are due by a day. */
export function doneAt(run: Run, { parts }: Release, share: Dealt, asOf: Day): Rate {
  let done = ZERO;
  for (const { share: of, on } of parts) {
    if (on === "earned") done = plus(done, of);
    else if ("event" in on) done = plus(done, times(of, eventDone(run, on.event, share, asOf)));
    else {
      const due = "months" in on ? addMonths(share.day, on.months) : addDays(share.day, on.days);
      if (due < asOf) done = plus(done, of);
    }
  }
  return done;
}

/** 0 or 1; of a collection the collected part of what is due, never above 1 nor below 0. */
export function eventDone(
  run: Run,
  event: string,
  { of, amount, ofNoCredit }: Omit<Dealt, "day">,
  asOf: Day,
): Rate {
  if (ofNoCredit) return ONE;
  const happened = (of?.events ?? []).filter(
    (each) =>
      each.event === event && each.on < asOf && (each.posting ?? each.on) < run.period.until,
  );
  if (event !== "collection") return happened.length > 0 ? ONE : ZERO;
  const collected = happened.reduce((sum, each) => plus(sum, each.amount ?? ZERO), ZERO);
  const due = of?.due;
  if (!due || isZero(due)) {
    if (of && !due && amount !== 0n) {
      const pointer = `/deals/${run.world.input.deals.indexOf(of)}/due`;
      flaw(run.world, {
        code: "incentives/measure_missing",
        pointer,
        credit: of.id,
        measure: "due",
      });
    }
    return ZERO;
  }
  return least(ONE, greatest(ZERO, over(collected, due)));
}

/** On which days of an interval a schedule moves, and by how much: back where money is returned. */
export function movesIn(
  run: Run,
  schedule: Release,
  share: Dealt,
  { from, until }: Interval,
): { readonly day: Day; readonly part: Rate }[] {
  const days = new Set<Day>();
  for (const { on } of schedule.parts) {
    if (on === "earned") days.add(share.day);
    else if ("event" in on)
      for (const each of share.of?.events ?? []) {
        if (each.event === on.event) days.add(each.on);
      }
    else if ("months" in on) days.add(addMonths(share.day, on.months));
    else days.add(addDays(share.day, on.days));
  }
  // Nothing that a credit brings can be released before the credit itself.
  const done = (asOf: Day) => (asOf > share.day ? doneAt(run, schedule, share, asOf) : ZERO);
  return [...new Set([...days, share.day])]
    .filter((day) => from <= day && day < until)
    .sort()
    .flatMap((day) => {
      const part = minus(done(addDays(day, 1)), done(day));
      return isZero(part) ? [] : [{ day, part }];
    });
}
