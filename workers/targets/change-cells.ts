import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { formatMinor, parseMinor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { monthGranule } from "./draft.ts";
import { scaleMonths } from "./months.ts";
import type { CellText, Plan, RowInputs } from "./plan.ts";
import type { StoredRow } from "./plan-row.ts";

/** Cells by period; null lets a locked one move again. */
export type CellsAsked = Readonly<Record<string, string | null>>;
type Made = Omit<CellText, "amount">;

export type CellsError =
  | {
      readonly code: "plan/cells";
      readonly value: string;
      readonly period: string;
      readonly pointer: string;
    }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    };

/**
 * A row with months set by hand. The year stays: the person's months that are not locked take the
 * difference in the proportions they have; where the plan fixes quarters they do so within each.
 * Refuses a period that the plan does not have, what is no amount, and a change that nothing can
 * take because every other month is locked.
 */
export function changedCells(
  plan: Pick<Plan, "rules" | "metric">,
  row: Pick<StoredRow, "inputs" | "months">,
  asked: CellsAsked,
  made: Made,
): Result<{ readonly inputs: RowInputs; readonly months: readonly Minor[] | null }, CellsError> {
  const { rules, metric } = plan;
  const { scale } = metric;
  const periods = rules.basis?.periods ?? [];
  const cells: Record<string, CellText> = { ...row.inputs.cells };
  const next: bigint[] = [...(row.months ?? [])];
  for (const [period, text] of Object.entries(asked)) {
    const at = periods.findIndex(({ key }) => key === period);
    const pointer = `/cells/${period}`;
    if (at < 0 || next[at] === undefined)
      return err({ code: "plan/cells", value: text ?? "", period, pointer });
    if (text === null) {
      Reflect.deleteProperty(cells, period);
      continue;
    }
    const units = parseMinor(text, scale);
    if (!units.ok) return err({ code: "target/amount", value: text, scale, pointer });
    cells[period] = { amount: formatMinor(units.value, scale), ...made };
    next[at] = units.value;
  }
  const inputs = { ...row.inputs, cells };
  if (!row.months) return ok({ inputs, months: null });
  const held = new Set(periods.flatMap(({ key }, at) => (cells[key] ? [at] : [])));
  const months = settled(plan, row.months, next, held);
  if (months) return ok({ inputs, months });
  const [period = "", value] = Object.entries(asked).findLast(([, text]) => text !== null) ?? [];
  return err({ code: "plan/cells", value: value ?? "", period, pointer: `/cells/${period}` });
}

/** The months after some of them were set: what is not locked makes up for the change. */
function settled(
  { rules, metric: { scale } }: Pick<Plan, "rules" | "metric">,
  before: readonly bigint[],
  next: readonly bigint[],
  held: ReadonlySet<number>,
): readonly Minor[] | null {
  const quarters = rules.totals === "quarter" ? (rules.basis?.quarters ?? null) : null;
  const names = quarters ? [...new Set(quarters)] : [0];
  const weights = (rules.basis?.weights ?? []).map(BigInt);
  const granule = monthGranule(rules, scale);
  const out: Minor[] = [];
  for (const name of names) {
    const places = [...before.keys()].filter((at) => !quarters || quarters[at] === name);
    const pick = <T>(list: readonly T[]) => places.map((at) => must(list[at]));
    const locked = new Set(places.flatMap((at, index) => (held.has(at) ? [index] : [])));
    // An absent month has weight 0 in what was; it is not filled up by a change elsewhere.
    const own = pick(before).map((units, index) =>
      units === 0n ? 0n : must(pick(weights)[index]),
    );
    const made = scaleMonths(pick(next), sum(pick(before)), { locked, weights: own, granule });
    if (!made) return null;
    for (const [index, at] of places.entries()) out[at] = must(made[index]);
  }
  return out;
}
