import { type Calendar, workingDaysOf } from "../calendar/calendar.ts";
import { periodOf } from "../calendar/periods.ts";
import { countWorkingDays } from "../calendar/working-days.ts";
import type { AnswerOf } from "../lib/contract.ts";
import { addMonths, type Day } from "../lib/day.ts";
import { divide } from "../lib/money.ts";
import { parseRate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getAction } from "./action-contract.ts";
import type { ActionTarget } from "./action-target.ts";
import { actionWire, conversionsOf, numbersOf } from "./action-wire.ts";
import { actionsFor, actionWeeks, ownMonth, perMonth, usualMonth } from "./action.ts";
import { rateText } from "./goal-wire.ts";
import { MONTHS_BACK } from "./past-windows.ts";
import { isSeen, seenBy } from "./read-strategy.ts";
import type { Absent } from "./saving.ts";
import type { ActionDeps } from "./save-action.ts";

type Asked = { readonly action: string; readonly on: Day | undefined };
type Who = { readonly actor: () => Actor; readonly today: Day };
type Answer = AnswerOf<typeof getAction>;

/** An action target by the weeks of the month that holds a day, held against its past. */
export async function readAction(
  db: TenantDb,
  { store, calendar }: ActionDeps,
  asked: Asked,
  { actor, today }: Who,
): Promise<Result<Answer, Absent>> {
  const until = `${today.slice(0, 7)}-01` as Day; // The first of a month that exists.
  const { action, known, pairs } = await db.load({
    action: store.action(asked.action),
    known: calendar(),
    pairs: store.pastPairs(asked.action, { from: addMonths(until, -MONTHS_BACK), until }),
  });
  const seen = await seenBy(db, store, actor(), today);
  if (!action || !isSeen(seen, action.unit.id))
    return err({ code: "strategy/not_found", id: asked.action });
  const past = conversionsOf(pairs);
  const wire = actionWire(action, { basis: usualMonth(known.week), past });
  const on = asked.on ?? (today < action.from ? action.from : today);
  return ok({ action: wire, ...monthOf(action, wire, known, on) });
}

/** Whole actions of a month by its weeks; the pace is counted in the month's own working days. */
function monthOf(action: ActionTarget, wire: Answer["action"], known: Calendar, on: Day) {
  const calendar = workingDaysOf(known);
  const month = periodOf(known.rule, "month", on);
  const { actions, results } = numbersOf(action);
  const exact = perMonth(actions, action.pace, ownMonth(calendar, month));
  const whole = divide(exact.num, exact.den, "ceiling");
  const usual = wire.conversion?.usual ? parseRate(wire.conversion.usual) : null;
  const weeks = actionWeeks(whole, month, { rule: known.rule, calendar }) ?? [];
  return {
    month: {
      ...{ key: month.key, from: month.from, until: month.until },
      workingDays: countWorkingDays(calendar, month),
      exact: rateText(exact),
      actions: String(whole),
      needed: usual && usual.num > 0n ? String(actionsFor(results, usual)) : null,
    },
    weeks: weeks.map(({ daily, actions: count, ...week }) => ({
      ...week,
      actions: String(count),
      daily: daily === null ? null : rateText(daily),
    })),
  };
}
