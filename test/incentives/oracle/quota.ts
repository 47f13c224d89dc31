// What a person is to reach in a window, day by day: every target's amount is laid on its days, and
// each day keeps what presence, leave, relief and ramp leave of it.
import { div, mul, ONE, type Q, q, read, sum, ZERO } from "./fraction.ts";
import type { Case, Payee } from "./case.ts";
import { days, holds, isWorked, spanOf, spansIn, type Span } from "./time.ts";

/** Whether a day counts by the plan's day count. */
function isCounted({ plan }: Case, day: string): boolean {
  return plan.dayCount?.kind !== "working_days" || isWorked(day);
}

/** On the plan and not on leave. */
function isThere(payee: Payee, day: string): boolean {
  if (day < payee.from || (payee.until !== null && day >= payee.until)) return false;
  return !payee.leaves.some((leave) => holds(leave, day));
}

/** What part of a window's counted days a person is there: sums of money shrink with it. */
export function present(of: Case, payee: Payee, window: Span): Q {
  const counted = days(window).filter((day) => isCounted(of, day));
  if (counted.length === 0) return ZERO;
  return q(counted.filter((day) => isThere(payee, day)).length, counted.length);
}

/** What part of a whole a stretch of it is, by counted days. */
export function lengthOf(of: Case, part: Span, whole: Span): Q {
  const counted = (span: Span) => days(span).filter((day) => isCounted(of, day)).length;
  return counted(whole) === 0 ? ZERO : q(counted(part), counted(whole));
}

/** The part of the target that stays on a day. */
function kept(of: Case, payee: Payee, metric: string, day: string): Q {
  if (!isThere(payee, day)) return ZERO;
  const reliefs = payee.reliefs
    .filter((each) => holds(each, day) && (each.metric === undefined || each.metric === metric))
    .map(({ factor }) => read(factor));
  return [...reliefs, ramp(of, payee, metric, day)].reduce(mul, ONE);
}

/** Month 1 of a ramp is the fiscal month that holds the person's first day. */
function ramp({ plan }: Case, payee: Payee, metric: string, day: string): Q {
  const found = (plan.ramps ?? []).find(
    (each) => each.metric === undefined || each.metric === metric,
  );
  if (!found || !("factors" in found.months)) return ONE;
  const first = spanOf("month", payee.from).from;
  const month = spansIn("month", { from: first, until: spanOf("month", day).until }).length;
  const factor = found.months.factors[month - 1];
  return factor === undefined ? ONE : read(factor);
}

const known = new WeakMap<Case, Map<string, Q | null>>();

/** Days take long to walk, and the same window is asked for many times. */
export function quota(
  of: Case,
  payee: Payee,
  metric: string,
  level: string,
  window: Span,
): Q | null {
  const all = known.get(of) ?? new Map<string, Q | null>();
  known.set(of, all);
  const key = [payee.id, metric, level, window.from, window.until].join("\n");
  const found = all.get(key);
  if (found !== undefined) return found;
  const made = walked(of, payee, metric, level, window);
  all.set(key, made);
  return made;
}

/**
 * The quota of a window: for each target version its amount x what is kept of the days it shares with
 * the window / the days of its own interval. Null when there is no target at all.
 */
function walked(of: Case, payee: Payee, metric: string, level: string, window: Span): Q | null {
  const found = of.targets.filter(
    (each) =>
      each.subject === payee.id &&
      each.metric === metric &&
      (each.level ?? "committed") === level &&
      each.from < window.until &&
      window.from < each.until,
  );
  if (found.length === 0) return null;
  return sum(
    found.map((target) => {
      const own = days(target).filter((day) => isCounted(of, day));
      const inside = own.filter((day) => holds(window, day));
      // Days of the same part are counted together.
      const parts = new Map<string, { part: Q; days: number }>();
      for (const day of inside) {
        const part = kept(of, payee, metric, day);
        const key = `${part.n}/${part.d}`;
        parts.set(key, { part, days: (parts.get(key)?.days ?? 0) + 1 });
      }
      const left = sum([...parts.values()].map((each) => mul(each.part, q(each.days))));
      return mul(read(target.amount), div(left, q(own.length)));
    }),
  );
}
