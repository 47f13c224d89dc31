import { must } from "../lib/assert.ts";
import { compareRates, type Rate } from "../lib/rate.ts";
import { paidEach, sharedOut } from "./attribution.ts";
import type { Climbed } from "./climb.ts";
import type { Scene } from "./figures.ts";
import { isPaidFor } from "./filters.ts";
import type { Item } from "./items.ts";
import type { Part } from "./outcome.ts";
import type { PayComponent } from "./plan-components.ts";
import { following } from "./round.ts";
import { type Singles, singlesOf, type Sums } from "./singles.ts";

/** What each credit has of a window's pay, from items or by column. */

/** A window's pay falls to its credits in proportion to what each had of the exact sum. */
export function attributed(
  amount: bigint,
  parts: readonly { readonly item: Item }[],
  weights: readonly Rate[],
): Part[] {
  const amounts = following(amount, weights);
  return parts.map(({ item }, at) => ({
    credit: item.id,
    deal: item.deal?.id ?? null,
    on: item.day,
    amount: amounts[at] ?? 0n,
  }));
}

/** The single credits of a window of sums, where the component asks nothing else of them. */
export function singlesIn(
  { world: { sums, people }, plan }: Scene,
  component: PayComponent,
  person: string,
  items: readonly Item[],
): Singles | null {
  if (!sums || (component.kind !== "flat" && component.kind !== "tiered")) return null;
  if (component.tiersOf !== "counted" || items.some(({ fx }) => fx !== null)) return null;
  if ((people.get(person)?.currency ?? plan.currency) !== plan.currency) return null;
  const kept = items.filter((item) => isPaidFor(component, item));
  return singlesOf(sums, component.base, items, kept);
}

/**
 * What each credit has of a window's pay, by column, as a list that is made when it is read. Null where
 * the prices do not make the whole pay: then each credit is looked at on its own.
 */
export function partsByColumn(
  sums: Sums | null,
  { rows, base, unit }: Singles,
  amount: bigint,
  { pay, prices }: Pick<Climbed, "pay" | "prices">,
): (() => readonly Part[]) | null {
  const each = sums && prices && paidEach(base, unit, prices);
  if (!each || compareRates({ num: BigInt(each.all), den: each.unit }, pay) !== 0) return null;
  const shares = sharedOut(amount, each.pay, each.all);
  let parts: readonly Part[] | null = null;
  return () => (parts ??= listed(sums, rows, each.pay, shares));
}

/** Whoever has no pay has no part. */
function listed(
  { columns: { ids, days, on, text } }: Sums,
  rows: Int32Array,
  pay: Float64Array,
  shares: Float64Array | readonly bigint[],
): readonly Part[] {
  const deals = text("deal");
  const parts: Part[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    if (pay[at] === 0) continue;
    const row = must(rows[at]);
    parts.push({
      credit: must(ids[row]),
      deal: deals.texts[must(deals.code[row])] || null,
      on: must(days[must(on[row])]),
      amount: BigInt(must(shares[at])),
    });
  }
  return parts;
}
