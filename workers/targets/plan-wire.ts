import { groupBy } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import type { MonthsRule, Plan, RowInputs } from "./plan.ts";
import type { NamedRow, StoredRow } from "./plan-row.ts";

/** A plan as the API tells it, without its rules. */
export function planFields(plan: Plan) {
  const { id, name, unit, from, until, published, sample, draft, version } = plan;
  const { metric, currency, amount } = plan;
  return {
    id,
    name,
    metric: {
      id: metric.id,
      code: metric.code,
      nameZh: metric.nameZh,
      nameEn: metric.nameEn,
      scale: metric.scale,
    },
    currency: currency === "" ? null : currency,
    unit,
    from,
    until,
    amount: formatMinor(amount, metric.scale),
    published,
    sample,
    draft,
    version,
  };
}

/** A plan with its rules, in lists that JSON schemas take. */
export function planWire(plan: Plan) {
  const { basis, slices, ...rules } = plan.rules;
  return {
    ...planFields(plan),
    rules: {
      ...rules,
      factors: [...rules.factors],
      months: monthsWire(rules.months),
      ...(slices ? { slices: [...slices] } : {}),
      basis: basis && {
        ...basis,
        periods: [...basis.periods],
        weights: [...basis.weights],
        quarters: basis.quarters ? [...basis.quarters] : null,
      },
    },
  };
}

export function monthsWire({ curve, ...months }: MonthsRule) {
  return { ...months, ...(curve ? { curve: [...curve] } : {}) };
}

/** A row of the tree as the API tells it. */
export function rowWire(row: NamedRow) {
  const { code, name, nameEn } = row;
  return { ...bareRow(row), code, name, nameEn };
}

export function bareRow({ subject, parent, kind, inputs, amount, version }: StoredRow) {
  return { subject, parent, kind, inputs: inputsWire(inputs), amount, version };
}

function inputsWire(inputs: RowInputs) {
  const { values, changes, used, weights, curve, presence, cells, levels, slices, ...rest } =
    inputs;
  return {
    ...rest,
    // Lists and records of our own: what is absent stays absent.
    ...(curve ? { curve: [...curve] } : {}),
    ...(presence ? { presence: [...presence] } : {}),
    ...(cells ? { cells: { ...cells } } : {}),
    ...(levels ? { levels: { ...levels } } : {}),
    ...(slices ? { slices: { ...slices } } : {}),
    values: { ...values },
    weights: weights && { ...weights },
    changes: [...changes],
    used: used && { ...used, values: [...used.values] },
  };
}

/** The rows at and below a unit; none when the unit has no row. */
export function rowsBelow<Row extends { readonly subject: string; readonly parent: string | null }>(
  rows: readonly Row[],
  unit: string | null,
): Row[] {
  const below = groupBy(rows, ({ parent }) => parent);
  const walk = (row: Row): Row[] => [row, ...(below.get(row.subject) ?? []).flatMap(walk)];
  return rows.filter(({ subject }) => subject === unit).flatMap(walk);
}
