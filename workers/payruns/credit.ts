import type { CreditInput } from "../incentives/input.ts";
import type { EvaluationJson } from "../incentives/input.ts";
import type { Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import { ONE, parseRate, type Rate, ZERO } from "../lib/rate.ts";
import { planKey } from "../metrics/plan-key.ts";
import { creditId, entryId } from "./credit-id.ts";
import type { PayMetric } from "./needs.ts";
import { type Closed, postingOf } from "./posting.ts";

/** A line of the log. */
export type LoggedEntry = {
  readonly seq: number;
  readonly line: number;
  readonly id: string;
  readonly metric: string;
  readonly on: Day;
  /** Smallest steps of the metric. */
  readonly amount: number;
  readonly currency: string;
  readonly deal: string | null;
  readonly kind: string;
  readonly source: string;
  readonly externalId: string;
  readonly revision: number;
  /** JSON of texts. */
  readonly dims: string | null;
  readonly recordedAt: number;
  /** Its own participant, who leads a shared entry whether or not they have a part of it. */
  readonly owner?: string;
};

/** One person's part of it. */
export type LoggedCredit = LoggedEntry & {
  readonly person: string;
  readonly role: CreditInput["role"];
  readonly share: string;
  /** The entry is this person's alone. */
  readonly alone: boolean;
};

export type CreditJson = NonNullable<EvaluationJson["credits"]>[number];
/** A credit whose numbers are of a kind. */
export type CreditOf<Value> = Omit<CreditJson, "measures"> & {
  readonly measures: Record<string, Value>;
};

/** How numbers are written: as text where an input travels, as fractions where it is computed at once. */
export type Numbers<Value> = {
  readonly amount: (units: number, scale: number) => Value;
  readonly decimal: (text: string) => Value;
};
const TENS = [1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n];
export const TEXTS: Numbers<string> = {
  amount: (units, scale) => formatMinor(BigInt(units), scale),
  decimal: (text) => text,
};
export const FRACTIONS: Numbers<Rate> = {
  // Of one scale, so that they add up without reducing.
  amount: (units, scale) => ({ num: BigInt(units), den: TENS[scale] ?? 10n ** BigInt(scale) }),
  decimal: (text) => parseRate(text) ?? ZERO,
};

/** How lines of the log become credits of one plan. */
export type Crediting = {
  /** By id, with what plans call them. */
  readonly metrics: ReadonlyMap<string, PayMetric & { readonly key: string }>;
  readonly closed: readonly Closed[];
  /** The plan's own: credits in it do not say it. */
  readonly currency: string;
  /** The day a line was recorded on, where the plan's clawback asks when a refund came. */
  readonly recordedOn: ((at: number) => Day) | null;
  /** Where pay is split by whose deal it is: how a credit says who leads its entry. */
  readonly leads: ((row: LoggedCredit) => Pick<CreditJson, "lead" | "leader">) | null;
  /** The unit of somebody who is not on the plan, for figures of units. */
  readonly unitOf: (person: string, on: Day) => string | undefined;
};

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const TEXT_MAX = 120;

/**
 * A credit as the engine reads it. Measures are those of the whole entry: `amount`, the same under the
 * metric's key, and every dimension that is a number. A reversal takes all of them back, names the entry
 * it takes back, and is posted when it came.
 */
export function creditOf<Value>(
  row: LoggedCredit,
  of: Crediting,
  { amount: amountOf, decimal }: Numbers<Value>,
): CreditOf<Value> | null {
  const metric = of.metrics.get(row.metric);
  if (!metric) return null;
  const { key } = metric;
  const amount = amountOf(row.amount, metric.scale);
  const isBack = row.kind === "reversal";
  const measures: Record<string, Value> = {};
  const dimensions: Record<string, string> = {};
  for (const [name, value] of dimsOf(row.dims)) {
    dimensions[name] = value.slice(0, TEXT_MAX);
    if (NUMBER.test(value)) measures[name] = decimal(isBack ? negated(value) : value);
  }
  measures["amount"] = measures[key] = amount;
  dimensions["metric"] = key;
  const entry = entryId(row);
  const posting = postingOf(row, of.closed);
  const on = isBack && of.recordedOn ? later(of.recordedOn(row.recordedAt), row.on) : row.on;
  // Field by field: a hundred thousand of them are made, and each spread is an object of its own.
  const credit: Making<CreditOf<Value>> = {
    id: creditId(entry, row.person, row.alone),
    entry,
    person: row.person,
    on,
    source: row.source.slice(0, TEXT_MAX),
    externalId: row.externalId.slice(0, TEXT_MAX),
    measures,
    dimensions,
  };
  if (row.role !== "direct") credit.role = row.role;
  if (row.share !== "1") credit.share = row.share;
  if (of.leads) Object.assign(credit, of.leads(row));
  if (posting !== on) credit.posting = later(posting, on);
  if (row.deal !== null) credit.deal = row.deal;
  const unit = of.unitOf(row.person, row.on);
  if (unit !== undefined) credit.unit = unit;
  if (row.currency !== "" && row.currency !== of.currency) credit.currency = row.currency;
  if (isBack) credit.reverses = entryId({ ...row, kind: "record" });
  return credit;
}

type Making<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * Who leads each shared entry: its own participant, by their direct part, else by any other they have;
 * where they have none, every credit of the entry names them.
 */
export function leadersIn(rows: readonly LoggedCredit[]): NonNullable<Crediting["leads"]> {
  const at = ({ seq, line }: LoggedCredit) => `${seq}:${line}`;
  const roles = new Map<string, LoggedCredit["role"]>();
  for (const row of rows)
    if (row.person === row.owner && roles.get(at(row)) !== "direct") roles.set(at(row), row.role);
  return (row) => {
    if (row.alone || row.owner === undefined) return {};
    const role = roles.get(at(row));
    if (role === undefined) return { leader: row.owner };
    return row.person === row.owner && row.role === role ? { lead: true } : {};
  };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function negated(value: string): string {
  return value.startsWith("-") ? value.slice(1) : `-${value}`;
}

/** JSON that we wrote ourselves, of texts alone; keys as the plan language takes them. */
function dimsOf(dims: string | null): [string, string][] {
  if (dims === null) return [];
  const value: unknown = JSON.parse(dims);
  return Object.entries(value ?? {}).map(([name, each]) => [planKey(name), String(each)]);
}

/** What the engine makes of it, without going through the schema: a hundred thousand of them are read. */
export function readCredit(of: CreditOf<Rate>): CreditInput {
  const { id, person, on, measures, role = "direct", lead = false } = of;
  const { source = "", externalId = "", dimensions = {} } = of;
  const share = of.share === undefined ? ONE : FRACTIONS.decimal(of.share);
  const plain = { id, person, role, share, lead, on, source, externalId, measures, dimensions };
  const made: Record<string, unknown> = plain;
  if (of.entry !== undefined) made["entry"] = of.entry;
  if (of.leader !== undefined) made["leader"] = of.leader;
  if (of.posting !== undefined) made["posting"] = of.posting;
  if (of.deal !== undefined) made["deal"] = of.deal;
  if (of.unit !== undefined) made["unit"] = of.unit;
  if (of.currency !== undefined) made["currency"] = of.currency;
  if (of.reverses !== undefined) made["reverses"] = of.reverses;
  return plain as CreditInput; // Days and currency are text on both sides; the row's day is a Day.
}

/** The same of one that was written for travelling. */
export function parsedCredit({ measures, ...credit }: CreditJson): CreditInput {
  const read = Object.entries(measures).map(([key, text]): [string, Rate] => [
    key,
    FRACTIONS.decimal(text),
  ]);
  return readCredit({ ...credit, measures: Object.fromEntries(read) });
}
