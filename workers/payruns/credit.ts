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
export const TEXTS: Numbers<string> = {
  amount: (units, scale) => formatMinor(BigInt(units), scale),
  decimal: (text) => text,
};
export const FRACTIONS: Numbers<Rate> = {
  // Of one scale, so that they add up without reducing.
  amount: (units, scale) => ({ num: BigInt(units), den: 10n ** BigInt(scale) }),
  decimal: (text) => parseRate(text) ?? ZERO,
};

/** How lines of the log become credits of one plan. */
export type Crediting = {
  readonly metrics: ReadonlyMap<string, PayMetric>;
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
  const key = planKey(metric.code);
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
  const unit = of.unitOf(row.person, row.on);
  return {
    id: creditId(entry, row.person, row.alone),
    entry,
    person: row.person,
    ...(row.role === "direct" ? {} : { role: row.role }),
    ...(row.share === "1" ? {} : { share: row.share }),
    ...of.leads?.(row),
    on,
    ...(posting === on ? {} : { posting: later(posting, on) }),
    source: row.source.slice(0, TEXT_MAX),
    externalId: row.externalId.slice(0, TEXT_MAX),
    ...(row.deal === null ? {} : { deal: row.deal }),
    ...(unit === undefined ? {} : { unit }),
    ...(row.currency === "" || row.currency === of.currency ? {} : { currency: row.currency }),
    measures,
    dimensions,
    ...(isBack ? { reverses: entryId({ ...row, kind: "record" }) } : {}),
  };
}

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
export function readCredit(credit: CreditOf<Rate>): CreditInput {
  return {
    ...credit,
    role: credit.role ?? "direct",
    share: credit.share === undefined ? ONE : FRACTIONS.decimal(credit.share),
    lead: credit.lead ?? false,
    source: credit.source ?? "",
    externalId: credit.externalId ?? "",
    dimensions: credit.dimensions ?? {},
  } as CreditInput; // Days and currency are text on both sides; the row's day is a Day.
}

/** The same of one that was written for travelling. */
export function parsedCredit({ measures, ...credit }: CreditJson): CreditInput {
  const read = Object.entries(measures).map(([key, text]): [string, Rate] => [
    key,
    FRACTIONS.decimal(text),
  ]);
  return readCredit({ ...credit, measures: Object.fromEntries(read) });
}
