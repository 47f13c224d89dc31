import { MINOR_MAX } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import { exactText } from "./exact.ts";
import type { DealInput } from "./input.ts";
import { flaw, type World } from "./world.ts";

/** Amounts beside credits that are no safe integers of their smallest step: each with its place. */
export function checkAmounts(world: World): void {
  const { input } = world;
  const { participants, targets, figures, forecasts, boards, peerScores, adjustments } = input;
  const each = <Of>(list: readonly Of[], name: string, amount: (of: Of) => Rate, field: string) =>
    list.forEach((of, at) => checkSafe(world, () => `/${name}/${at}/${field}`, amount(of)));
  each(targets, "targets", ({ amount }) => amount, "amount");
  each(figures, "figures", ({ value }) => value, "value");
  each(forecasts, "forecasts", ({ value }) => value, "value");
  each(peerScores, "peerScores", ({ score }) => score, "score");
  each(adjustments, "adjustments", ({ amount }) => amount, "amount");
  participants.forEach(({ variables }, at) =>
    each(variables, `participants/${at}/variables`, ({ amount }) => amount, "amount"),
  );
  boards.forEach(({ standings }, at) =>
    each(standings, `boards/${at}/standings`, ({ score }) => score, "score"),
  );
  for (const [at, { amount }] of input.posted.entries())
    checkSafe(world, () => `/posted/${at}/amount`, { num: BigInt(amount), den: 1n });
  checkDeals(world);
}

const checked = new WeakSet<readonly DealInput[]>();

/** A list that has passed is not looked at again. */
function checkDeals(world: World): void {
  const { deals } = world.input;
  if (checked.has(deals)) return;
  const before = world.flaws.length;
  for (const [at, { due, measures, events }] of deals.entries()) {
    if (due) checkSafe(world, () => `/deals/${at}/due`, due);
    for (const [key, value] of Object.entries(measures))
      checkSafe(world, () => `/deals/${at}/measures/${key}`, value);
    for (const [index, { amount }] of events.entries())
      if (amount) checkSafe(world, () => `/deals/${at}/events/${index}/amount`, amount);
  }
  if (world.flaws.length === before) checked.add(deals);
}

/** A reduced decimal has at most the numerator it was entered with. */
export function checkSafe(world: World, place: () => string, value: Rate): void {
  if (value.num <= MINOR_MAX && value.num >= -MINOR_MAX) return;
  const facts = { value: exactText(value), limit: String(MINOR_MAX) };
  flaw(world, { code: "incentives/too_large", pointer: place(), ...facts });
}
