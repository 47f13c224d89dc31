import * as v from "valibot";
import { WireDecimal } from "../lib/wire.ts";

/** Cells with their explanation that one answer carries. */
export const TOOL_CELLS_MAX = 24_000;

const WireName = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const Number = v.pipe(v.string(), v.maxLength(70));

/** How a table's cells become whole granules. */
const WireTable = v.variant("kind", [
  v.strictObject({ kind: v.literal("controlled") }),
  v.strictObject({
    kind: v.literal("biproportional"),
    divisor: v.optional(
      v.picklist(["adams", "dean", "huntington_hill", "webster", "jefferson"]),
      "webster",
    ),
    first: v.optional(WireDecimal),
  }),
]);

/** A table that is exact in both directions: people's years and the team's months. */
export const TableRequest = v.strictObject({
  method: v.literal("two_way"),
  scale: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), 2),
  granularity: v.optional(WireDecimal),
  table: v.optional(WireTable, { kind: "controlled" }),
  columns: v.pipe(
    v.array(v.strictObject({ id: WireName, name: v.optional(WireName), total: Number })),
    v.minLength(1),
    v.maxLength(60),
  ),
  rows: v.pipe(
    v.array(
      v.strictObject({
        id: WireName,
        name: v.optional(WireName),
        total: Number,
        /** One number a column, in their order; 0 is a zero that stays. Absent: the same for all. */
        curve: v.optional(v.pipe(v.array(Number), v.maxLength(60))),
        /** Cells that keep their value, by the column's id. */
        locked: v.optional(v.record(v.string(), Number), {}),
      }),
    ),
    v.minLength(1),
    v.maxLength(TOOL_CELLS_MAX),
  ),
});

/** A metric that does not add up: children copy the parent's value, or have it as their mean. */
export const MeanRequest = v.strictObject({
  method: v.literal("mean"),
  how: v.picklist(["copy", "scale", "shift", "keep"]),
  /** The parent's value, such as "30%" or "0.3". */
  parent: Number,
  /** Decimals of the values: 4 shows 36.05 %. */
  scale: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)), 4),
  recipients: v.pipe(
    v.array(
      v.strictObject({
        id: WireName,
        name: v.optional(WireName),
        /** What the mean is weighted by. */
        base: Number,
        /** Its own value; not needed to copy. */
        value: v.optional(Number),
      }),
    ),
    v.minLength(1),
    v.maxLength(10_000),
  ),
});

const Amount = v.string();

export const TableAnswer = v.object({
  method: v.literal("two_way"),
  total: Amount,
  /** What rounding changed, summed over the cells regardless of sign. */
  changes: Amount,
  columns: v.array(v.object({ id: v.string(), amount: Amount })),
  rows: v.array(
    v.object({
      id: v.string(),
      amount: Amount,
      cells: v.array(
        v.object({
          column: v.string(),
          amount: Amount,
          /** What made the cell: its own curve, what both margins moved, rounding; or the lock. */
          lines: v.array(
            v.object({
              kind: v.picklist(["curve", "margins", "rounding", "locked"]),
              amount: Amount,
            }),
          ),
        }),
      ),
    }),
  ),
  notes: v.array(v.object({ code: v.string(), zh: v.string(), en: v.string() })),
});

export const MeanAnswer = v.object({
  method: v.literal("mean"),
  parent: v.string(),
  /** The weighted mean of the values as they are answered, exactly. */
  mean: v.string(),
  /** parent - mean, in the metric's unit, exactly; "0" when the scale can hold it. */
  gap: v.string(),
  recipients: v.array(
    v.object({
      id: v.string(),
      value: v.string(),
      /** Before it was rounded to the scale: these have exactly the parent as their mean. */
      exact: v.string(),
      lines: v.array(
        v.object({ kind: v.picklist(["own", "moved", "rounding"]), amount: v.string() }),
      ),
    }),
  ),
});
