import { addDays, type Day } from "../lib/day.ts";
import type { Rate } from "../lib/rate.ts";
import { over, total, whole } from "./exact.ts";
import type { Plan } from "./plan-document.ts";
import { fiscal } from "../calendar/day-count.ts";
import { flaw, type World } from "./world.ts";

const ONE = whole(1);

/** How one currency became another: the rate, and the day of the table that it is of. */
export type Conversion = { readonly rate: Rate; readonly on: Day | null };

/**
 * The exact rate that turns `from` into `to` for what happened on a day, by the plan's rule. The
 * inverse of a stated direction is its reciprocal. Without a rate: a flaw that names pair and day, and 1.
 */
export function conversion(
  world: World,
  { rates: rule }: Plan,
  from: string,
  to: string,
  on: Day,
): Conversion {
  if (from === to || rule.kind === "none") return { rate: ONE, on: null };
  if (rule.kind === "fixed") {
    const stated = rule.rates.find((each) => each.from === from && each.to === to);
    if (stated) return { rate: stated.rate, on: null };
    const inverse = rule.rates.find((each) => each.from === to && each.to === from);
    if (inverse) return { rate: over(ONE, inverse.rate), on: null };
    return missing(world, from, to, on);
  }
  if (rule.kind === "month_mean") {
    const month = fiscal(world.time, "month", on);
    const all = table(world, from, to).filter(
      (each) => month.from <= each.on && each.on < month.until,
    );
    if (all.length === 0) return missing(world, from, to, on);
    // The mean is of the direction the table states; the inverse is its exact reciprocal.
    const isStated = world.input.rates.some((each) => each.from === from && each.to === to);
    const stated = all.map((each) => (isStated ? each.rate : over(ONE, each.rate)));
    const mean = over(total(stated), whole(all.length));
    return { rate: isStated ? mean : over(ONE, mean), on: month.from };
  }
  const wanted = rule.kind === "month_opening" ? fiscal(world.time, "month", on).from : on;
  const found = table(world, from, to).findLast(
    (each) => each.on <= wanted && each.on >= addDays(wanted, -rule.backDays),
  );
  return found ?? missing(world, from, to, wanted);
}

const tables = new WeakMap<World, Map<string, Conversion[]>>();

function table(world: World, from: string, to: string): (Conversion & { readonly on: Day })[] {
  let known = tables.get(world);
  if (!known) tables.set(world, (known = new Map()));
  const key = `${from}${to}`;
  const cached = known.get(key);
  const rows =
    cached ??
    world.input.rates
      .flatMap((each) => {
        if (each.from === from && each.to === to) return [{ rate: each.rate, on: each.on }];
        if (each.from === to && each.to === from)
          return [{ rate: over(ONE, each.rate), on: each.on }];
        return [];
      })
      .sort((a, b) => (a.on < b.on ? -1 : 1));
  known.set(key, rows);
  return rows as (Conversion & { readonly on: Day })[];
}

function missing(world: World, from: string, to: string, on: Day): Conversion {
  flaw(world, { code: "incentives/rate_missing", pointer: "/rates", from, to, on });
  return { rate: ONE, on: null };
}
