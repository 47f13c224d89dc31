import { addDays } from "../lib/day.ts";
import { holds } from "./conditions.ts";
import type { Participant } from "./input.ts";
import type { AwardGiven } from "./outcome.ts";
import type { ComponentOf } from "./plan-components.ts";
import { placePrizes } from "./prizes.ts";
import { planOn, type Run, sceneOf } from "./run.ts";
import { payPeriodAt, windowAt, windowKey } from "./time.ts";
import { isActive, tracing } from "./world.ts";

/** Honours of this period: given when their window ends in it. No money, the same rules. */
export function awardsOf(run: Run, person: Participant): AwardGiven[] {
  const { world, period } = run;
  const plan = planOn(world, addDays(period.until, -1));
  return plan.components.flatMap((component) =>
    component.kind === "award" ? given(run, component, person) : [],
  );
}

function given(run: Run, component: ComponentOf<"award">, person: Participant): AwardGiven[] {
  const { world, period } = run;
  const lastDay = addDays(period.until, -1);
  const plan = planOn(world, lastDay);
  const { key, award, to } = component;
  const trace = tracing(world);
  if ("board" in to) {
    const board = world.boards
      .get(to.board)
      ?.find((each) => period.from < each.until && each.until <= period.until);
    if (!board) return [];
    const place = placePrizes(board.standings, [], "higher").get(person.id)?.place;
    if (place === undefined || place > to.places) return [];
    return [{ component: key, award, place, window: windowKey(board), steps: trace.steps }];
  }
  const window =
    component.window === "period"
      ? payPeriodAt(world.time, plan.pay, lastDay)
      : windowAt(world.time, component.window, lastDay);
  const isOver = window && period.from < window.until && window.until <= period.until;
  if (!isOver || !isActive(person, addDays(window.until, -1))) return [];
  const met = holds(sceneOf(run, plan, window.until), person.id, to.when, trace, 6);
  return met
    ? [{ component: key, award, place: null, window: windowKey(window), steps: trace.steps }]
    : [];
}
