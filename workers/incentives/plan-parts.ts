import * as v from "valibot";
import { parseRate, type Rate } from "../lib/rate.ts";
import { WireCurrency, WireDay } from "../lib/wire.ts";
import { isAtLeast, whole } from "./exact.ts";
import { type Formula, parseFormula } from "./formula.ts";
import { sharesOf } from "./ratio-list.ts";
import { ROUNDING_MODES } from "./round.ts";

/**
 * The words a plan document is made of. Every number is text and exact: what the reader typed
 * becomes a fraction, never a float. A schema's input is the JSON document, its output what the
 * engine reads.
 */

/** Names an object of the document: letters of any script, digits, `_` and `-`. */
export const Key = v.pipe(
  v.string(),
  v.regex(
    /^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u,
    "A key: a letter first, then letters, digits, _ or -.",
  ),
);
export const Name = v.strictObject({
  zh: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  en: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
});

const NUMBER = /^[+-]?\d{1,30}(\.\d{1,30})?\s*%?$|^[+-]?\d{1,30}\/0*[1-9]\d{0,29}$/;

function exact(text: string): Rate {
  return parseRate(text) ?? { num: 0n, den: 1n }; // The pattern before it lets only numbers through.
}

/** Any exact number: "0.08", "8%", "1/3", "-2.5". No unit; an amount is in the plan's currency. */
export const Ratio = v.pipe(
  v.string(),
  v.maxLength(70),
  v.regex(NUMBER, 'A number as text, such as "0.08", "8%" or "1/3".'),
  v.metadata({ examples: ["8%"] }),
  v.transform(exact),
);

const atLeastZero = (value: Rate) => value.num >= 0n;
const ONE = whole(1);

/** A multiplier, share of a result, payout factor or weight: 0 or more, and may pass 100 %. */
export const Factor = v.pipe(Ratio, v.check(atLeastZero, "A number of 0 or more."));

/** A commission rate: refused outside 0 to 100 %. */
export const CommissionRate = v.pipe(
  Ratio,
  v.check((value) => atLeastZero(value) && isAtLeast(ONE, value), "A rate from 0% to 100%."),
);

/** A share of a whole: 0 to 1. */
export const Share = v.pipe(
  Ratio,
  v.check((value) => atLeastZero(value) && isAtLeast(ONE, value), "A share from 0 to 1."),
);

/** Shares of a whole as a list, "1:1:1" or "60:40", one for each of what they are of. */
export const RatioList = v.pipe(
  v.string(),
  v.maxLength(700),
  v.check((text) => sharesOf(text) !== null, 'A ratio list, such as "1:1:1".'),
  v.metadata({ examples: ["1:1:1"] }),
);

type Shared = { readonly share: Rate | undefined };

/** Each one's own share, or that of the list; null where there are both, one is missing, or the list is another length. */
export function sharesFrom(all: readonly Shared[], list: string | undefined): Rate[] | null {
  const own = all.flatMap(({ share }) => share ?? []);
  if (list === undefined) return own.length === all.length ? own : null;
  const listed = sharesOf(list) ?? [];
  return own.length === 0 && listed.length === all.length ? listed.map(exact) : null;
}

export const SHARES_WANTED = "A share of its own for each, or one list of as many: not both.";

/** An amount or bound: a plain decimal at most as fine as the metric's or currency's scale. */
export const Decimal = v.pipe(
  v.string(),
  v.maxLength(40),
  v.regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'A plain decimal as text, such as "12.50".'),
  v.metadata({ examples: ["12000.00"] }),
  v.transform(exact),
);
export const Positive = v.pipe(Decimal, v.check(atLeastZero, "A number of 0 or more."));

export const Whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
export const Counted = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** A formula as text, see formula.ts: "amount - deal.freight", "max(0, amount * 0.8)". */
export const FormulaText = v.pipe(
  v.string(),
  v.maxLength(500),
  v.metadata({ examples: ["amount - deal.freight"] }),
  v.rawTransform<string, Formula>(({ dataset, addIssue, NEVER }) => {
    const read = parseFormula(dataset.value);
    if (read.ok) return read.value;
    const { at, wanted } = read.error;
    addIssue({ message: `A formula: at character ${at + 1} expected ${wanted}.` });
    return NEVER;
  }),
);

/**
 * A sum of money of the plan's currency: an amount; an amount with its own word on proration; or a
 * variable of the person (target variable by default), times a factor. Whether it prorates when the
 * person is there for a part of the window only: as `prorates` says, else as its field does.
 */
export const Sum = v.union([
  Positive,
  v.strictObject({ amount: Positive, prorates: v.boolean() }),
  v.strictObject({
    /** The key of a participant's variable, for example "target_variable". */
    variable: Key,
    times: v.optional(Factor, "1"),
    prorates: v.optional(v.boolean(), true),
  }),
]);
export type Sum = v.InferOutput<typeof Sum>;

