import { must } from "../lib/assert.ts";
import { ascending } from "../lib/list.ts";

/** Who comes first when two recipients have exactly the same claim to one granule. */
export type TieRule = "larger_share" | "smaller_share" | "order" | "refuse";

/** Negative when recipient `a` (an index) comes before `b`. Total: two recipients never compare 0. */
export type Before = (a: number, b: number) => number;

/**
 * The order among exact ties. Every rule ends with the smaller id, because the order of rows is an
 * accident of the query and a number that is computed again must equal the one people were told.
 */
export function tieOrder(
  rule: TieRule,
  ids: readonly string[],
  parts: readonly bigint[],
  orders: readonly number[],
): Before {
  const byId: Before = (a, b) => ascending(must(ids[a]), must(ids[b]));
  switch (rule) {
    case "larger_share":
    case "refuse":
      return (a, b) => ascending(must(parts[b]), must(parts[a])) || byId(a, b);
    case "smaller_share":
      return (a, b) => ascending(must(parts[a]), must(parts[b])) || byId(a, b);
    case "order":
      return (a, b) => ascending(must(orders[a]), must(orders[b])) || byId(a, b);
  }
}
