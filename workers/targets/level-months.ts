import { must } from "../lib/assert.ts";
import { ascending, groupBy, sum } from "../lib/list.ts";
import { divide, formatMinor, minor, type Minor } from "../lib/money.ts";
import { amountOf, monthGranule } from "./draft.ts";
import { largestRemainders } from "./largest-remainders.ts";
import { monthTree, type TimedRow } from "./month-tree.ts";
import { LEVEL_NAMES, type PlanRules } from "./plan.ts";
import type { Months } from "./plan-writes.ts";
import { rateOf } from "./rules.ts";

type Row = TimedRow & { readonly kind: "unit" | "person" };
type Cells = ReadonlyMap<string, readonly Minor[]>;

/**
 * The months of the levels beside committed (sprint, challenge), by row. The top's number is the
 * committed one times the plan's factor; below, a node's number of the level is shared in proportion
 * to the committed numbers, and over months in proportion to the committed months, so that every
 * level agrees in both directions as the committed one does. A number of the row's own stands.
 */
export function levelMonths(
  rows: readonly Row[],
  committed: Cells,
  rules: PlanRules,
  scale: number,
): ReadonlyMap<string, Months> {
  const out = new Map<string, Record<string, readonly Minor[]>>();
  for (const level of LEVEL_NAMES) {
    const factor = rules.levels?.[level];
    if (!factor) continue;
    const amounts = levelAmounts(rows, level, factor, rules, scale);
    const timed = rows.map((row): TimedRow => {
      const { subject, parent, inputs } = row;
      const curve = must(committed.get(subject)).map(size);
      const own = curve.some((units) => units > 0n) ? curve.map(String) : null;
      const plain = { ...inputs, cells: null, presence: null, locked: false, curve: own };
      const amount = formatMinor(minor(must(amounts.get(subject))), scale);
      return { subject, parent, amount, inputs: plain };
    });
    const { months } = monthTree(timed, { ...rules, gaps: "accept" }, scale);
    for (const [subject, cells] of months)
      out.set(subject, { ...out.get(subject), [level]: cells });
  }
  return out;
}

/** Every row's number of a level, from the top down. */
function levelAmounts(
  rows: readonly Row[],
  level: (typeof LEVEL_NAMES)[number],
  factor: string,
  rules: PlanRules,
  scale: number,
): ReadonlyMap<string, bigint> {
  const below = groupBy(rows, ({ parent }) => parent);
  const amounts = new Map<string, bigint>();
  const granule = monthGranule(rules, scale);
  const ownOf = ({ inputs }: Row) => inputs.levels?.[level] ?? null;
  const by = rateOf(factor);
  const times = (units: bigint) => divide(units * by.num, by.den * granule, "half_away") * granule;
  const committed = (row: Row) => amountOf(row.amount, scale);

  function walk(row: Row): void {
    const children = (below.get(row.subject) ?? []).toSorted((a, b) =>
      ascending(a.subject, b.subject),
    );
    const given = sum(children.map(committed));
    // What the node leaves unassigned at the committed level it leaves in proportion here too.
    const own = committed(row);
    const shared =
      given === own || own === 0n
        ? must(amounts.get(row.subject))
        : divide(must(amounts.get(row.subject)) * given, own * granule, "half_away") * granule;
    const weights = children.map((child) => size(committed(child)));
    const sign = shared < 0n ? -1n : 1n;
    const parts =
      sum(weights) === 0n
        ? children.map(() => 0n)
        : largestRemainders((sign * shared) / granule, weights);
    for (const [at, child] of children.entries()) {
      const text = ownOf(child);
      const made = sign * must(parts[at]) * granule;
      amounts.set(child.subject, text === null ? made : amountOf(text, scale));
      walk(child);
    }
  }
  for (const top of below.get(null) ?? []) {
    amounts.set(top.subject, times(committed(top)));
    walk(top);
  }
  return amounts;
}

function size(units: bigint): bigint {
  return units < 0n ? -units : units;
}
