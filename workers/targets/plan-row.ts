import * as v from "valibot";
import { day } from "../lib/day.ts";
import { formatMinor, minor, type Minor } from "../lib/money.ts";
import { big, maybe, type Row, text, whole } from "../tenancy/sql.ts";
import { WireInputs, WireRules } from "./wire-plan.ts";
import type { Plan, PlanRow, PlanRules } from "./plan.ts";
import type { Months } from "./plan-writes.ts";
import type { RunText } from "./run-text.ts";
import { WireRun } from "./wire-run.ts";

/** A row as it stands in the table: with its version, and how it shared its number out. */
export type StoredRow = PlanRow & {
  readonly run: RunText | null;
  /** Smallest steps, one for each period of the plan's basis; null before it was shared out. */
  readonly months: readonly Minor[] | null;
  /** Months of the other levels, and of slices, by name. */
  readonly levels: Months | null;
  readonly slices: Months | null;
  readonly version: number;
};
export type NamedRow = StoredRow & {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
};

export function planFrom(row: Row): Plan {
  return {
    id: text(row, "id"),
    name: text(row, "name"),
    metric: {
      id: text(row, "metric"),
      code: text(row, "metric_code"),
      nameZh: text(row, "name_zh"),
      nameEn: text(row, "name_en"),
      scale: whole(row, "scale"),
    },
    currency: text(row, "currency"),
    unit: text(row, "unit"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    amount: minor(big(row, "amount")),
    rules: rulesFrom(text(row, "rules")),
    published: whole(row, "published"),
    sample: whole(row, "sample") === 1,
    draft: whole(row, "draft"),
    version: whole(row, "version"),
  };
}

export function rulesFrom(json: string): PlanRules {
  return v.parse(WireRules, JSON.parse(json));
}

/** Amounts are stored in smallest steps and read as decimals at the metric's scale. */
export function rowFrom(row: Row): StoredRow {
  const run = maybe(row, "run");
  const amount = row["amount"] === null ? null : big(row, "amount");
  return {
    subject: text(row, "subject"),
    parent: maybe(row, "parent"),
    kind: text(row, "kind") === "unit" ? "unit" : "person",
    inputs: v.parse(WireInputs, JSON.parse(text(row, "inputs"))),
    amount: amount === null ? null : formatMinor(amount, whole(row, "scale")),
    run: run === null ? null : v.parse(WireRun, JSON.parse(run)),
    months: unitsFrom(maybe(row, "months"), WireUnits),
    levels: unitsFrom(maybe(row, "levels"), WireNamed),
    slices: unitsFrom(maybe(row, "slices"), WireNamed),
    version: whole(row, "version"),
  };
}

const WireUnits = v.array(
  v.pipe(
    v.number(),
    v.integer(),
    v.transform((units) => minor(BigInt(units))),
  ),
);
const WireNamed = v.record(v.string(), WireUnits);

function unitsFrom<T>(json: string | null, schema: v.GenericSchema<unknown, T>): T | null {
  return json === null ? null : v.parse(schema, JSON.parse(json));
}

export function namedRowFrom(row: Row): NamedRow {
  return {
    ...rowFrom(row),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
  };
}
