import { must } from "../lib/assert.ts";
import { multiplyRates, ONE, rate, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { driversOf, type Metric } from "./metric.ts";

/** A metric with the drivers whose product it is; a leaf has none. Values are exact. */
export type Driver = {
  readonly code: string;
  readonly value: Rate;
  readonly drivers: readonly Driver[];
};

export type DriverError =
  | { readonly code: "drivers/unknown"; readonly driver: string }
  /** Nothing below gives way, or what was named stands not below the changed one. */
  | { readonly code: "drivers/gives_way"; readonly driver: string }
  /** Another driver is 0, so no value of this one makes the product what it shall be. */
  | { readonly code: "drivers/zero"; readonly driver: string };

/** The codes a metric is made of, as deep as formulas go; null for one that has no drivers. */
export type DriverCodes = { readonly code: string; readonly drivers: readonly DriverCodes[] };

/**
 * The tree a metric's formula spans: revenue = new_customers x average_order x repurchase_rate, and
 * each of them by its own formula. Definitions hold no circle (flawOf), so it ends.
 */
export function driverCodes(
  code: string,
  metrics: readonly Pick<Metric, "code" | "formula">[],
): DriverCodes {
  const formula = metrics.find((metric) => metric.code === code)?.formula ?? "";
  const parts = driversOf(formula) ?? [];
  return { code, drivers: parts.map((part) => driverCodes(part, metrics)) };
}

/** A tree with the values of its leaves; every other value is the product of its drivers. */
export function driverTree(
  { code, drivers }: DriverCodes,
  valueOf: (code: string) => Rate,
): Driver {
  const below = drivers.map((each) => driverTree(each, valueOf));
  return { code, drivers: below, value: below.length === 0 ? valueOf(code) : product(below) };
}

/** Every driver of the tree, the result first. */
export function everyDriver(tree: Driver): Driver[] {
  return [tree, ...tree.drivers.flatMap(everyDriver)];
}

/**
 * The tree after one value was set. Set a driver, and everything above follows; set the result or a
 * driver that has its own, and the leaf `gives` gives way so that the product is exactly that value
 * (without `gives`, the first leaf below). The other leaves stay.
 *
 * Promises: every value is exactly the product of its drivers.
 * Refuses a code that is not in the tree, a `gives` that is no leaf below the changed one, and a
 * product that no value of that leaf can make because another driver is 0.
 */
export function setDriver(
  tree: Driver,
  { code, value, gives }: { readonly code: string; readonly value: Rate; readonly gives?: string },
): Result<Driver, DriverError> {
  const changed = find(tree, code);
  if (!changed) return err({ code: "drivers/unknown", driver: code });
  if (changed.drivers.length === 0) {
    if (gives !== undefined && gives !== code) {
      return err({ code: "drivers/gives_way", driver: gives });
    }
    return ok(withLeaf(tree, code, value));
  }
  const leaves = everyDriver(changed).filter(({ drivers }) => drivers.length === 0);
  const leaf = gives === undefined ? must(leaves[0]) : leaves.find((each) => each.code === gives);
  if (!leaf) return err({ code: "drivers/gives_way", driver: gives ?? "" });
  const others = restOf(changed, leaf.code);
  if (others.num === 0n) return err({ code: "drivers/zero", driver: leaf.code });
  const needed = rate(value.num * others.den, value.den * others.num);
  return ok(withLeaf(tree, leaf.code, needed));
}

function find(tree: Driver, code: string): Driver | null {
  if (tree.code === code) return tree;
  for (const each of tree.drivers) {
    const found = find(each, code);
    if (found) return found;
  }
  return null;
}

/** Product of all leaves but one. A driver that stands in two places counts where it is first. */
function restOf(tree: Driver, leaf: string): Rate {
  let isLeftOut = false;
  const walk = (at: Driver): Rate => {
    if (at.drivers.length > 0) return at.drivers.map(walk).reduce(multiplyRates, ONE);
    if (at.code !== leaf || isLeftOut) return at.value;
    isLeftOut = true;
    return ONE;
  };
  return walk(tree);
}

function withLeaf(tree: Driver, code: string, value: Rate): Driver {
  if (tree.drivers.length === 0) return tree.code === code ? { ...tree, value } : tree;
  const drivers = tree.drivers.map((each) => withLeaf(each, code, value));
  return { ...tree, drivers, value: product(drivers) };
}

function product(drivers: readonly Driver[]): Rate {
  return drivers.map(({ value }) => value).reduce(multiplyRates, ONE);
}