export const Interval = v.pipe(
  v.strictObject({ from: WireDay, until: WireDay }),
  v.check(({ from, until }) => from < until, "An interval that ends after it begins."),
);

/**
 * Over what a result accumulates. "credit" and "deal": each on its own, also for rounding, caps and
 * floors. "period": the statement's period. "month" to "year": of the fiscal calendar, to date. An
 * interval is a campaign.
 */
export const Window = v.union([
  v.picklist(["credit", "deal", "period", "month", "quarter", "half", "year"]),
  Interval,
]);
export type Window = v.InferOutput<typeof Window>;
type WindowJson = v.InferInput<typeof Window>;

/** Each credit or deal on its own. */
export function isSingle(window: Window | WindowJson): boolean {
  return window === "credit" || window === "deal";
}

/** A window of time: what a condition, a plan-level rule or a scorecard looks at. */
export const TimeWindow = v.union([
  v.picklist(["period", "month", "quarter", "half", "year"]),
  Interval,
]);
export type TimeWindow = v.InferOutput<typeof TimeWindow>;

/**
 * Which quota attainment divides by. "own": of the statement's own period; "elapsed": of the window
 * from its begin to the end of the statement's period; "whole": of the whole window.
 */
export const Basis = v.picklist(["own", "elapsed", "whole"]);
export type Basis = v.InferOutput<typeof Basis>;
export const Level = v.picklist(["committed", "sprint", "challenge"]);

/** A figure of a person or unit in a window: an amount of a metric, or its attainment. */
export const Figure = v.strictObject({
  metric: Key,
  read: v.picklist(["amount", "attainment"]),
  /** The payee, the unit the payee belongs to on the window's last day, or a named unit. */
  of: v.optional(
    v.union([v.picklist(["person", "own_unit"]), v.strictObject({ unit: Key })]),
    "person",
  ),
  window: TimeWindow,
  /** Of attainment and of comparisons with a quota. */
  basis: v.optional(Basis, "whole"),
  level: v.optional(Level, "committed"),
});
export type Figure = v.InferOutput<typeof Figure>;

/**
 * A payout curve over attainment (or any figure). "step": the last point passed; "linear": straight
 * between points. Below the first point it pays 0; above the last it holds or goes on as the last
 * leg does.
 */
export const Curve = v.strictObject({
  shape: v.picklist(["step", "linear"]),
  points: v.pipe(
    v.array(
      v.strictObject({
        at: Ratio,
        pays: Factor,
        /** The curve goes through it only while this condition holds; else as if it were not there. */
        when: v.optional(Key),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
    v.check(
      (points) => points.every(({ at }, i) => i === 0 || !isAtLeast(points[i - 1]?.at ?? at, at)),
      "Points whose positions rise.",
    ),
  ),
  above: v.picklist(["hold", "extrapolate"]),
  /** The most the curve itself pays. */
  cap: v.optional(Factor),
});
export type Curve = v.InferOutput<typeof Curve>;

/** One side of a table: a text of a dimension, or a stretch `[from, until)` of a formula. */
export const Axis = v.union([
  v.strictObject({ dimension: Key }),
  v.strictObject({ measure: FormulaText }),
]);
export const Cell = v.union([
  v.pipe(v.string(), v.maxLength(120)),
  v.strictObject({ from: v.nullable(Decimal), until: v.nullable(Decimal) }),
]);
const table = <Value extends v.GenericSchema<string, Rate>>(value: Value) =>
  v.strictObject({
    axes: v.pipe(v.array(Axis), v.minLength(1), v.maxLength(2)),
    /** Each row names one cell for each axis; exactly one row may fit a credit. */
    rows: v.pipe(
      v.array(v.strictObject({ at: v.pipe(v.array(Cell), v.minLength(1), v.maxLength(2)), value })),
      v.minLength(1),
      v.maxLength(1_000),
    ),
    /** Where no row fits. */
    otherwise: value,
  });
export const RateTable = table(CommissionRate);
export const FactorTable = table(Factor);
export type Table = v.InferOutput<typeof FactorTable>;

/** Credits whose dimension is (or is not) one of these texts. All filters must hold. */
export const Filter = v.strictObject({
  dimension: Key,
  /** Of the credit, or of its deal. */
  of: v.optional(v.picklist(["credit", "deal"]), "credit"),
  is: v.optional(v.picklist(["one_of", "none_of"]), "one_of"),
  values: v.pipe(v.array(v.pipe(v.string(), v.maxLength(120))), v.minLength(1), v.maxLength(500)),
});
export type Filter = v.InferOutput<typeof Filter>;

export const Rounding = v.strictObject({
  /** What a line is a multiple of, in the payee's currency: "0.01", "0.1", "1"; its minor unit when absent. */
  granule: v.optional(
    v.pipe(
      Decimal,
      v.check(({ num }) => num > 0n, "A granule above 0."),
    ),
  ),
  mode: v.optional(v.picklist(ROUNDING_MODES), "half_away"),
});
export { WireCurrency as Currency, WireDay as PlanDay };
