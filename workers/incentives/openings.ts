import { addDays } from "../lib/day.ts";
import { checkSafe } from "./check-amounts.ts";
import { currencyScale } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import { exactText, times, whole } from "./exact.ts";
import type { Opening } from "./input.ts";
import type { Entry } from "./ledger.ts";
import { isOpenable } from "./openable.ts";
import { isImmediate } from "./release.ts";
import { rounded } from "./round.ts";
import { spansBefore } from "./spans.ts";
import { windowKey } from "./time.ts";
import { flaw, type World } from "./world.ts";

/**
 * Openings as the ledger keeps them: what a window has earned is a component's line; what of it was
 * not paid yet is held; debt and draw are balances. Nothing of them is computed again: no gate,
 * guarantee or cap of a period before looks at them.
 * Refuses people and components that are unknown or cannot be opened, windows that are none of the
 * component's, amounts finer than the currency, and earned pay whose release waits without a word on
 * which deals were paid.
 */
export function openingEntries(world: World): Entry[] {
  return (world.input.openings ?? []).flatMap((opening, at) =>
    entriesOf(world, opening, `/openings/${at}`),
  );
}

function entriesOf(world: World, opening: Opening, pointer: string): Entry[] {
  const { participant, on, earned } = opening;
  const person = world.people.get(participant);
  const last = world.plans.at(-1);
  if (!person || !last) {
    flaw(world, { code: "incentives/opening_person", pointer, person: participant });
    return [];
  }
  const currency = opening.currency ?? person.currency ?? last.currency;
  const units = (amount: Rate, place: string) => {
    const exact = times(amount, whole(10n ** BigInt(currencyScale(currency))));
    if (exact.num % exact.den !== 0n)
      flaw(world, {
        ...{ code: "incentives/too_fine", pointer: `${pointer}/${place}` },
        value: exactText(amount),
      });
    checkSafe(world, () => `${pointer}/${place}`, exact);
    return rounded(exact, "half_away");
  };
  const common = { participant, period: on, origin: on, deals: {}, opening: true } as const;
  const balance = (kind: "draw" | "debt_carried", amount: Rate | undefined, place: string) =>
    amount
      ? [{ ...common, kind, component: null, window: "opening", amount: units(amount, place) }]
      : [];
  return [
    ...balance("debt_carried", opening.debt, "debt"),
    ...balance("draw", opening.drawBalance, "drawBalance"),
    ...earned.flatMap((each, index): Entry[] => {
      const place = `earned/${index}`;
      const schedule = scheduleOf(world, each.component);
      if (!schedule) {
        const facts = { component: each.component };
        const here = `${pointer}/${place}/component`;
        flaw(world, { code: "incentives/component_unknown", pointer: here, ...facts });
        return [];
      }
      if (!isWindowOf(world, opening, each, `${pointer}/${place}`)) return [];
      const of = { ...common, component: each.component, window: windowKey(each.window) };
      const amount = units(each.amount, `${place}/amount`);
      const line: Entry = { ...of, kind: "component", amount };
      if (isImmediate(schedule)) return [line];
      if (!each.deals) {
        const facts = { component: each.component, person: participant };
        flaw(world, {
          ...{ code: "incentives/opening_deals", pointer: `${pointer}/${place}/deals` },
          ...facts,
        });
        return [line];
      }
      const deals = Object.fromEntries(
        Object.entries(each.deals).map(([deal, paid]) => [
          deal,
          units(paid, `${place}/deals/${deal}`),
        ]),
      );
      const paid = Object.values(deals).reduce((sum, value) => sum + value, 0n);
      return [line, { ...of, kind: "release", amount: paid - amount, deals }];
    }),
  ];
}

/** How many windows a refusal names: the last ones. */
const NAMED = 6;

/** Whether lines of the component have this very window: no other would ever meet the opening. */
function isWindowOf(
  world: World,
  { on }: Opening,
  { component: key, window }: Opening["earned"][number],
  pointer: string,
): boolean {
  const components = world.plans.flatMap((plan) => plan.components);
  if (!components.some((each) => each.key === key && isOpenable(each))) {
    const those = [...new Set(components.filter(isOpenable).map((each) => each.key))];
    flaw(world, {
      ...{ code: "incentives/opening_component", pointer: `${pointer}/component` },
      ...{ component: key, components: those.join(", ") || "-" },
    });
    return false;
  }
  const [first] = world.plans;
  const last = first && first.from > on ? first.from : on;
  const windows = spansBefore(world, key, addDays(last, 1)).map((span) => span.key);
  if (windows.includes(windowKey(window))) return true;
  flaw(world, {
    ...{ code: "incentives/opening_window", pointer: `${pointer}/window` },
    ...{ component: key, value: windowKey(window), windows: windows.slice(-NAMED).join(", ") },
  });
  return false;
}

/** The release of a component, as the latest version that has it says. */
function scheduleOf({ plans }: World, key: string) {
  for (const plan of plans.toReversed()) {
    const found = plan.components.find((each) => each.key === key);
    if (found && found.kind !== "award") return found.release ?? plan.release;
  }
  return null;
}
