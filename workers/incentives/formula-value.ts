import { type Rate, ZERO } from "../lib/rate.ts";
import { greatest, isZero, least, minus, over, plus, times } from "./exact.ts";
import type { Formula } from "./formula.ts";
import { isGone, type Item } from "./items.ts";
import { flaw, type World } from "./world.ts";

/**
 * A formula's value for one item, exact, after what was taken back, before the share. An item that
 * was taken back whole counts 0, whatever the formula adds. A measure that a credit does not have,
 * and a divisor of 0, are flaws that name the credit.
 */
export function valueOf(world: World, formula: Formula, item: Item): Rate {
  return isGone(item) ? ZERO : read(world, formula, item, item.left);
}

/** The same before anything was taken back. */
export function originalValueOf(world: World, formula: Formula, item: Item): Rate {
  return read(world, formula, item, item.measures);
}

type Measures = Item["measures"];

function read(world: World, formula: Formula, item: Item, measures: Measures): Rate {
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "measure": {
      const of = formula.of === "deal" ? (item.deal?.measures ?? {}) : measures;
      const value = of[formula.key];
      if (value) return value;
      flaw(world, {
        code: "incentives/measure_missing",
        pointer: `/credits/${item.at}/measures/${formula.key}`,
        credit: item.id,
        measure: formula.of === "deal" ? `deal.${formula.key}` : formula.key,
      });
      return ZERO;
    }
    default:
      return combined(
        world,
        formula.kind,
        formula.of.map((part) => read(world, part, item, measures)),
        item,
      );
  }
}

function combined(
  world: World,
  kind: Exclude<Formula["kind"], "number" | "measure">,
  values: readonly Rate[],
  item: Item,
): Rate {
  const [first = ZERO, ...rest] = values;
  switch (kind) {
    case "sum":
      return rest.reduce(plus, first);
    case "difference":
      return rest.reduce(minus, first);
    case "product":
      return rest.reduce(times, first);
    case "min":
      return rest.reduce(least, first);
    case "max":
      return rest.reduce(greatest, first);
    case "quotient": {
      const by = rest[0] ?? ZERO;
      if (!isZero(by)) return over(first, by);
      const pointer = `/credits/${item.at}/measures`;
      flaw(world, { code: "incentives/divided_by_zero", pointer, credit: item.id });
      return ZERO;
    }
  }
}
